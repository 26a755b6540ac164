"""Reading cells: a file becomes sheets of values with their addresses, and nothing is understood yet."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - the module calls its exception "error"

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from loaders.cell_values import DateCell, ErrorCell, UncalculatedCell, Value, clean_text
from loaders.limits import Limits
from model.issue import WorkbookError

warnings.filterwarnings("ignore", module="openpyxl")  # it warns about what it will not write back; we only read

DAMAGE = (
    BadZipFile,
    ParseError,
    ZlibError,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
)
"""What openpyxl raises on a package that is damaged."""


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row that holds something: its number and its values, the first of them in column A."""

    number: int
    values: list[Value]


@dataclass(frozen=True, slots=True)
class SheetCells:
    """The cells of one sheet.

    Attributes:
        hidden_rows: numbers of rows that hold something and that Excel does not show.
        hidden_columns: letters of such columns.
        cleaned: addresses of cells that held control characters, which were taken out.
        shortened: addresses of cells with more text than a workbook can hold, which was cut.
    """

    name: str
    hidden: bool
    rows: list[CellRow]
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    cleaned: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()


def read_cells(file: IO[bytes], *, limits: Limits) -> list[SheetCells]:
    """Return the sheets of a workbook in order.

    Values are the stored results of formulas. A merged cell's value stands in every row of its first column, and
    nowhere outside the merged range.
    """
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except DAMAGE as damage:
        raise WorkbookError("file-damaged") from damage
    sheets = [sheet for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
    if len(sheets) > limits.sheets:
        raise WorkbookError("too-many-sheets", found=str(len(sheets)), limit=str(limits.sheets))
    try:
        return [_read_sheet(book, sheet, limits) for sheet in sheets]
    except DAMAGE as damage:
        raise WorkbookError("file-damaged") from damage


class _Parser(WorkSheetParser):
    """openpyxl's own streaming parser, which also tells formulas that have no stored result."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["data_type"] = "uncalculated"
        return cell


def _read_sheet(book: Workbook, sheet: ReadOnlyWorksheet, limits: Limits) -> SheetCells:
    """Read one sheet from its part of the package, whatever size the sheet says it has."""
    cleaned: list[str] = []
    shortened: list[str] = []
    inner_book: Any = book  # openpyxl is held at one version: its stubs leave out what its own reader uses
    inner_sheet: Any = sheet
    with inner_sheet._get_source() as source:
        parser = _Parser(
            source,
            inner_sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=inner_book._date_formats,
            timedelta_formats=inner_book._timedelta_formats,
        )
        rows = list(_rows(parser, sheet, limits, cleaned, shortened))
    _fill_merged(rows, parser)
    return SheetCells(
        name=sheet.title,
        hidden=sheet.sheet_state != "visible",
        rows=rows,
        hidden_rows=_hidden_rows(rows, parser),
        hidden_columns=_hidden_columns(rows, parser),
        cleaned=tuple(cleaned),
        shortened=tuple(shortened),
    )


def _rows(
    parser: _Parser, sheet: ReadOnlyWorksheet, limits: Limits, cleaned: list[str], shortened: list[str]
) -> Iterator[CellRow]:
    for number, cells in parser.parse():
        held = [(cell["column"], _value(cell, sheet)) for cell in cells]
        held = [(column, value) for column, value in held if value is not None]
        if not held:
            continue
        width = max(column for column, _ in held)
        if number > limits.rows:
            raise WorkbookError("too-many-rows", sheet=sheet.title, found=str(number), limit=str(limits.rows))
        if width > limits.columns:
            raise WorkbookError("too-many-columns", sheet=sheet.title, found=str(width), limit=str(limits.columns))
        values: list[Value] = [None] * width
        for column, value in held:
            if isinstance(value, str):
                text, had_control_characters = clean_text(value)
                if had_control_characters:
                    cleaned.append(address(column, number))
                if len(text) > limits.characters:
                    shortened.append(address(column, number))
                values[column - 1] = text[: limits.characters] or None
            else:
                values[column - 1] = value
        if any(value is not None for value in values):
            yield CellRow(number, values)


def _value(cell: dict[str, Any], sheet: ReadOnlyWorksheet) -> Value:
    value, kind = cell["value"], cell["data_type"]
    if kind == "uncalculated":
        return UncalculatedCell()
    if kind == "e":
        return ErrorCell(str(value))
    if isinstance(value, datetime):
        return DateCell(value, ReadOnlyCell(sheet, **cell).number_format)
    if isinstance(value, date):
        return DateCell(datetime(value.year, value.month, value.day), ReadOnlyCell(sheet, **cell).number_format)
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return str(value)


def address(column: int, row: int) -> str:
    """Return the address of a cell, such as `E7`."""
    return f"{get_column_letter(column)}{row}"


def _fill_merged(rows: list[CellRow], parser: _Parser) -> None:
    if parser.merged_cells is None:
        return
    by_number = {row.number: row for row in rows}
    for merged in parser.merged_cells.mergeCell:
        first = by_number.get(merged.min_row)
        place = merged.min_col - 1
        if first is None or place >= len(first.values) or merged.min_row == merged.max_row:
            continue
        for row in rows:
            if merged.min_row < row.number <= merged.max_row:
                row.values.extend([None] * (place + 1 - len(row.values)))
                row.values[place] = first.values[place]


def _hidden_rows(rows: list[CellRow], parser: _Parser) -> tuple[int, ...]:
    hidden = {int(number) for number, row in parser.row_dimensions.items() if row.get("hidden") in ("1", "true")}
    return tuple(row.number for row in rows if row.number in hidden)


def _hidden_columns(rows: list[CellRow], parser: _Parser) -> tuple[str, ...]:
    width = max((len(row.values) for row in rows), default=0)
    hidden = [
        (int(column["min"]), min(int(column["max"]), width))
        for column in parser.column_dimensions.values()
        if column.get("hidden") in ("1", "true")
    ]
    return tuple(get_column_letter(column) for first, last in hidden for column in range(first, last + 1))
