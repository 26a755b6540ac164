"""The keys of a workbook: the statuses and meanings of a legend, down or across, and the scale that they give."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from loaders.cells.addresses import CellAddress, address, enclosing_range
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value, plain_text
from loaders.issue_log import make_issue
from loaders.parsing.rows import YES
from loaders.records import Cell, Record
from loaders.vocabulary import WORDS, values_by_word
from loaders.vocabulary.headings import STRONG_ALIASES, WEAK_ALIASES, ColumnMeaning
from loaders.vocabulary.status_words import is_known_status, is_symbol, match_colour
from model.issue import Issue
from model.language import label_key
from model.status import RED_AMBER_GREEN, is_known_colour

_MAX_STATUS_LENGTH = 30
"""The most letters of a status."""
_KEY: Mapping[str, list[str]] = WORDS["key"]
_KEY_TITLES = frozenset(_KEY["titles"])
"""Titles of keys and of nothing else."""
_TITLES = _KEY_TITLES.union(_KEY["other_titles"])
_STATUS_LABELS = {h for h, meaning in STRONG_ALIASES.items() if meaning is ColumnMeaning.STATUS}.union(_KEY["status"])
_MEANING_LABELS = {h for h, m in STRONG_ALIASES.items() if m is ColumnMeaning.STATUS_MEANING}.union(_KEY["meaning"])
_OTHER_LABELS = values_by_word("key_columns")
"""The field of the scale that another column of a key has; a score and a count are no fields of it."""
_STATUS_WITH_MEANING = re.compile(r"([^\W_][\w/ -]{0,24}?)\s*[=:–—-]\s+(\S.*)", re.DOTALL)
_TITLE_AND_TEXT = re.compile(r"([^:\n]{1,20})[:\n]\s*(\S.*)", re.DOTALL)
_PAIR = re.compile(r"\s*([^\W_][\w/ -]{0,24}?)\s*=\s*(\S.*?)\s*", re.DOTALL)
_NAMES_BY_LETTER = {label_key(status.name[0]): status.name for status in RED_AMBER_GREEN.statuses}
_MAX_ROWS, _MAX_HEADINGS, _MAX_CELLS = 20, 8, 24
"""The most rows and headings of a key, and cells of a row of statuses with the meanings between them."""
_WORDS = re.compile(r"\w{2,}")
"""The words of a sentence, without its letters: the article is no Amber."""
_LINES, _NAMED = 2, 3
"""A legend has so many lines with a word and its meaning; less may be a sentence. So many are named."""
_DONE_WORDS = re.compile(
    r"\b(?:complete|completed|achieved|done|closed|implemented|delivered|gwblhau|cyflawni|cyflawnwyd)\b"
)
_NOT_DONE_WORDS = re.compile(
    r"\b(?:not|no|some|half|partly|partially|mostly|nearly|almost|yet|more|remain|remains|to be|due|track|expected|will"
    r"|heb|ddim)\b"
)
_WORST, _BEST = {"red", "coch", "r"}, {"green", "gwyrdd", "g"}
_EXTRA_FIELDS = ("complete", "colour", "status_cy", "meaning_cy")
_FIELDS = ("status", "meaning", *_EXTRA_FIELDS)
"""The fields of a scale; cells of other columns, such as a score, stay on the sheet and are named."""


class KeyRow(NamedTuple):
    """A status of a key, its meaning, and the cell of each of its fields."""

    status: str
    meaning: str
    cells: Mapping[str, Cell]
    colour: str | None = None

    def value(self, name: str) -> Value:
        """Return the value of a field; None without one."""
        return self.cells[name].value if name in self.cells else None


class Key(NamedTuple):
    """A key: its sheet, its first cell, its statuses in the order of the sheet, and its other headings."""

    sheet: SheetCells
    title: Cell
    rows: tuple[KeyRow, ...]
    headings: tuple[Cell, ...] = ()

    @property
    def cells(self) -> set[CellAddress]:
        """The cells of the key."""
        entries = (cell for row in self.rows for cell in row.cells.values())
        return {(cell.column, cell.row) for cell in (self.title, *self.headings, *entries)}


def find_keys(sheets: Sequence[SheetCells]) -> list[Key]:
    """Return the keys of a workbook in the order of its sheets; a sheet that only its name calls a key has one."""
    return [key for sheet in sheets for key in _keys_on_sheet(sheet)]


def without_keys(sheet: SheetCells, keys: Sequence[Key]) -> SheetCells:
    """Return the sheet without the cells of its keys, so that they are not read as part of a table."""
    return without_cells(sheet, {cell for key in keys if key.sheet is sheet for cell in key.cells})


def without_cells(sheet: SheetCells, cells: Set[CellAddress]) -> SheetCells:
    """Return a sheet without some cells."""
    numbers, rows = {number for _, number in cells}, list[CellRow]()
    for row in sheet.rows:
        filled = [c for c in row.filled_columns if (c, row.number) not in cells] if row.number in numbers else None
        if filled is None:
            rows.append(row)
        elif filled:
            values = row.values[: filled[-1]]
            rows.append(CellRow(row.number, [v if c in filled else None for c, v in enumerate(values, start=1)]))
    return replace(sheet, rows=rows) if cells else sheet


def unread_key_issues(sheets: Sequence[SheetCells], read: Set[str], statuses: Collection[str]) -> Iterator[Issue]:
    """Yield the issue of the first title of a key that has none, so that the meaning of colours is unknown.

    The name of a sheet is such a title where the sheet is not `read` as part of the tracker. A sheet that is the legend
    of something else is an issue of its own. `statuses` are those in use; none where one is given by colour alone.
    """
    for sheet in sheets:
        cell = _unread_title(sheet, is_read=sheet.name in read)
        if cell is None:
            continue
        lines = [row for row in sheet.rows if row.filled_count > 1]
        names = re.compile("|".join(rf"\b{re.escape(label_key(status))}\b" for status in statuses) or r"\b\B")
        words = [word for text in sheet.texts for word in (text, *_WORDS.findall(text))]
        names_status = any(map(is_known_status, words)) or any(names.search(label_key(text)) for text in sheet.texts)
        if sheet.name in read or not statuses or len(lines) < _LINES or names_status:
            yield make_issue("key-not-read", sheet=sheet.name, cell=cell)
            return
        firsts = [plain_text(row.contents[0]) for row in sheet.rows]
        area = enclosing_range((column, row.number) for row in sheet.rows for column in row.filled_columns).text
        found = ", ".join([*firsts[:_NAMED], *(["…"] if len(firsts) > _NAMED else [])])
        yield make_issue("key-of-something-else", sheet=sheet.name, cell=cell, found=found, range=area)


def key_issues(keys: Sequence[Key], used: Sequence[Key], *, reported: Sequence[Issue] = ()) -> Iterator[Issue]:
    """Yield which key is the scale, each other key that differs, and each legend of something else.

    `used` are the keys that explain a status in use, and `reported` the issues of legends that could not be read: each
    is the only one of its legend.
    """
    if used:
        scale = main_key(used)
        found = _words(worst_first(scale))
        done = _words([row for row in worst_first(scale) if is_done(scale, row)])
        yield make_issue("key-read", sheet=scale.sheet.name, cell=scale.title.address, found=found, complete=done)
        if is_best_first(scale) is None:
            yield make_issue("key-order-unknown", sheet=scale.sheet.name, cell=scale.title.address, found=found)
        first = f"{scale.sheet.name} {scale.title.address}"
        for key in used:
            if not is_subset_of(key, scale):
                words = _words(worst_first(key))
                yield make_issue(
                    "key-not-read", sheet=key.sheet.name, cell=key.title.address, found=words, first=first, kept=found
                )
    for legend in keys:
        is_reported = any(one.sheet == legend.sheet.name and one.cell in ("", legend.title.address) for one in reported)
        if legend not in used and not is_reported:
            words, area = _words(legend.rows), enclosing_range(legend.cells).text
            yield make_issue(
                "key-of-something-else", sheet=legend.sheet.name, cell=legend.title.address, found=words, range=area
            )


def is_best_first(key: Key) -> bool | None:
    """Return whether the best end of a key is first: by Red and Green, else by the end that means done.

    None where no end or both ends mean done. A status in the middle that means done does not count.
    """
    colours = [_colour_word(row) for row in key.rows]
    worst, best = ([index for index, word in enumerate(colours) if word in end] for end in (_WORST, _BEST))
    if worst and best:
        return best[0] < worst[0]
    first, *middle, last = (is_done(key, row) for row in key.rows)
    return first if first != last or (any(middle) and not first) else None


def worst_first(key: Key) -> tuple[KeyRow, ...]:
    """Return the rows in the order of a scale; in a reversed key, those that mean done are last."""
    if not is_best_first(key):
        return key.rows
    from_the_end = tuple(reversed(key.rows))
    return tuple(sorted(from_the_end, key=lambda row: is_done(key, row)))


def is_done(key: Key, row: KeyRow) -> bool:
    """Return whether a status means done: by the column of the key for it, else by its meaning."""
    if has_complete_column(key):
        return label_key(plain_text(row.value("complete"))) in YES
    meaning = (row.meaning or row.status).casefold()
    return bool(_DONE_WORDS.search(meaning)) and not _NOT_DONE_WORDS.search(meaning)


def has_complete_column(key: Key) -> bool:
    """Return whether a key has a column for what is complete, with at least one value."""
    return any(row.value("complete") is not None for row in key.rows)


def contains_any(key: Key, words: Collection[str]) -> bool:
    """Return whether a key explains any of the statuses in use, or any usual status."""
    if any(is_known_status(row.status) for row in key.rows):
        return True
    known = {label_key(row.status) for row in key.rows} | {_meaning_key(row.meaning) for row in key.rows}
    known |= {word[:1] for word in known} - {""}
    return any(label_key(word).rstrip(" .;") in known for word in words)


def main_key(keys: Sequence[Key]) -> Key:
    """Return the key that is the scale: the first, or one that has all of the first and more."""
    main = keys[0]
    for key in keys[1:]:
        if is_subset_of(main, key) and not is_subset_of(key, main):
            main = key
    return main


def is_subset_of(key: Key, other: Key) -> bool:
    """Return whether all statuses of a key are in another key, in the same order and with the same meaning."""
    known, rows = {label_key(row.status): row for row in worst_first(other)}, worst_first(key)
    words = [label_key(row.status) for row in rows]
    is_in_order = [word for word in known if word in words] == words
    return is_in_order and not any(_differs(key, row, other, known[label_key(row.status)]) for row in rows)


def key_records(key: Key) -> list[Record]:
    """Return a key as records of the scale; a status is complete by the column of the key, else by its meaning."""
    return [_record(key, row) for row in worst_first(key)]


class _Grid(NamedTuple):
    """The cells of a sheet by column and row; by row and column where it is turned."""

    sheet: SheetCells
    values: Mapping[int, Sequence[Value]]
    is_turned: bool = False

    @property
    def turned(self) -> "_Grid":
        """The same cells with rows and columns swapped."""
        return self._replace(is_turned=not self.is_turned)

    def cell(self, column: int, row: int) -> Cell:
        """Return a cell with its fill."""
        column, row = (row, column) if self.is_turned else (column, row)
        values = self.values.get(row, ())
        value = values[column - 1] if 0 < column <= len(values) else None
        return Cell(value, self.sheet.name, row, column, self.sheet.fill(column, row))

    def label(self, column: int, row: int) -> str:
        """Return the text of a cell for comparison with headings and titles."""
        return label_key(plain_text(self.cell(column, row).value))

    def is_free(self, column: int, row: int) -> bool:
        """Return whether a cell has no value."""
        return self.cell(column, row).value is None

    def is_blank(self, column: int, row: int) -> bool:
        """Return whether a cell has neither a value nor a fill."""
        cell = self.cell(column, row)
        return cell.value is None and cell.fill is None


class _KeyRows(NamedTuple):
    rows: tuple[KeyRow, ...] = ()
    headings: tuple[Cell, ...] = ()


def _grid(sheet: SheetCells) -> _Grid:
    return _Grid(sheet, {row.number: row.values for row in sheet.rows})


def _keys_on_sheet(sheet: SheetCells) -> list[Key]:
    starts = frozenset(text for text in sheet.texts if _may_start_key(text) or _text_after_title(text) is not None)
    grid, found = _grid(sheet), list[Key]()
    for column, row, value in sheet.cells_with(starts):
        key = _key_at(grid, column, row, value)
        if key is not None and not any(key.cells & other.cells for other in found):
            found.append(key)
    untitled = _untitled_key(grid) if label_key(sheet.name) in _KEY_TITLES and not found else None
    return [untitled] if untitled is not None else found


def _key_at(grid: _Grid, column: int, row: int, value: str) -> Key | None:
    """Return the key that begins in a cell; None where none does."""
    line, title = _text_after_title(value), grid.cell(column, row)
    if line is not None and not _may_start_key(value):
        return _make_key(grid, title, _KeyRows(_split_pairs(line, title)))
    is_start = _find_headings(grid, column, row) or label_key(value) in _TITLES
    below = _make_key(grid, title, _rows_down(grid, column, row)) if is_start else None
    return below or _make_key(grid, title, _rows_across(grid, column, row))


def _untitled_key(grid: _Grid) -> Key | None:
    """Return the key of a sheet that only its name calls a key; a key across may only have single texts above it."""
    may_be_across = True
    for row in grid.sheet.rows[:5]:
        start = row.filled_columns[0]
        found = [_rows_down(grid, column, row.number - 1) for column in sorted({max(1, start - 1), start})]
        found += [_rows_right_of(grid, start - 1, row.number)] if may_be_across else []
        keys = (_make_key(grid, grid.cell(start, row.number), rows) for rows in found)
        key = next(filter(None, keys), None)
        if key is not None:
            return key
        may_be_across = may_be_across and row.filled_count == 1
    return None


def _make_key(grid: _Grid, title: Cell, found: _KeyRows) -> Key | None:
    """Return a key of two statuses or more; a legend of roles is no key."""
    is_key = len(found.rows) >= 2 and sum(_is_role(entry.meaning) for entry in found.rows) < 2
    return Key(grid.sheet, title, _expand_letters(found.rows), found.headings) if is_key else None


def _unread_title(sheet: SheetCells, *, is_read: bool) -> str | None:
    """Return the cell of a sheet's first title of a key; "" where that is the sheet's name, None without one."""
    titles = frozenset(text for text in sheet.texts if _is_key_title(text) or _text_after_title(text) is not None)
    grid = _grid(sheet)
    for column, row, value in sheet.cells_with(titles):
        if _announces_key(grid, column, row, value):
            return address(column, row)
    return "" if label_key(sheet.name) in _KEY_TITLES and not is_read else None


def _announces_key(grid: _Grid, column: int, row: int, value: str) -> bool:
    """Return whether a text is alone and is the title of a key, with something below it that is no table."""
    if _text_after_title(value) and sum(cell is not None for cell in grid.values[row]) == 1:
        return True
    if not _is_key_title(value) or not (grid.is_free(column - 1, row) and grid.is_free(column + 1, row)):
        return False
    below = [(column + offset, row + 1) for offset in range(3)]
    is_table = not grid.is_free(*below[2]) or any(_is_role(grid.label(*cell)) for cell in below)
    return not is_table and not all(grid.is_blank(*cell) for cell in below[:2])


def _key_row(status: Cell, meaning: Cell | None, *, numbers: bool, word_only: bool = False) -> KeyRow | None:
    """Return a status and its meaning.

    A fill without a word is called by its meaning; a word without a meaning needs a fill, unless `word_only`:
    headings name it a status.
    """
    value, fill = status.value, status.fill
    text = meaning.value.strip() if meaning is not None and isinstance(meaning.value, str) else ""
    colour, cells = fill or (meaning.fill if meaning else None), {"status": status, "meaning": meaning or status}
    if value is None or (isinstance(value, str) and is_symbol(value) and fill):
        return KeyRow(text, text, cells, fill) if text and fill else None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    word = plain_text(value).rstrip(" :") if isinstance(value, str) or (is_number and numbers) else ""
    is_short = 0 < len(word) <= _MAX_STATUS_LENGTH
    if text and is_short:
        return KeyRow(word, text, cells, colour)
    if not word or (meaning is not None and meaning.value is not None):
        return None
    alone, with_meaning = {"status": status, "meaning": status}, _STATUS_WITH_MEANING.fullmatch(word)
    if with_meaning:
        return KeyRow(with_meaning[1].strip(), with_meaning[2].strip(), alone, fill)
    return KeyRow(word, "", alone, colour) if is_short and (colour or word_only) else None


def _text_after_title(value: str) -> str | None:
    """Return the text after the title of a key that is in one cell; None where there is no title."""
    parts = _TITLE_AND_TEXT.fullmatch(value) if "=" in value else None
    return parts[2] if parts and label_key(parts[1]) in _TITLES else None


def _split_pairs(line: str, cell: Cell) -> tuple[KeyRow, ...]:
    """Return the statuses of a key in one cell; none where a part is not a status with its meaning."""
    parts = [_PAIR.fullmatch(part) for part in re.split(r"[,;\n]", line) if part.strip()]
    cells = {"status": cell, "meaning": cell}
    rows = tuple(KeyRow(part[1], part[2].rstrip("."), cells) for part in parts if part is not None)
    return rows if len(rows) == len(parts) == len({label_key(row.status) for row in rows}) else ()


def _expand_letters(rows: Sequence[KeyRow]) -> tuple[KeyRow, ...]:
    """Return the rows of a key with Red, Amber and Green instead of their letters, so that cells may have either.

    Letters are those of colours only if R and G are both present and no letter means something else, such as a role. A
    B is not changed, for it may be blue or black.
    """
    words = {label_key(row.status) for row in rows}
    letters = {word for word in words if len(word) == 1}
    if not {"r", "g"} <= letters <= {*_NAMES_BY_LETTER, "b"} or words & set(map(label_key, _NAMES_BY_LETTER.values())):
        return tuple(rows)
    return tuple(row._replace(status=_NAMES_BY_LETTER.get(label_key(row.status), row.status)) for row in rows)


def _find_headings(grid: _Grid, column: int, row: int) -> Mapping[str, int]:
    """Return the column of each heading of a key that begins in a cell; none where one of them heads a table."""
    if grid.label(column, row) not in _STATUS_LABELS or not grid.is_free(column - 1, row):
        return {}
    columns = {"status": column}
    for position in range(column + 1, column + _MAX_HEADINGS):
        label = grid.label(position, row)
        if not label:
            break
        name = "meaning" if label in _MEANING_LABELS else _OTHER_LABELS.get(label, "")
        if not name or name in columns:
            return {}
        columns[name] = position
    return columns if columns.keys() & {"meaning", "complete"} else {}


def _rows_down(grid: _Grid, column: int, row: int, *, stop_at_neighbours: bool = True) -> _KeyRows:
    """Return the rows of a key below its title or headings; a gap or a row without a status ends it.

    `stop_at_neighbours` means that a row with another cell next to it is not part of the key.
    """
    found, seen = list[KeyRow](), set[str]()
    columns, headings = _find_headings(grid, column, row), list[Cell]()
    numbers = bool(columns) or grid.is_free(column + 1, row)
    for line in range(row, row + _MAX_ROWS):
        new_columns = _find_headings(grid, column, line)
        if new_columns:
            columns, numbers = new_columns, True
            headings += [grid.cell(position, line) for name, position in columns.items() if name in _FIELDS]
        if new_columns or line == row:
            continue
        has_neighbours = not grid.is_free(column - 1, line) or not (columns or grid.is_free(column + 2, line))
        entry = _row_at(grid, column, line, columns, numbers=numbers)
        is_note = entry is not None and label_key(entry.status) in _KEY["notes"]
        if is_note and not found and not (stop_at_neighbours and has_neighbours):
            continue
        if entry is None or is_note or (stop_at_neighbours and has_neighbours):
            break
        if {label_key(entry.status), entry.colour if not entry.meaning else ""} & seen:
            break
        seen |= {label_key(entry.status), entry.colour or label_key(entry.status)}
        found.append(entry)
    return _KeyRows(tuple(found), tuple(headings))


def _rows_across(grid: _Grid, column: int, row: int) -> _KeyRows:
    """Return the statuses of a key to the right of its title, or in the row below a title with nothing to its right."""
    if not _find_headings(grid.turned, row, column) and grid.label(column, row) not in _KEY_TITLES:
        return _KeyRows()
    is_above = grid.is_blank(column + 1, row)
    return _rows_right_of(grid, column - 1, row + 1) if is_above else _rows_right_of(grid, column, row)


def _rows_right_of(grid: _Grid, column: int, row: int) -> _KeyRows:
    """Return the statuses of a key in a row to the right of a cell, with their meanings below, in or next to them."""
    positions = range(column + 1, column + 1 + _MAX_CELLS)
    run = [grid.cell(p, row) for p in takewhile(lambda position: not grid.is_blank(position, row), positions)]
    below = _rows_down(grid.turned, row, column, stop_at_neighbours=False)
    if len(run) > 1 and len(below.rows) == len(run) and _are_meanings_below(grid, column, row, below.rows):
        return below
    has_title = not grid.is_free(column, row)
    single = [_key_row(cell, None, numbers=False) for cell in run]
    pairs = [_key_row(*pair, numbers=has_title) for pair in zip(run[::2], run[1::2], strict=False)]
    for entries in (single, pairs if len(run) % 2 == 0 else []):
        found = [entry for entry in entries if entry is not None]
        if len(found) == len(entries) > 1 and _are_distinct(found) and _may_be_key(found):
            return _KeyRows(tuple(found))
    return _KeyRows()


def _row_at(grid: _Grid, column: int, line: int, columns: Mapping[str, int], *, numbers: bool) -> KeyRow | None:
    """Return the status in a row with its meaning and its other fields; a colour may be only a fill."""
    meaning = columns.get("meaning") if columns else column + 1
    cell = grid.cell(meaning, line) if meaning is not None else None
    word_only = "complete" in columns
    entry = _key_row(grid.cell(column, line), cell, numbers=numbers, word_only=word_only)
    others = {name: grid.cell(columns[name], line) for name in _EXTRA_FIELDS if name in columns}
    if "colour" in others and others["colour"].value is None:
        others["colour"] = others["colour"]._replace(value=others["colour"].fill)
    return entry._replace(cells={**entry.cells, **others}) if entry is not None else None


def _are_meanings_below(grid: _Grid, column: int, row: int, rows: Sequence[KeyRow]) -> bool:
    """Return whether the cells below a row of statuses are their meanings, and no table that follows it."""
    label = grid.label(column, row + 1)
    if (label and label not in _MEANING_LABELS) or not grid.is_free(column + 1 + len(rows), row + 1):
        return False
    meanings = [label_key(entry.meaning) for entry in rows]
    headings = sum(meaning in STRONG_ALIASES or meaning in WEAK_ALIASES for meaning in meanings)
    may_be_key = _may_be_key(rows) and 2 * headings <= len(rows)
    return all(meanings) and (may_be_key or bool(_find_headings(grid.turned, row, column)))


def _may_be_key(rows: Sequence[KeyRow]) -> bool:
    """Return whether the words are known statuses, or each has a different fill."""
    are_known = all(len(entry.status) == 1 or is_known_status(entry.status) for entry in rows)
    return are_known or len({entry.colour for entry in rows if entry.colour}) == len(rows)


def _are_distinct(rows: Sequence[KeyRow]) -> bool:
    fills = [entry.colour for entry in rows if entry.colour]
    return len({label_key(entry.status) for entry in rows}) == len(rows) and len(set(fills)) == len(fills)


def _is_key_title(text: str) -> bool:
    return len(text) <= _MAX_STATUS_LENGTH and label_key(text) in _KEY_TITLES


def _may_start_key(text: str) -> bool:
    """Return quickly, for there may be very many cells, whether a text is a heading or a title of a key."""
    form = text.casefold().strip(" :\n\u200b") if len(text) <= _MAX_STATUS_LENGTH else ""
    return form in _TITLES or form in _STATUS_LABELS


def _is_role(meaning: str) -> bool:
    """Return whether a meaning is a role in a task, as in R for responsible, and so no status."""
    return label_key(meaning).strip(" .") in _KEY["roles"]


def _words(rows: Sequence[KeyRow]) -> str:
    return ", ".join(row.status for row in rows)


def _colour_word(row: KeyRow) -> str:
    """Return the colour of a row: its status, or what its fill clearly is."""
    shade = match_colour(row.colour, RED_AMBER_GREEN).status if row.colour else None
    word = label_key(row.status)
    return word if shade is None or word in _WORST | _BEST else label_key(shade)


def _differs(key: Key, row: KeyRow, other: Key, same: KeyRow) -> bool:
    """Return whether another key explains a status in another way; the same status may have another shade."""
    meaning = _meaning_key(row.meaning)
    if meaning and meaning not in (_meaning_key(same.meaning), label_key(row.status)):
        return True
    others = [name for name in _EXTRA_FIELDS if name != "complete" and row.value(name) is not None]
    is_told = bool(meaning or has_complete_column(key))
    return (is_told and is_done(other, same) != is_done(key, row)) or any(
        label_key(plain_text(row.value(name))) != label_key(plain_text(same.value(name))) for name in others
    )


def _meaning_key(meaning: str) -> str:
    return label_key(meaning).rstrip(" .;")


def _record(key: Key, row: KeyRow) -> Record:
    status, meaning = row.cells["status"], row.cells["meaning"]
    cells = {
        "status": status._replace(value=row.status),
        "meaning": meaning._replace(value=row.meaning),
        "complete": meaning._replace(value="Yes" if is_done(key, row) else "No"),
        "colour": status._replace(value=None if is_known_colour(row.status) else row.colour),
    }
    for name in _EXTRA_FIELDS:
        if row.value(name) is not None and (name != "complete" or has_complete_column(key)):
            cells[name] = row.cells[name]
    return Record(status._replace(value=None), cells, key.sheet.day_zero)
