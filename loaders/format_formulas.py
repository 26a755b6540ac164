"""The formulas of conditional formats that are simple: they read cells of the same row and fixed cells of the sheet."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from loaders.addresses import COLUMN_NUMBERS
from loaders.cell_values import Value
from loaders.format_functions import ERROR_TESTS, FUNCTIONS, day_number
from loaders.format_operands import COMPARE, FormulaError, Operand, as_number, as_text, compared, operand_of

_LONGEST, _DEEPEST = 1000, 30
_TOKEN = re.compile(
    r"""\s*(?:(?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+)(?![\w.])
    |(?P<text>"(?:[^"]|"")*")
    |(?P<cell>\$?[A-Za-z]{1,3}\$?[0-9]{1,7})(?![\w(!.:$])
    |(?P<name>[A-Za-z]+)(?![\w!.:$])
    |(?P<sign><=|>=|<>|[=<>&+\-*/(),]))""",
    re.VERBOSE,
)
_CELL = re.compile(r"(\$?)([A-Za-z]+)(\$?)([0-9]+)")


class NotSimpleError(Exception):
    """The formula reads more than is looked at, or uses what is not known."""


@dataclass(frozen=True, slots=True)
class Read:
    """A cell that a formula reads: its column or how many columns it is to the right, and its row if that is fixed."""

    column: int | None
    shift: int
    row: int | None


@dataclass(frozen=True, slots=True)
class Here:
    """What a formula is worked out with: the values of the cells it reads, and the place of the cell it is about."""

    values: Sequence[Value]
    column: int
    row: int


Formula = Callable[[Here], Operand]


@dataclass(slots=True)
class Base:
    """What formulas are written from.

    Attributes:
        column: the number of the column of the cell in which a formula means what it says.
        row: that of its row.
        sure: whether it is certain which cell that is; where it is not, only fixed cells are read.
        day_zero: the day from which the workbook counts days.
        reads: the cells that formulas were found to read.
        placed: whether one of them asks for the row or the column it is in.
    """

    column: int
    row: int
    day_zero: date
    sure: bool = True
    reads: list[Read] = field(default_factory=list)
    placed: bool = False


def formula_of(written: str, base: Base) -> Formula:
    """Return a formula, and note in its base what it reads. Raises NotSimpleError where it is not simple."""
    if len(written) > _LONGEST:
        raise NotSimpleError
    parser = _Parser(_tokens(written.removeprefix("=")), base)
    formula = parser.comparison()
    if parser.left:
        raise NotSimpleError
    return formula


def own_cell(base: Base) -> Formula:
    """Return the formula that gives the value of the cell it is about."""
    return _value_of(Read(None, 0, None), base)


def _tokens(written: str) -> list[tuple[str, str]]:
    tokens, place = [], 0
    text = written.rstrip()
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None or found.lastgroup is None:
            raise NotSimpleError
        tokens.append((found.lastgroup, found[found.lastgroup]))
        place = found.end()
    return tokens


def _value_of(read: Read, base: Base) -> Formula:
    if read not in base.reads:
        base.reads.append(read)
    place, day_zero = base.reads.index(read), base.day_zero
    return lambda here: operand_of(here.values[place], day_zero=day_zero)


class _Parser:
    """Reads a formula from its tokens: comparisons of joined texts of sums of products of values."""

    def __init__(self, tokens: list[tuple[str, str]], base: Base) -> None:
        self.left = tokens
        self._base = base
        self._depth = 0

    def comparison(self) -> Formula:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotSimpleError
        formula = self._joined()
        while sign := self._next_sign(*COMPARE):
            formula = _comparison(formula, sign, self._joined())
        self._depth -= 1
        return formula

    def _joined(self) -> Formula:
        formula = self._sum()
        while self._next_sign("&"):
            formula = _joined(formula, self._sum())
        return formula

    def _sum(self) -> Formula:
        formula = self._product()
        while sign := self._next_sign("+", "-"):
            formula = _reckoned(formula, sign, self._product())
        return formula

    def _product(self) -> Formula:
        formula = self._signed()
        while sign := self._next_sign("*", "/"):
            formula = _reckoned(formula, sign, self._signed())
        return formula

    def _signed(self) -> Formula:
        minus = False
        while sign := self._next_sign("+", "-"):
            minus ^= sign == "-"
        formula = self._single()
        return _reckoned(lambda _: 0.0, "-", formula) if minus else formula

    def _single(self) -> Formula:
        if not self.left:
            raise NotSimpleError
        kind, written = self.left.pop(0)
        if kind == "number":
            number = float(written)
            return lambda _: number
        if kind == "text":
            text = written[1:-1].replace('""', '"')
            return lambda _: text
        if kind == "cell":
            return _value_of(self._read(written), self._base)
        if kind == "name":
            return self._named(written.upper())
        if written != "(":
            raise NotSimpleError
        formula = self.comparison()
        self._expect(")")
        return formula

    def _named(self, name: str) -> Formula:
        if name in ("TRUE", "FALSE") and not (self.left and self.left[0][1] == "("):
            return lambda _: name == "TRUE"
        self._expect("(")
        values: list[Formula] = []
        while not self._next_sign(")"):
            if values:
                self._expect(",")
            values.append(self.comparison())
        return _called(name, values, self._base)

    def _read(self, written: str) -> Read:
        found = _CELL.fullmatch(written)
        if found is None:
            raise NotSimpleError
        fixed, letters, fixed_row, digits = found.groups()
        number, row, base = COLUMN_NUMBERS[letters.upper()], int(digits), self._base
        if not (fixed and fixed_row) and not base.sure:
            raise NotSimpleError
        if not fixed_row and row != base.row:
            raise NotSimpleError
        return Read(number if fixed else None, 0 if fixed else number - base.column, row if fixed_row else None)

    def _next_sign(self, *signs: str) -> str:
        if self.left and self.left[0][0] == "sign" and self.left[0][1] in signs:
            return self.left.pop(0)[1]
        return ""

    def _expect(self, sign: str) -> None:
        if not self._next_sign(sign):
            raise NotSimpleError


def _comparison(left: Formula, sign: str, right: Formula) -> Formula:
    return lambda here: compared(left(here), sign, right(here))


def _joined(left: Formula, right: Formula) -> Formula:
    return lambda here: as_text(left(here)) + as_text(right(here))


def _reckoned(left: Formula, sign: str, right: Formula) -> Formula:
    def reckon(here: Here) -> Operand:
        one, other = as_number(left(here)), as_number(right(here))
        if sign == "/" and not other:
            raise FormulaError
        return {"+": one + other, "-": one - other, "*": one * other}[sign] if sign != "/" else one / other

    return reckon


def _called(name: str, values: list[Formula], base: Base) -> Formula:
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
