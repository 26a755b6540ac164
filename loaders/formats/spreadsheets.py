"""Read the cells of an .xlsx workbook by openpyxl, in one pass over each sheet, with the fill of each cell style."""

import re
from collections.abc import Generator, Iterator, Sequence
from colorsys import hls_to_rgb, rgb_to_hls
from contextlib import suppress
from datetime import datetime, timedelta
from io import BytesIO
from math import isfinite
from operator import itemgetter
from typing import IO, Any, cast
from warnings import catch_warnings
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from openpyxl.packaging.relationship import Relationship, get_dependents, get_rels_path
from openpyxl.packaging.workbook import ChildSheet
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.styles.fills import Fill, GradientFill, PatternFill
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._reader import CELL_TAG, COL_TAG, FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import ARC_CUSTOM, ARC_STYLE, COMMENTS_NS, REL_NS, SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring

from loaders import cells as cell_types
from loaders.cells import CellRange, ErrorCell, RuleRange, SheetBuilder, SheetCells, Value, address, parse_ranges
from loaders.progress import Progress, ProgressCallback, no_progress
from loaders.security import PARSE_ERRORS, Limits, refuse_damage
from model.terms import channels, normalise_space
from model.tracker.reading import VERSION_PROPERTY, WorkbookError

_STRICT = [
    (f"http://purl.oclc.org/ooxml/{strict}".encode(), transitional.encode())
    for strict, transitional in (("spreadsheetml/main", SHEET_MAIN_NS), ("officeDocument/relationships", REL_NS))
]
_STRING, _RUN, _TEXT, _MERGED = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "r", "t", "mergeCell"))
_OF_CELL = (CELL_TAG, VALUE_TAG)
_PARTS_OF_CELL = itemgetter("row", "column", "data_type", "value", "style_id")
# The progress of reading is reported once in so many rows.
_ROWS_A_STEP = 100
_TRUE = ("1", "true")
_FIRST_OWN_FORMAT = 164
# The types of rules that draw in a cell and change no colour.
_DRAWN = {"dataBar", "iconSet"}
# The types of rules that may colour a blank cell.
_OTHER_VALUES = {"expression", "timePeriod", "containsBlanks"}
_WHITE, _AUTOMATIC = "ffffff", "00000000"
# fmt: off
_OFFICE_THEME = ("ffffff", "000000", "e7e6e6", "44546a", "4472c4", "ed7d31", "a5a5a5", "ffc000", "5b9bd5", "70ad47",
                 "0563c1", "954f72")
# fmt: on
# What Excel writes before a comment of a thread for older programs.
_THREADED = re.compile(r"\[Threaded comment\].*?\n\s*Comment:\s*", re.DOTALL)


@refuse_damage()
def read_xlsx(content: bytes, *, limits: Limits, progress: ProgressCallback = no_progress) -> list[SheetCells]:
    """Return the sheets of a workbook in order.

    Values are the stored results of formulas. The value of a merged cell is copied to every row of its first column.
    """
    with catch_warnings(action="ignore"):
        book = _Book(content, limits)
        return [book.read_sheet(sheet, part, progress) for sheet, part in book.sheets]


def read_based_on(content: bytes) -> str:
    """Return which version a workbook says it was downloaded from; "" where it says none that can be read."""
    with suppress(*PARSE_ERRORS), ZipFile(BytesIO(content)) as archive:
        for each in fromstring(archive.read(ARC_CUSTOM)).iter("{*}property"):
            if each.get("name") == VERSION_PROPERTY:
                return "".join(each.itertext()).strip()
    return ""


