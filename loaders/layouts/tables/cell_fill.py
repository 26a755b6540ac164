"""The fill of a cell, where it differs from the fill of its row."""

from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow


def distinct_fill(sheet: SheetCells, row: CellRow, column: int) -> str | None:
    """Return the fill of a cell, unless the first cell with a value in its row has the same fill."""
    fills = sheet.fills_by_row.get(row.number)
    fill = fills.get(column) if fills else None
    if fills is None or fill is None:
        return None
    first = 1 if row.values and row.values[0] is not None else _first_filled_column(row, column)
    first_fill = fills.get(first) if first != column else None
    return None if first_fill is not None and first_fill.colour == fill.colour else fill.colour


def _first_filled_column(row: CellRow, default: int) -> int:
    return next((column for column, value in enumerate(row.values, start=1) if value is not None), default)
