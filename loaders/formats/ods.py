"""Read the cells of an .ods workbook: stored values, fills and merged cells."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from math import isfinite
from typing import IO, cast
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from loaders.cells import (
    LAST_COLUMN,
    LAST_ROW,
    CellRange,
    ErrorCell,
    RuleRange,
    SheetBuilder,
    SheetCells,
    Value,
    address,
    date_cell,
    number_cell,
    parse_ranges,
)
from loaders.progress import ProgressCallback, ProgressReader, no_progress
from loaders.security import Limits, refuse_damage
from model.terms import normalise_space
from model.tracker.reading import WorkbookError

_PARTS = ("styles.xml", "content.xml")
_WITHIN_ROWS = frozenset({"table-cell", "covered-table-cell", "p"})
_WHITESPACE = {"tab": "\t", "line-break": "\n"}
# A line end of the XML with the spaces around it, which is one space.
_LINE_END = re.compile(r"[ \t\n]*[\t\n][ \t\n]*")
_MOST_SPACES = 1_000
_COLOUR, _WHITE = re.compile("#[0-9a-f]{6}"), "#ffffff"
# The most parents of a style that are followed; a style may be its own parent.
_MAX_PARENTS = 20
_COLOURING_RULES = ("condition", "color-scale", "date-is")
_SHEET_NAME = re.compile(r"(?:\$?(?:'(?:[^']|'')*'|[^\s.':]+))?\.")
_NUMBERS = ("float", "percentage", "currency")
_ERROR = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!)|Err:[0-9]{3}")
_TIME = re.compile(r"PT([0-9]{1,6})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]+)?S")
# The start of the name of a sheet that is a copy of another workbook's.
_CACHED = "'file:"


@refuse_damage()
def read_ods(content: bytes, *, limits: Limits, progress: ProgressCallback = no_progress) -> list[SheetCells]:
    """Return the sheets of an .ods workbook in order. Values are the stored results of formulas."""
    styles, sheets = _OdsStyles(), list[SheetCells]()
    with ZipFile(BytesIO(content)) as package:
        parts = [package.read(name) for name in _PARTS if name in package.namelist() or name == _PARTS[-1]]
    for part in parts:
        source = ProgressReader(BytesIO(part), len(part), "", progress)
        sheets = [*_sheets_of_part(source, styles, limits)]
    return sheets


def _sheets_of_part(source: ProgressReader, styles: "_OdsStyles", limits: Limits) -> Iterator[SheetCells]:
    """Yield the sheets of a part, and add its styles to those before."""
    count, table = 0, _OdsTable("", limits, styles)
    for event, element in iterparse(cast("IO[bytes]", source), ("start", "end")):  # noqa: S314 - it has no entities
        name = _local(element.tag)
        if name in _WITHIN_ROWS or (event == "start" and name != "table"):
            continue
        attributes = _attributes(element)
        if event == "start":
            source.sheet = attributes.get("name", "")
            table = _OdsTable(source.sheet, limits, styles, hidden=attributes.get("style-name") in styles.hiding)
        elif name == "style":
            styles.add(element, attributes)
        elif name == "table-column":
            table.add_column(attributes)
        elif name == "table-row":
            table.add_row(element, attributes)
            element.clear()
        elif name == "conditional-format":
            table.add_rule(element, attributes)
        elif name == "table" and not source.sheet.startswith(_CACHED):
            count += 1
            if count > limits.sheets:
                raise WorkbookError("too-many-sheets", found=str(count), limit=str(limits.sheets))
            yield table.builder.finish()


class _OdsStyles:
    """The styles by name: the parent of each, and its fill.

    Attributes:
        hiding: the names of the styles that hide a sheet.
    """

    def __init__(self) -> None:
        self.hiding: set[str] = set()
        self._styles: dict[str, tuple[str, str]] = {}

    def add(self, style: Element, attributes: dict[str, str]) -> None:
        """Add a style."""
        name, properties = attributes.get("name", ""), [_attributes(each) for each in style]
        colour = next((each["background-color"] for each in properties if "background-color" in each), "").lower()
        self._styles[name] = attributes.get("parent-style-name", ""), colour
        if any(each.get("display") == "false" for each in properties):
            self.hiding.add(name)

    def fill(self, name: str) -> str | None:
        """Return the fill of a style, by the first of it and its parents that has one; None for white."""
        colour = ""
        for _ in range(_MAX_PARENTS):
            if not colour and name in self._styles:
                name, colour = self._styles[name]
        return colour if _COLOUR.fullmatch(colour) and colour != _WHITE else None


class _OdsTable:
    """The rows of one sheet; repeated rows and cells are expanded unless they are empty."""

    def __init__(self, name: str, limits: Limits, styles: _OdsStyles, *, hidden: bool = False) -> None:
        self.builder, self._styles, self._limits = SheetBuilder(name, limits, hidden=hidden), styles, limits
        self._row = 0
        self._columns: list[tuple[int, str]] = []

    def add_column(self, column: dict[str, str]) -> None:
        """Add a column, which may be repeated."""
        first = 1 + (self._columns[-1][0] if self._columns else 0)
        last = first - 1 + _count(column, "number-columns-repeated")
        self._columns.append((last, column.get("default-cell-style-name", "")))
        if column.get("visibility", "visible") != "visible":
            self.builder.hidden_columns.append((first, last))

    def add_row(self, element: Element, row: dict[str, str]) -> None:
        """Add a row, which may be repeated."""
        first, last, right = self._row + 1, self._row + _count(row, "number-rows-repeated"), 0
        values: dict[int, Value] = {}
        fills: dict[int, str] = {}
        for each in element:
            if _local(each.tag) not in _WITHIN_ROWS:
                continue
            cell = _attributes(each)
            left, right = right + 1, right + _count(cell, "number-columns-repeated")
            style = cell.get("style-name") or row.get("default-cell-style-name")
            style = style or next((style for end, style in self._columns if left <= end), "")
            value, fill = self._value(each, cell, left), self._styles.fill(style)
            columns = range(left, min(right, self._limits.columns + (value is not None)) + 1)
            values.update(dict.fromkeys(columns, value) if value is not None else {})
            fills.update(dict.fromkeys(columns, fill) if fill is not None else {})
        self._row = last
        for number in range(first, last + 1 if values else first + (first == last)):
            self.builder.add_row(number, values, fills)
            if row.get("visibility", "visible") != "visible":
                self.builder.hidden_rows.add(number)

    def add_rule(self, element: Element, rule: dict[str, str]) -> None:
        """Add the ranges of a conditional format, written such as `Sheet1.A1:Sheet1.B7 'Other one'.D2`."""
        written = [_attributes(each).get("value", "") for each in element if _local(each.tag) in _COLOURING_RULES]
        by_own_value = not any(value.startswith("formula-is") for value in written)
        ranges = _SHEET_NAME.sub("", rule.get("target-range-address", "")) if written else ""
        self.builder.rules += [RuleRange(area, by_own_value) for area in parse_ranges(ranges)]

    def _value(self, element: Element, cell: dict[str, str], column: int) -> Value:
        """Return the value of a cell, and note the range it is merged over, its comment and its formula."""
        row = self._row + 1
        down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            right, bottom = min(column + across - 1, LAST_COLUMN), min(row + down - 1, LAST_ROW)
            self.builder.merged.append(CellRange(column, row, right, bottom))
        for comment in (each for each in element if _local(each.tag) == "annotation"):
            self.builder.add_comment(address(column, row), _text(comment))
        if "formula" in cell:
            self.builder.sheet.formulas.add(address(column, row))
        text = _text(element)
        value = _stored_value(cell, text.strip())
        content = cell.get("string-value") or text
        return self.builder.text(content, column, row) if value is None and content else value


def _stored_value(cell: dict[str, str], displayed: str) -> Value:
    """Return a value that is no text; None for a text."""
    kind, has_formula = cell.get("value-type", ""), "formula" in cell
    if kind == "error" or ((kind in _NUMBERS or has_formula) and _ERROR.fullmatch(displayed)):
        return ErrorCell(displayed or "#VALUE!")
    if kind in _NUMBERS:
        number = float(cell["value"])
        text = normalise_space(displayed) if displayed.strip("#") else None  # ### is too wide for its cell
        value = number_cell(int(number) if number.is_integer() else number, text)
        return value if isfinite(number) else ErrorCell("#NUM!")
    if kind == "boolean":
        return cell["boolean-value"] == "true"
    if kind == "date":
        return _date(cell["date-value"], displayed)
    if kind == "time" and (found := _TIME.fullmatch(cell["time-value"])):
        hours, minutes, seconds = map(int, found.groups())
        return date_cell(timedelta(hours=hours, minutes=minutes, seconds=seconds))
    return ErrorCell() if has_formula and not kind and not displayed else None


def _date(stored: str, displayed: str) -> Value:
    """Return a date; if it is displayed with a single number, such as Feb 24, it shows no day."""
    try:
        moment = datetime.fromisoformat(stored)
    except ValueError:
        return stored
    shows_no_day = moment.day == 1 and len(re.findall(r"\d+", displayed)) == 1
    return date_cell(moment, "mmm yyyy" if shows_no_day else "")


def _text(element: Element) -> str:
    """Return the text of a cell or a comment: that of its paragraphs, a line each."""
    return "\n".join(_paragraph_text(paragraph) for paragraph in element if _local(paragraph.tag) == "p")


def _paragraph_text(element: Element) -> str:
    """Return the text of a paragraph or of a part of it."""
    pieces = [_LINE_END.sub(" ", element.text or "")]
    for child in element:
        name = _local(child.tag)
        if name == "s":
            pieces.append(" " * min(_count(_attributes(child), "c"), _MOST_SPACES))
        else:
            pieces.append(_WHITESPACE.get(name) or _paragraph_text(child))
        pieces.append(_LINE_END.sub(" ", child.tail or ""))
    return "".join(pieces)


def _local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def _attributes(element: Element) -> dict[str, str]:
    return {_local(name): value for name, value in element.items()}


def _count(attributes: dict[str, str], name: str) -> int:
    """Return how often an element is repeated, or how many it spans. Raises ValueError if that is less than one."""
    count = int(attributes.get(name, "1"))
    if count < 1:
        raise ValueError(f"{name} is {count}")
    return count
