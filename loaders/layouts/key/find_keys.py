"""The keys of a workbook: headings for a status and its meaning, or a title that says it is one."""

from collections.abc import Iterator, Sequence

from loaders.cells.sheet import SheetCells
from loaders.layouts.key.across import rows_across, rows_right_of
from loaders.layouts.key.cell_grid import KeyGrid, key_grid
from loaders.layouts.key.down import KeyRows, find_headings, rows_down
from loaders.layouts.key.entry import expand_letters, split_pairs, text_after_title
from loaders.layouts.key.key import Key
from loaders.layouts.key.vocabulary import KEY_TITLES, MAX_STATUS_LENGTH, TITLES, is_role, may_start_key
from model.text import label_key


def find_keys(sheets: Sequence[SheetCells]) -> list[Key]:
    """Return the keys of a workbook in the order of its sheets; a sheet that only its name calls one has one."""
    return [key for sheet in sheets for key in _keys_of(sheet)]


def _keys_of(sheet: SheetCells) -> list[Key]:
    beginnings = frozenset(text for text in sheet.texts if _may_begin(text))
    if not beginnings and label_key(sheet.name) not in KEY_TITLES:
        return []
    grid, found = key_grid(sheet), list[Key]()
    for key in _titled_keys(grid, beginnings):
        if not any(key.cells & before.cells for before in found):
            found.append(key)
    if found or label_key(sheet.name) not in KEY_TITLES:
        return found
    untitled = _untitled_key(grid)
    return [untitled] if untitled is not None else []


def _titled_keys(grid: KeyGrid, beginnings: frozenset[str]) -> Iterator[Key]:
    for column, row, value in grid.sheet.cells_with(beginnings):
        key = _key_at(grid, column, row, value)
        if key is not None:
            yield key


def _may_begin(text: str) -> bool:
    return (len(text) <= MAX_STATUS_LENGTH and may_start_key(text)) or text_after_title(text) is not None


def _key_at(grid: KeyGrid, column: int, row: int, value: str) -> Key | None:
    """Return the key that begins in a cell, if one does."""
    if len(value) <= MAX_STATUS_LENGTH and may_start_key(value):
        starts = find_headings(grid, column, row) or label_key(value) in TITLES
        below = rows_down(grid, column, row) if starts else KeyRows()
        across = rows_across(grid, column, row) if len(below.rows) < 2 else None
        return _key(grid, (column, row), across or below)
    line = text_after_title(value)
    return _key(grid, (column, row), KeyRows(list(split_pairs(line, (column, row))))) if line else None


def _untitled_key(grid: KeyGrid) -> Key | None:
    """Return the key of a sheet whose name alone says that it is one; across, it has nothing but single texts above."""
    headed = False
    for row in grid.sheet.rows[:5]:
        start = next(place for place, value in enumerate(row.values, start=1) if value is not None)
        for column in sorted({max(1, start - 1), start}):
            key = _key(grid, (start, row.number), rows_down(grid, column, row.number - 1))
            if key is not None:
                return key
        across = None if headed else rows_right_of(grid, start - 1, row.number)
        if across is not None:
            return _key(grid, (start, row.number), across)
        headed = headed or sum(value is not None for value in row.values) > 1
    return None


def _key(grid: KeyGrid, title: tuple[int, int], found: KeyRows) -> Key | None:
    """Return a key of two statuses or more; a legend of roles is none."""
    enough = len(found.rows) >= 2 and sum(is_role(one.meaning) for one in found.rows) < 2
    return Key(grid.sheet, title, expand_letters(found.rows), frozenset(found.headings)) if enough else None
