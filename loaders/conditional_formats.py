"""Conditional formats: the fill that simple rules give to cells, and which rules are not simple."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from loaders.addresses import CellRange, ranges
from loaders.cell_values import CellRow, Value
from loaders.fills import Fill
from loaders.format_conditions import Condition, Test, condition_of
from loaders.xml_stream import Element

_TRUE = ("1", "true")
_LAST = 2**31
_DRAWN = ("colorScale", "iconSet", "dataBar")
"""Formats that are drawn without a style of their own."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, the ranges it covers and the fill it gives. A rule without a condition is not simple.

    Attributes:
        reference: the ranges as they are written.
        stops: whether no later rule counts where it holds.
        hides: whether it gives a fill that is not known, so that no later rule counts where it covers.
    """

    reference: str
    areas: tuple[CellRange, ...]
    priority: int
    fill: Fill | None
    stops: bool
    hides: bool
    condition: Condition | None


def read_rules(formats: Sequence[Element], *, fills: Sequence[Fill | None], day_zero: date) -> list[Rule]:
    """Return the rules of a sheet's conditional formats, the first in their order first."""
    rules = [rule for one in formats for rule in _rules(one, fills, day_zero)]
    return sorted(rules, key=lambda rule: rule.priority)


def unread_ranges(rules: Sequence[Rule]) -> list[str]:
    """Return the ranges, each once, with a rule that colours or marks cells and is not simple."""
    return list(dict.fromkeys(rule.reference for rule in rules if rule.condition is None))


def conditional_fills(rules: Sequence[Rule], rows: Sequence[CellRow]) -> dict[tuple[int, int], Fill]:
    """Return the fills that rules give to cells in rows that hold something, by column and row.

    The first rule that holds and has a fill decides, as Excel shows it.
    """
    width = max((len(row.values) for row in rows), default=0)
    numbers = [row.number for row in rows]
    decided: dict[tuple[int, int], Fill | None] = {}
    for rule in rules:
        for area in rule.areas:
            columns = range(area.first_column, min(area.last_column, width) + 1)
            covered = rows[bisect_left(numbers, area.first_row) : bisect_right(numbers, area.last_row)]
            for place in _held(rule, covered, columns):
                decided.setdefault(place, rule.fill)
    return {place: fill for place, fill in decided.items() if fill}


def _held(rule: Rule, rows: Sequence[CellRow], columns: range) -> Iterator[tuple[int, int]]:
    """Yield the columns and rows in which a rule holds; one that is not simple and hides others holds everywhere."""
    condition = rule.condition
    if condition is None:
        yield from ((column, row.number) for row in rows for column in columns if rule.hides)
    elif condition.column is not None:
        yield from ((column, row) for row in _passing(rows, condition.column, condition.test) for column in columns)
    else:
        for column in columns:
            yield from ((column, row) for row in _passing(rows, column + condition.shift, condition.test))


def _passing(rows: Sequence[CellRow], column: int, test: Test) -> Iterator[int]:
    """Yield the numbers of the rows that pass a test by their value in a column. Equal values are tested once."""
    known: dict[tuple[type, Value], bool] = {}
    place = column - 1
    for row in rows:
        value = row.values[place] if 0 <= place < len(row.values) else None
        key = (type(value), value)
        passes = known.get(key)
        if passes is None:
            passes = known[key] = test(value)
        if passes:
            yield row.number


def _rules(element: Element, fills: Sequence[Fill | None], day_zero: date) -> Iterator[Rule]:
    """Yield the rules of one format that can change a fill, or that draw something."""
    extended = element.child("sqref")
    reference = element.attributes.get("sqref") or (extended.text.strip() if extended else "")
    areas = tuple(ranges(reference))
    for rule in element.children:
        if rule.name != "cfRule" or not areas:
            continue
        held: Mapping[str, str] = rule.attributes
        fill = _fill(held, fills)
        condition = condition_of(rule, first=areas[0], day_zero=day_zero) if not extended else None
        stops = held.get("stopIfTrue") in _TRUE
        drawn = held.get("type") in _DRAWN
        if fill or drawn or extended or (condition and stops):
            hides = condition is None and (fill is not None or held.get("type") == "colorScale")
            seen = fill if condition else None
            yield Rule(reference, areas, int(held.get("priority", _LAST)), seen, stops, hides, condition)


def _fill(rule: Mapping[str, str], fills: Sequence[Fill | None]) -> Fill | None:
    number = int(rule.get("dxfId", "-1"))
    return fills[number] if 0 <= number < len(fills) else None
