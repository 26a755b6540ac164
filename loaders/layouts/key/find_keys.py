"""Find the keys of a workbook: by headings for a status and its meaning, by a title, or by the name of a sheet."""

from collections.abc import Iterator, Sequence

from loaders.cells.addresses import CellAddress
from loaders.cells.sheet import SheetCells
from loaders.layouts.key.across import rows_across, rows_right_of
from loaders.layouts.key.cell_grid import KeyGrid, key_grid
from loaders.layouts.key.down import KeyRows, find_headings, rows_down
from loaders.layouts.key.entry import expand_letters, split_pairs, text_after_title
from loaders.layouts.key.key import Key
from loaders.layouts.key.vocabulary import KEY_TITLES, MAX_STATUS_LENGTH, TITLES, is_role, may_start_key
from model.text import label_key


def find_keys(sheets: Sequence[SheetCells]) -> list[Key]:
    """Return the keys of a workbook in the order of its sheets; a sheet that only its name calls a key has one."""
    return [key for sheet in sheets for key in _keys_on_sheet(sheet)]


def _keys_on_sheet(sheet: SheetCells) -> list[Key]:
    starts = frozenset(text for text in sheet.texts if _may_begin(text))
    if not starts and label_key(sheet.name) not in KEY_TITLES:
        return []
    grid, found = key_grid(sheet), list[Key]()
    for key in _titled_keys(grid, starts):
        if not any(key.cells & other.cells for other in found):
            found.append(key)
    if found or label_key(sheet.name) not in KEY_TITLES:
        return found
    untitled = _untitled_key(grid)
    return [untitled] if untitled is not None else []


def _titled_keys(grid: KeyGrid, starts: frozenset[str]) -> Iterator[Key]:
    for column, row, value in grid.sheet.cells_with(starts):
        key = _key_at(grid, column, row, value)
        if key is not None:
            yield key


def _may_begin(text: str) -> bool:
    return (len(text) <= MAX_STATUS_LENGTH and may_start_key(text)) or text_after_title(text) is not None


def _key_at(grid: KeyGrid, column: int, row: int, value: str) -> Key | None:
    """Return the key that begins in a cell; None where none does."""
    if len(value) <= MAX_STATUS_LENGTH and may_start_key(value):
        is_start = find_headings(grid, column, row) or label_key(value) in TITLES
        below = rows_down(grid, column, row) if is_start else KeyRows()
        across = rows_across(grid, column, row) if len(below.rows) < 2 else None
        return _make_key(grid, (column, row), across or below)
    line = text_after_title(value)
    return _make_key(grid, (column, row), KeyRows(tuple(split_pairs(line, (column, row))))) if line else None


def _untitled_key(grid: KeyGrid) -> Key | None:
    """Return the key of a sheet that only its name calls a key; a key across may only have single texts above it."""
    has_row_above = False
    for row in grid.sheet.rows[:5]:
        start = next(index for index, value in enumerate(row.values, start=1) if value is not None)
        for first_column in sorted({max(1, start - 1), start}):
            key = _make_key(grid, (start, row.number), rows_down(grid, first_column, row.number - 1))
            if key is not None:
                return key
        across = None if has_row_above else rows_right_of(grid, start - 1, row.number)
        if across is not None:
            return _make_key(grid, (start, row.number), across)
        has_row_above = has_row_above or sum(value is not None for value in row.values) > 1
    return None


def _make_key(grid: KeyGrid, title: CellAddress, found: KeyRows) -> Key | None:
    """Return a key of two statuses or more; a legend of roles is no key."""
    is_key = len(found.rows) >= 2 and sum(is_role(entry.meaning) for entry in found.rows) < 2
    return Key(grid.sheet, title, expand_letters(found.rows), found.headings) if is_key else None
