"""The fill of a cell, where it can mean something."""

from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow


def filled(sheet: SheetCells, row: CellRow, column: int) -> str | None:
    """Return the colour a cell is filled with, unless the row's first cell that holds something is filled alike."""
    fills = sheet.filled.get(row.number)
    fill = fills.get(column) if fills else None
    if fills is None or fill is None:
        return None
    first = 1 if row.values and row.values[0] is not None else _first_held(row, column)
    beside = fills.get(first) if first != column else None
    return None if beside is not None and beside.colour == fill.colour else fill.colour


def _first_held(row: CellRow, otherwise: int) -> int:
    return next((place for place, value in enumerate(row.values, start=1) if value is not None), otherwise)
