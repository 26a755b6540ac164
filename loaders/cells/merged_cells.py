"""Fill the values and colours of merged cells down, and find repeated cells, hidden rows and hidden columns."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from loaders.cells.addresses import COLUMN_LETTERS, CellAddress, CellRange
from loaders.cells.fill import Fill
from loaders.cells.values import CellRow

_SWATCHES_AT_MOST = 12
"""A row with up to so many fills and no text may be a key; a row with more is decoration."""


def fill_merged(rows: Sequence[CellRow], merged: Iterable[CellRange]) -> None:
    """Copy the value of each merged cell into every row of its first column, within its range only.

    A value that a program wrote below a merged cell, where Excel does not show it, is not overwritten.
    """
    numbers = [row.number for row in rows]
    for area in merged:
        after = bisect_right(numbers, area.first_row)
        first, index = rows[after - 1] if after else None, area.first_column - 1
        if first is None or first.number != area.first_row or index >= len(first.values):
            continue
        for row in rows[after : bisect_right(numbers, area.last_row)]:
            row.values.extend([None] * (index + 1 - len(row.values)))
            if row.values[index] is None and all(value is None for value in row.values[index : area.last_column]):
                row.values[index] = first.values[index]


def spread_fills(rows: Sequence[CellRow], merged: Iterable[CellRange], fills: dict[int, dict[int, Fill]]) -> None:
    """Copy the fill of each merged cell into every non-empty row of its first column that has no fill there."""
    numbers = [row.number for row in rows]
    for area in merged:
        fill = fills.get(area.first_row, {}).get(area.first_column)
        if fill is not None:
            for number in numbers[bisect_right(numbers, area.first_row) : bisect_right(numbers, area.last_row)]:
                fills.setdefault(number, {}).setdefault(area.first_column, fill)


def repeated_cells(rows: Sequence[CellRow], merged: Iterable[CellRange]) -> set[CellAddress]:
    """Return the cells of some rows that only repeat the value of a merged cell which begins in a row above."""
    first, last = (rows[0].number, rows[-1].number) if rows else (1, 0)
    return {
        (area.first_column, row)
        for area in merged
        for row in range(max(area.first_row + 1, first), min(area.last_row, last) + 1)
    }


def are_swatches(fills: Mapping[int, Fill]) -> bool:
    """Return whether the fills of a row without text are a few different colours, as in a key."""
    return 1 < len(fills) <= _SWATCHES_AT_MOST and len({fill.colour for fill in fills.values()}) == len(fills)


def hidden_rows(rows: Sequence[CellRow], hidden: set[int]) -> tuple[int, ...]:
    """Return the numbers of the hidden rows that are not empty."""
    return tuple(row.number for row in rows if row.number in hidden)


def hidden_columns(rows: Sequence[CellRow], hidden: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return the letters of the hidden columns, up to the last column with a value."""
    width = max((len(row.values) for row in rows), default=0) if hidden else 0
    return tuple(COLUMN_LETTERS[column] for first, last in hidden for column in range(first, min(last, width) + 1))
