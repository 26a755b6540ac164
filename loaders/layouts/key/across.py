"""A key laid out across: its statuses side by side in one row, their meanings beneath, beside or in the same cells."""

from loaders.cells.values import plain_text
from loaders.layouts.key.cell_grid import Grid
from loaders.layouts.key.down import KeyRows, headings_at, rows_down
from loaders.layouts.key.entry import key_row
from loaders.layouts.key.key import KeyRow
from loaders.layouts.key.vocabulary import MEANING_LABELS, NAMED, is_known_status
from loaders.vocabulary.heading_aliases import STRONG, WEAK
from model.text import label_key

_AT_MOST = 24
"""A row of statuses, with their meanings between them, has no more cells."""


def rows_across(grid: Grid, column: int, row: int) -> KeyRows | None:
    """Return the statuses of a key that stand to the right of its title, or in the row under a title that is alone."""
    label = headings_at(grid.turned, row, column)
    if not label and label_key(plain_text(grid.at(column, row))) not in NAMED:
        return None
    if grid.is_blank(column + 1, row):
        column, row = column - 1, row + 1
    return across_from(grid, column, row)


def across_from(grid: Grid, column: int, row: int) -> KeyRows | None:
    """Return the statuses of a key that stand in a row to the right of a cell, each with its meaning."""
    run = _run(grid, column, row)
    if len(run) < 2:
        return None
    beneath = _beneath(grid, column, row)
    if beneath is not None:
        return beneath
    numbers = grid.at(column, row) is not None
    alone = [key_row(grid, (place, row), None, numbers=False) for place in run]
    pairs = [key_row(grid, (run[k], row), (run[k + 1], row), numbers=numbers) for k in range(0, len(run) - 1, 2)]
    for rows in (alone, pairs if len(run) % 2 == 0 else []):
        found = [one for one in rows if one is not None]
        if len(found) == len(rows) > 1 and _different(found) and _may_be_key(found):
            return KeyRows(found)
    return None


def _run(grid: Grid, column: int, row: int) -> list[int]:
    """Return the columns to the right of a cell that hold something or are filled, up to the first that is not."""
    end = column + 1
    while end <= column + _AT_MOST and not grid.is_blank(end, row):
        end += 1
    return list(range(column + 1, end))


def _beneath(grid: Grid, column: int, row: int) -> KeyRows | None:
    """Return the statuses whose meanings stand in the row beneath; the cell under their title is no part of a table."""
    under = label_key(plain_text(grid.at(column, row + 1)))
    if under and under not in MEANING_LABELS:
        return None
    found = rows_down(grid.turned, row, column, apart=False)
    length = len(found.rows)
    after = column + 1 + length
    closed = grid.is_blank(after, row) and grid.at(after, row + 1) is None
    if length < 2 or not closed or not all(one.meaning for one in found.rows):
        return None
    headed = bool(headings_at(grid.turned, row, column))
    return found if headed or (_may_be_key(found.rows) and not _are_headings(found.rows)) else None


def _may_be_key(rows: list[KeyRow]) -> bool:
    """Say whether the words are known for statuses, or every one has a fill of its own."""
    known = all(len(one.status) == 1 or is_known_status(one.status) for one in rows)
    return known or len({one.colour for one in rows if one.colour}) == len(rows)


def _different(rows: list[KeyRow]) -> bool:
    fills = [one.colour for one in rows if one.colour]
    return len({label_key(one.status) for one in rows}) == len(rows) and len(set(fills)) == len(fills)


def _are_headings(rows: list[KeyRow]) -> bool:
    """Say whether what stands beneath is mostly the headings of a table."""
    meanings = [label_key(one.meaning) for one in rows]
    return 2 * sum(one in STRONG or one in WEAK for one in meanings) > len(meanings)
