"""Build one sheet of an .ods workbook from its elements; repeated rows and cells are expanded if not empty."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from loaders.cells.addresses import COLUMN_LETTERS, COLUMN_NUMBERS, LAST_COLUMN, LAST_ROW, CellRange, address
from loaders.cells.clean_text import clean_cell_text
from loaders.cells.comments import comment_issue
from loaders.cells.merged_cells import are_swatches, fill_merged, spread_fills
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, TimeCell, Value
from loaders.conditional_formats.apply import UNCHANGED_FILL, Rule, apply_conditional_formats
from loaders.conditional_formats.cell_references import AnchorCell
from loaders.conditional_formats.conditions import (
    Condition,
    between_condition,
    comparison_condition,
    formula_condition,
    text_condition,
)
from loaders.formats.ods.styles import OdsStyles, StyleMap
from loaders.formats.ods.values import read_value
from loaders.formats.xml.events import Element
from loaders.security.limits import Limits
from model.issues.issue import WorkbookError

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
Attributes = Mapping[str, str]
_COLUMNS_REPEATED, _ROWS_REPEATED = f"{TABLE}number-columns-repeated", f"{TABLE}number-rows-repeated"
_COLUMNS_SPANNED, _ROWS_SPANNED = f"{TABLE}number-columns-spanned", f"{TABLE}number-rows-spanned"
_STYLE, _DEFAULT_STYLE = f"{TABLE}style-name", f"{TABLE}default-cell-style-name"
_MAX_CACHE = 65_536
_DRAWING_RULES = {"color-scale": "colorScale", "data-bar": "dataBar", "icon-set": "iconSet", "date-is": "timePeriod"}
_DRAWN_AS_FILL = ("colorScale", "timePeriod")
_CELL = r"(?:\$?(?:'(?:[^']|'')*'|[^\s.'!:]*))?\.\$?([A-Z]{1,3})\$?([0-9]{1,7})"
_RANGE = re.compile(rf"{_CELL}(?::{_CELL})?")
_NAMESPACE = re.compile(r"^(?:[a-z]+:)?(?=[a-z-]+\()")
_COMPARISON = re.compile(r"(?:cell-content\(\)|value\(\))?\s*(<=|>=|<>|!=|=|<|>)\s*(.+)", re.DOTALL)
_CALL = re.compile(r"([a-z-]+)\((.*)\)", re.DOTALL)
_TEXTS = {
    "contains-text": "containsText",
    "not-contains-text": "notContainsText",
    "begins-with": "beginsWith",
    "ends-with": "endsWith",
}
_FORMULAS = ("formula-is", "is-true-formula")
_BETWEEN = {
    "between": True,
    "cell-content-is-between": True,
    "not-between": False,
    "cell-content-is-not-between": False,
}
_MANY_CELLS = {
    "duplicate": "duplicateValues",
    "unique": "uniqueValues",
    "top-elements": "top10",
    "top-percent": "top10",
    "bottom-elements": "top10",
    "bottom-percent": "top10",
    "above-average": "aboveAverage",
    "above-equal-average": "aboveAverage",
    "below-average": "aboveAverage",
    "below-equal-average": "aboveAverage",
}
"""Conditions that compare many cells, and their names in Excel."""
_FORMULA_PIECE = re.compile(r'"(?:[^"]|"")*"|\[(?P<cell>[^\[\]"]*)\]|(?P<next>;)')
_CELLS = re.compile(r'"(?:[^"]|"")*"|\[(?P<cells>[^\[\]"]*)\]')
_LOCAL_CELL = re.compile(r"(?:\$?(?P<sheet>'(?:[^']|'')*'|[^.'\[\]:!#]*))?\.(?P<cell>\$?[A-Z]+\$?[0-9]+)")


@dataclass(frozen=True, slots=True)
class SheetContext:
    """What conditional formats refer to: the sheet name, the day zero and the styles of the workbook."""

    sheet: str
    day_zero: date
    styles: OdsStyles


class OdsSheet:
    """Builds a sheet from its columns, rows and cells in document order."""

    def __init__(self, cells: SheetCells, styles: OdsStyles, limits: Limits) -> None:
        self._cells, self._styles, self._limits = cells, styles, limits
        self._row, self._column, self._columns = 0, 0, 0
        self._row_attributes: Attributes = {}
        self._column_styles: list[tuple[int, str]] = []
        self._clean_cache: dict[str, tuple[str | None, bool, bool]] = {}
        self._row_values: dict[int, Value] = {}
        self._row_styles: dict[int, str] = {}
        self._conditional_cells: list[tuple[str, int, int]] = []
        self._conditional_ranges: dict[str, list[CellRange]] = {}
        self._merged: list[CellRange] = []
        self._hidden_columns: list[int] = []
        self._hidden_rows: set[int] = set()

    def add_columns(self, attributes: Attributes, *, hidden: bool) -> None:
        """Add a column, which may be repeated."""
        first, self._columns = self._columns + 1, self._columns + _count(attributes, _COLUMNS_REPEATED)
        if first <= self._limits.columns:
            self._column_styles.append((self._columns, attributes.get(_DEFAULT_STYLE, "")))
            if hidden:
                self._hidden_columns += range(first, min(self._columns, self._limits.columns) + 1)

    def start_row(self, attributes: Attributes) -> None:
        """Start a row, which may be repeated."""
        self._row_attributes, self._column = attributes, 0
        self._row_values, self._row_styles, self._conditional_cells = {}, {}, []

    def add_cell(self, attributes: Attributes, written: str, *, covered: bool) -> None:
        """Add a cell, which may be repeated, with its text. A covered cell is hidden by a merged one."""
        first, self._column = self._column + 1, self._column + _count(attributes, _COLUMNS_REPEATED)
        last, style = min(self._column, self._limits.columns), self._style(attributes, first)
        value = self._value(attributes, written, first, style)
        if value is not None and self._column > self._limits.columns:
            self._refuse("too-many-columns", self._column, self._limits.columns)
        if value is not None:
            self._row_values.update(dict.fromkeys(range(first, last + 1), value))
        if style in self._styles.fills:
            self._row_styles.update(dict.fromkeys(range(first, last + 1), style))
        if style in self._styles.conditions and first <= last:
            self._conditional_cells.append((style, first, last))
        down, across = _count(attributes, _ROWS_SPANNED), _count(attributes, _COLUMNS_SPANNED)
        if not covered and (down > 1 or across > 1):
            right, bottom = min(first + across - 1, LAST_COLUMN), min(self._row + down, LAST_ROW)
            self._merged.append(CellRange(first, self._row + 1, right, bottom))

    def add_comment(self, text: str) -> None:
        """Add the comment of the next cell."""
        cell = address(self._column + 1, self._row + 1)
        self._cells.issues.append(comment_issue(self._cells.name, cell, text, self._limits.characters))

    def end_row(self, *, hidden: bool) -> None:
        """Add a row with values, or with a few different fills."""
        first, self._row = self._row + 1, self._row + _count(self._row_attributes, _ROWS_REPEATED)
        fills = {column: self._styles.fills[style] for column, style in self._row_styles.items()}
        if not self._row_values:
            if self._row == first <= self._limits.rows and are_swatches(fills):
                self._cells.fills_by_row[first] = fills
            return
        if self._row > self._limits.rows:
            self._refuse("too-many-rows", self._row, self._limits.rows)
        values = [self._row_values.get(column) for column in range(1, max(self._row_values) + 1)]
        for number in range(first, self._row + 1):
            self._cells.rows.append(CellRow(number, list(values)))
            if fills:
                self._cells.fills_by_row[number] = dict(fills)
            if hidden:
                self._hidden_rows.add(number)
        for style, left, right in self._conditional_cells:
            self._add_conditional_range(style, CellRange(left, first, right, self._row))

    def finish(self, formats: Sequence[Element]) -> None:
        """Finish the sheet: fill merged cells, apply conditional formats, and find hidden rows and columns."""
        cells = self._cells
        fill_merged(cells.rows, self._merged)
        spread_fills(cells.rows, self._merged, cells.fills_by_row)
        context = SheetContext(cells.name, cells.day_zero, self._styles)
        rules = read_listed_rules(formats, context) or read_style_rules(self._conditional_ranges, context)
        cells.issues += apply_conditional_formats(rules, cells.rows, cells.fills_by_row, sheet=cells.name)
        width = max((len(row.values) for row in cells.rows), default=0)
        cells.merged = tuple(self._merged)
        cells.hidden_rows = tuple(row.number for row in cells.rows if row.number in self._hidden_rows)
        cells.hidden_columns = tuple(COLUMN_LETTERS[column] for column in self._hidden_columns if column <= width)

    def _style(self, attributes: Attributes, column: int) -> str:
        """Return the style of a cell: its own, else its row's, else its column's."""
        style_name = attributes.get(_STYLE) or self._row_attributes.get(_DEFAULT_STYLE)
        return style_name or next((style for last, style in self._column_styles if column <= last), "")

    def _value(self, attributes: Attributes, written: str, column: int, style: str) -> Value:
        value = read_value(attributes, written, number_format=self._styles.formats.get(style, ""))
        if not isinstance(value, str) or isinstance(value, TimeCell):
            return value
        clean, cleaned, shortened = self._clean_cache.get(value) or self._clean(value)
        if cleaned:
            self._cells.cleaned.append(address(column, self._row + 1))
        if shortened:
            self._cells.shortened.append(address(column, self._row + 1))
        return clean

    def _clean(self, text: str) -> tuple[str | None, bool, bool]:
        """Return the cleaned text of a cell, from a cache, as many cells have the same text."""
        result = clean_cell_text(text, characters=self._limits.characters)
        if len(self._clean_cache) < _MAX_CACHE:
            self._clean_cache[text] = result
        return result

    def _add_conditional_range(self, style: str, cells: CellRange) -> None:
        """Add cells to the ranges of a style with conditions; a range directly below one of its width extends it."""
        ranges = self._conditional_ranges.setdefault(style, [])
        above = ranges[-1] if ranges else None
        same_columns = above is not None and (above.first_column, above.last_column) == (
            cells.first_column,
            cells.last_column,
        )
        if above is not None and same_columns and above.last_row + 1 == cells.first_row:
            ranges[-1] = CellRange(above.first_column, above.first_row, above.last_column, cells.last_row)
        else:
            ranges.append(cells)

    def _refuse(self, code: str, found: int, limit: int) -> None:
        raise WorkbookError(code, sheet=self._cells.name, found=str(found), limit=str(limit))


def _count(attributes: Attributes, name: str) -> int:
    """Return how often an element is repeated, or how many it spans. Raises ValueError if that is less than one."""
    text = attributes.get(name)
    count = int(text) if text is not None else 1
    if count < 1:
        raise ValueError(f"{name} is {count}")
    return count


def read_listed_rules(formats: Sequence[Element], context: SheetContext) -> list[Rule]:
    """Return the rules in a sheet's list of conditional formats that can change a fill, or that draw something."""
    rules: list[Rule] = []
    for element in formats:
        areas = tuple(_ranges(element.attributes.get("target-range-address", "")))
        if areas:
            maps = [_read_condition_element(child) for child in element.children if child.name == "condition"]
            rules += _condition_rules(maps, areas, context, first=len(rules))
            rules += _drawing_rules(element, areas, first=len(rules))
    return rules


