"""A title of a key where no key could be read, so that the meaning of colours is unknown."""

from collections.abc import Sequence

from loaders.cells.addresses import address
from loaders.cells.sheet import SheetCells
from loaders.cells.values import plain_text
from loaders.layouts.key.cell_grid import KeyGrid, key_grid
from loaders.layouts.key.entry import text_after_title
from loaders.layouts.key.vocabulary import KEY_TITLES, MAX_STATUS_LENGTH, is_role
from model.text import label_key


def find_unread_key(sheets: Sequence[SheetCells]) -> tuple[SheetCells, str] | None:
    """Return the sheet and the cell of a title of a key, where no key was found; "" for the name of the sheet."""
    for sheet in sheets:
        titles = frozenset(text for text in sheet.texts if _may_be_title(text))
        if titles:
            grid = key_grid(sheet)
            for column, row, value in sheet.cells_with(titles):
                if _announces_key(grid, column, row, value):
                    return sheet, address(column, row)
        if label_key(sheet.name) in KEY_TITLES:
            return sheet, ""
    return None


def _may_be_title(text: str) -> bool:
    return _is_key_title(text) or text_after_title(text) is not None


def _is_key_title(text: str) -> bool:
    return len(text) <= MAX_STATUS_LENGTH and label_key(text) in KEY_TITLES


def _announces_key(grid: KeyGrid, column: int, row: int, value: str) -> bool:
    """Return whether a text is alone and is the title of a key, with something below it that is no table."""
    if text_after_title(value) and sum(cell is not None for cell in grid.values[row]) == 1:
        return True
    if not _is_key_title(value):
        return False
    if grid.at(column - 1, row) is not None or grid.at(column + 1, row) is not None:
        return False
    below = [grid.at(column + offset, row + 1) for offset in range(3)]
    if any(is_role(plain_text(cell)) for cell in below):
        return False
    filled = grid.colour(column, row + 1) or grid.colour(column + 1, row + 1)
    return (below[0] is not None or below[1] is not None or filled is not None) and below[2] is None
