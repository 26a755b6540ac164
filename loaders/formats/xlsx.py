"""Read the cells of an .xlsx workbook by openpyxl, in one pass over each sheet."""

import re
from collections.abc import Generator, Iterator
from io import BytesIO
from math import isfinite
from typing import IO, Any, cast
from warnings import catch_warnings
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from openpyxl.packaging.relationship import Relationship, get_dependents, get_rels_path
from openpyxl.packaging.workbook import ChildSheet
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._reader import COL_TAG, FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import ARC_STYLE, COMMENTS_NS, REL_NS, SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring

from loaders.cells.addresses import CellRange, address, parse_ranges
from loaders.cells.display import date_cell, display_number
from loaders.cells.sheet import Fill, RuleRange, SheetCells
from loaders.cells.sheet_builder import SheetBuilder
from loaders.cells.values import DAY_ZERO, DAY_ZERO_1904, ErrorCell, UncalculatedCell, Value, number_cell
from loaders.formats.colours import style_fills
from loaders.progress import ProgressCallback, ProgressReader, no_progress
from loaders.security.limits import PARSE_ERRORS, Limits
from model.issues.issue import WorkbookError

_STRICT = [
    (f"http://purl.oclc.org/ooxml/{strict}".encode(), transitional.encode())
    for strict, transitional in (("spreadsheetml/main", SHEET_MAIN_NS), ("officeDocument/relationships", REL_NS))
]
_STRING, _RUN, _TEXT, _MERGED = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "r", "t", "mergeCell"))
_TRUE = ("1", "true")
_FIRST_OWN_FORMAT = 164
_DRAWN = {"dataBar", "iconSet"}
"""The types of rules that draw in a cell and change no colour."""
_OTHER_VALUES = {"expression", "timePeriod", "containsBlanks"}
"""The types of rules that may colour a blank cell."""
_THREADED = re.compile(r"\[Threaded comment\].*?\n\s*Comment:\s*", re.DOTALL)
"""What Excel writes before a comment of a thread for older programs."""


def read_xlsx(file: IO[bytes], *, limits: Limits, progress: ProgressCallback = no_progress) -> list[SheetCells]:
    """Return the sheets of a workbook in order.

    Values are the stored results of formulas. The value of a merged cell is copied to every row of its first column.
    """
    try:
        with catch_warnings(action="ignore"):
            book = _Book(file, limits)
            return [book.read_sheet(sheet, part, progress) for sheet, part in book.sheets]
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage


def formula_cells(content: bytes, sheet: str) -> frozenset[str]:
    """Return the addresses of the cells of a sheet that have a formula. Raises WorkbookError if it is damaged."""
    try:
        book = _Book(BytesIO(content), Limits())
        for found, part in book.sheets:
            if found.name == sheet:
                book.read_sheet(found, part, no_progress)
        return frozenset(book.formulas)
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage


class _Book:
    """An opened workbook: its shared strings, styles and theme. Properties, names and links are not looked at.

    Attributes:
        sheets: the worksheets with their parts.
        formulas: the addresses of the cells with a formula on the sheets that were read.
    """

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        self._limits = limits
        self.formulas: set[str] = set()
        reader = ExcelReader(_transitional(file), read_only=True, data_only=True, keep_links=False)
        reader.read_manifest()
        reader.read_workbook()
        reader.read_theme()
        apply_stylesheet(reader.archive, reader.wb)
        self._archive: ZipFile = reader.archive
        self._book = cast("Any", reader.wb)
        self._strings = _Strings(_shared_strings(reader))
        relations: Any = reader.parser.rels
        if any(part.Type.endswith("/styles") and part.target != ARC_STYLE for part in relations.values()):
            raise KeyError("the styles are not where openpyxl reads them")
        styles = enumerate(self._book._cell_styles)
        self._fills = style_fills(self._book)
        self._formats = {number: _number_format(style.numFmtId, self._book) for number, style in styles}
        self.sheets = [(sheet, part) for sheet, part in reader.parser.find_sheets() if part.Type.endswith("/worksheet")]
        if len(self.sheets) > limits.sheets:
            raise WorkbookError("too-many-sheets", found=str(len(self.sheets)), limit=str(limits.sheets))

    def read_sheet(self, sheet: ChildSheet, part: Relationship, progress: ProgressCallback) -> SheetCells:
        """Return the cells of a sheet. Rows are sorted by number, whatever order the file has."""
        day_zero = DAY_ZERO_1904 if self._book.epoch == CALENDAR_MAC_1904 else DAY_ZERO
        builder = SheetBuilder(sheet.name, self._limits, hidden=sheet.state != "visible", day_zero=day_zero)
        with self._archive.open(part.target) as source:
            size = self._archive.getinfo(part.target).file_size
            stream = ProgressReader(source, size, sheet.name, progress)
            dated = {"date_formats": self._book._date_formats, "timedelta_formats": self._book._timedelta_formats}
            parser = _SheetParser(stream, self._strings, data_only=True, epoch=self._book.epoch, **dated)
            for number, cells in parser.parse():
                self._add_row(builder, number, cells)
        self.formulas |= parser.formulas
        for cell, text in self._comments(part.target):
            builder.add_comment(cell, text)
        return builder.finish(
            merged=parser.merged,
            rows_hidden=parser.rows_hidden,
            columns_hidden=parser.columns_hidden,
            rules=parser.rules,
        )

    def _add_row(self, builder: SheetBuilder, number: int, cells: list[dict[str, Any]]) -> None:
        values: dict[int, Value] = {}
        fills: dict[int, Fill] = {}
        for cell in cells:
            column, style = cell["column"], cell["style_id"]
            if cell["row"] != number or column in values:
                raise ValueError(f"a cell of row {number} stands twice, or in another row")
            fill = self._fills.get(style)
            if fill is not None and column <= self._limits.columns:
                fills[column] = fill
            if cell["value"] is not None or cell["data_type"] == "f":
                values[column] = self._value(builder, cell)
        builder.add_row(number, values, fills)

    def _value(self, builder: SheetBuilder, cell: dict[str, Any]) -> Value:
        kind, value = cell["data_type"], cell["value"]
        if kind == "s":
            return builder.text(value, cell["column"], cell["row"])
        if kind == "f":
            return UncalculatedCell()
        if kind == "e":
            return ErrorCell(value)
        if kind == "b":
            return bool(value)
        number_format = self._formats.get(cell["style_id"], "General")
        return date_cell(value, number_format) if kind == "d" else _number(value, number_format)

    def _comments(self, part: str) -> Iterator[tuple[str, str]]:
        """Yield the cell and the text of each comment of a sheet. A thread is also stored as one."""
        relations = str(get_rels_path(part))  # type: ignore[no-untyped-call]
        if relations not in self._archive.namelist():
            return
        for relation in get_dependents(self._archive, relations).find(COMMENTS_NS):
            for comment in fromstring(self._archive.read(relation.target)).iter("{*}comment"):
                yield (
                    comment.get("ref", ""),
                    _THREADED.sub("", "".join(text.text or "" for text in comment.iter("{*}t"))),
                )