def read_style_rules(ranges_by_style: Mapping[str, Sequence[CellRange]], context: SheetContext) -> list[Rule]:
    """Return the rules in the styles of a sheet's cells; each style comes with the ranges of its cells."""
    rules: list[Rule] = []
    for style, areas in ranges_by_style.items():
        rules += _condition_rules(context.styles.conditions[style], tuple(areas), context, first=len(rules))
    return rules


def parse_condition(written: str, anchor: AnchorCell, *, sheet: str) -> Condition | None:
    """Return a parsed condition on a cell of a sheet; None if it is not simple."""
    condition = _NAMESPACE.sub("", written.strip())
    call, comparison = _CALL.fullmatch(condition), _COMPARISON.fullmatch(condition)
    if comparison:
        sign = comparison[1].replace("!=", "<>")
        return comparison_condition(sign, _convert_formula(comparison[2], sheet), anchor)
    if call is None:
        return None
    name, argument = call.groups()
    if name in _FORMULAS:
        return formula_condition(_convert_formula(argument, sheet), anchor)
    if name in _TEXTS:
        return text_condition(_TEXTS[name], _unquoted(argument))
    if name in _BETWEEN:
        first, _, second = argument.partition(",")
        formulas = (_convert_formula(first, sheet), _convert_formula(second, sheet))
        return between_condition(*formulas, anchor, within=_BETWEEN[name])
    return None


