"""The keys of a workbook: the statuses and meanings of a legend, down or across, by its headings, title or sheet."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import takewhile

from loaders.cells.addresses import CellAddress, address, enclosing_range
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
from loaders.issue_log import make_issue
from loaders.vocabulary.heading_aliases import STRONG_ALIASES, WEAK_ALIASES, ColumnMeaning
from loaders.vocabulary.status_words import is_progress_word, is_symbol, status_labels
from model.issues.issue import Issue
from model.status.colours import is_known_colour
from model.status.scale import RED_AMBER_GREEN
from model.text import label_key

MAX_STATUS_LENGTH = 30
"""The most letters of a status."""
_RAG = ("rag", "brag")
_OTHER_SUBJECTS = ("status", "rating", "colour", "progress")
_SUBJECTS = (*_RAG, *(f"{rag} {word}" for rag in _RAG for word in ("status", "rating")), *_OTHER_SUBJECTS)
TITLES = frozenset(
    {
        *("key", "legend", "definitions", "colour code", "colour codes", "colour coding"),
        *(f"{rag} ratings" for rag in _RAG),
        *(f"{word} {kind}" for word in _SUBJECTS for kind in ("key", "legend", "definitions")),
        *(f"key to {word}{ending}" for word in _SUBJECTS for ending in ("", "s", "es")),
        *("allwedd", "allwedd rag", "allwedd statws", "allwedd lliwiau"),
    }
)
KEY_TITLES = TITLES - {"definitions"}
"""Titles of keys and of nothing else."""
STATUS_LABELS = {heading for heading, meaning in STRONG_ALIASES.items() if meaning is ColumnMeaning.STATUS} | {
    "colour",
    "rating",
    "lliw",
}
MEANING_LABELS = {heading for heading, meaning in STRONG_ALIASES.items() if meaning is ColumnMeaning.STATUS_MEANING} | {
    "description",
    "disgrifiad",
}
OTHER_LABELS: Mapping[str, str] = {
    **dict.fromkeys(("complete", "complete?", "completed", "done", "done?", "wedi'i gwblhau"), "complete"),
    **dict.fromkeys(("colour", "color", "lliw"), "colour"),
    **dict.fromkeys(("meaning (welsh)", "ystyr (cymraeg)"), "meaning_cy"),
    **dict.fromkeys(("status (welsh)", "statws (cymraeg)"), "status_cy"),
    **dict.fromkeys(("count", "number", "no.", "total", "nifer", "cyfanswm"), "count"),
    "score": "score",
}
"""Headings of other columns of a key, with the field of the scale; a score and a count are no fields of it."""
UNSUPPORTED_FIELDS = ("score", "count")
"""Columns that a key may have and a scale does not."""
_NOTE_LABEL = re.compile(
    r"notes?|please note|n\.?b\.?|sources?|contacts?|(?:grand )?totals?|(?:last |date )?updated(?: on)?|version|date"
    r"|as at|(?:prepared|approved|written) by|author|nodyn|nodiadau|sylwer|ffynhonnell|cyswllt|cyfanswm|fersiwn"
    r"|dyddiad|diweddarwyd(?: ar)?"
)
_ROLES = {"responsible", "accountable", "support", "supporting", "consulted", "informed", "cyfrifol", "atebol"}
_KEY_STARTS = TITLES | STATUS_LABELS
_RATINGS = status_labels(RED_AMBER_GREEN)
_STATUS_WITH_MEANING = re.compile(r"([^\W_][\w/ -]{0,24}?)\s*[=:–—-]\s+(\S.*)", re.DOTALL)
_TITLE_AND_TEXT = re.compile(r"([^:\n]{1,20})[:\n]\s*(\S.*)", re.DOTALL)
_PAIR = re.compile(r"\s*([^\W_][\w/ -]{0,24}?)\s*=\s*(\S.*?)\s*", re.DOTALL)
_NAMES_BY_LETTER = {label_key(status.name[0]): status.name for status in RED_AMBER_GREEN.statuses}
_MAX_ROWS = 20
_MAX_HEADINGS = 8
_MAX_CELLS = 24
"""The most cells of a row of statuses, with the meanings between them."""
_WORDS = re.compile(r"\w{2,}")
"""The words of a sentence, without its letters: the article is no Amber."""
_LINES = 2
"""A legend has so many lines with a word and its meaning; less may be a sentence, or the text beside a picture."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A status of a key, its meaning, the cells of both, its fill, and its other fields with their cells."""

    status: str
    meaning: str
    addresses: tuple[CellAddress, CellAddress]
    colour: str | None = None
    extra_fields: Mapping[str, tuple[Value, CellAddress]] = field(default_factory=dict)

    def value_of(self, name: str) -> Value:
        """Return the value of another field; None without one."""
        return self.extra_fields[name][0] if name in self.extra_fields else None


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its first cell, its statuses in the order of the sheet, and the cells of its other headings."""

    sheet: SheetCells
    title_address: CellAddress
    rows: tuple[KeyRow, ...]
    heading_addresses: frozenset[CellAddress] = frozenset()

    @property
    def cell(self) -> str:
        """The address of its title."""
        return address(*self.title_address)

    @property
    def cells(self) -> set[CellAddress]:
        """The cells of the key."""
        entries = {cell for row in self.rows for cell in row.addresses}
        fields = {cell for row in self.rows for _, cell in row.extra_fields.values()}
        return {self.title_address, *entries, *fields, *self.heading_addresses}


def without_keys(sheet: SheetCells, keys: Sequence[Key]) -> SheetCells:
    """Return the sheet without the cells of its keys, so that they are not read as part of a table."""
    return without_cells(sheet, {cell for key in keys if key.sheet is sheet for cell in key.cells})


def without_cells(sheet: SheetCells, cells: Set[CellAddress]) -> SheetCells:
    """Return a sheet without some cells."""
    numbers, rows = {number for _, number in cells}, list[CellRow]()
    for row in sheet.rows:
        if row.number not in numbers:
            rows.append(row)
            continue
        filled = [column for column in row.filled_columns if (column, row.number) not in cells]
        if filled:
            values = row.values[: filled[-1]]
            rows.append(CellRow(row.number, [v if c in filled else None for c, v in enumerate(values, start=1)]))
    return replace(sheet, rows=rows) if cells else sheet


@dataclass(frozen=True, slots=True)
class KeyGrid:
    """The values and fills of a sheet by column and row; by row and column where it is transposed."""

    sheet: SheetCells
    values: Mapping[int, Sequence[Value]]
    is_transposed: bool = False

    @property
    def transposed(self) -> "KeyGrid":
        """The same cells with rows and columns exchanged."""
        return KeyGrid(self.sheet, self.values, not self.is_transposed)

    def sheet_address(self, column: int, row: int) -> CellAddress:
        """Return the address of a cell on the sheet."""
        return (row, column) if self.is_transposed else (column, row)

    def at(self, column: int, row: int) -> Value:
        """Return the value of a cell; None where it is empty."""
        column, row = self.sheet_address(column, row)
        values = self.values.get(row)
        return values[column - 1] if values is not None and 0 < column <= len(values) else None

    def label(self, column: int, row: int) -> str:
        """Return the text of a cell for comparison with headings and titles."""
        return label_key(plain_text(self.at(column, row)))

    def colour(self, column: int, row: int) -> str | None:
        """Return the fill of a cell; None where it has no fill."""
        fill = self.sheet.fill(*self.sheet_address(column, row))
        return fill.colour if fill else None

    def is_blank(self, column: int, row: int) -> bool:
        """Return whether a cell has neither a value nor a fill."""
        return self.at(column, row) is None and self.colour(column, row) is None


def key_grid(sheet: SheetCells) -> KeyGrid:
    """Return the grid of a sheet."""
    return KeyGrid(sheet, {row.number: row.values for row in sheet.rows})


@dataclass(frozen=True, slots=True)
class KeyRows:
    """The statuses of a key, and the addresses of its headings."""

    rows: tuple[KeyRow, ...] = ()
    headings: frozenset[CellAddress] = frozenset()


def find_keys(sheets: Sequence[SheetCells]) -> list[Key]:
    """Return the keys of a workbook in the order of its sheets; a sheet that only its name calls a key has one."""
    return [key for sheet in sheets for key in _keys_on_sheet(sheet)]


def unread_key_issues(sheets: Sequence[SheetCells], read: Set[str], statuses: Collection[str]) -> Iterator[Issue]:
    """Yield the issue of the first title of a key that has none, so that the meaning of colours is unknown.

    The name of a sheet is such a title where the sheet is not `read` as part of the tracker. A sheet that is the legend
    of something else is an issue of its own. `statuses` are those in use; none where one is given by colour alone.
    """
    for sheet in sheets:
        cell = _unread_title(sheet, is_read=sheet.name in read)
        if cell is None:
            continue
        if sheet.name in read or not explains_something_else(sheet, statuses):
            yield make_issue("key-not-read", sheet=sheet.name, cell=cell)
            return
        yield other_legend_issue(sheet, cell)


def _keys_on_sheet(sheet: SheetCells) -> list[Key]:
    starts = frozenset(text for text in sheet.texts if may_start_key(text) or text_after_title(text) is not None)
    grid, found = key_grid(sheet), list[Key]()
    for column, row, value in sheet.cells_with(starts):
        key = _key_at(grid, column, row, value)
        if key is not None and not any(key.cells & other.cells for other in found):
            found.append(key)
    untitled = _untitled_key(grid) if label_key(sheet.name) in KEY_TITLES and not found else None
    return [untitled] if untitled is not None else found


def _key_at(grid: KeyGrid, column: int, row: int, value: str) -> Key | None:
    """Return the key that begins in a cell; None where none does."""
    line = text_after_title(value)
    if line is not None and not may_start_key(value):
        return _make_key(grid, (column, row), KeyRows(split_pairs(line, (column, row))))
    is_start = find_headings(grid, column, row) or label_key(value) in TITLES
    below = _make_key(grid, (column, row), rows_down(grid, column, row)) if is_start else None
    return below or _make_key(grid, (column, row), rows_across(grid, column, row))


def _untitled_key(grid: KeyGrid) -> Key | None:
    """Return the key of a sheet that only its name calls a key; a key across may only have single texts above it."""
    may_be_across = True
    for row in grid.sheet.rows[:5]:
        start = row.filled_columns[0]
        found = [rows_down(grid, column, row.number - 1) for column in sorted({max(1, start - 1), start})]
        found += [rows_right_of(grid, start - 1, row.number)] if may_be_across else []
        keys = filter(None, (_make_key(grid, (start, row.number), rows) for rows in found))
        key = next(keys, None)
        if key is not None:
            return key
        may_be_across = may_be_across and row.filled_count == 1
    return None


def _make_key(grid: KeyGrid, title: CellAddress, found: KeyRows) -> Key | None:
    """Return a key of two statuses or more; a legend of roles is no key."""
    is_key = len(found.rows) >= 2 and sum(is_role(entry.meaning) for entry in found.rows) < 2
    return Key(grid.sheet, title, expand_letters(found.rows), found.headings) if is_key else None


def _unread_title(sheet: SheetCells, *, is_read: bool) -> str | None:
    """Return the cell of a sheet's first title of a key; "" where that is the sheet's name, None without one."""
    titles = frozenset(text for text in sheet.texts if _is_key_title(text) or text_after_title(text) is not None)
    grid = key_grid(sheet) if titles else None
    for column, row, value in sheet.cells_with(titles):
        if grid is not None and _announces_key(grid, column, row, value):
            return address(column, row)
    return "" if label_key(sheet.name) in KEY_TITLES and not is_read else None


def _is_key_title(text: str) -> bool:
    return len(text) <= MAX_STATUS_LENGTH and label_key(text) in KEY_TITLES


def _announces_key(grid: KeyGrid, column: int, row: int, value: str) -> bool:
    """Return whether a text is alone and is the title of a key, with something below it that is no table."""
    if text_after_title(value) and sum(cell is not None for cell in grid.values[row]) == 1:
        return True
    if not _is_key_title(value) or grid.at(column - 1, row) is not None or grid.at(column + 1, row) is not None:
        return False
    below = [(column + offset, row + 1) for offset in range(3)]
    is_table = grid.at(*below[2]) is not None or any(is_role(plain_text(grid.at(*cell))) for cell in below)
    return not is_table and not all(grid.is_blank(*cell) for cell in below[:2])


def explains_something_else(sheet: SheetCells, statuses: Collection[str]) -> bool:
    """Return whether a sheet is a legend that names no usual status and none in use, of which some must be in words."""
    lines = sum(row.filled_count > 1 for row in sheet.rows)
    return bool(statuses) and lines >= _LINES and not any(_names_status(text, statuses) for text in sheet.texts)


def other_legend_issue(sheet: SheetCells, cell: str) -> Issue:
    """Return the issue of a legend of something else on a sheet of its own, with the first of its words."""
    firsts = [plain_text(row.value_at(row.filled_columns[0])) for row in sheet.rows if row.filled_count]
    area = enclosing_range((column, row.number) for row in sheet.rows for column in row.filled_columns)
    found = ", ".join([*firsts[:_NAMED], *(["…"] if len(firsts) > _NAMED else [])])
    return make_issue("key-of-something-else", sheet=sheet.name, cell=cell, found=found, range=area.text)


def _names_status(text: str, statuses: Collection[str]) -> bool:
    if any(map(is_known_status, [text, *_WORDS.findall(text)])):
        return True
    return any(re.search(rf"\b{re.escape(label_key(status))}\b", label_key(text)) for status in statuses)


def key_row(
    grid: KeyGrid,
    status: CellAddress,
    meaning: CellAddress | None,
    *,
    allow_numbers: bool,
    allow_word_only: bool = False,
) -> KeyRow | None:
    """Return a status and its meaning.

    A fill without a word is called by its meaning; a word without a meaning needs a fill, unless `allow_word_only`:
    headings name it a status. `status` and `meaning` are their cells.
    """
    value, fill = grid.at(*status), grid.colour(*status)
    meaning_value, meaning_fill = (grid.at(*meaning), grid.colour(*meaning)) if meaning else (None, None)
    text, colour = meaning_value.strip() if isinstance(meaning_value, str) else "", fill or meaning_fill
    cell, meaning_cell = grid.sheet_address(*status), grid.sheet_address(*(meaning or status))
    if value is None or (isinstance(value, str) and is_symbol(value) and fill):
        swatch = cell if value is not None else meaning_cell
        return KeyRow(text, text, (swatch, meaning_cell), fill) if text and fill else None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    word = plain_text(value).rstrip(" :") if isinstance(value, str) or (is_number and allow_numbers) else ""
    is_short = 0 < len(word) <= MAX_STATUS_LENGTH
    if text and is_short:
        return KeyRow(word, text, (cell, meaning_cell), colour)
    if not word or meaning_value is not None:
        return None
    with_meaning = _STATUS_WITH_MEANING.fullmatch(word)
    if with_meaning:
        return KeyRow(with_meaning[1].strip(), with_meaning[2].strip(), (cell, cell), fill)
    return KeyRow(word, "", (cell, cell), colour) if is_short and (colour or allow_word_only) else None


def text_after_title(value: str) -> str | None:
    """Return the text after the title of a key that is in one cell; None where there is no title."""
    if "=" not in value:
        return None
    parts = _TITLE_AND_TEXT.fullmatch(value)
    return parts[2] if parts and label_key(parts[1]) in TITLES else None


def split_pairs(line: str, cell: CellAddress) -> tuple[KeyRow, ...]:
    """Return the statuses of a key in one cell; none where a part is not a status with its meaning."""
    parts = [_PAIR.fullmatch(part) for part in re.split(r"[,;\n]", line) if part.strip()]
    rows = tuple(KeyRow(part[1], part[2].rstrip("."), (cell, cell)) for part in parts if part is not None)
    return rows if len(rows) == len(parts) == len({label_key(row.status) for row in rows}) else ()


def expand_letters(rows: Sequence[KeyRow]) -> tuple[KeyRow, ...]:
    """Return the rows of a key with Red, Amber and Green instead of their letters, so that cells may have either.

    Letters are those of colours only if R and G are both present and no letter means something else, such as a role. A
    B is not changed, for it may be blue or black.
    """
    words = {label_key(row.status) for row in rows}
    letters = {word for word in words if len(word) == 1}
    if not {"r", "g"} <= letters <= {*_NAMES_BY_LETTER, "b"} or words & set(map(label_key, _NAMES_BY_LETTER.values())):
        return tuple(rows)
    return tuple(replace(row, status=_NAMES_BY_LETTER.get(label_key(row.status), row.status)) for row in rows)


def find_headings(grid: KeyGrid, column: int, row: int) -> Mapping[str, int]:
    """Return the column of each heading of a key that begins in a cell; none where one of them heads a table."""
    if grid.label(column, row) not in STATUS_LABELS or grid.at(column - 1, row) is not None:
        return {}
    columns = {"status": column}
    for position in range(column + 1, column + _MAX_HEADINGS):
        label = grid.label(position, row)
        if not label:
            break
        field = "meaning" if label in MEANING_LABELS else OTHER_LABELS.get(label, "")
        if not field or field in columns:
            return {}
        columns[field] = position
    return columns if columns.keys() & {"meaning", "complete"} else {}


def rows_down(grid: KeyGrid, column: int, row: int, *, stop_at_neighbours: bool = True) -> KeyRows:
    """Return the rows of a key below its title or headings; a gap or a row without a status ends it.

    `stop_at_neighbours` means that a row with another cell next to it is not part of the key.
    """
    found, seen = list[KeyRow](), set[str]()
    columns, headings = find_headings(grid, column, row), set[CellAddress]()
    allow_numbers = bool(columns) or grid.at(column + 1, row) is None
    for line in range(row, row + _MAX_ROWS):
        new_columns = find_headings(grid, column, line)
        if new_columns:
            columns, allow_numbers = new_columns, True
            headings |= {grid.sheet_address(position, line) for position in columns.values()}
        if new_columns or line == row:
            continue
        after = None if columns else grid.at(column + 2, line)
        if stop_at_neighbours and (grid.at(column - 1, line) is not None or after is not None):
            break
        entry = _key_row_at(grid, column, line, columns, allow_numbers=allow_numbers)
        is_note = entry is not None and is_note_label(entry.status)
        if is_note and not found:
            continue
        if entry is None or is_note or {label_key(entry.status), entry.colour if not entry.meaning else ""} & seen:
            break
        seen |= {label_key(entry.status), entry.colour or label_key(entry.status)}
        found.append(entry)
    return KeyRows(tuple(found), frozenset(headings))


def rows_across(grid: KeyGrid, column: int, row: int) -> KeyRows:
    """Return the statuses of a key to the right of its title, or in the row below a title with nothing to its right."""
    if not find_headings(grid.transposed, row, column) and grid.label(column, row) not in KEY_TITLES:
        return KeyRows()
    is_above = grid.is_blank(column + 1, row)
    return rows_right_of(grid, column - 1, row + 1) if is_above else rows_right_of(grid, column, row)


def rows_right_of(grid: KeyGrid, column: int, row: int) -> KeyRows:
    """Return the statuses of a key in a row to the right of a cell, with their meanings below, in or next to them."""
    positions = range(column + 1, column + 1 + _MAX_CELLS)
    run = list(takewhile(lambda position: not grid.is_blank(position, row), positions))
    below = rows_down(grid.transposed, row, column, stop_at_neighbours=False)
    if len(run) > 1 and len(below.rows) == len(run) and _are_meanings_below(grid, column, row, below.rows):
        return below
    has_title = grid.at(column, row) is not None
    single = [key_row(grid, (position, row), None, allow_numbers=False) for position in run]
    pairs = [
        key_row(grid, (status, row), (meaning, row), allow_numbers=has_title)
        for status, meaning in zip(run[::2], run[1::2], strict=False)
    ]
    for entries in (single, pairs if len(run) % 2 == 0 else []):
        found = [entry for entry in entries if entry is not None]
        if len(found) == len(entries) > 1 and _are_distinct(found) and _may_be_key(found):
            return KeyRows(tuple(found))
    return KeyRows()


def _key_row_at(
    grid: KeyGrid, column: int, line: int, columns: Mapping[str, int], *, allow_numbers: bool
) -> KeyRow | None:
    """Return the status in a row with its meaning and its other fields; a colour may be only a fill."""
    meaning = columns.get("meaning") if columns else column + 1
    cell = (meaning, line) if meaning is not None else None
    allow_word_only = "complete" in columns
    entry = key_row(grid, (column, line), cell, allow_numbers=allow_numbers, allow_word_only=allow_word_only)
    others = {name: position for name, position in columns.items() if name not in ("status", "meaning")}
    fields = {name: (grid.at(position, line), grid.sheet_address(position, line)) for name, position in others.items()}
    if "colour" in others and fields["colour"][0] is None:
        fields["colour"] = grid.colour(others["colour"], line), fields["colour"][1]
    return replace(entry, extra_fields=fields) if entry is not None else None


def _are_meanings_below(grid: KeyGrid, column: int, row: int, rows: Sequence[KeyRow]) -> bool:
    """Return whether the cells below a row of statuses are their meanings, and no table that follows it."""
    label, after = grid.label(column, row + 1), column + 1 + len(rows)
    if (label and label not in MEANING_LABELS) or grid.at(after, row + 1) is not None:
        return False
    meanings = [label_key(entry.meaning) for entry in rows]
    headings = sum(meaning in STRONG_ALIASES or meaning in WEAK_ALIASES for meaning in meanings)
    may_be_key = _may_be_key(rows) and 2 * headings <= len(rows)
    return all(meanings) and (may_be_key or bool(find_headings(grid.transposed, row, column)))


def _may_be_key(rows: Sequence[KeyRow]) -> bool:
    """Return whether the words are known statuses, or each has a different fill."""
    are_known = all(len(entry.status) == 1 or is_known_status(entry.status) for entry in rows)
    return are_known or len({entry.colour for entry in rows if entry.colour}) == len(rows)


def _are_distinct(rows: Sequence[KeyRow]) -> bool:
    fills = [entry.colour for entry in rows if entry.colour]
    return len({label_key(entry.status) for entry in rows}) == len(rows) and len(set(fills)) == len(fills)


def may_start_key(text: str) -> bool:
    """Return quickly, for there may be very many cells, whether a text is a heading or a title of a key."""
    return len(text) <= MAX_STATUS_LENGTH and text.casefold().strip(" :\n\u200b") in _KEY_STARTS


def is_note_label(word: str) -> bool:
    """Return whether a word begins a note, a source, a total or the like, as people write them below a key."""
    return bool(_NOTE_LABEL.fullmatch(label_key(word)))


def is_role(meaning: str) -> bool:
    """Return whether a meaning is a role in a task, as in R for responsible, and so no status."""
    return label_key(meaning).strip(" .") in _ROLES


def is_known_status(word: str) -> bool:
    """Return whether a word is a colour, or a usual word for progress."""
    return label_key(word) in _RATINGS or is_known_colour(word) or is_progress_word(word)
