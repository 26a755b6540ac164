"""The conditions of conditional formats that are simple: one cell of the row, compared with what is written out."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from loaders.addresses import COLUMN_NUMBERS, CellRange
from loaders.cell_values import DateCell, ErrorCell, UncalculatedCell, Value, shown
from loaders.xml_stream import Element

Ordered = tuple[int, float | str]
"""A value as Excel orders it: numbers before texts before truths."""
Test = Callable[[Value], bool]

_COMPARE: Mapping[str, Callable[[Ordered, Ordered], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_OPERATORS = {
    "equal": "=",
    "notEqual": "<>",
    "lessThan": "<",
    "lessThanOrEqual": "<=",
    "greaterThan": ">",
    "greaterThanOrEqual": ">=",
}
_TEXT_TESTS: Mapping[str, Callable[[str, str], bool]] = {
    "containsText": lambda text, part: part in text,
    "notContainsText": lambda text, part: part not in text,
    "beginsWith": str.startswith,
    "endsWith": str.endswith,
}
_COMPARISON = re.compile(r"=?(\$?)([A-Z]{1,3})(\$?)([0-9]+)(<=|>=|<>|=|<|>)(.+)", re.DOTALL)
_LITERAL_TEXT = re.compile(r'"((?:[^"]|"")*)"')
_UNKNOWN = (ErrorCell, UncalculatedCell)


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a cell in the row: always the same column, or one so many columns to the right."""

    test: Test
    column: int | None = None
    shift: int = 0


def condition_of(rule: Element, *, first: CellRange, day_zero: date) -> Condition | None:
    """Return the condition of a rule, or None where it is not simple.

    Args:
        rule: its element.
        first: the first range it covers; formulas are written as they stand in that range's first cell.
        day_zero: the day from which the workbook counts days.
    """
    kind, formulas = rule.attributes.get("type", ""), [child.text.strip() for child in rule.children]
    if kind == "cellIs":
        test = _comparison(rule.attributes.get("operator", ""), formulas, day_zero)
        return Condition(test) if test else None
    if kind in _TEXT_TESTS:
        part = rule.attributes.get("text", "")
        return Condition(_text_test(kind, part)) if part and not set(part) & set("*?~") else None
    if kind in ("containsBlanks", "notContainsBlanks"):
        return Condition(lambda value: (shown(value) == "") == (kind == "containsBlanks"))
    return _expression(formulas[0], first, day_zero) if kind == "expression" and formulas else None


def _comparison(name: str, formulas: list[str], day_zero: date) -> Test | None:
    limits = [_literal(formula.removeprefix("=")) for formula in formulas]
    if name in ("between", "notBetween"):
        return _between(limits, name == "between", day_zero) if len(limits) == 2 else None
    sign = _OPERATORS.get(name)
    return _compared(sign, limits[0], day_zero) if sign and limits else None


def _compared(sign: str, limit: Ordered | None, day_zero: date) -> Test | None:
    if limit is None:
        return None
    compare, found_limit = _COMPARE[sign], limit

    def test(value: Value) -> bool:
        found = _ordered(value, found_limit, day_zero)
        return found is not None and compare(found, found_limit)

    return test


def _between(limits: list[Ordered | None], within: bool, day_zero: date) -> Test | None:
    low, high = limits
    if low is None or high is None:
        return None
    least, most = min(low, high), max(low, high)

    def test(value: Value) -> bool:
        found = _ordered(value, least, day_zero)
        return found is not None and (least <= found <= most) is within

    return test


def _text_test(kind: str, part: str) -> Test:
    holds, folded = _TEXT_TESTS[kind], part.casefold()
    return lambda value: not isinstance(value, _UNKNOWN) and holds(shown(value).casefold(), folded)


def _expression(formula: str, first: CellRange, day_zero: date) -> Condition | None:
    """Return the condition of a comparison such as `$E2="Red"`. One that reads another row is not simple."""
    found = _COMPARISON.fullmatch(formula.replace(" ", "") if '"' not in formula else _spaced(formula))
    if found is None:
        return None
    fixed, letters, fixed_row, row, sign, literal = found.groups()
    one_row = first.first_row == first.last_row
    if int(row) != first.first_row or (fixed_row and not one_row):
        return None
    test, column = _compared(sign, _literal(literal), day_zero), COLUMN_NUMBERS[letters]
    if test is None:
        return None
    return Condition(test, column) if fixed else Condition(test, None, column - first.first_column)


def _spaced(formula: str) -> str:
    """Return a formula without the spaces before its first text."""
    before, quote, after = formula.partition('"')
    return before.replace(" ", "") + quote + after.rstrip()


def _literal(written: str) -> Ordered | None:
    """Return a text or a number that a formula writes out, or None where it says anything else."""
    text = _LITERAL_TEXT.fullmatch(written)
    if text:
        return (1, text[1].replace('""', '"').strip().casefold())
    if written.upper() in ("TRUE", "FALSE"):
        return (2, float(written.upper() == "TRUE"))
    try:
        return (0, float(written))
    except ValueError:
        return None


def _ordered(value: Value, beside: Ordered, day_zero: date) -> Ordered | None:
    """Return a value as Excel compares it; an empty cell is "" beside a text, else 0; None for what has no value."""
    if value is None:
        return (1, "") if beside[0] == 1 else (beside[0], 0.0)
    if isinstance(value, bool):
        return (2, float(value))
    if isinstance(value, int | float):
        return (0, float(value))
    if isinstance(value, DateCell):
        since: timedelta = value.value - datetime.combine(day_zero, time())
        return (0, since / timedelta(days=1))
    return (1, value.casefold()) if isinstance(value, str) else None