def _shared_strings(reader: Any) -> Iterator[str]:
    """Yield the shared texts as they are stored; phonetic guides are left out."""
    listed = reader.package.find(SHARED_STRINGS)
    if listed is None:
        return
    with reader.archive.open(listed.PartName[1:]) as source:
        for _, element in iterparse(source):  # noqa: S314 - no part declares an entity, as was checked
            if element.tag == _STRING:
                runs = [element, *element.findall(_RUN)]
                yield "".join(text for run in runs if (text := run.findtext(_TEXT)))
                element.clear()


class _Strings(list[str]):
    """The shared texts of a workbook. Raises IndexError for a number below zero, which is none of the last."""

    def __getitem__(self, number: Any) -> Any:
        if number < 0:
            raise IndexError(number)
        return super().__getitem__(number)


class _SheetParser(WorkSheetParser):
    """Reads the rows of a sheet, and collects what it has besides them.

    Attributes:
        formulas: the addresses of the cells with a formula.
        merged: the merged ranges.
        rules: the cells that conditional formats may colour.
    """

    def __init__(self, *parts: Any, **options: Any) -> None:
        super().__init__(*parts, **options)
        self.formulas: set[str] = set()
        self.merged: list[CellRange] = []
        self.rules: list[RuleRange] = []

    def parse(self) -> Generator[tuple[int, list[dict[str, Any]]], None, None]:
        """Yield the number and the cells of each row."""
        for _, element in iterparse(self.source):  # noqa: S314 - as above
            if element.tag == ROW_TAG:
                yield self.parse_row(cast("Any", element))
                element.clear()
            elif element.tag == COL_TAG:
                self.parse_column_dimensions(cast("Any", element))
            elif element.tag == _MERGED:
                self.merged += parse_ranges(element.attrib["ref"])
            elif element.tag.endswith("}conditionalFormatting"):  # also those of an extension, in another namespace
                self._add_rule(element)

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """Return a cell; the type of a formula whose result is not stored is "f"."""
        cell: dict[str, Any] = super().parse_cell(element)
        if element.find(FORMULA_TAG) is not None:
            self.formulas.add(address(cell["column"], cell["row"]))
            is_blank_text = cell["data_type"] == "str" and element.find(VALUE_TAG) is not None
            if cell["value"] is None and not is_blank_text:
                cell["data_type"] = "f"
        return cell

    @property
    def rows_hidden(self) -> set[int]:
        """The numbers of the hidden rows."""
        return {int(number) for number, row in self.row_dimensions.items() if row.get("hidden") in _TRUE}

    @property
    def columns_hidden(self) -> list[tuple[int, int]]:
        """The first and last numbers of the hidden columns."""
        hidden = [column for column in self.column_dimensions.values() if column.get("hidden") in _TRUE]
        return [(int(column["min"]), int(column["max"])) for column in hidden]

    def _add_rule(self, element: Element) -> None:
        """Add the ranges of a conditional format; an extended one has them in a text."""
        ranges = element.get("sqref") or element.findtext("{*}sqref") or ""
        kinds = {rule.get("type", "") for rule in element.findall("{*}cfRule")}
        if not kinds <= _DRAWN:
            self.rules += [RuleRange(area, kinds.isdisjoint(_OTHER_VALUES)) for area in parse_ranges(ranges)]


def _transitional(file: IO[bytes]) -> IO[bytes]:
    """Return a workbook in the namespaces that openpyxl reads; a strict one has others."""
    with ZipFile(file) as package:
        if not any(_STRICT[0][0] in package.read(name) for name in package.namelist() if name.endswith("workbook.xml")):
            return file
        changed = BytesIO()
        with ZipFile(changed, "w") as target:
            for name in package.namelist():
                content = package.read(name)
                for strict, transitional in _STRICT:
                    content = content.replace(strict, transitional)
                target.writestr(name, content)
    return changed


def _number(value: float, number_format: str) -> Value:
    return number_cell(value, display_number(value, number_format)) if isfinite(value) else ErrorCell("#NUM!")


def _number_format(number: int, book: Any) -> str:
    own = number - _FIRST_OWN_FORMAT
    named = book._number_formats[own] if 0 <= own < len(book._number_formats) else "General"
    return BUILTIN_FORMATS.get(number, named)