def describe_condition(written: str) -> tuple[str, str]:
    """Return the kind of a condition and its formula as displayed; "" if the kind is enough."""
    condition = _NAMESPACE.sub("", written.strip())
    call, comparison = _CALL.fullmatch(condition), _COMPARISON.fullmatch(condition)
    if comparison:
        return "cellIs", f"{comparison[1].replace('!=', '<>')} {_CELLS.sub(_display_cells, comparison[2])}"
    name, argument = call.groups() if call else (condition, "")
    if name in _MANY_CELLS:
        return _MANY_CELLS[name], ""
    formula = argument if name in _FORMULAS else condition
    return "expression", _CELLS.sub(_display_cells, formula)


def _read_condition_element(condition: Element) -> StyleMap:
    attributes = condition.attributes
    return StyleMap(
        attributes.get("value", ""), attributes.get("apply-style-name", ""), attributes.get("base-cell-address", "")
    )


def _condition_rules(
    maps: Sequence[StyleMap], areas: tuple[CellRange, ...], context: SheetContext, *, first: int
) -> Iterator[Rule]:
    """Yield a rule for each condition: the first that holds decides, even if its style has no fill."""
    fills = context.styles.conditional_fills
    if not any(style_map.style in fills for style_map in maps):
        return
    for number, style_map in enumerate(maps, start=first):
        anchor_range = next(_ranges(style_map.base), areas[0])
        condition = parse_condition(
            style_map.condition,
            AnchorCell(anchor_range.first_column, anchor_range.first_row, context.day_zero),
            sheet=context.sheet,
        )
        fill = fills.get(style_map.style, UNCHANGED_FILL)
        yield Rule(_reference(areas), areas, number, fill, True, condition, *describe_condition(style_map.condition))


