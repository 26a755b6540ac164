"""Read the conditional formats of an .xlsx sheet, including those in its extensions, as rules."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from loaders.cells.addresses import CellRange, parse_ranges
from loaders.cells.fill import Fill
from loaders.conditional_formats.apply import UNCHANGED_FILL, Rule
from loaders.conditional_formats.cell_references import AnchorCell
from loaders.conditional_formats.conditions import (
    OPERATORS,
    Condition,
    between_condition,
    blank_condition,
    comparison_condition,
    formula_condition,
    text_condition,
)
from loaders.formats.xlsx.styles import Styles, read_conditional_fill
from loaders.formats.xml.events import Element

_TRUE = ("1", "true")
_LOWEST_PRIORITY = 2**31
_WITHOUT_STYLE = ("colorScale", "iconSet", "dataBar")
"""The types of rules that draw in a cell and have no style."""
_TEXTS = ("containsText", "notContainsText", "beginsWith", "endsWith")
_BLANKS = ("containsBlanks", "notContainsBlanks")


def read_rules(formats: Sequence[Element], *, styles: Styles, day_zero: date) -> list[Rule]:
    """Return the rules of a sheet's conditional formats that can change a fill, or that draw something."""
    return [rule for element in formats for rule in _rules(element, styles, day_zero)]


def _rules(element: Element, styles: Styles, day_zero: date) -> Iterator[Rule]:
    extended = element.child("sqref")
    reference = element.attributes.get("sqref") or (extended.text.strip() if extended else "")
    areas = tuple(parse_ranges(reference))
    for child in element.children:
        if child.name == "cfRule" and areas:
            rule = _rule(child, reference, areas, _fill(child, styles), day_zero)
            if rule is not None:
                yield rule


def _rule(
    element: Element, reference: str, areas: tuple[CellRange, ...], fill: Fill | None, day_zero: date
) -> Rule | None:
    """Return a rule, or None where it changes no fill and draws nothing."""
    attributes: Mapping[str, str] = element.attributes
    kind, stops = attributes.get("type", ""), attributes.get("stopIfTrue") in _TRUE
    if fill is None and not stops and kind not in _WITHOUT_STYLE:
        return None
    formulas = [child.text.strip() for child in element.children if child.name in ("formula", "f")]
    condition = _condition(element, kind, formulas, _anchor_cell(areas, day_zero))
    hides = fill is not None or stops or kind == "colorScale"
    result = fill or (UNCHANGED_FILL if stops else None)
    sign = OPERATORS.get(attributes.get("operator", ""), "") if kind == "cellIs" else ""
    written = f"{sign} {'; '.join(formulas)}".strip()
    return Rule(
        reference, areas, int(attributes.get("priority", _LOWEST_PRIORITY)), result, hides, condition, kind, written
    )


def _anchor_cell(areas: tuple[CellRange, ...], day_zero: date) -> AnchorCell:
    """Return the anchor of the formulas: the top left cell; it is certain only if it is in the first range."""
    column, row = (
        min(numbers) for numbers in zip(*((area.first_column, area.first_row) for area in areas), strict=True)
    )
    sure = (column, row) == (areas[0].first_column, areas[0].first_row)
    return AnchorCell(column, row, day_zero, sure)


def _condition(element: Element, kind: str, formulas: list[str], anchor: AnchorCell) -> Condition | None:
    """Return the condition of a rule; None if it is not simple."""
    attributes = element.attributes
    if kind == "cellIs":
        return _comparison(attributes.get("operator", ""), formulas, anchor)
    if kind in _TEXTS:
        return _text(kind, attributes.get("text", ""), formulas, anchor)
    if kind in _BLANKS:
        return blank_condition(blank=kind == "containsBlanks")
    return formula_condition(formulas[0], anchor) if kind == "expression" and formulas else None


def _comparison(name: str, formulas: list[str], anchor: AnchorCell) -> Condition | None:
    if name in ("between", "notBetween"):
        start, end = (*formulas, "", "")[:2]
        return between_condition(start, end, anchor, within=name == "between")
    sign = OPERATORS.get(name)
    return comparison_condition(sign, formulas[0], anchor) if sign and formulas else None


def _text(kind: str, part: str, formulas: list[str], anchor: AnchorCell) -> Condition | None:
    """Return the condition on a text; only the formula shows whether the text is that of another cell."""
    if part and (not formulas or '"' in formulas[0]):
        return text_condition(kind, part)
    return formula_condition(formulas[0], anchor) if formulas else None


def _fill(rule: Element, styles: Styles) -> Fill | None:
    """Return the fill of a rule: of a numbered style, or of a style inside the rule."""
    style = rule.child("dxf")
    if style is not None:
        return read_conditional_fill(style, styles.colours)
    number, fills = int(rule.attributes.get("dxfId", "-1")), styles.conditional_fills
    return fills[number] if 0 <= number < len(fills) else None
