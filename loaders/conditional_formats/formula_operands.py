"""What formulas of conditional formats reckon with: numbers, texts, truths and blanks, ordered as Excel does."""

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
    """The formula gives an error here, so that its rule does not hold."""


class UnknownValueError(Exception):
    """The formula reads a cell whose value is not known, so that nobody can say whether its rule holds."""


def operand_of(value: Value, *, day_zero: date) -> Operand:
    """Return what a cell's value is in a formula: a date is the number of days since the workbook's day zero."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int | float):
        return float(value) if abs(value) <= _LARGEST else _no_number()
    if isinstance(value, DateCell):
        since: timedelta = value.value - datetime.combine(day_zero, time())
        return since / timedelta(days=1)
    if isinstance(value, ErrorCell):
        raise FormulaError
    raise UnknownValueError


def compared(left: Operand, sign: str, right: Operand) -> bool:
    """Say whether a comparison holds. Texts are compared in any case; a blank is "", 0 or FALSE, as the other is."""
    return COMPARE[sign](_ordered(left, beside=right), _ordered(right, beside=left))


def as_number(value: Operand) -> float:
    """Return an operand as a number. Raises UnknownValueError where it is a text: Excel may see a number in it."""
    if isinstance(value, str):
        raise UnknownValueError
    number = float(value or 0)
    return number if abs(number) <= _LARGEST else _no_number()


def as_text(value: Operand) -> str:
    """Return an operand as a text."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return value or ""


def as_truth(value: Operand) -> bool:
    """Return an operand as a truth. Raises UnknownValueError where it is a text: some functions pass over it."""
    if isinstance(value, str):
        raise UnknownValueError
    return bool(value)


def _no_number() -> float:
    raise FormulaError


def _ordered(value: Operand, *, beside: Operand) -> tuple[int, float | str]:
    """Return a value as it is ordered: numbers before texts before truths."""
    if value is None:
        return (1, "") if isinstance(beside, str) else (2 if isinstance(beside, bool) else 0, 0.0)
    if isinstance(value, bool):
        return 2, float(value)
    return (1, value.strip().casefold()) if isinstance(value, str) else (0, value)
