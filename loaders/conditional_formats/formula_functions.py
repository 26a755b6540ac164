"""The functions and operators that a simple formula of a conditional format may use."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from loaders.conditional_formats.cell_references import AnchorCell, CellContext, Formula, NotSimpleError
from loaders.conditional_formats.formula_operands import (
    FormulaError,
    Operand,
    UnknownValueError,
    as_boolean,
    as_number,
    as_text,
    compare_operands,
)
from model.text import normalise_space

Function = Callable[[Sequence[Operand]], Operand]
_WILDCARDS = frozenset("*?~")


def _day_number(values: Sequence[Operand], *, day_zero: date) -> float:
    """Return the number of days from day zero to a year, a month and a day."""
    year, month, day = (int(as_number(value)) for value in values)
    try:
        return float((date(year, month, day) - day_zero).days)
    except (ValueError, OverflowError) as none:
        raise FormulaError from none


def compare_formulas(left: Formula, sign: str, right: Formula) -> Formula:
    """Return the formula that compares the results of two formulas."""
    return lambda context: compare_operands(left(context), sign, right(context))


def join_formulas(left: Formula, right: Formula) -> Formula:
    """Return the formula that joins the texts of two formulas."""
    return lambda context: as_text(left(context)) + as_text(right(context))


def calculate(left: Formula, sign: str, right: Formula) -> Formula:
    """Return the formula that adds, subtracts, multiplies or divides the results of two formulas."""

    def apply_operator(context: CellContext) -> Operand:
        first, second = as_number(left(context)), as_number(right(context))
        if sign == "/" and not second:
            raise FormulaError
        return {"+": first + second, "-": first - second, "*": first * second}[sign] if sign != "/" else first / second

    return apply_operator


def call_function(name: str, values: Sequence[Formula], anchor: AnchorCell) -> Formula:
    """Return the formula that calls a function. Raises NotSimpleError if the function is not supported."""
    if name in ("ROW", "COLUMN") and not values:
        anchor.uses_position = True
        return (lambda context: float(context.row)) if name == "ROW" else (lambda context: float(context.column))
    if name == "DATE" and len(values) == 3:
        return lambda context: _day_number([value(context) for value in values], day_zero=anchor.day_zero)
    if name in ERROR_TESTS and len(values) == 1:
        return _error_test(name, values[0])
    least, most, function = FUNCTIONS.get(name, (1, 0, None))
    if function is None or not least <= len(values) <= most:
        raise NotSimpleError
    return lambda context: function([value(context) for value in values])


def _error_test(name: str, value: Formula) -> Formula:
    def test(context: CellContext) -> Operand:
        try:
            found = value(context)
        except FormulaError:
            return ERROR_TESTS[name]
        return FUNCTIONS[name][2]([found]) if name in FUNCTIONS else False

    return test


def _search_text(values: Sequence[Operand]) -> Operand:
    """Return the position of a text in another, ignoring case, counted from 1."""
    part, text = as_text(values[0]).casefold(), as_text(values[1]).casefold()
    if _WILDCARDS & set(part):
        raise UnknownValueError
    if part not in text:
        raise FormulaError
    return float(text.index(part) + 1)


def _to_booleans(values: Sequence[Operand]) -> list[bool]:
    """Return every value as a boolean; all are converted, so that an error in any of them is an error."""
    return [as_boolean(value) for value in values]


def _find_text(values: Sequence[Operand]) -> Operand:
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
    "AND": (1, 99, lambda values: all(_to_booleans(values))),
    "OR": (1, 99, lambda values: any(_to_booleans(values))),
    "NOT": (1, 1, lambda values: not as_boolean(values[0])),
    "TRUE": (0, 0, lambda _: True),
    "FALSE": (0, 0, lambda _: False),
    "ISBLANK": (1, 1, lambda values: values[0] is None),
    "ISNUMBER": (1, 1, lambda values: isinstance(values[0], float)),
    "ISTEXT": (1, 1, lambda values: isinstance(values[0], str)),
    "ISODD": (1, 1, lambda values: int(as_number(values[0])) % 2 == 1),
    "ISEVEN": (1, 1, lambda values: int(as_number(values[0])) % 2 == 0),
    "LEN": (1, 1, lambda values: float(len(as_text(values[0])))),
    "TRIM": (1, 1, lambda values: normalise_space(as_text(values[0]))),
    "UPPER": (1, 1, lambda values: as_text(values[0]).upper()),
    "LOWER": (1, 1, lambda values: as_text(values[0]).lower()),
    "EXACT": (2, 2, lambda values: as_text(values[0]) == as_text(values[1])),
    "LEFT": (1, 2, _left),
    "RIGHT": (1, 2, _right),
    "SEARCH": (2, 2, _search_text),
    "FIND": (2, 2, _find_text),
    "MOD": (2, 2, _remainder),
}
"""Each function by its name: its least and most arguments, and its implementation."""
ERROR_TESTS: Mapping[str, bool] = {"ISERROR": True, "ISERR": True, "ISNUMBER": False, "ISTEXT": False}
"""The functions that accept an error as their argument, and their result for it."""