def _drawing_rules(element: Element, areas: tuple[CellRange, ...], *, first: int) -> Iterator[Rule]:
    """Yield a rule for each colour scale, data bar or icon set; only bars and icons do not change the fill."""
    kinds = [_DRAWING_RULES[child.name] for child in element.children if child.name in _DRAWING_RULES]
    for number, kind in enumerate(kinds, start=first):
        yield Rule(_reference(areas), areas, number, None, kind in _DRAWN_AS_FILL, None, kind)


def _ranges(written: str) -> Iterator[CellRange]:
    """Yield the ranges of an address such as `Sheet1.A1:Sheet1.B7 'Other one'.D2`."""
    for match in _RANGE.finditer(written):
        left, top, right, bottom = match.groups()
        yield CellRange(COLUMN_NUMBERS[left], int(top), COLUMN_NUMBERS[right or left], int(bottom or top))


def _reference(areas: Sequence[CellRange]) -> str:
    """Return ranges in the notation of Excel: `A1:B7 D2`."""
    return " ".join(
        dict.fromkeys(
            first if first == last else f"{first}:{last}"
            for area in areas
            for first, last in [(address(area.first_column, area.first_row), address(area.last_column, area.last_row))]
        )
    )


def _display_cells(match: re.Match[str]) -> str:
    """Return the cells in a match as a formula displays them: `[.$A$1:.$A$9]` is `$A$1:$A$9`."""
    return match[0] if match["cells"] is None else match["cells"].removeprefix(".").replace(":.", ":")


def _convert_formula(written: str, sheet: str) -> str:
    """Return a formula in the notation of Excel: `[.$B2]` is `$B2`, and `;` is a comma."""

    def convert(match: re.Match[str]) -> str:
        if match["next"]:
            return ","
        return match[0] if match["cell"] is None else _convert_cell(match["cell"], sheet)

    return _FORMULA_PIECE.sub(convert, written.strip())


def _convert_cell(cell: str, sheet: str) -> str:
    """Return a cell of the same sheet without the sheet name; other cells stay, so that their formula is not simple."""
    match = _LOCAL_CELL.fullmatch(cell)
    if match is None:
        return f"[{cell}]"
    sheet_name = (match["sheet"] or "").removeprefix("'").removesuffix("'").replace("''", "'")
    return match["cell"] if sheet_name in ("", sheet) else f"[{cell}]"


def _unquoted(written: str) -> str:
    """Return a text without its quotation marks; "" if it has none."""
    match = re.fullmatch(r'"(.*)"', written.strip(), re.DOTALL)  # LibreOffice does not write a sign " within it twice
    return match[1].replace('""', '"') if match else ""
