"""The functions that a simple formula of a conditional format may use. None of them looks beyond its own values."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from loaders.conditional_formats.cell_references import Base, Formula, Here, NotSimpleError
from loaders.conditional_formats.formula_operands import (
    FormulaError,
    Operand,
    UnknownValueError,
    as_number,
    as_text,
    as_truth,
    compared,
)

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


def comparison(left: Formula, sign: str, right: Formula) -> Formula:
    """Return the formula that says whether a comparison of two holds."""
    return lambda here: compared(left(here), sign, right(here))


def joined(left: Formula, right: Formula) -> Formula:
    """Return the formula that joins the texts of two."""
    return lambda here: as_text(left(here)) + as_text(right(here))


def reckoned(left: Formula, sign: str, right: Formula) -> Formula:
    """Return the formula that adds, takes away, multiplies or divides."""

    def reckon(here: Here) -> Operand:
        one, other = as_number(left(here)), as_number(right(here))
        if sign == "/" and not other:
            raise FormulaError
        return {"+": one + other, "-": one - other, "*": one * other}[sign] if sign != "/" else one / other

    return reckon


def called(name: str, values: Sequence[Formula], base: Base) -> Formula:
    """Return the formula that calls a function. Raises NotSimpleError where it is not one that is known."""
    if name in ("ROW", "COLUMN") and not values:
        base.placed = True
        return (lambda here: float(here.row)) if name == "ROW" else (lambda here: float(here.column))
    if name == "DATE" and len(values) == 3:
        return lambda here: day_number([value(here) for value in values], day_zero=base.day_zero)
    if name in ERROR_TESTS and len(values) == 1:
        return _error_test(name, values[0])
    least, most, function = FUNCTIONS.get(name, (1, 0, None))
    if function is None or not least <= len(values) <= most:
        raise NotSimpleError
    return lambda here: function([value(here) for value in values])


def _error_test(name: str, value: Formula) -> Formula:
    def test(here: Here) -> Operand:
        try:
            found = value(here)
        except FormulaError:
            return ERROR_TESTS[name]
        return FUNCTIONS[name][2]([found]) if name in FUNCTIONS else False

    return test
