"""Read the cells of an .ods workbook: stored values, fills and merged cells.

calamine, which reads .xls, sees no merged cells, fills and line breaks in .ods, and not whether a date shows its day.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from math import isfinite
from typing import IO, cast
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from loaders.cells.addresses import LAST_COLUMN, LAST_ROW, CellRange, address, parse_ranges
from loaders.cells.clean_text import MOST_CHARACTERS
from loaders.cells.dates import date_cell
from loaders.cells.fill import Fill, RuleRange
from loaders.cells.sheet import SheetCells
from loaders.cells.sheet_builder import SheetBuilder
from loaders.cells.values import DAY_ZERO, DAY_ZERO_1904, ErrorCell, UncalculatedCell, Value, number_cell
from loaders.progress import ProgressCallback, ProgressReader, no_progress
from loaders.security.limits import Limits
from loaders.security.parse_errors import PARSE_ERRORS
from model.issues.issue import Issue, WorkbookError
from model.issues.issue_codes import SEVERITIES
from model.text import normalise_space

_OFFICE, _TABLE, _TEXT, _STYLE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text", "style")
)
_FILL = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}background-color"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_COLOURING_RULES = (f"{_CALC}condition", f"{_CALC}color-scale", f"{_CALC}date-is")
_CELL_NAME = r"(?:\$?(?:'(?:[^']|'')*'|[^\s.'!:]*))?\.\$?([A-Z]{1,3}\$?[0-9]{1,7})"
_RANGE = re.compile(rf"{_CELL_NAME}(?::{_CELL_NAME})?")
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_SHEET, _ROW, _COLUMN = f"{_TABLE}table", f"{_TABLE}table-row", f"{_TABLE}table-column"
_GROUPS = (f"{_TABLE}table-row-group", f"{_TABLE}table-column-group")
_PARAGRAPH, _COMMENT = f"{_TEXT}p", f"{_OFFICE}annotation"
_WITHIN_ROWS = frozenset({_CELL, _COVERED, _PARAGRAPH})
_WHITESPACE = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_LINE_END = re.compile(r"[ \t\n]*[\t\n][ \t\n]*")
"""A line end of the XML with the spaces around it, which is one space."""
_FORMULA, _DEFAULT_STYLE = f"{_TABLE}formula", f"{_TABLE}default-cell-style-name"
_COLOUR = re.compile("#[0-9a-f]{6}")
_WHITE = "#ffffff"
_NUMBERS = ("float", "percentage", "currency")
_ERROR = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!)|Err:[0-9]{3}")
_TIME = re.compile(r"PT([0-9]{1,6})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]+)?S")
_MONTH_FORMAT = "mmm yyyy"
_CACHED = "'file:"
"""The start of the name of a sheet that is a copy of another workbook's."""
_LINKS = {
    "workbooks": re.compile(rb"<table:(?:table-source|cell-range-source)\b|=[^\"]*'file:"),
    "connections": re.compile(
        rb"<(?:table:database-source-\w+|table:source-service|office:dde-source|table:dde-link)\b"
    ),
    "controls": re.compile(rb"<form:(?!forms?\b|propert|list-property)\w"),
}
_REFUSED = {
    "file-macros": re.compile(rb"<office:script\b"),
    "file-embedded-objects": re.compile(rb"<draw:(?:object-ole|floating-frame)\b"),
    "file-active-content": re.compile(rb"<draw:(?:applet|plugin)\b"),
}
_MAX_PARENTS = 20
"""The most parents of a style that are followed; a style may be its own parent."""


def read_ods(file: IO[bytes], *, limits: Limits, progress: ProgressCallback = no_progress) -> list[SheetCells]:
    """Return the sheets of an .ods workbook in order. Values are the stored results of formulas."""
    return _read(file, limits, progress).sheets


def ods_formula_cells(content: bytes, sheet: str) -> frozenset[str]:
    """Return the addresses of the cells of a sheet that have a formula. Raises WorkbookError if it is damaged."""
    return frozenset(_read(BytesIO(content), Limits(), no_progress).formulas.get(sheet, ()))


def _read(file: IO[bytes], limits: Limits, progress: ProgressCallback) -> "_OdsReader":
    try:
        with ZipFile(file) as package:
            content = package.read("content.xml")
            styles = package.read("styles.xml") if "styles.xml" in package.namelist() else b""
        for code in (code for code, pattern in _REFUSED.items() if pattern.search(content)):
            raise WorkbookError(code, part="content.xml")
        reader = _OdsReader(limits)
        if styles:
            reader.read(ProgressReader(BytesIO(styles), len(styles), "", no_progress))
        report = lambda done: progress(done) if done.sheet else None  # noqa: E731 - no sheet has begun
        reader.read(ProgressReader(BytesIO(content), len(content), "", report))
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage
    for kind in (kind for kind, pattern in _LINKS.items() if reader.sheets and pattern.search(content)):
        reader.sheets[0].issues.append(Issue("links-not-followed", SEVERITIES["links-not-followed"], found=kind))
    return reader


