"""Reading the cells of an .ods workbook, with their fills, in one pass over its content."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import IO
from zipfile import ZipFile

from loaders.addresses import COLUMN_LETTERS, CellRange, address
from loaders.cell_texts import kept_text
from loaders.cell_values import CellRow, ErrorCell, UncalculatedCell, Value
from loaders.cells import SheetCells
from loaders.comments import comment_issue
from loaders.damage import DAMAGE
from loaders.limits import Limits
from loaders.ods_styles import OdsStyles, read_ods_styles
from loaders.serial_dates import date_of_text
from loaders.sheet_shape import fill_merged, spread_fills
from loaders.xml_stream import Element, local, parse_part, stream_part
from model.issue import WorkbookError

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CELLS = ("table-cell", "covered-table-cell")
_NUMBERS = ("float", "percentage", "currency")
_SPACES = re.compile(r"[ \t\r\n]+")
Attributes = Mapping[str, str]


def read_ods(file: IO[bytes], *, limits: Limits) -> list[SheetCells]:
    """Return the sheets of an .ods workbook in order. Values are the stored results of formulas."""
    try:
        with ZipFile(file) as package:
            content = package.read("content.xml")
            named = [package.read("styles.xml")] if "styles.xml" in package.namelist() else []
        styles = read_ods_styles(*(parse_part(part) for part in named), _own_styles(content))
        scan = _ContentScan(styles, limits)
        stream_part(BytesIO(content), start=scan.start, end=scan.end, text=scan.text)
    except DAMAGE as damage:
        raise WorkbookError("file-damaged") from damage
    return scan.sheets


def _own_styles(content: bytes) -> Element:
    """Return the styles that stand before the sheets. Only they become a tree, for the sheets may be large."""
    branch: list[Element] = [Element("")]

    def start(name: str, attributes: dict[str, str]) -> None:
        kind = local(name)
        if len(branch) > 1 or kind == "automatic-styles":
            element = Element(kind, {local(key): value for key, value in attributes.items()})
            branch[-1].children.append(element)
            branch.append(element)

    def end(_: str) -> None:
        if len(branch) > 1:
            branch.pop()

    def text(characters: str) -> None:
        branch[-1].text += characters if len(branch) > 1 else ""

    stream_part(BytesIO(content), start=start, end=end, text=text)
    return branch[0]


class _ContentScan:
    """Hears the content's elements one after another; what is repeated is written out where it holds something."""

    def __init__(self, styles: OdsStyles, limits: Limits) -> None:
        self.sheets: list[SheetCells] = []
        self._styles, self._limits = styles, limits
        self._row, self._column = 0, 0
        self._row_attributes: Attributes = {}
        self._cell: Attributes = {}
        self._column_styles: list[tuple[int, str]] = []
        self._columns = 0
        self._held: dict[int, Value] = {}
        self._filled: dict[int, str] = {}
        self._lines: list[str] = []
        self._comment: list[str] | None = None
        self._merged: list[CellRange] = []
        self._hidden_columns: list[int] = []
        self._hidden_rows: set[int] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = local(name)
        if name == f"{_TABLE}table":
            self._start_sheet(attributes)
        elif kind == "table-column":
            self._start_columns(attributes)
        elif kind == "table-row":
            self._row_attributes, self._column = attributes, 0
            self._held, self._filled = {}, {}
        elif kind in _CELLS:
            self._cell, self._lines, self._comment = attributes, [], None
        elif kind == "annotation":
            self._comment = []
        elif kind in ("p", "h"):
            self._written.append("")
        elif kind in ("s", "tab", "line-break"):
            count = next((int(value) for key, value in attributes.items() if local(key) == "c"), 1)
            self._add({"s": " " * count, "tab": "\t", "line-break": "\n"}[kind])

    def end(self, name: str) -> None:
        kind = local(name)
        if kind in _CELLS:
            self._end_cell(covered=kind != "table-cell")
        elif kind == "table-row":
            self._end_row()
        elif kind == "annotation":
            comment, self._comment = self._comment or [], None
            self._tell_comment("\n".join(comment))
        elif name == f"{_TABLE}table":
            self._end_sheet()

    def text(self, characters: str) -> None:
        self._add(_SPACES.sub(" ", characters))

    @property
    def _written(self) -> list[str]:
        """The lines of what is being written: of a comment, else of the cell."""
        return self._lines if self._comment is None else self._comment

    def _add(self, characters: str) -> None:
        if self._written:
            self._written[-1] += characters

    def _start_sheet(self, attributes: Attributes) -> None:
        if len(self.sheets) >= self._limits.sheets:
            raise WorkbookError("too-many-sheets", found=str(len(self.sheets) + 1), limit=str(self._limits.sheets))
        hidden = attributes.get(f"{_TABLE}style-name") in self._styles.hidden
        self.sheets.append(SheetCells(attributes.get(f"{_TABLE}name", ""), hidden))
        self._row, self._columns, self._column_styles = 0, 0, []
        self._merged, self._hidden_columns, self._hidden_rows = [], [], set()

    def _start_columns(self, attributes: Attributes) -> None:
        count = int(attributes.get(f"{_TABLE}number-columns-repeated", "1"))
        first, self._columns = self._columns + 1, self._columns + count
        self._column_styles.append((self._columns, attributes.get(f"{_TABLE}default-cell-style-name", "")))
        if attributes.get(f"{_TABLE}visibility", "visible") != "visible":
            self._hidden_columns += range(first, min(self._columns, self._limits.columns) + 1)

    def _end_cell(self, *, covered: bool) -> None:
        cell, first = self._cell, self._column + 1
        count = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        self._column += count
        value = None if covered else self._value(first)
        style = self._style(first)
        if value is not None and self._column > self._limits.columns:
            self._refuse("too-many-columns", self._column, self._limits.columns)
        for column in range(first, min(self._column, self._limits.columns) + 1):
            if value is not None:
                self._held[column] = value
            if style in self._styles.fills:
                self._filled[column] = style
        down = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        across = int(cell.get(f"{_TABLE}number-columns-spanned", "1"))
        if down > 1 or across > 1:
            self._merged.append(CellRange(first, self._row + 1, first + across - 1, self._row + down))

    def _style(self, column: int) -> str:
        """Return the style of a cell: its own, else its row's, else its column's."""
        own = self._cell.get(f"{_TABLE}style-name") or self._row_attributes.get(f"{_TABLE}default-cell-style-name")
        return own or next((style for last, style in self._column_styles if column <= last), "")

    def _value(self, column: int) -> Value:
        cell, text = self._cell, "\n".join(self._lines)
        kind = cell.get(f"{_OFFICE}value-type", "")
        if cell.get(f"{_CALC}value-type") == "error":
            return ErrorCell(text.strip() or "#VALUE!")
        if kind in _NUMBERS:
            number = float(cell[f"{_OFFICE}value"])
            return int(number) if number.is_integer() else number
        if kind == "boolean":
            return cell[f"{_OFFICE}boolean-value"] == "true"
        if kind == "date":
            form = self._styles.formats.get(self._style(column), "")
            return date_of_text(cell[f"{_OFFICE}date-value"], number_format=form)
        written = cell.get(f"{_OFFICE}string-value", text)
        if not kind and not written and f"{_TABLE}formula" in cell:
            return UncalculatedCell()
        return self._text(written, column)

    def _text(self, written: str, column: int) -> str | None:
        kept, cleaned, shortened = kept_text(written, characters=self._limits.characters)
        if cleaned:
            self.sheets[-1].cleaned.append(address(column, self._row + 1))
        if shortened:
            self.sheets[-1].shortened.append(address(column, self._row + 1))
        return kept

    def _end_row(self) -> None:
        count = int(self._row_attributes.get(f"{_TABLE}number-rows-repeated", "1"))
        first, self._row = self._row + 1, self._row + count
        if not self._held:
            return
        if self._row > self._limits.rows:
            self._refuse("too-many-rows", self._row, self._limits.rows)
        values = [self._held.get(column) for column in range(1, max(self._held) + 1)]
        for number in range(first, self._row + 1):
            self.sheets[-1].rows.append(CellRow(number, list(values)))
            if self._filled:
                fills = {column: self._styles.fills[style] for column, style in self._filled.items()}
                self.sheets[-1].filled[number] = fills
            if self._row_attributes.get(f"{_TABLE}visibility", "visible") != "visible":
                self._hidden_rows.add(number)

    def _end_sheet(self) -> None:
        sheet = self.sheets[-1]
        fill_merged(sheet.rows, self._merged)
        spread_fills(sheet.rows, self._merged, sheet.filled)
        width = max((len(row.values) for row in sheet.rows), default=0)
        sheet.merged = tuple(self._merged)
        sheet.hidden_rows = tuple(row.number for row in sheet.rows if row.number in self._hidden_rows)
        sheet.hidden_columns = tuple(COLUMN_LETTERS[column] for column in self._hidden_columns if column <= width)

    def _tell_comment(self, text: str) -> None:
        cell = address(self._column + 1, self._row + 1)
        self.sheets[-1].told.append(comment_issue(self.sheets[-1].name, cell, text, self._limits.characters))

    def _refuse(self, code: str, found: int, limit: int) -> None:
        raise WorkbookError(code, sheet=self.sheets[-1].name, found=str(found), limit=str(limit))
