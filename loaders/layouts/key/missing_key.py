"""A title that promises a key where none could be read: nobody knows then what the colours mean."""

from collections.abc import Sequence

from loaders.cells.addresses import address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import plain_text
from loaders.layouts.key.cell_grid import KeyGrid, key_grid
from loaders.layouts.key.entry import text_after_title
from loaders.layouts.key.vocabulary import KEY_TITLES, MAX_STATUS_LENGTH, is_role
from model.text import label_key


def find_unread_key(sheets: Sequence[SheetCells]) -> tuple[SheetCells, str] | None:
    """Return the sheet and the cell, if one has it, of a title that promises a key, where no key was found."""
    for sheet in sheets:
        promising = frozenset(text for text in sheet.texts if _may_promise(text))
        if promising:
            grid = key_grid(sheet)
            for column, row, value in sheet.cells_with(promising):
                if _promises(grid, column, row, value):
                    return sheet, address(column, row)
        if label_key(sheet.name) in KEY_TITLES:
            return sheet, ""
    return None


def _may_promise(text: str) -> bool:
    return _is_named(text) or text_after_title(text) is not None


def _is_named(text: str) -> bool:
    return len(text) <= MAX_STATUS_LENGTH and label_key(text) in KEY_TITLES


def _promises(grid: KeyGrid, column: int, row: int, value: str) -> bool:
    """Say whether a text stands alone and says that a key follows, and something does that is no table."""
    if text_after_title(value) and sum(one is not None for one in grid.values[row]) == 1:
        return True
    if not _is_named(value):
        return False
    if grid.at(column - 1, row) is not None or grid.at(column + 1, row) is not None:
        return False
    under = [grid.at(column + place, row + 1) for place in range(3)]
    if any(is_role(plain_text(one)) for one in under):
        return False
    filled = grid.colour(column, row + 1) or grid.colour(column + 1, row + 1)
    return (under[0] is not None or under[1] is not None or filled is not None) and under[2] is None
