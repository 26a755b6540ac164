"""The fill of a cell, where it can mean something."""

from loaders.cell_values import CellRow
from loaders.cells import SheetCells


def filled(sheet: SheetCells, row: CellRow, column: int) -> str | None:
    """Return the colour a cell is filled with, unless the row's first cell that holds something is filled alike."""
    fill = sheet.fill(column, row.number)
    if fill is None:
        return None
    first = next((place for place, value in enumerate(row.values, start=1) if value is not None), column)
    beside = sheet.fill(first, row.number) if first != column else None
    return None if beside is not None and beside.colour == fill.colour else fill.colour
