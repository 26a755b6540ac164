"""The functions that a simple formula of a conditional format may use. None of them looks beyond its own values."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from loaders.format_operands import FormulaError, Operand, UnknownValueError, as_number, as_text, as_truth

Function = Callable[[Sequence[Operand]], Operand]
_WILDCARDS = frozenset("*?~")


def _search(values: Sequence[Operand]) -> Operand:
    """Return where a text stands in another, in any case, counted from 1."""
    part, text = as_text(values[0]).casefold(), as_text(values[1]).casefold()
    if _WILDCARDS & set(part):
        raise UnknownValueError
    if part not in text:
        raise FormulaError
    return float(text.index(part) + 1)


def _truths(values: Sequence[Operand]) -> list[bool]:
    """Return each value as a truth, all of them: one that is none counts, whatever the others are."""
    return [as_truth(value) for value in values]


def _find(values: Sequence[Operand]) -> Operand:
    part, text = as_text(values[0]), as_text(values[1])
    if part not in text:
        raise FormulaError
    return float(text.index(part) + 1)


def _left(values: Sequence[Operand]) -> Operand:
    return as_text(values[0])[: _count(values)]


def _right(values: Sequence[Operand]) -> Operand:
    text, count = as_text(values[0]), _count(values)
    return text[max(0, len(text) - count) :]


def _count(values: Sequence[Operand]) -> int:
    count = as_number(values[1]) if len(values) > 1 else 1
    if not 0 <= count < 1 << 20:
        raise FormulaError
    return int(count)


def _remainder(values: Sequence[Operand]) -> Operand:
    number, divisor = as_number(values[0]), as_number(values[1])
    if not divisor:
        raise FormulaError
    return number % divisor


FUNCTIONS: Mapping[str, tuple[int, int, Function]] = {
    "AND": (1, 99, lambda values: all(_truths(values))),
    "OR": (1, 99, lambda values: any(_truths(values))),
    "NOT": (1, 1, lambda values: not as_truth(values[0])),
    "TRUE": (0, 0, lambda _: True),
    "FALSE": (0, 0, lambda _: False),
    "ISBLANK": (1, 1, lambda values: values[0] is None),
    "ISNUMBER": (1, 1, lambda values: isinstance(values[0], float)),
    "ISTEXT": (1, 1, lambda values: isinstance(values[0], str)),
    "ISODD": (1, 1, lambda values: int(as_number(values[0])) % 2 == 1),
    "ISEVEN": (1, 1, lambda values: int(as_number(values[0])) % 2 == 0),
    "LEN": (1, 1, lambda values: float(len(as_text(values[0])))),
    "TRIM": (1, 1, lambda values: " ".join(as_text(values[0]).split())),
    "UPPER": (1, 1, lambda values: as_text(values[0]).upper()),
    "LOWER": (1, 1, lambda values: as_text(values[0]).lower()),
    "EXACT": (2, 2, lambda values: as_text(values[0]) == as_text(values[1])),
    "LEFT": (1, 2, _left),
    "RIGHT": (1, 2, _right),
    "SEARCH": (2, 2, _search),
    "FIND": (2, 2, _find),
    "MOD": (2, 2, _remainder),
}
"""Each function by its name: how many values it takes at least and at most, and what it gives."""
ERROR_TESTS: Mapping[str, bool] = {"ISERROR": True, "ISERR": True, "ISNUMBER": False, "ISTEXT": False}
"""The functions that take an error for a value, and what they give for it."""


def day_number(values: Sequence[Operand], *, day_zero: date) -> float:
    """Return the day number of a year, a month and a day."""
    year, month, day = (int(as_number(value)) for value in values)
    try:
        return float((date(year, month, day) - day_zero).days)
    except (ValueError, OverflowError) as none:
        raise FormulaError from none
