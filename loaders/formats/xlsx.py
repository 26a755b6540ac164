"""Read the cells of an .xlsx workbook by openpyxl, in one pass over each sheet, with the fill of each cell style."""

import re
from collections.abc import Generator, Iterator, Sequence
from colorsys import hls_to_rgb, rgb_to_hls
from contextlib import suppress
from io import BytesIO
from math import isfinite
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
from openpyxl.worksheet._reader import COL_TAG, FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import ARC_CUSTOM, ARC_STYLE, COMMENTS_NS, REL_NS, SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring

from loaders.cells import (
    DAY_ZERO,
    DAY_ZERO_1904,
    ErrorCell,
    RuleRange,
    SheetBuilder,
    SheetCells,
    Value,
    address,
    date_cell,
    display_number,
    number_cell,
    parse_ranges,
)
from loaders.progress import ProgressCallback, ProgressReader, no_progress
from loaders.security import PARSE_ERRORS, Limits, refuse_damage
from model.status import channels
from model.tracker.reading import VERSION_PROPERTY, WorkbookError

_STRICT = [
    (f"http://purl.oclc.org/ooxml/{strict}".encode(), transitional.encode())
    for strict, transitional in (("spreadsheetml/main", SHEET_MAIN_NS), ("officeDocument/relationships", REL_NS))
]
_STRING, _RUN, _TEXT, _MERGED = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "r", "t", "mergeCell"))
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
        self._fills = _style_fills(self._book)
        formats = dict(enumerate(self._book._number_formats, _FIRST_OWN_FORMAT)) | BUILTIN_FORMATS
        styles = enumerate(self._book._cell_styles)
        self._formats = {number: formats.get(style.numFmtId, "General") for number, style in styles}
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
            parser = _SheetParser(stream, self._strings, builder, self._book)
            for number, cells in parser.parse():
                self._add_row(builder, number, cells)
        for cell, text in self._comments(part.target):
            builder.add_comment(cell, text)
        return builder.finish()

    def _add_row(self, builder: SheetBuilder, number: int, cells: list[dict[str, Any]]) -> None:
        values: dict[int, Value] = {}
        fills: dict[int, str] = {}
        for cell in cells:
            column, fill = cell["column"], self._fills.get(cell["style_id"])
            if cell["row"] != number or column in values:
                raise ValueError(f"a cell of row {number} stands twice, or in another row")
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
            return ErrorCell()
        if kind == "e":
            return ErrorCell(value)
        if kind == "b":
            return bool(value)
        number_format = self._formats.get(cell["style_id"], "General")
        if kind == "d":
            return date_cell(value, number_format)
        return number_cell(value, display_number(value, number_format)) if isfinite(value) else ErrorCell("#NUM!")

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
        for _, element in iterparse(self.source):  # noqa: S314 - no part declares an entity, as was checked
            if element.tag == ROW_TAG:
                yield self.parse_row(cast("Any", element))
                element.clear()
            elif element.tag == COL_TAG:
                self.parse_column_dimensions(cast("Any", element))
            elif element.tag == _MERGED:
                self._builder.merged += parse_ranges(element.attrib["ref"])
            elif element.tag.endswith("}conditionalFormatting"):  # also those of an extension, in another namespace
                self._add_rule(element)
        rows, columns = self.row_dimensions.items(), self.column_dimensions.values()
        self._builder.hidden_rows |= {int(number) for number, row in rows if row.get("hidden") in _TRUE}
        hidden = [column for column in columns if column.get("hidden") in _TRUE]
        self._builder.hidden_columns += [(int(column["min"]), int(column["max"])) for column in hidden]

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """Return a cell; the type of a formula whose result is not stored is "f"."""
        cell: dict[str, Any] = super().parse_cell(element)
        if element.find(FORMULA_TAG) is not None:
            self._builder.sheet.formulas.add(address(cell["column"], cell["row"]))
            is_blank_text = cell["data_type"] == "str" and element.find(VALUE_TAG) is not None
            if cell["value"] is None and not is_blank_text:
                cell["data_type"] = "f"
        return cell

    def _add_rule(self, element: Element) -> None:
        """Add the ranges of a conditional format; an extended one has them in a text."""
        ranges = element.get("sqref") or element.findtext("{*}sqref") or ""
        kinds = {rule.get("type", "") for rule in element.findall("{*}cfRule")}
        if not kinds <= _DRAWN:
            self._builder.rules += [RuleRange(area, kinds.isdisjoint(_OTHER_VALUES)) for area in parse_ranges(ranges)]


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


def _style_fills(book: Any) -> dict[int, str]:
    """Return the fill of each cell style that has one, by its number; white and automatic colours are none."""
    theme = _theme_colours(book.loaded_theme) if book.loaded_theme else _OFFICE_THEME
    palette = [*book._colors, *COLOR_INDEX[len(book._colors) :]]
    fills = dict(enumerate(_fill(fill, theme, palette) for fill in book._fills))
    of_styles = {number: fills.get(style.fillId) for number, style in enumerate(book._cell_styles)}
    return {number: fill for number, fill in of_styles.items() if fill is not None}


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
    """Return the foreground colour of a pattern, or the first of a gradient."""
    colour: Color | None = None
    if isinstance(fill, PatternFill) and fill.fill_type not in (None, "none"):
        colour = fill.fgColor
    elif isinstance(fill, GradientFill):
        colour = next((stop.color for stop in fill.stop), None)
    found = _resolve(colour, theme, palette) if colour is not None else ""
    return None if found in ("", _WHITE) else f"#{found}"


def _resolve(colour: Color, theme: Sequence[str], palette: Sequence[str]) -> str:
    value, colours = colour.value, theme if colour.type == "theme" else palette
    if isinstance(value, int):
        written = colours[value] if colour.type in ("theme", "indexed") and value < len(colours) else ""
    else:
        written = value if value != _AUTOMATIC else ""
    plain = written[-6:].lower()
    return _apply_tint(plain, colour.tint) if plain and colour.tint else plain