class _Book:
    """An opened workbook: its shared strings, styles and theme. Properties, names and links are not looked at.

    Attributes:
        sheets: the worksheets with their parts.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._limits = limits
        reader: Any = ExcelReader(_transitional(content), read_only=True, data_only=True, keep_links=False)
        reader.read_manifest()
        reader.read_workbook()
        reader.read_theme()
        apply_stylesheet(reader.archive, reader.wb)
        self._archive: ZipFile = reader.archive
        self._book = reader.wb
        self._strings = dict(enumerate(_shared_strings(reader)))  # no text has a number below zero
        if any(part.Type.endswith("/styles") and part.target != ARC_STYLE for part in reader.parser.rels.values()):
            raise KeyError("the styles are not where openpyxl reads them")
        theme = _theme_colours(self._book.loaded_theme) if self._book.loaded_theme else _OFFICE_THEME
        palette = [*self._book._colors, *COLOR_INDEX[len(self._book._colors) :]]
        fills = dict(enumerate(_fill(fill, theme, palette) for fill in self._book._fills))
        formats = dict(enumerate(self._book._number_formats, _FIRST_OWN_FORMAT)) | BUILTIN_FORMATS
        styles = list(enumerate(self._book._cell_styles))
        self._fills = {number: fills.get(style.fillId) for number, style in styles}
        self._formats = {number: formats.get(style.numFmtId, "General") for number, style in styles}
        self.sheets = [(sheet, part) for sheet, part in reader.parser.find_sheets() if part.Type.endswith("/worksheet")]
        if len(self.sheets) > limits.sheets:
            raise WorkbookError("too-many-sheets", found=str(len(self.sheets)), limit=str(limits.sheets))

    def read_sheet(self, sheet: ChildSheet, part: Relationship, progress: ProgressCallback) -> SheetCells:
        """Return the cells of a sheet. Rows are sorted by number, whatever order the file has."""
        day_zero = cell_types.DAY_ZERO_1904 if self._book.epoch == CALENDAR_MAC_1904 else cell_types.DAY_ZERO
        builder = SheetBuilder(sheet.name, self._limits, hidden=sheet.state != "visible", day_zero=day_zero)
        with self._archive.open(part.target) as source:
            size = self._archive.getinfo(part.target).file_size
            for number, cells in _SheetParser(source, self._strings, builder, self._book).parse():
                self._add_row(builder, number, cells)
                if number % _ROWS_A_STEP == 0:
                    progress(Progress("cells", sheet.name, 100 * source.tell() // size))
        for cell, text in self._comments(part.target):
            builder.add_comment(cell, text)
        return builder.finish()

    def _add_row(self, builder: SheetBuilder, number: int, cells: list[dict[str, Any]]) -> None:
        values: dict[int, Value] = {}
        fills: dict[int, str] = {}
        for row, column, kind, value, style in map(_PARTS_OF_CELL, cells):
            fill = self._fills.get(style)
            if row != number or column in values:
                raise ValueError(f"a cell of row {number} stands twice, or in another row")
            if fill is not None and column <= self._limits.columns:
                fills[column] = fill
            if kind == "s" and value is not None:
                values[column] = builder.text(value, column, row)
            elif value is not None or kind == "f":
                values[column] = self._value(kind, value, style)
        builder.add_row(number, values, fills)

    def _value(self, kind: str, value: Any, style: int) -> Value:
        """Return the value of a cell that is no text."""
        if kind in ("e", "f"):
            return ErrorCell(value or "")
        if kind == "b":
            return bool(value)
        number_format = self._formats.get(style, "General")
        if kind == "d":
            return cell_types.date_cell(value, number_format)
        if not isfinite(value):
            return ErrorCell("#NUM!")
        return cell_types.number_cell(value, cell_types.display_number(value, number_format))

    def _comments(self, part: str) -> Iterator[tuple[str, str]]:
        """Yield the cell and the text of each comment of a sheet. A thread is also stored as one."""
        relations = str(get_rels_path(part))  # type: ignore[no-untyped-call]
        if relations not in self._archive.namelist():
            return
        for relation in get_dependents(self._archive, relations).find(COMMENTS_NS):
            for comment in fromstring(self._archive.read(relation.target)).iter("{*}comment"):
                text = "".join(each.text or "" for each in comment.iter("{*}t"))
                yield comment.get("ref", ""), _THREADED.sub("", text)


def _shared_strings(reader: Any) -> Iterator[str]:
    """Yield the shared texts as they are stored, which openpyxl changes; phonetic guides are left out."""
    listed = reader.package.find(SHARED_STRINGS)
    if listed is None:
        return
    with reader.archive.open(listed.PartName[1:]) as source:
        for _, element in iterparse(source):  # noqa: S314 - no part declares an entity, as was checked
            if element.tag == _STRING:
                runs = [element, *element.findall(_RUN)]
                yield "".join(text for run in runs if (text := run.findtext(_TEXT)))
                element.clear()


class _SheetParser(WorkSheetParser):
    """Reads the rows of a sheet, and gives a builder what the sheet has besides them."""

    def __init__(self, source: Any, strings: dict[int, str], builder: SheetBuilder, book: Any) -> None:
        dated = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}
        super().__init__(source, strings, data_only=True, epoch=book.epoch, **dated)
        self._builder = builder

    def parse(self) -> Generator[tuple[int, list[dict[str, Any]]], None, None]:
        """Yield the number and the cells of each row."""
        has_formulas = False
        for _, element in iterparse(self.source):  # noqa: S314 - no part declares an entity, as was checked
            if element.tag in _OF_CELL:
                continue
            if element.tag == ROW_TAG:
                number, cells = self.parse_row(cast("Any", element))
                if has_formulas:
                    self._add_formulas(element, cells)
                yield number, cells
                element.clear()
                has_formulas = False
            elif element.tag == FORMULA_TAG:
                has_formulas = True
            elif element.tag == COL_TAG:
                self.parse_column_dimensions(cast("Any", element))
            elif element.tag == _MERGED:
                self._builder.merged += parse_ranges(element.attrib["ref"])
            elif element.tag.endswith("}conditionalFormatting"):  # also those of an extension, in another namespace
                ranges = element.get("sqref") or element.findtext("{*}sqref") or ""
                kinds = {rule.get("type", "") for rule in element.findall("{*}cfRule")}
                if not kinds <= _DRAWN:
                    by_own_value = kinds.isdisjoint(_OTHER_VALUES)
                    self._builder.rules += [RuleRange(area, by_own_value) for area in parse_ranges(ranges)]
        rows, columns = self.row_dimensions.items(), self.column_dimensions.values()
        self._builder.hidden_rows |= {int(number) for number, row in rows if row.get("hidden") in _TRUE}
        hidden = [column for column in columns if column.get("hidden") in _TRUE]
        self._builder.hidden_columns += [(int(column["min"]), int(column["max"])) for column in hidden]

    def _add_formulas(self, row: Element, cells: list[dict[str, Any]]) -> None:
        """Note the formulas of a row; the type of one whose result is not stored becomes "f"."""
        for element, cell in zip(row, cells, strict=True):
            if element.find(FORMULA_TAG) is not None:
                self._builder.sheet.formulas.add(address(cell["column"], cell["row"]))
                is_blank_text = cell["data_type"] == "str" and element.find(VALUE_TAG) is not None
                if cell["value"] is None and not is_blank_text:
                    cell["data_type"] = "f"


def _transitional(content: bytes) -> IO[bytes]:
    """Return a workbook in the namespaces that openpyxl reads; a strict one has others."""
    with ZipFile(BytesIO(content)) as package:
        if not any(_STRICT[0][0] in package.read(name) for name in package.namelist() if name.endswith("workbook.xml")):
            return BytesIO(content)
        changed = BytesIO()
        with ZipFile(changed, "w") as target:
            for name in package.namelist():
                part = package.read(name)
                for strict, transitional in _STRICT:
                    part = part.replace(strict, transitional)
                target.writestr(name, part)
    return changed


def _apply_tint(colour: str, tint: float) -> str:
    """Return a colour lightened by a tint above zero, or darkened by one below; ECMA-376 part 1, 18.8.19."""
    hue, light, saturation = rgb_to_hls(*(channel / 255 for channel in channels(colour)))
    tint = max(-1.0, min(1.0, tint))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02x}" for part in hls_to_rgb(hue, light, saturation))


def _theme_colours(theme: bytes) -> Sequence[str]:
    """Return the colours of a theme in the order in which cells number them: light before dark."""
    scheme = next(fromstring(theme).iter("{*}clrScheme"), ())
    colours = [next((str(c.get("lastClr") or c.get("val")) for c in slot), "").lower() for slot in scheme]
    colours[:4] = [colours[index] for index in (1, 0, 3, 2)] if len(colours) > 3 else []
    return [colour if len(colour) == 6 else default for colour, default in zip(colours, _OFFICE_THEME, strict=False)]


def _fill(fill: Fill, theme: Sequence[str], palette: Sequence[str]) -> str | None:
    """Return the foreground colour of a pattern, or the first of a gradient; None for white and automatic colours."""
    colours = [stop.color for stop in fill.stop] if isinstance(fill, GradientFill) else []
    if isinstance(fill, PatternFill) and fill.fill_type not in (None, "none"):
        colours = [fill.fgColor]
    found = _resolve(colours[0], theme, palette) if colours else ""
    return None if found in ("", _WHITE) else f"#{found}"


def _resolve(colour: Color, theme: Sequence[str], palette: Sequence[str]) -> str:
    value, colours = colour.value, theme if colour.type == "theme" else palette
    if isinstance(value, int):
        written = colours[value] if colour.type in ("theme", "indexed") and value < len(colours) else ""
    else:
        written = value if value != _AUTOMATIC else ""
    plain = written[-6:].lower()
    return _apply_tint(plain, colour.tint) if plain and colour.tint else plain


_PARTS = ("styles.xml", "content.xml")
_WITHIN_ROWS = frozenset({"table-cell", "covered-table-cell", "p"})
# A line end of the XML with the spaces around it, which is one space.
_LINE_END = re.compile(r"[ \t\n]*[\t\n][ \t\n]*")
_MOST_SPACES = 1_000
_COLOUR = re.compile("#[0-9a-f]{6}")
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
        for name in [name for name in _PARTS if name in package.namelist() or name == _PARTS[-1]]:
            sheets = [*_sheets_of_part(package.read(name), styles, limits, progress)]
    return sheets


def _sheets_of_part(xml: bytes, styles: "_OdsStyles", limits: Limits, report: ProgressCallback) -> Iterator[SheetCells]:
    """Yield the sheets of a part, and add its styles to those before."""
    count, table, source = 0, _OdsTable("", limits, styles), BytesIO(xml)
    for event, element in iterparse(source, ("start", "end")):  # noqa: S314 - it has no entities
        name = _local(element.tag)
        if name in _WITHIN_ROWS or (event == "start" and name != "table"):
            continue
        attributes = _attributes(element)
        if event == "start":
            sheet, hidden = attributes.get("name", ""), attributes.get("style-name") in styles.hiding
            table = _OdsTable(sheet, limits, styles, hidden=hidden)
        elif name == "style":
            styles.add(element, attributes)
        elif name == "table-column":
            table.add_column(attributes)
        elif name == "table-row":
            table.add_row(element, attributes)
            element.clear()
            report(Progress("cells", table.builder.sheet.name, 100 * source.tell() // len(xml)))
        elif name == "conditional-format":
            table.add_rule(element, attributes)
        elif name == "table" and not table.builder.sheet.name.startswith(_CACHED):
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
        return colour if _COLOUR.fullmatch(colour) and colour != f"#{_WHITE}" else None


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
        values, fills = dict[int, Value](), dict[int, str]()
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
            right, bottom = min(column + across - 1, cell_types.LAST_COLUMN), min(row + down - 1, cell_types.LAST_ROW)
            self.builder.merged.append(CellRange(column, row, right, bottom))
        for comment in element.iterfind("{*}annotation"):
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
        value = cell_types.number_cell(int(number) if number.is_integer() else number, text)
        return value if isfinite(number) else ErrorCell("#NUM!")
    if kind == "boolean":
        return cell["boolean-value"] == "true"
    if kind == "date":
        return _date(cell["date-value"], displayed)
    if kind == "time" and (found := _TIME.fullmatch(cell["time-value"])):
        hours, minutes, seconds = map(int, found.groups())
        return cell_types.date_cell(timedelta(hours=hours, minutes=minutes, seconds=seconds))
    return ErrorCell() if has_formula and not kind and not displayed else None


def _date(stored: str, displayed: str) -> Value:
    """Return a date; if it is displayed with a single number, such as Feb 24, it shows no day."""
    try:
        moment = datetime.fromisoformat(stored)
    except ValueError:
        return stored
    shows_no_day = moment.day == 1 and len(re.findall(r"\d+", displayed)) == 1
    return cell_types.date_cell(moment, "mmm yyyy" if shows_no_day else "")


def _text(element: Element) -> str:
    """Return the text of a cell or a comment: that of its paragraphs, a line each."""
    return "\n".join(map(_paragraph_text, element.iterfind("{*}p")))


def _paragraph_text(element: Element) -> str:
    """Return the text of a paragraph or of a part of it."""
    pieces = [_LINE_END.sub(" ", element.text or "")]
    for child in element:
        name = _local(child.tag)
        if name == "s":
            pieces.append(" " * min(_count(_attributes(child), "c"), _MOST_SPACES))
        else:
            pieces.append({"tab": "\t", "line-break": "\n"}.get(name) or _paragraph_text(child))
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
