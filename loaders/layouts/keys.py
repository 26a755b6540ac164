"""The keys of a workbook: the statuses and meanings of a legend, down or across, and the scale that they give."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import takewhile
from typing import NamedTuple

from loaders.cells import CellAddress, SheetCells, Value, address, enclosing_range, plain_text
from loaders.parsing.rows import YES
from loaders.records import Cell, Record, make_issue
from loaders.vocabulary import WORDS, values_by_word, words_pattern
from loaders.vocabulary.headings import ALIASES, STRONG_ALIASES, ColumnMeaning
from loaders.vocabulary.status_words import is_known_status, is_symbol, match_colour
from model.terms import RED_AMBER_GREEN, is_known_colour, label_key
from model.tracker.reading import Issue

# The most letters of a status, and the most rows and headings of a key.
_MAX_STATUS_LENGTH, _MAX_ROWS, _MAX_HEADINGS = 30, 20, 8
_KEY: Mapping[str, list[str]] = WORDS["key"]
# Titles of keys and of nothing else.
_KEY_TITLES = frozenset(_KEY["titles"])
_TITLES = _KEY_TITLES.union(_KEY["other_titles"])
# What a heading of a key beside the status names; a score and a count are no fields of the scale.
_MEANINGS = {h for h, meaning in STRONG_ALIASES.items() if meaning is ColumnMeaning.STATUS_MEANING}
_COLUMNS = {**values_by_word("key_columns"), **dict.fromkeys(_MEANINGS.union(_KEY["meaning"]), "meaning")}
_FIELDS = ("meaning", "complete", "colour", "status_cy", "meaning_cy")
_STATUS_LABELS = {h for h, meaning in STRONG_ALIASES.items() if meaning is ColumnMeaning.STATUS}.union(_KEY["status"])
_STATUS_WITH_MEANING = re.compile(r"([^\W_][\w/ -]{0,24}?)\s*[=:–—-]\s+(\S.*)", re.DOTALL)
_NAMES_BY_LETTER = {label_key(status.name[0]): status.name for status in RED_AMBER_GREEN.statuses}
_DONE_WORDS, _NOT_DONE_WORDS = words_pattern("done"), words_pattern("not_done")
_WORST, _BEST = {"red", "coch", "r"}, {"green", "gwyrdd", "g"}


class KeyRow(NamedTuple):
    """A status of a key, its meaning, and the cell of each of its fields."""

    status: str
    meaning: str
    cells: Mapping[str, Cell]
    colour: str | None = None

    @property
    def meaning_key(self) -> str:
        """Its meaning as meanings are compared; "" where that only repeats the status."""
        key = label_key(self.meaning).rstrip(" .;")
        return "" if key == label_key(self.status) else key


class Key(NamedTuple):
    """A key: its sheet, its first cell, its statuses in the order of the sheet, and its other headings."""

    sheet: SheetCells
    title: Cell
    rows: tuple[KeyRow, ...]
    headings: tuple[Cell, ...] = ()

    def issue(self, code: str, **details: str) -> Issue:
        """Return an issue of its first cell."""
        return make_issue(code, sheet=self.sheet.name, cell=self.title.address, severity=None, **details)

    @property
    def cells(self) -> set[CellAddress]:
        """The cells of the key."""
        entries = (cell for row in self.rows for cell in row.cells.values())
        return {(cell.column, cell.row) for cell in (self.title, *self.headings, *entries)}


def find_keys(sheets: Sequence[SheetCells]) -> list[Key]:
    """Return the keys of a workbook in the order of its sheets; a sheet that only its name calls a key has one."""
    return [key for sheet in sheets for key in _keys_on_sheet(sheet)]


def unread_key_issues(sheets: Sequence[SheetCells], read: Set[str], statuses: Collection[str]) -> Iterator[Issue]:
    """Yield the issue of the first title of a key that has none, so that the meaning of colours is unknown.

    The name of a sheet is such a title where the sheet is not `read` as part of the tracker. It may be the legend of
    something else: it must name one of the `statuses` in use, or a usual one. None are given where a colour is one.
    """
    in_use = {*map(label_key, statuses)}
    for sheet in sheets:
        grid = _Grid(sheet, {row.number: row.values for row in sheet.rows})
        found = sheet.cells_with(frozenset(filter(_begins_with_title, sheet.texts)))
        titles = (address(column, row) for column, row, value in found if _announces_key(grid, column, row, value))
        is_named_key = label_key(sheet.name) in _KEY_TITLES and sheet.name not in read
        cell = next(titles, "" if is_named_key else None)
        words = (word for text in sheet.texts for word in (text, *re.findall(r"\w{2,}", text)))
        is_named = sheet.name in read or not in_use
        is_of_statuses = is_named or any(is_known_status(w) or label_key(w) in in_use for w in words)
        if cell is not None and is_of_statuses:
            yield make_issue("key-not-read", sheet=sheet.name, cell=cell)
            return


def key_issues(keys: Sequence[Key], used: Sequence[Key]) -> Iterator[Issue]:
    """Yield which key is the scale, each other key that differs, and each legend of something else.

    `used` are the keys that explain a status in use: the first is the scale.
    """
    if used:
        scale, rows = used[0], worst_first(used[0])
        found, done = _words(rows), _words(row for row in rows if is_done(scale, row))
        yield scale.issue("key-read", found=found, complete=done)
        if is_best_first(scale) is None:
            yield scale.issue("key-order-unknown", found=found)
        first = f"{scale.sheet.name} {scale.title.address}"
        others = (key for key in used[1:] if not _is_part_of(key, scale))
        for key in others:
            yield key.issue("key-not-read", found=_words(worst_first(key)), first=first, kept=found)
    for legend in (key for key in keys if key not in used):
        area = enclosing_range(legend.cells).text
        yield legend.issue("key-of-something-else", found=_words(legend.rows), range=area)


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
    from_the_end = reversed(key.rows)
    return tuple(sorted(from_the_end, key=lambda row: is_done(key, row))) if is_best_first(key) else key.rows


def is_done(key: Key, row: KeyRow) -> bool:
    """Return whether a status means done: by the column of the key for it, else by its meaning."""
    if _has_complete_column(key):
        return "complete" in row.cells and label_key(plain_text(row.cells["complete"].value)) in YES
    meaning = (row.meaning or row.status).casefold()
    return bool(_DONE_WORDS.search(meaning)) and not _NOT_DONE_WORDS.search(meaning)


def contains_any(key: Key, words: Collection[str]) -> bool:
    """Return whether a key explains any of the statuses in use, or any usual status."""
    known = {form for row in key.rows for form in (label_key(row.status), row.meaning_key)}
    known |= {word[:1] for word in known if word}
    is_usual = any(is_known_status(row.status) for row in key.rows)
    return is_usual or any(label_key(word).rstrip(" .;") in known for word in words)


def key_records(key: Key) -> list[Record]:
    """Return a key as records of the scale; a status is complete by the column of the key, else by its meaning."""
    of_columns = (*(["complete"] if _has_complete_column(key) else []), "status_cy", "meaning_cy")
    records = []
    for row in worst_first(key):
        status, meaning = row.cells["status"], row.cells["meaning"]
        colour = row.cells.get("colour", status).changed(value=None if is_known_colour(row.status) else row.colour)
        cells = {
            "status": status.changed(value=row.status),
            "meaning": meaning.changed(value=row.meaning),
            "complete": meaning.changed(value="Yes" if is_done(key, row) else "No"),
            "colour": colour,
            **{name: row.cells[name] for name in of_columns if name in row.cells},
        }
        records.append(Record(status.changed(value=None), cells, key.sheet.day_zero))
    return records


class _Grid(NamedTuple):
    """The cells of a sheet by column and row; by row and column where it is transposed."""

    sheet: SheetCells
    values: Mapping[int, Sequence[Value]]
    is_transposed: bool = False

    def cell(self, column: int, row: int) -> Cell:
        """Return a cell with its fill."""
        column, row = (row, column) if self.is_transposed else (column, row)
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


def _keys_on_sheet(sheet: SheetCells) -> list[Key]:
    grid, found = _Grid(sheet, {row.number: row.values for row in sheet.rows}), list[Key]()
    for column, row, _ in sheet.cells_with(frozenset(filter(_may_start_key, sheet.texts))):
        key = _key_at(grid, column, row)
        if key is not None and not any(key.cells & other.cells for other in found):
            found.append(key)
    if found or label_key(sheet.name) not in _KEY_TITLES or not sheet.rows:
        return found
    row, column = sheet.rows[0].number, sheet.rows[0].filled_columns[0]
    across = grid._replace(is_transposed=True)
    starts = ((grid, column - 1, row - 1), (grid, column, row - 1), (across, row, column - 1))
    return [key for start in starts if (key := _key_below(*start, grid.cell(column, row))) is not None][:1]


def _key_at(grid: _Grid, column: int, row: int) -> Key | None:
    """Return the key that begins in a cell: below it, to its right, or to the right in the row below it."""
    title, label = grid.cell(column, row), grid.label(column, row)
    is_start = label in _TITLES or _find_headings(grid, column, row)
    key, across = _key_below(grid, column, row, title) if is_start else None, grid._replace(is_transposed=True)
    if key is not None or not (label in _KEY_TITLES or _find_headings(across, row, column)):
        return key
    start = (row + 1, column - 1) if grid.is_blank(column + 1, row) else (row, column)
    return _key_below(across, *start, title)


def _key_below(grid: _Grid, column: int, row: int, title: Cell) -> Key | None:
    """Return the key of two statuses or more below a title or headings; in a transposed grid it is to their right.

    A gap or a row without a status ends it, and so does a row with another cell next to it.
    """
    found, headings = list[KeyRow](), list[Cell]()
    columns = dict[str, int]()
    for line in range(row, row + _MAX_ROWS):
        new_columns = _find_headings(grid, column, line)
        if new_columns:
            columns = new_columns
            headings += [grid.cell(position, line) for position in columns.values()]
        elif line > row:
            entry = _row_at(grid, column, line, columns)
            others = {label_key(row.status) for row in found}.union(_KEY["notes"])
            if entry is None or label_key(entry.status) in others:
                break
            is_distinct = entry.meaning or all(row.colour != entry.colour for row in found)
            is_alone = grid.is_free(column - 1, line) and (columns or grid.is_free(column + 2, line))
            if not is_distinct or not (grid.is_transposed or is_alone):
                break
            found.append(entry)
    if grid.is_transposed and not _is_across(grid, column, row, found):
        return None
    is_key = len(found) >= 2 and sum(label_key(row.meaning).strip(" .") in _KEY["roles"] for row in found) < 2
    return Key(grid.sheet, title, _expand_letters(found), tuple(headings)) if is_key else None


def _find_headings(grid: _Grid, column: int, row: int) -> dict[str, int]:
    """Return the column of each field of a key whose headings begin in a cell; none where one of them heads a table."""
    if grid.label(column, row) not in _STATUS_LABELS or not grid.is_free(column - 1, row):
        return {}
    positions = range(column + 1, column + _MAX_HEADINGS)
    labels = [*takewhile(bool, (grid.label(position, row) for position in positions))]
    names = [_COLUMNS.get(label, "") for label in labels]
    is_key = all(names) and len({*names}) == len(names) and not {"meaning", "complete"}.isdisjoint(names)
    fields = {name: at for name, at in zip(names, positions, strict=False) if name in _FIELDS}
    return {"status": column} | fields if is_key else {}


def _row_at(grid: _Grid, column: int, line: int, columns: Mapping[str, int]) -> KeyRow | None:
    """Return the status in a row with its meaning and its other fields.

    A fill without a word is called by its meaning; a word without a meaning needs a fill, or a heading.
    """
    cells = {name: grid.cell(position, line) for name, position in columns.items()}
    cells = cells or {"status": grid.cell(column, line), "meaning": grid.cell(column + 1, line)}
    status, meaning = cells["status"], cells.get("meaning")
    text = meaning.value.strip() if meaning is not None and isinstance(meaning.value, str) else ""
    stated = cells["colour"].value or cells["colour"].fill if "colour" in cells else None
    colour = plain_text(stated) or status.fill or (meaning.fill if meaning is not None else None)
    if status.value is None or (status.fill and is_symbol(plain_text(status.value))):
        return KeyRow(text, text, cells, status.fill) if text and status.fill else None
    word = plain_text(status.value).rstrip(" :")
    if text and 0 < len(word) <= _MAX_STATUS_LENGTH:
        return KeyRow(word, text, cells, colour)
    if not word or (meaning is not None and meaning.value is not None):
        return None
    alone = {**cells, "meaning": status}
    if with_meaning := _STATUS_WITH_MEANING.fullmatch(word):
        return KeyRow(with_meaning[1].strip(), with_meaning[2].strip(), alone, colour)
    is_named = len(word) <= _MAX_STATUS_LENGTH and (colour or "complete" in columns)
    return KeyRow(word, "", alone, colour) if is_named else None


def _is_across(grid: _Grid, column: int, row: int, rows: Sequence[KeyRow]) -> bool:
    """Return whether statuses in a row, in a transposed grid, are a key, and no headings of a table below them."""
    label, end = grid.label(column + 1, row), row + 1 + len(rows)
    is_meaning = not label or _COLUMNS.get(label) == "meaning"
    if not is_meaning or not (grid.is_blank(column, end) and grid.is_free(column + 1, end)):
        return False
    headings = sum(label_key(entry.meaning) in ALIASES for entry in rows)
    are_known = all(len(entry.status) == 1 or is_known_status(entry.status) for entry in rows)
    are_filled = len({entry.colour for entry in rows if entry.colour}) == len(rows)
    return ((are_known or are_filled) and 2 * headings <= len(rows)) or bool(_find_headings(grid, column, row))


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


def _announces_key(grid: _Grid, column: int, row: int, value: str) -> bool:
    """Return whether a text is the title of a key: the key is in its cell, a status to its right, or it is below it."""
    if label_key(value) not in _KEY_TITLES:  # the key is in the same cell
        return True
    beside = grid.cell(column + 1, row)
    if not grid.is_free(column - 1, row) or not grid.is_blank(column + 1, row):
        return is_known_status(plain_text(beside.value)) or (beside.value is None and grid.is_free(column - 1, row))
    below = [(column + offset, row + 1) for offset in range(3)]
    is_table = not grid.is_free(*below[2]) and not is_known_status(grid.label(*below[0]))
    has_roles = any(grid.label(*cell).strip(" .") in _KEY["roles"] for cell in below)
    return not (is_table or has_roles) and not all(grid.is_blank(*cell) for cell in below[:2])


def _begins_with_title(text: str) -> bool:
    """Return whether a text is the title of a key, or has one before what it explains: Key: blue = done."""
    title = re.split("[:\n]", text, maxsplit=1)[0]
    is_title = len(title) <= _MAX_STATUS_LENGTH and label_key(title) in _KEY_TITLES
    return is_title and ("=" in text or title == text.rstrip(" :\n"))


def _may_start_key(text: str) -> bool:
    """Return quickly, for there may be very many cells, whether a text is a heading or a title of a key."""
    form = text.casefold().strip(" :\n\u200b") if len(text) <= _MAX_STATUS_LENGTH else ""
    return form in _TITLES or form in _STATUS_LABELS


def _words(rows: Iterable[KeyRow]) -> str:
    return ", ".join(row.status for row in rows)


def _colour_word(row: KeyRow) -> str:
    """Return the colour of a row: its status, or what its fill clearly is."""
    is_fill = row.colour is not None and row.colour.startswith("#")
    shade = match_colour(row.colour, RED_AMBER_GREEN).status if row.colour and is_fill else None
    word = label_key(row.status)
    return word if shade is None or word in _WORST | _BEST else label_key(shade)


def _has_complete_column(key: Key) -> bool:
    return any("complete" in row.cells and row.cells["complete"].value is not None for row in key.rows)


def _is_part_of(key: Key, scale: Key) -> bool:
    """Return whether all statuses of a key are in the scale, with the same meaning where it gives one."""
    known = {label_key(row.status): row for row in scale.rows}
    return all(
        (same := known.get(label_key(row.status))) is not None
        and (not row.meaning_key or (row.meaning_key == same.meaning_key and is_done(key, row) == is_done(scale, same)))
        for row in key.rows
    )
