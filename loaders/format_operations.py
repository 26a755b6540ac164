"""What the signs and the functions of a simple formula do with the formulas they stand between."""

from collections.abc import Sequence

from loaders.format_functions import ERROR_TESTS, FUNCTIONS, day_number
from loaders.format_operands import FormulaError, Operand, as_number, as_text, compared
from loaders.format_reads import Base, Formula, Here, NotSimpleError


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
