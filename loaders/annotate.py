"""Annotate a workbook: fill the cells that have issues, and add their sentences as comments."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from typing import cast

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from loaders.cells import DateCell, SheetCells, plain_text
from loaders.mapping.apply_mapping import corrected_rows, rows_of_colour
from loaders.options import CellFix, CellNote, Correction
from loaders.read_cells import read_file_cells
from loaders.security import PARSE_ERRORS, FileType, Limits, check_package
from model.terms import Appearance, Status, is_known_colour, status_ink

# The author of comments on cells: a name, the same in both languages.
_AUTHOR = "Cynnydd"
# Violet, pale blue, and grey, which no status has: a corrected workbook is read again. Information changes no fill.
_FILLS = {
    "error": PatternFill("solid", fgColor="FFE7B3F0"),
    "warning": PatternFill("solid", fgColor="FFBFE3F5"),
    "corrected": PatternFill("solid", fgColor="FFD9D9D9"),
}
# The most comments on a sheet: one with more is slow to open. Further cells are only filled.
_MAX_COMMENTS, _MAX_COMMENT_LENGTH = 5_000, 30_000
_COMMENT_WIDTH, _LINE_HEIGHT, _LINE_LENGTH, _MAX_LINES = 320, 18, 48, 24


def annotate_file(
    content: bytes, *, notes: Sequence[CellNote], corrections: Sequence[CellFix], drawn: bool, limits: Limits
) -> bytes:
    """Return an .xlsx copy of a workbook whose cells are filled by their worst severity and commented with their notes.

    If it is `drawn`, or openpyxl cannot open it, it has only the same values, dates and fills. A note without an
    address is at A1 of its sheet, one without a sheet on the first sheet. Corrections are written into their cells,
    each with its text as a note.
    """
    kind = check_package(content, limits=limits).kind
    sheets: dict[str, Worksheet] = {}
    if kind is FileType.XLSX and not drawn:
        with suppress(InvalidFileException, *PARSE_ERRORS):  # openpyxl cannot open each that was read
            sheets = {sheet.title: sheet for sheet in load_workbook(BytesIO(content)).worksheets}
    named = {sheet for sheet, *_ in notes if sheet} | {each.sheet for each, _ in corrections}
    is_drawn = not sheets or not named <= sheets.keys()
    read = read_file_cells(content, kind=kind, limits=limits) if is_drawn or corrections else []
    sheets = _draw_sheets(read) if is_drawn else sheets
    first = next(iter(sheets))
    notes = [*notes, *(note for each, text in corrections for note in _correct(sheets, read, each, text))]
    notes_by_sheet: dict[str, dict[str, list[CellNote]]] = {name: {} for name in sheets}
    for note in notes:
        notes_by_sheet[note[0] or first].setdefault(note[1].partition(":")[0] or "A1", []).append(note)
    for name, cells in notes_by_sheet.items():
        _annotate_sheet(sheets[name], cells)
    target = BytesIO()
    cast("Workbook", sheets[first].parent).save(target)
    return target.getvalue()


def _correct(sheets: dict[str, Worksheet], cells: list[SheetCells], fix: Correction, text: str) -> Iterator[CellNote]:
    """Write a correction into its cells, and yield a note on each.

    A cell with words whose colour is the status gets the full colour of that status, where it is named for a colour.
    """
    for found in cells:
        for row, value in corrected_rows(found, fix):
            cell = _visible_cell(sheets[found.name], f"{fix.column}{row}")
            cell.value, cell.data_type = value, "s"
            yield fix.sheet, cell.coordinate, "corrected", text
        for row in rows_of_colour(found, fix, is_blank=False):
            cell = _visible_cell(sheets[found.name], f"{fix.column}{row}")
            ink = status_ink(Status(fix.value, colour=fix.value), Appearance.LIGHT)
            if is_known_colour(fix.value):
                cell.fill = PatternFill("solid", fgColor=f"FF{ink.fill[1:].upper()}")
            yield fix.sheet, cell.coordinate, "info", text


def _draw_sheets(sheets: Iterable[SheetCells]) -> dict[str, Worksheet]:
    """Return the sheets of a new workbook with the same values, dates and fills in the same cells, and no formulas."""
    book, drawn = Workbook(), dict[str, Worksheet]()
    book.remove(book.worksheets[0])
    for cells in sheets:
        title = "Sheet" if set(cells.name) & set("[]:*?/\\") else cells.name[:31]
        sheet = drawn[cells.name] = book.create_sheet(title)
        for row in cells.rows:
            for column in row.filled_columns:
                cell, value = sheet.cell(row.number, column), row.value_at(column)
                if isinstance(value, DateCell):
                    cell.value, cell.number_format = value.value, value.number_format
                elif isinstance(value, bool | int | float):
                    cell.value = value
                else:  # text, never a formula, even if it begins with "="
                    cell.value, cell.data_type = plain_text(value), "s"
        for number, fills in cells.fills_by_row.items():
            for column, fill in fills.items():
                sheet.cell(number, column).fill = PatternFill("solid", fgColor=f"FF{fill.removeprefix('#').upper()}")
    return drawn


def _annotate_sheet(sheet: Worksheet, cells: Mapping[str, Sequence[CellNote]]) -> None:
    for count, (cell_address, notes) in enumerate(cells.items()):
        cell = _visible_cell(sheet, cell_address)
        severities = {severity for _, address, severity, _ in notes if address}
        fill = next((_FILLS[severity] for severity in _FILLS if severity in severities), None)
        if fill is not None:
            cell.fill = fill
        if count < _MAX_COMMENTS:  # below an existing one
            existing = [cell.comment.text] if cell.comment is not None else []
            text = "\n\n".join([*existing, *(text for *_, text in notes)])[:_MAX_COMMENT_LENGTH]
            lines = 1 + sum(1 + len(line) // _LINE_LENGTH for line in text.split("\n"))
            cell.comment = Comment(text, _AUTHOR, height=_LINE_HEIGHT * min(lines, _MAX_LINES), width=_COMMENT_WIDTH)


def _visible_cell(sheet: Worksheet, cell_address: str) -> Cell:
    """Return a cell; inside a merged range that is its first cell, because the others show nothing."""
    cell: Cell | MergedCell = sheet[cell_address]
    if isinstance(cell, Cell):
        return cell
    first: Cell = next(area.start_cell for area in sheet.merged_cells.ranges if cell_address in area)
    return first