class _OdsReader:
    """Reads styles and sheets in document order; repeated rows and cells are expanded unless they are empty.

    Attributes:
        sheets: the sheets so far.
        formulas: the cells of each sheet that have a formula.
    """

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[SheetCells] = []
        self.formulas: dict[str, set[str]] = {}
        self._limits = limits
        self._day_zero: date = DAY_ZERO
        self._styles: dict[str | None, tuple[str | None, str]] = {}
        self._hidden_styles: set[str | None] = set()
        self._table: _Table | None = None

    def read(self, source: ProgressReader) -> None:
        """Read a part: the named styles, or the content."""
        groups: list[Element] = []
        # No part declares an entity; the stubs want a stream that may be read to its end at once.
        for event, element in iterparse(cast("IO[bytes]", source), ("start", "end")):  # noqa: S314
            kind = element.tag
            if kind in _WITHIN_ROWS:
                continue
            if kind in _GROUPS:
                groups.append(element) if event == "start" else groups.pop()
            elif kind == _SHEET and event == "start":
                self._start_table(element)
                source.sheet = element.get(f"{_TABLE}name", "")
            elif event == "start":
                continue
            elif kind == _SHEET:
                self._end_table()
            elif kind == _ROW:
                if self._table is not None:
                    self._table.add_row(element, hidden=_is_hidden(element, groups))
                element.clear()
            elif kind == _COLUMN and self._table is not None:
                self._table.add_column(element, hidden=_is_hidden(element, groups))
            elif kind == f"{_CALC}conditional-format" and self._table is not None:
                self._table.add_rule(element)
            elif kind == f"{_STYLE}style":
                self._add_style(element)
            elif kind == f"{_TABLE}null-date" and element.get(f"{_TABLE}date-value", "").startswith("1904"):
                self._day_zero = DAY_ZERO_1904

    def _add_style(self, style: Element) -> None:
        name, properties = style.get(f"{_STYLE}name"), list(style)
        colour = next((found for each in properties if (found := each.get(_FILL))), "").lower()
        self._styles[name] = style.get(f"{_STYLE}parent-style-name"), colour
        if any(each.get(f"{_TABLE}display") == "false" for each in properties):
            self._hidden_styles.add(name)

    def _start_table(self, table: Element) -> None:
        name = table.get(f"{_TABLE}name", "")
        if name.startswith(_CACHED):
            return
        if len(self.sheets) >= self._limits.sheets:
            raise WorkbookError("too-many-sheets", found=str(len(self.sheets) + 1), limit=str(self._limits.sheets))
        hidden = table.get(f"{_TABLE}style-name") in self._hidden_styles
        builder = SheetBuilder(name, self._limits, hidden=hidden, day_zero=self._day_zero)
        self._table = _Table(builder, self._fill, self._limits)

    def _end_table(self) -> None:
        if self._table is not None:
            self.formulas[self._table.builder.sheet.name] = self._table.formulas
            self.sheets.append(self._table.finish())
        self._table = None

    def _fill(self, style: str | None) -> Fill | None:
        """Return the fill of a style, by the first of it and its parents that has one; None for white."""
        colour = ""
        for _ in range(_MAX_PARENTS):
            if colour or style not in self._styles:
                break
            style, colour = self._styles[style]
        return Fill(colour) if _COLOUR.fullmatch(colour) and colour != _WHITE else None


