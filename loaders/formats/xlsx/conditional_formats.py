"""The conditional formats of an .xlsx sheet, those of its extensions among them, as rules."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from loaders.cells.addresses import CellRange, ranges
from loaders.cells.fill import Fill
from loaders.conditional_formats.apply import OWN_FILL, Rule
from loaders.conditional_formats.cell_references import Base
from loaders.conditional_formats.conditions import (
    OPERATORS,
    Condition,
    between,
    blank_condition,
    compared_with,
    formula_holds,
    text_condition,
)
from loaders.formats.xlsx.styles import Styles, conditional_fill
from loaders.formats.xml.events import Element

_TRUE = ("1", "true")
_LAST = 2**31
_DRAWN = ("colorScale", "iconSet", "dataBar")
"""Formats that are drawn without a style of their own."""
_TEXTS = ("containsText", "notContainsText", "beginsWith", "endsWith")
_BLANKS = ("containsBlanks", "notContainsBlanks")


def read_rules(formats: Sequence[Element], *, styles: Styles, day_zero: date) -> list[Rule]:
    """Return the rules of a sheet's conditional formats that can change a fill, or that draw something."""
    return [rule for one in formats for rule in _rules(one, styles, day_zero)]


def _rules(element: Element, styles: Styles, day_zero: date) -> Iterator[Rule]:
    extended = element.child("sqref")
    reference = element.attributes.get("sqref") or (extended.text.strip() if extended else "")
    areas = tuple(ranges(reference))
    for one in element.children:
        if one.name == "cfRule" and areas:
            rule = _rule(one, reference, areas, _fill(one, styles), day_zero)
            if rule is not None:
                yield rule


def _rule(one: Element, reference: str, areas: tuple[CellRange, ...], fill: Fill | None, day_zero: date) -> Rule | None:
    """Return a rule, or None where it changes no fill and draws nothing."""
    held: Mapping[str, str] = one.attributes
    kind, stops = held.get("type", ""), held.get("stopIfTrue") in _TRUE
    if fill is None and not stops and kind not in _DRAWN:
        return None
    formulas = [child.text.strip() for child in one.children if child.name in ("formula", "f")]
    condition = _condition(one, kind, formulas, _base(areas, day_zero))
    hides = fill is not None or stops or kind == "colorScale"
    seen = fill or (OWN_FILL if stops else None)
    sign = OPERATORS.get(held.get("operator", ""), "") if kind == "cellIs" else ""
    written = f"{sign} {'; '.join(formulas)}".strip()
    return Rule(reference, areas, int(held.get("priority", _LAST)), seen, hides, condition, kind, written)


def _base(areas: tuple[CellRange, ...], day_zero: date) -> Base:
    """Return the cell from which formulas are written: the first, where that is the uppermost and leftmost as well."""
    column, row = (
        min(numbers) for numbers in zip(*((area.first_column, area.first_row) for area in areas), strict=True)
    )
    sure = (column, row) == (areas[0].first_column, areas[0].first_row)
    return Base(column, row, day_zero, sure)


def _condition(one: Element, kind: str, formulas: list[str], base: Base) -> Condition | None:
    """Return what must hold for a rule; None where it is not simple."""
    held = one.attributes
    if kind == "cellIs":
        return _comparison(held.get("operator", ""), formulas, base)
    if kind in _TEXTS:
        return _text(kind, held.get("text", ""), formulas, base)
    if kind in _BLANKS:
        return blank_condition(blank=kind == "containsBlanks")
    return formula_holds(formulas[0], base) if kind == "expression" and formulas else None


def _comparison(name: str, formulas: list[str], base: Base) -> Condition | None:
    if name in ("between", "notBetween"):
        one, other = (*formulas, "", "")[:2]
        return between(one, other, base, within=name == "between")
    sign = OPERATORS.get(name)
    return compared_with(sign, formulas[0], base) if sign and formulas else None


def _text(kind: str, part: str, formulas: list[str], base: Base) -> Condition | None:
    """Return the condition on a text; where it is that of another cell, the rule says so in its formula alone."""
    if part and (not formulas or '"' in formulas[0]):
        return text_condition(kind, part)
    return formula_holds(formulas[0], base) if formulas else None


def _fill(rule: Element, styles: Styles) -> Fill | None:
    """Return the fill of a rule: of a style by its number, or of one that stands in the rule itself."""
    own = rule.child("dxf")
    if own is not None:
        return conditional_fill(own, styles.colours)
    number, fills = int(rule.attributes.get("dxfId", "-1")), styles.conditional_fills
    return fills[number] if 0 <= number < len(fills) else None
