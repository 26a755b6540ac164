"""The conditional formats of an .ods sheet as rules: those it lists, else those that the styles of its cells have."""

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

_DRAWN = {"color-scale": "colorScale", "data-bar": "dataBar", "icon-set": "iconSet", "date-is": "timePeriod"}
_PAINTED = ("colorScale", "timePeriod")
_CELL = r"(?:\$?(?:'(?:[^']|'')*'|[^\s.'!:]*))?\.\$?([A-Z]{1,3})\$?([0-9]{1,7})"
_RANGE = re.compile(rf"{_CELL}(?::{_CELL})?")


@dataclass(frozen=True, slots=True)
class SheetContext:
    """What the conditional formats of a sheet refer to: its name, the workbook's day zero, and its styles."""

    sheet: str
    day_zero: date
    styles: OdsStyles


def read_listed_rules(formats: Sequence[Element], around: SheetContext) -> list[Rule]:
    """Return the rules of a sheet's list of conditional formats that can change a fill, or that draw something."""
    rules: list[Rule] = []
    for one in formats:
        areas = tuple(_ranges(one.attributes.get("target-range-address", "")))
        if areas:
            maps = [_listed(child) for child in one.children if child.name == "condition"]
            rules += _of_maps(maps, areas, around, first=len(rules))
            rules += _drawn(one, areas, first=len(rules))
    return rules


def read_style_rules(places: Mapping[str, Sequence[CellRange]], around: SheetContext) -> list[Rule]:
    """Return the rules that the styles of a sheet's cells have, by the places of those cells."""
    rules: list[Rule] = []
    for style, areas in places.items():
        rules += _of_maps(around.styles.conditions[style], tuple(areas), around, first=len(rules))
    return rules


def _listed(condition: Element) -> StyleMap:
    held = condition.attributes
    return StyleMap(held.get("value", ""), held.get("apply-style-name", ""), held.get("base-cell-address", ""))


def _of_maps(
    maps: Sequence[StyleMap], areas: tuple[CellRange, ...], around: SheetContext, *, first: int
) -> Iterator[Rule]:
    """Yield a rule for each condition: the first that holds decides, also where its style has no fill."""
    painted = around.styles.conditional_fills
    if not any(one.style in painted for one in maps):
        return
    for number, one in enumerate(maps, start=first):
        base = next(_ranges(one.base), areas[0])
        condition = parse_condition(
            one.condition, AnchorCell(base.first_column, base.first_row, around.day_zero), sheet=around.sheet
        )
        fill = painted.get(one.style, UNCHANGED_FILL)
        yield Rule(_reference(areas), areas, number, fill, True, condition, *describe_condition(one.condition))


def _drawn(one: Element, areas: tuple[CellRange, ...], *, first: int) -> Iterator[Rule]:
    """Yield a rule for each scale, bar or icon; only the bars and icons leave the cells their own fills."""
    kinds = [_DRAWN[child.name] for child in one.children if child.name in _DRAWN]
    for number, kind in enumerate(kinds, start=first):
        yield Rule(_reference(areas), areas, number, None, kind in _PAINTED, None, kind)


def _ranges(written: str) -> Iterator[CellRange]:
    """Yield the ranges of an address such as `Sheet1.A1:Sheet1.B7 'Other one'.D2`."""
    for found in _RANGE.finditer(written):
        left, top, right, bottom = found.groups()
        yield CellRange(COLUMN_NUMBERS[left], int(top), COLUMN_NUMBERS[right or left], int(bottom or top))


def _reference(areas: Sequence[CellRange]) -> str:
    """Return ranges as they are written in other workbooks: `A1:B7 D2`."""
    return " ".join(
        dict.fromkeys(
            first if first == last else f"{first}:{last}"
            for area in areas
            for first, last in [(address(area.first_column, area.first_row), address(area.last_column, area.last_row))]
        )
    )


_SPACE = re.compile(r"^(?:[a-z]+:)?(?=[a-z-]+\()")
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
_MANY = {
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
"""Conditions that look at many cells, as other workbooks call them."""
_PIECE = re.compile(r'"(?:[^"]|"")*"|\[(?P<cell>[^\[\]"]*)\]|(?P<next>;)')
_CELLS = re.compile(r'"(?:[^"]|"")*"|\[(?P<cells>[^\[\]"]*)\]')
_LOCAL = re.compile(r"(?:\$?(?P<sheet>'(?:[^']|'')*'|[^.'\[\]:!#]*))?\.(?P<cell>\$?[A-Z]+\$?[0-9]+)")


def parse_condition(written: str, base: AnchorCell, *, sheet: str) -> Condition | None:
    """Return what must hold, for a cell of a sheet; None where it is not simple."""
    plain = _SPACE.sub("", written.strip())
    call, comparison = _CALL.fullmatch(plain), _COMPARISON.fullmatch(plain)
    if comparison:
        sign = comparison[1].replace("!=", "<>")
        return comparison_condition(sign, _plain_formula(comparison[2], sheet), base)
    if call is None:
        return None
    name, within = call.groups()
    if name in _FORMULAS:
        return formula_condition(_plain_formula(within, sheet), base)
    if name in _TEXTS:
        return text_condition(_TEXTS[name], _unquoted(within))
    if name in _BETWEEN:
        first, _, second = within.partition(",")
        formulas = (_plain_formula(first, sheet), _plain_formula(second, sheet))
        return between_condition(*formulas, base, within=_BETWEEN[name])
    return None


def describe_condition(written: str) -> tuple[str, str]:
    """Return the kind of a condition and its words for people to read; "" where the kind says it all."""
    plain = _SPACE.sub("", written.strip())
    call, comparison = _CALL.fullmatch(plain), _COMPARISON.fullmatch(plain)
    if comparison:
        return "cellIs", f"{comparison[1].replace('!=', '<>')} {_CELLS.sub(_as_seen, comparison[2])}"
    name, within = call.groups() if call else (plain, "")
    if name in _MANY:
        return _MANY[name], ""
    formula = within if name in _FORMULAS else plain
    return "expression", _CELLS.sub(_as_seen, formula)


def _as_seen(found: re.Match[str]) -> str:
    """Return cells as a person sees them in a formula: `[.$A$1:.$A$9]` is `$A$1:$A$9`."""
    return found[0] if found["cells"] is None else found["cells"].removeprefix(".").replace(":.", ":")


def _plain_formula(written: str, sheet: str) -> str:
    """Return a formula with its cells and its commas as other workbooks write them: `[.$B2]` is `$B2`."""

    def plain(found: re.Match[str]) -> str:
        if found["next"]:
            return ","
        return found[0] if found["cell"] is None else _plain_cell(found["cell"], sheet)

    return _PIECE.sub(plain, written.strip())


def _plain_cell(cell: str, sheet: str) -> str:
    """Return a cell of the same sheet without its name; that of another stays, so that no formula with it is simple."""
    found = _LOCAL.fullmatch(cell)
    if found is None:
        return f"[{cell}]"
    named = (found["sheet"] or "").removeprefix("'").removesuffix("'").replace("''", "'")
    return found["cell"] if named in ("", sheet) else f"[{cell}]"


def _unquoted(written: str) -> str:
    """Return a text that is written in quotes; "" where it is something else."""
    found = re.fullmatch(r'"(.*)"', written.strip(), re.DOTALL)  # LibreOffice does not write a sign " within it twice
    return found[1].replace('""', '"') if found else ""
