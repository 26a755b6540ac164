"""Keys laid out across: statuses side by side in one row, meanings below, next to them or in the same cells."""

from collections.abc import Sequence

from loaders.cells.values import plain_text
from loaders.layouts.key.cell_grid import KeyGrid
from loaders.layouts.key.down import KeyRows, find_headings, rows_down
from loaders.layouts.key.entry import key_row
from loaders.layouts.key.key import KeyRow
from loaders.layouts.key.vocabulary import KEY_TITLES, MEANING_LABELS, is_known_status
from loaders.vocabulary.heading_aliases import STRONG_ALIASES, WEAK_ALIASES
from model.text import label_key

_MAX_CELLS = 24
"""The most cells of a row of statuses, with the meanings between them."""


def rows_across(grid: KeyGrid, column: int, row: int) -> KeyRows | None:
    """Return the statuses of a key to the right of its title, or in the row below a title with nothing to its right."""
    label = find_headings(grid.transposed, row, column)
    if not label and label_key(plain_text(grid.at(column, row))) not in KEY_TITLES:
        return None
    if grid.is_blank(column + 1, row):
        column, row = column - 1, row + 1
    return rows_right_of(grid, column, row)


def rows_right_of(grid: KeyGrid, column: int, row: int) -> KeyRows | None:
    """Return the statuses of a key in a row to the right of a cell, each with its meaning."""
    run = _filled_run(grid, column, row)
    if len(run) < 2:
        return None
    with_meanings_below = _meanings_below(grid, column, row)
    if with_meanings_below is not None:
        return with_meanings_below
    allow_numbers = grid.at(column, row) is not None
    single = [key_row(grid, (position, row), None, allow_numbers=False) for position in run]
    pairs = [
        key_row(grid, (run[k], row), (run[k + 1], row), allow_numbers=allow_numbers) for k in range(0, len(run) - 1, 2)
    ]
    for rows in (single, pairs if len(run) % 2 == 0 else []):
        found = [entry for entry in rows if entry is not None]
        if len(found) == len(rows) > 1 and _are_distinct(found) and _may_be_key(found):
            return KeyRows(tuple(found))
    return None


def _filled_run(grid: KeyGrid, column: int, row: int) -> list[int]:
    """Return the columns to the right of a cell with a value or a fill, up to the first blank cell."""
    end = column + 1
    while end <= column + _MAX_CELLS and not grid.is_blank(end, row):
        end += 1
    return list(range(column + 1, end))


def _meanings_below(grid: KeyGrid, column: int, row: int) -> KeyRows | None:
    """Return the statuses with the meanings in the row below; a table must not follow below their title."""
    label = label_key(plain_text(grid.at(column, row + 1)))
    if label and label not in MEANING_LABELS:
        return None
    found = rows_down(grid.transposed, row, column, stop_at_neighbours=False)
    length = len(found.rows)
    after = column + 1 + length
    is_complete = grid.is_blank(after, row) and grid.at(after, row + 1) is None
    if length < 2 or not is_complete or not all(entry.meaning for entry in found.rows):
        return None
    has_headings = bool(find_headings(grid.transposed, row, column))
    return found if has_headings or (_may_be_key(found.rows) and not _are_headings(found.rows)) else None


def _may_be_key(rows: Sequence[KeyRow]) -> bool:
    """Return whether the words are known statuses, or each has a different fill."""
    are_known = all(len(entry.status) == 1 or is_known_status(entry.status) for entry in rows)
    return are_known or len({entry.colour for entry in rows if entry.colour}) == len(rows)


def _are_distinct(rows: Sequence[KeyRow]) -> bool:
    fills = [entry.colour for entry in rows if entry.colour]
    return len({label_key(entry.status) for entry in rows}) == len(rows) and len(set(fills)) == len(fills)


def _are_headings(rows: Sequence[KeyRow]) -> bool:
    """Return whether the meanings below are mostly the headings of a table."""
    meanings = [label_key(entry.meaning) for entry in rows]
    return 2 * sum(meaning in STRONG_ALIASES or meaning in WEAK_ALIASES for meaning in meanings) > len(meanings)
