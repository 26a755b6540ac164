"""The conditions of simple conditional formats: what must be true for a rule to colour a cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from loaders.cells.values import ErrorCell, UncalculatedCell, plain_text
from loaders.conditional_formats.cell_references import (
    AnchorCell,
    CellContext,
    CellReference,
    Formula,
    NotSimpleError,
    current_cell,
)
from loaders.conditional_formats.formula_operands import FormulaError, UnknownValueError, compare_operands
from loaders.conditional_formats.formula_parser import parse_formula

ConditionTest = Callable[[CellContext], bool | None]
"""Whether a condition holds; None if that is unknown."""
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
_CURRENT_CELL = CellReference(None, 0, None)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition: a test, and the cells that it reads.

    Attributes:
        uses_position: whether the test asks for the row or the column of its cell, so that equal values may differ.
    """

    test: ConditionTest
    references: tuple[CellReference, ...]
    uses_position: bool = False

    @property
    def is_row_wide(self) -> bool:
        """Whether its result is the same for every cell of a row."""
        return not self.uses_position and all(read.column is not None for read in self.references)


def comparison_condition(sign: str, written: str, anchor: AnchorCell) -> Condition | None:
    """Return the condition that a comparison of a cell with a formula holds; None if the formula is not simple."""
    return _condition(lambda: _compare_with(current_cell(anchor), sign, parse_formula(written, anchor)), anchor)


def between_condition(first: str, second: str, anchor: AnchorCell, *, within: bool) -> Condition | None:
    """Return the condition that a cell lies between two formulas, in either order, or outside of them."""

    def formula() -> Formula:
        current, start, end = current_cell(anchor), parse_formula(first, anchor), parse_formula(second, anchor)
        return lambda context: _is_between(context, current, start, end) is within

    return _condition(formula, anchor)


def formula_condition(written: str, anchor: AnchorCell) -> Condition | None:
    """Return the condition that a formula gives TRUE or a number other than 0; None if it is not simple."""
    return _condition(lambda: parse_formula(written, anchor), anchor)


def text_condition(kind: str, part: str) -> Condition | None:
    """Return the condition that a cell contains, begins or ends with a text; None if that may have wildcards."""
    holds, search_text = _TEXT_TESTS[kind], part.casefold()
    if not part or set(part) & set("*?~"):
        return None

    def test(context: CellContext) -> bool | None:
        (value,) = context.values
        if isinstance(value, UncalculatedCell):
            return None
        return not isinstance(value, ErrorCell) and holds(plain_text(value).casefold(), search_text)

    return Condition(test, (_CURRENT_CELL,))


def blank_condition(*, blank: bool) -> Condition:
    """Return the condition that a cell is blank, or that it is not."""

    def test(context: CellContext) -> bool | None:
        (value,) = context.values
        return None if isinstance(value, UncalculatedCell) else (plain_text(value) == "") is blank

    return Condition(test, (_CURRENT_CELL,))


def _condition(make: Callable[[], Formula], anchor: AnchorCell) -> Condition | None:
    try:
        formula = make()
    except NotSimpleError:
        return None

    def test(context: CellContext) -> bool | None:
        try:
            found = formula(context)
        except FormulaError:
            return False
        except UnknownValueError:
            return None
        return bool(found) and not isinstance(found, str)

    return Condition(test, tuple(anchor.references), anchor.uses_position)


def _compare_with(left: Formula, sign: str, right: Formula) -> Formula:
    return lambda context: compare_operands(left(context), sign, right(context))


def _is_between(context: CellContext, current: Formula, start: Formula, end: Formula) -> bool:
    found, first, second = current(context), start(context), end(context)
    least, most = (second, first) if compare_operands(second, "<", first) else (first, second)
    return compare_operands(least, "<=", found) and compare_operands(found, "<=", most)
