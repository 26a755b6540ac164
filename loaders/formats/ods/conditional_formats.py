"""Read the conditional formats of an .ods sheet as rules: those in its list, else those in the styles of its cells."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from loaders.cells.addresses import COLUMN_NUMBERS, CellRange, address
from loaders.conditional_formats.apply import UNCHANGED_FILL, Rule
from loaders.conditional_formats.cell_references import AnchorCell
from loaders.conditional_formats.conditions import (
    Condition,
    between_condition,
    comparison_condition,
    formula_condition,
    text_condition,
)
from loaders.formats.ods.styles import OdsStyles, StyleMap
from loaders.formats.xml.events import Element

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
