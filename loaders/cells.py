"""Reading cells: a file becomes sheets of values with their addresses, and nothing is understood yet."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import IO, Any
from xml.etree.ElementTree import Element

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from loaders.cell_values import (
    DAY_ZERO,
    DAY_ZERO_1904,
    CellRow,
    DateCell,
    ErrorCell,
    UncalculatedCell,
    Value,
    clean_text,
)
from loaders.damage import DAMAGE
from loaders.limits import Limits
from loaders.sheet_shape import fill_merged, hidden_columns, hidden_rows
from model.issue import WorkbookError

warnings.filterwarnings("ignore", module="openpyxl")  # it warns about what it will not write back; we only read


@dataclass(frozen=True, slots=True)
class Fill:
    """The colour a cell is filled with, as `#rrggbb`, and whether a conditional format gives it."""

    colour: str
    conditional: bool = False


@dataclass(slots=True)
class SheetCells:
    """The cells of one sheet.

    Attributes:
        day_zero: the day from which the workbook counts days.
        rows: the rows that hold something, in the order of the file.
        hidden_rows: numbers of rows that hold something and that Excel does not show.
        hidden_columns: letters of such columns.
        cleaned: addresses of cells that held control characters, which were taken out.
        shortened: addresses of cells with more text than a workbook can hold, which was cut.
    """

    name: str
    hidden: bool
    day_zero: date = DAY_ZERO
    rows: list[CellRow] = field(default_factory=list)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    cleaned: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)
    fills: dict[tuple[int, int], Fill] = field(default_factory=dict)

    def fill(self, column: int, row: int) -> Fill | None:
        """Return a cell's fill, or None where it has none or is white; both numbers count from 1."""
        return self.fills.get((column, row))


def read_cells(file: IO[bytes], *, limits: Limits) -> list[SheetCells]:
    """Return the sheets of a workbook in order.

    Values are the stored results of formulas. A merged cell's value stands in every row of its first column, and
    nowhere outside the merged range.
    """
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
        if len(sheets) > limits.sheets:
            raise WorkbookError("too-many-sheets", found=str(len(sheets)), limit=str(limits.sheets))
        return [_read_sheet(book, sheet, limits) for sheet in sheets]
    except DAMAGE as damage:
        raise WorkbookError("file-damaged") from damage


def address(column: int, row: int) -> str:
    """Return the address of a cell, such as `E7`."""
    return f"{get_column_letter(column)}{row}"


class _Parser(WorkSheetParser):
    """openpyxl's own streaming parser, which also tells formulas that have no stored result."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["value"] = UncalculatedCell()
        return cell


def _read_sheet(book: Workbook, sheet: ReadOnlyWorksheet, limits: Limits) -> SheetCells:
    """Read one sheet from its part of the package, whatever size the sheet says it has."""
    cells = SheetCells(sheet.title, sheet.sheet_state != "visible", _day_zero(book))
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
        for number, held in _held_cells(parser, sheet):
            _check_size(sheet.title, number, max(held), limits)
            _add_row(cells, number, held, limits)
    fill_merged(cells.rows, parser)
    cells.hidden_rows = hidden_rows(cells.rows, parser)
    cells.hidden_columns = hidden_columns(cells.rows, parser)
    return cells


def _day_zero(book: Workbook) -> date:
    return DAY_ZERO_1904 if book.epoch == MAC_EPOCH else DAY_ZERO


def _held_cells(parser: _Parser, sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, dict[int, Value]]]:
    """Yield the number of each row that holds something, with its values by column."""
    for number, cells in parser.parse():
        held = {cell["column"]: _value(cell, sheet) for cell in cells if cell["value"] is not None}
        if held:
            yield number, held


def _value(cell: dict[str, Any], sheet: ReadOnlyWorksheet) -> Value:
    value = cell["value"]
    if cell["data_type"] == "e":
        return ErrorCell(str(value))
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        return DateCell(moment, ReadOnlyCell(sheet, **cell).number_format)
    return value if isinstance(value, str | bool | int | float | UncalculatedCell) else str(value)


def _check_size(sheet: str, row: int, column: int, limits: Limits) -> None:
    if row > limits.rows:
        raise WorkbookError("too-many-rows", sheet=sheet, found=str(row), limit=str(limits.rows))
    if column > limits.columns:
        raise WorkbookError("too-many-columns", sheet=sheet, found=str(column), limit=str(limits.columns))


def _add_row(cells: SheetCells, number: int, held: dict[int, Value], limits: Limits) -> None:
    values: list[Value] = [None] * max(held)
    for column, value in held.items():
        if not isinstance(value, str):
            values[column - 1] = value
            continue
        text, cleaned = clean_text(value)
        if cleaned:
            cells.cleaned.append(address(column, number))
        if len(text) > limits.characters:
            cells.shortened.append(address(column, number))
            text = text[: limits.characters]
        values[column - 1] = text or None
    if any(value is not None for value in values):
        cells.rows.append(CellRow(number, values))
