"""The shape of a sheet: which rows merged cells fill, and what Excel does not show."""

from bisect import bisect_right
from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet._reader import WorkSheetParser

from loaders.cell_values import CellRow

_TRUE = ("1", "true")


def fill_merged(rows: Sequence[CellRow], parser: WorkSheetParser) -> None:
    """Put the value of each merged cell into every row of its first column, and nowhere outside its range."""
    if parser.merged_cells is None:
        return
    ordered = sorted(rows, key=lambda row: row.number)
    numbers = [row.number for row in ordered]
    for merged in parser.merged_cells.mergeCell:
        after = bisect_right(numbers, merged.min_row)
        first, place = ordered[after - 1] if after else None, merged.min_col - 1
        if first is None or first.number != merged.min_row or place >= len(first.values):
            continue
        for row in ordered[after : bisect_right(numbers, merged.max_row)]:
            row.values.extend([None] * (place + 1 - len(row.values)))
            row.values[place] = first.values[place]


def hidden_rows(rows: Sequence[CellRow], parser: WorkSheetParser) -> tuple[int, ...]:
    """Return the numbers of the rows that hold something and are hidden."""
    hidden = {number for number, row in parser.row_dimensions.items() if row.get("hidden") in _TRUE}
    return tuple(row.number for row in rows if str(row.number) in hidden)


def hidden_columns(rows: Sequence[CellRow], parser: WorkSheetParser) -> tuple[str, ...]:
    """Return the letters of the columns that are hidden, up to the last that holds something."""
    width = max((len(row.values) for row in rows), default=0)
    spans = [
        range(int(column["min"]), min(int(column["max"]), width) + 1)
        for column in parser.column_dimensions.values()
        if column.get("hidden") in _TRUE
    ]
    return tuple(get_column_letter(column) for span in spans for column in span)