class _Table:
    """The rows of one sheet."""

    def __init__(self, builder: SheetBuilder, fill: Callable[[str | None], Fill | None], limits: Limits) -> None:
        self.builder, self._fill, self._limits = builder, fill, limits
        self.formulas: set[str] = set()
        self._row = 0
        self._columns: list[tuple[int, str | None]] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._merged: list[CellRange] = []
        self._rules: list[RuleRange] = []

    def add_column(self, column: Element, *, hidden: bool) -> None:
        """Add a column, which may be repeated."""
        first = 1 + (self._columns[-1][0] if self._columns else 0)
        last = first - 1 + _count(column, "number-columns-repeated")
        self._columns.append((last, column.get(_DEFAULT_STYLE)))
        if hidden:
            self._hidden_columns.append((first, last))

    def add_row(self, row: Element, *, hidden: bool) -> None:
        """Add a row, which may be repeated."""
        first, last, right = self._row + 1, self._row + _count(row, "number-rows-repeated"), 0
        values: dict[int, Value] = {}
        fills: dict[int, Fill] = {}
        for cell in row:
            if cell.tag not in (_CELL, _COVERED):
                continue
            left, right = right + 1, right + _count(cell, "number-columns-repeated")
            value, fill = self._value(cell, left, first), self._fill(self._style(cell, row, left))
            columns = range(left, min(right, self._limits.columns + (value is not None)) + 1)
            if value is not None:
                values.update(dict.fromkeys(columns, value))
            if fill is not None:
                fills.update(dict.fromkeys(columns, fill))
            self._add_spans(cell, left, first)
        self._row = last
        for number in range(first, last + 1 if values else first + (first == last)):
            self.builder.add_row(number, values, fills)
            if hidden:
                self._hidden_rows.add(number)

    def add_rule(self, rule: Element) -> None:
        """Add the ranges of a conditional format, written such as `Sheet1.A1:Sheet1.B7 'Other one'.D2`."""
        written = [each.get(f"{_CALC}value", "") for each in rule if each.tag in _COLOURING_RULES]
        by_own_value = not any(value.startswith("formula-is") for value in written)
        for first, last in _RANGE.findall(rule.get(f"{_CALC}target-range-address", "")) if written else ():
            self._rules += [RuleRange(area, by_own_value) for area in parse_ranges(f"{first}:{last or first}")]

    def finish(self) -> SheetCells:
        """Return the sheet."""
        return self.builder.finish(
            merged=self._merged,
            rows_hidden=self._hidden_rows,
            columns_hidden=self._hidden_columns,
            rules=self._rules,
        )

    def _style(self, cell: Element, row: Element, column: int) -> str | None:
        """Return the style of a cell: its own, else its row's, else its column's."""
        style = cell.get(f"{_TABLE}style-name") or row.get(_DEFAULT_STYLE)
        return style or next((style for last, style in self._columns if column <= last), None)

    def _add_spans(self, cell: Element, column: int, row: int) -> None:
        """Note what a cell has besides its value: the range it is merged over, its comment, its formula."""
        down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if cell.tag == _CELL and (down > 1 or across > 1):
            right, bottom = min(column + across - 1, LAST_COLUMN), min(row + down - 1, LAST_ROW)
            self._merged.append(CellRange(column, row, right, bottom))
        for comment in cell.iter(_COMMENT):
            self.builder.add_comment(address(column, row), _text(comment))
        if cell.get(_FORMULA) is not None:
            self.formulas.add(address(column, row))

    def _value(self, cell: Element, column: int, row: int) -> Value:
        """Return the value of a cell: its stored value by type, else its text."""
        text = _text(cell)
        value = _stored_value(cell, text.strip())
        if value is None and (content := cell.get(f"{_OFFICE}string-value") or text):
            return self.builder.text(content, column, row)
        return value


def _stored_value(cell: Element, displayed: str) -> Value:
    """Return a value that is no text; None for a text."""
    kind, has_formula = cell.get(f"{_OFFICE}value-type", ""), cell.get(_FORMULA) is not None
    is_calculated = kind in _NUMBERS or has_formula
    if cell.get(f"{_CALC}value-type") == "error" or (is_calculated and _ERROR.fullmatch(displayed)):
        return ErrorCell(displayed or "#VALUE!")
    if kind in _NUMBERS:
        return _number(float(cell.attrib[f"{_OFFICE}value"]), displayed)
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        return _date(cell.attrib[f"{_OFFICE}date-value"], displayed)
    if kind == "time" and (found := _TIME.fullmatch(cell.get(f"{_OFFICE}time-value", ""))):
        hours, minutes, seconds = map(int, found.groups())
        return date_cell(timedelta(hours=hours, minutes=minutes, seconds=seconds))
    return UncalculatedCell() if has_formula and not kind and not displayed else None


def _text(element: Element) -> str:
    """Return the text of a cell or a comment: that of its paragraphs, a line each."""
    return "\n".join(_paragraph_text(paragraph) for paragraph in element if paragraph.tag == _PARAGRAPH)


def _paragraph_text(element: Element) -> str:
    """Return the text of a paragraph or of a part of it."""
    pieces = [_LINE_END.sub(" ", element.text or "")]
    for child in element:
        written = _WHITESPACE.get(child.tag)
        count = min(int(child.get(f"{_TEXT}c", "1")), MOST_CHARACTERS) if written == " " else 1
        pieces.append(written * count if written else "" if child.tag == _COMMENT else _paragraph_text(child))
        pieces.append(_LINE_END.sub(" ", child.tail or ""))
    return "".join(pieces)


def _number(number: float, displayed: str) -> Value:
    """Return a number with its displayed text; `###`, for a number that is too wide for its cell, is none."""
    if not isfinite(number):
        return ErrorCell("#NUM!")
    text = normalise_space(displayed) if displayed.strip("#") else None
    return number_cell(int(number) if number.is_integer() else number, text)


def _date(stored: str, displayed: str) -> Value:
    """Return a date; one that is displayed with a single number, such as Feb 24, shows no day."""
    try:
        moment = datetime.fromisoformat(stored)
    except ValueError:
        return stored
    shows_no_day = moment.day == 1 and len(re.findall(r"\d+", displayed)) == 1
    return date_cell(moment, _MONTH_FORMAT if shows_no_day else "")


def _is_hidden(element: Element, groups: list[Element]) -> bool:
    """Return whether a row or a column is hidden, or in a group that is folded."""
    is_folded = any(group.get(f"{_TABLE}display") == "false" for group in groups)
    return is_folded or element.get(f"{_TABLE}visibility", "visible") != "visible"


def _count(element: Element, name: str) -> int:
    """Return how often an element is repeated, or how many it spans. Raises ValueError if that is less than one."""
    count = int(element.get(f"{_TABLE}{name}", "1"))
    if count < 1:
        raise ValueError(f"{name} is {count}")
    return count
