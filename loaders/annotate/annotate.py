"""A workbook with its cells marked: the cells that something is said of are filled, and the sentences are comments."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from loaders.cells.sheet import SheetCells
from loaders.cells.values import DateCell, StatusCell, Value, plain_text

FILLS: Mapping[str, PatternFill] = {
    "error": PatternFill("solid", fgColor="FFE7B3F0"),
    "warning": PatternFill("solid", fgColor="FFBFE3F5"),
}
"""Violet and pale blue, which are no status anywhere. What is only for information keeps the cell's own colour."""
_COMMENTS_AT_MOST = 5_000
"""So many cells of a sheet get a comment; a sheet with more is slow to open. The others are filled."""
_COMMENT_AT_MOST = 30_000
_WIDTH, _LINE, _LETTERS, _LINES_AT_MOST = 320, 18, 48, 24
_UNREADABLE = (BadZipFile, InvalidFileException, AttributeError, ArithmeticError, LookupError, TypeError, ValueError)
"""What openpyxl says of workbooks that it does not know, though they were read here."""
Note = tuple[str, str, str, str]
"""Of which cell something is said, how much it matters, and the sentences: sheet, address, severity, text."""


def opened(content: bytes, sheets: Sequence[str]) -> Workbook | None:
    """Return a workbook as openpyxl knows it; None where it does not, or where it has not these sheets."""
    try:
        book = load_workbook(BytesIO(content))
    except _UNREADABLE:
        return None
    return book if set(sheets) <= {sheet.title for sheet in book.worksheets} else None


def drawn(sheets: Iterable[SheetCells]) -> Workbook:
    """Return a new workbook with the same values, dates and fills in the same cells; nothing in it is a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for cells in sheets:
        sheet = book.create_sheet()
        sheet.title = cells.name[:31] if not set(cells.name) & set("[]:*?/\\") else "Sheet"
        for row in cells.rows:
            for column, value in enumerate(row.values, start=1):
                if value is not None:
                    _write(sheet.cell(row.number, column), value)
        for (column, line), fill in cells.fills.items():
            sheet.cell(line, column).fill = PatternFill("solid", fgColor=f"FF{fill.colour.removeprefix('#').upper()}")
    return book


def _write(cell: Cell, value: Value) -> None:
    held = value.value if isinstance(value, StatusCell) else value
    if isinstance(held, DateCell):
        cell.value, cell.number_format = held.value, held.number_format
    elif isinstance(held, bool | int | float):
        cell.value = held
    else:
        cell.value = plain_text(held)
        cell.data_type = "s"  # a text is no formula, whatever it begins with


def mark(book: Workbook, notes: Iterable[Note], *, names: Sequence[str], author: str) -> bytes:
    """Return a workbook in which cells are filled by the worst that is said of them, with all of it as a comment.

    Args:
        book: the workbook; what is said of a sheet as a whole stands in its first cell.
        notes: what is said of which cell; what is said of the workbook stands in its first sheet.
        names: the names of its sheets as the notes have them.
        author: who says it.
    """
    sheets = dict(zip(names, book.worksheets, strict=True))
    said: dict[str, dict[str, list[Note]]] = {name: {} for name in names}
    for note in notes:
        name = note[0] if note[0] in said else names[0]
        said[name].setdefault(note[1].partition(":")[0] or "A1", []).append(note)
    for name, cells in said.items():
        _mark_sheet(sheets[name], cells, author)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _mark_sheet(sheet: Worksheet, cells: Mapping[str, Sequence[Note]], author: str) -> None:
    for count, (place, notes) in enumerate(cells.items()):
        cell = _cell(sheet, place)
        severities = {severity for _, address, severity, _ in notes if address}
        fill = next((FILLS[one] for one in FILLS if one in severities), None)
        if fill is not None:
            cell.fill = fill
        if count < _COMMENTS_AT_MOST:
            _comment(cell, [text for *_, text in notes], author)


def _cell(sheet: Worksheet, place: str) -> Cell:
    """Return a cell; inside a merged range that is its first one, for the others show nothing."""
    cell: Cell | MergedCell = sheet[place]
    if isinstance(cell, Cell):
        return cell
    first: Cell = next(area.start_cell for area in sheet.merged_cells.ranges if place in area)
    return first


def _comment(cell: Cell, texts: Sequence[str], author: str) -> None:
    """Add a comment below what is there already."""
    before = [cell.comment.text] if cell.comment is not None else []
    text = "\n\n".join([*before, *texts])[:_COMMENT_AT_MOST]
    lines = sum(1 + len(line) // _LETTERS for line in text.split("\n"))
    cell.comment = Comment(text, author, height=_LINE * min(1 + lines, _LINES_AT_MOST), width=_WIDTH)
