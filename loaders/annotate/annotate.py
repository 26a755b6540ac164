"""Annotate a workbook: fill the cells that have issues, and add their sentences as comments."""

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
from loaders.cells.values import DateCell, Value, plain_text
from loaders.read_cells import read_file_cells
from loaders.security.limits import Limits
from loaders.security.package import FileType, check_package

FILLS: Mapping[str, PatternFill] = {
    "error": PatternFill("solid", fgColor="FFE7B3F0"),
    "warning": PatternFill("solid", fgColor="FFBFE3F5"),
}
"""Violet and pale blue, which no status has. An issue that is only for information does not change the fill."""
_MAX_COMMENTS = 5_000
"""The most comments on a sheet: one with more is slow to open. Further cells are only filled."""
_MAX_COMMENT_LENGTH = 30_000
_COMMENT_WIDTH, _LINE_HEIGHT, _LINE_LENGTH, _MAX_LINES = 320, 18, 48, 24
_UNREADABLE = (BadZipFile, InvalidFileException, AttributeError, ArithmeticError, LookupError, TypeError, ValueError)
"""Errors that openpyxl raises for workbooks that it cannot open, though they were read here."""
CellNote = tuple[str, str, str, str]
"""A note on a cell: sheet, address, severity, text."""


def annotate_file(content: bytes, *, notes: Sequence[CellNote], author: str, drawn: bool, limits: Limits) -> bytes:
    """Return an annotated copy of a workbook; if it is `drawn`, or cannot be opened, of its values, dates and fills."""
    kind = check_package(content, limits=limits).kind
    noted_sheets = list(dict.fromkeys(sheet for sheet, *_ in notes if sheet))
    book = open_workbook(content, noted_sheets) if kind is FileType.XLSX and not drawn else None
    if book is not None:
        names = [sheet.title for sheet in book.worksheets]
    else:
        sheets = read_file_cells(content, kind=kind, limits=limits)
        book, names = rebuild_workbook(sheets), [sheet.name for sheet in sheets]
    return annotate_workbook(book, notes, names=names, author=author)


def open_workbook(content: bytes, sheets: Sequence[str]) -> Workbook | None:
    """Return a workbook opened by openpyxl; None if it cannot be opened, or does not have these sheets."""
    try:
        book = load_workbook(BytesIO(content))
    except _UNREADABLE:
        return None
    return book if set(sheets) <= {sheet.title for sheet in book.worksheets} else None


def rebuild_workbook(sheets: Iterable[SheetCells]) -> Workbook:
    """Return a new workbook with the same values, dates and fills in the same cells, and no formulas."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for cells in sheets:
        sheet = book.create_sheet()
        sheet.title = cells.name[:31] if not set(cells.name) & set("[]:*?/\\") else "Sheet"
        for row in cells.rows:
            for column, value in enumerate(row.values, start=1):
                if value is not None:
                    _write_cell(sheet.cell(row.number, column), value)
        for (column, row_number), fill in cells.fills.items():
            sheet.cell(row_number, column).fill = PatternFill(
                "solid", fgColor=f"FF{fill.colour.removeprefix('#').upper()}"
            )
    return book


def _write_cell(cell: Cell, value: Value) -> None:
    if isinstance(value, DateCell):
        cell.value, cell.number_format = value.value, value.number_format
    elif isinstance(value, bool | int | float):
        cell.value = value
    else:
        cell.value = plain_text(value)
        cell.data_type = "s"  # text, never a formula, even if it begins with "="


def annotate_workbook(book: Workbook, notes: Iterable[CellNote], *, names: Sequence[str], author: str) -> bytes:
    """Return the bytes of a workbook whose cells are filled by their worst severity and commented with all their notes.

    Args:
        book: the workbook.
        notes: the notes; one without an address is at A1 of its sheet, one without a sheet on the first sheet.
        names: the names of its sheets as in the notes.
        author: the author of the comments.
    """
    sheets = dict(zip(names, book.worksheets, strict=True))
    notes_by_sheet: dict[str, dict[str, list[CellNote]]] = {name: {} for name in names}
    for note in notes:
        name = note[0] if note[0] in notes_by_sheet else names[0]
        notes_by_sheet[name].setdefault(note[1].partition(":")[0] or "A1", []).append(note)
    for name, cells in notes_by_sheet.items():
        _annotate_sheet(sheets[name], cells, author)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _annotate_sheet(sheet: Worksheet, cells: Mapping[str, Sequence[CellNote]], author: str) -> None:
    for count, (cell_address, notes) in enumerate(cells.items()):
        cell = _visible_cell(sheet, cell_address)
        severities = {severity for _, address, severity, _ in notes if address}
        fill = next((FILLS[severity] for severity in FILLS if severity in severities), None)
        if fill is not None:
            cell.fill = fill
        if count < _MAX_COMMENTS:
            _add_comment(cell, [text for *_, text in notes], author)


def _visible_cell(sheet: Worksheet, cell_address: str) -> Cell:
    """Return a cell; inside a merged range that is its first cell, because the others show nothing."""
    cell: Cell | MergedCell = sheet[cell_address]
    if isinstance(cell, Cell):
        return cell
    first: Cell = next(area.start_cell for area in sheet.merged_cells.ranges if cell_address in area)
    return first


def _add_comment(cell: Cell, texts: Sequence[str], author: str) -> None:
    """Add a comment below the existing one."""
    existing = [cell.comment.text] if cell.comment is not None else []
    text = "\n\n".join([*existing, *texts])[:_MAX_COMMENT_LENGTH]
    lines = sum(1 + len(line) // _LINE_LENGTH for line in text.split("\n"))
    cell.comment = Comment(text, author, height=_LINE_HEIGHT * min(1 + lines, _MAX_LINES), width=_COMMENT_WIDTH)
