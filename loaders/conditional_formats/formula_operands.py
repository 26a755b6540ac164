"""The values in formulas of conditional formats: numbers, texts, booleans and blanks, compared as Excel does."""

import operator
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from loaders.cells.values import DateCell, ErrorCell, Value

Operand = float | str | bool | None
"""A value in a formula; None is a blank cell."""
_LARGEST = 1e308

COMPARE: Mapping[str, Callable[[tuple[int, float | str], tuple[int, float | str]], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class FormulaError(Exception):
    """The formula gives an error for this cell, so that its rule does not hold."""


class UnknownValueError(Exception):
    """The formula reads a cell whose value is unknown, so that its result is unknown too."""


def to_operand(value: Value, *, day_zero: date) -> Operand:
    """Return a cell's value as an operand; a date is the number of days since the workbook's day zero."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int | float):
        return float(value) if abs(value) <= _LARGEST else _raise_formula_error()
    if isinstance(value, DateCell):
        since: timedelta = value.value - datetime.combine(day_zero, time())
        return since / timedelta(days=1)
    if isinstance(value, ErrorCell):
        raise FormulaError
    raise UnknownValueError


def compare_operands(left: Operand, sign: str, right: Operand) -> bool:
    """Return whether a comparison holds. Texts are compared ignoring case; a blank is "", 0 or FALSE as needed."""
    return COMPARE[sign](_sort_key(left, compared_with=right), _sort_key(right, compared_with=left))


def as_number(value: Operand) -> float:
    """Return an operand as a number. Raises UnknownValueError for a text: Excel may convert it to a number."""
    if isinstance(value, str):
        raise UnknownValueError
    number = float(value or 0)
    return number if abs(number) <= _LARGEST else _raise_formula_error()


def as_text(value: Operand) -> str:
    """Return an operand as a text."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return value or ""


def as_boolean(value: Operand) -> bool:
    """Return an operand as a boolean. Raises UnknownValueError for a text: some functions ignore it."""
    if isinstance(value, str):
        raise UnknownValueError
    return bool(value)


def _raise_formula_error() -> float:
    raise FormulaError


def _sort_key(value: Operand, *, compared_with: Operand) -> tuple[int, float | str]:
    """Return the sort key of a value: numbers before texts before booleans."""
    if value is None:
        return (1, "") if isinstance(compared_with, str) else (2 if isinstance(compared_with, bool) else 0, 0.0)
    if isinstance(value, bool):
        return 2, float(value)
    return (1, value.strip().casefold()) if isinstance(value, str) else (0, value)
