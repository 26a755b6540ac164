"""The shape of a sheet: which rows merged cells fill, and what Excel does not show."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from loaders.cells.addresses import COLUMN_LETTERS, CellRange
from loaders.cells.fill import Fill
from loaders.cells.values import CellRow

_SWATCHES_AT_MOST = 12
"""A row of nothing but so many fills may be a key; one of more is decoration."""


def fill_merged(rows: Sequence[CellRow], merged: Iterable[CellRange]) -> None:
    """Put the value of each merged cell into every row of its first column, and nowhere outside its range.

    What a program wrote below a merged cell, where Excel does not show it, stays, and its row is not filled.
    """
    numbers = [row.number for row in rows]
    for area in merged:
        after = bisect_right(numbers, area.first_row)
        first, place = rows[after - 1] if after else None, area.first_column - 1
        if first is None or first.number != area.first_row or place >= len(first.values):
            continue
        for row in rows[after : bisect_right(numbers, area.last_row)]:
            row.values.extend([None] * (place + 1 - len(row.values)))
            if row.values[place] is None and all(value is None for value in row.values[place : area.last_column]):
                row.values[place] = first.values[place]


def spread_fills(rows: Sequence[CellRow], merged: Iterable[CellRange], filled: dict[int, dict[int, Fill]]) -> None:
    """Put the fill of each merged cell into every row of its first column that holds something and has none there."""
    numbers = [row.number for row in rows]
    for area in merged:
        fill = filled.get(area.first_row, {}).get(area.first_column)
        if fill is not None:
            for number in numbers[bisect_right(numbers, area.first_row) : bisect_right(numbers, area.last_row)]:
                filled.setdefault(number, {}).setdefault(area.first_column, fill)


def are_swatches(fills: Mapping[int, Fill]) -> bool:
    """Say whether the fills of a row that holds nothing else are a few of which each is another, as in a key."""
    return 1 < len(fills) <= _SWATCHES_AT_MOST and len({fill.colour for fill in fills.values()}) == len(fills)


def hidden_rows(rows: Sequence[CellRow], hidden: set[int]) -> tuple[int, ...]:
    """Return the numbers of the rows that hold something and are hidden."""
    return tuple(row.number for row in rows if row.number in hidden)


def hidden_columns(rows: Sequence[CellRow], hidden: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """Return the letters of the columns that are hidden, up to the last that holds something."""
    width = max((len(row.values) for row in rows), default=0)
    return tuple(COLUMN_LETTERS[column] for first, last in hidden for column in range(first, min(last, width) + 1))
