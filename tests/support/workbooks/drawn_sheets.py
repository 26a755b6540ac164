"""Sheets drawn as text, so that each stage of reading a layout can be tested alone."""

from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow


def drawn_sheet(drawing, *, name="Tracker"):
    """Return the cells of a drawing: a row a line, its cells between pipes; whole numbers are numbers.

    A blank cell is empty, and so is a row of only pipes. The first line is row 1.
    """
    lines = drawing.strip("\n").split("\n")
    rows = [
        CellRow(number, _without_end([_value(part.strip()) for part in line.strip().strip("|").split("|")]))
        for number, line in enumerate(lines, start=1)
    ]
    sheet = SheetCells(name, hidden=False)
    sheet.rows = [row for row in rows if row.values]
    return sheet


def _value(text):
    return int(text) if text.isdigit() and not text.startswith("0") else text or None


def _without_end(values):
    while values and values[-1] is None:
        values.pop()
    return values
