"""The conditional formats of an .ods sheet as rules: those it lists, else those that the styles of its cells have."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from loaders.addresses import COLUMN_NUMBERS, CellRange, address
from loaders.conditional_formats import OWN_FILL, Rule
from loaders.format_reads import Base
from loaders.ods_conditions import condition_of, named
from loaders.ods_styles import OdsStyles, StyleMap
from loaders.xml_stream import Element

_DRAWN = {"color-scale": "colorScale", "data-bar": "dataBar", "icon-set": "iconSet", "date-is": "timePeriod"}
_PAINTED = ("colorScale", "timePeriod")
_CELL = r"(?:\$?(?:'(?:[^']|'')*'|[^\s.'!:]*))?\.\$?([A-Z]{1,3})\$?([0-9]{1,7})"
_RANGE = re.compile(rf"{_CELL}(?::{_CELL})?")


@dataclass(frozen=True, slots=True)
class Around:
    """What the conditional formats of a sheet refer to: its name, the workbook's day zero, and its styles."""

    sheet: str
    day_zero: date
    styles: OdsStyles


def listed_rules(formats: Sequence[Element], around: Around) -> list[Rule]:
    """Return the rules of a sheet's list of conditional formats that can change a fill, or that draw something."""
    rules: list[Rule] = []
    for one in formats:
        areas = tuple(_ranges(one.attributes.get("target-range-address", "")))
        if areas:
            maps = [_listed(child) for child in one.children if child.name == "condition"]
            rules += _of_maps(maps, areas, around, first=len(rules))
            rules += _drawn(one, areas, first=len(rules))
    return rules


def rules_of_styles(places: Mapping[str, Sequence[CellRange]], around: Around) -> list[Rule]:
    """Return the rules that the styles of a sheet's cells have, by the places of those cells."""
    rules: list[Rule] = []
    for style, areas in places.items():
        rules += _of_maps(around.styles.maps[style], tuple(areas), around, first=len(rules))
    return rules


def _listed(condition: Element) -> StyleMap:
    held = condition.attributes
    return StyleMap(held.get("value", ""), held.get("apply-style-name", ""), held.get("base-cell-address", ""))


def _of_maps(maps: Sequence[StyleMap], areas: tuple[CellRange, ...], around: Around, *, first: int) -> Iterator[Rule]:
    """Yield a rule for each condition: the first that holds decides, also where its style has no fill."""
    painted = around.styles.painted
    if not any(one.style in painted for one in maps):
        return
    for number, one in enumerate(maps, start=first):
        base = next(_ranges(one.base), areas[0])
        condition = condition_of(
            one.condition, Base(base.first_column, base.first_row, around.day_zero), sheet=around.sheet
        )
        fill = painted.get(one.style, OWN_FILL)
        yield Rule(_reference(areas), areas, number, fill, True, condition, *named(one.condition))


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
