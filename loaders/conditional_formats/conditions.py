"""The conditions of conditional formats that are simple: what must hold in a row for a rule to colour its cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from loaders.cells.values import ErrorCell, UncalculatedCell, plain_text
from loaders.conditional_formats.cell_references import Base, Formula, Here, NotSimpleError, Read, own_cell
from loaders.conditional_formats.formula_operands import FormulaError, UnknownValueError, compared
from loaders.conditional_formats.formula_parser import formula_of

Test = Callable[[Here], bool | None]
"""Whether a rule holds; None where nobody can say."""
OPERATORS: Mapping[str, str] = {
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
_OWN = Read(None, 0, None)


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold: a test of the cells it reads.

    Attributes:
        placed: whether the test asks for the row or the column it is in, so that equal values need not be alike.
    """

    test: Test
    reads: tuple[Read, ...]
    placed: bool = False

    @property
    def of_rows(self) -> bool:
        """Whether it is the same for every cell of a row."""
        return not self.placed and all(read.column is not None for read in self.reads)


def compared_with(sign: str, written: str, base: Base) -> Condition | None:
    """Return the condition that a cell compares with a formula in a way; None where the formula is not simple."""
    return _condition(lambda: _compared(own_cell(base), sign, formula_of(written, base)), base)


def between(first: str, second: str, base: Base, *, within: bool) -> Condition | None:
    """Return the condition that a cell lies between two formulas, whichever is the greater, or outside of them."""

    def formula() -> Formula:
        own, one, other = own_cell(base), formula_of(first, base), formula_of(second, base)
        return lambda here: _between(here, own, one, other) is within

    return _condition(formula, base)


def formula_holds(written: str, base: Base) -> Condition | None:
    """Return the condition that a formula gives TRUE or a number above or below 0; None where it is not simple."""
    return _condition(lambda: formula_of(written, base), base)


def text_condition(kind: str, part: str) -> Condition | None:
    """Return the condition that a cell contains, begins or ends with a text; None where that may be a pattern."""
    holds, folded = _TEXT_TESTS[kind], part.casefold()
    if not part or set(part) & set("*?~"):
        return None

    def test(here: Here) -> bool | None:
        (value,) = here.values
        if isinstance(value, UncalculatedCell):
            return None
        return not isinstance(value, ErrorCell) and holds(plain_text(value).casefold(), folded)

    return Condition(test, (_OWN,))


def blank_condition(*, blank: bool) -> Condition:
    """Return the condition that a cell shows nothing, or that it shows something."""

    def test(here: Here) -> bool | None:
        (value,) = here.values
        return None if isinstance(value, UncalculatedCell) else (plain_text(value) == "") is blank

    return Condition(test, (_OWN,))


def _condition(make: Callable[[], Formula], base: Base) -> Condition | None:
    try:
        formula = make()
    except NotSimpleError:
        return None

    def test(here: Here) -> bool | None:
        try:
            found = formula(here)
        except FormulaError:
            return False
        except UnknownValueError:
            return None
        return bool(found) and not isinstance(found, str)

    return Condition(test, tuple(base.reads), base.placed)


def _compared(left: Formula, sign: str, right: Formula) -> Formula:
    return lambda here: compared(left(here), sign, right(here))


def _between(here: Here, own: Formula, one: Formula, other: Formula) -> bool:
    found, first, second = own(here), one(here), other(here)
    least, most = (second, first) if compared(second, "<", first) else (first, second)
    return compared(least, "<=", found) and compared(found, "<=", most)
