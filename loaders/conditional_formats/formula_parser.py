"""The formulas of conditional formats that are simple: they read cells of the same row and fixed cells of the sheet."""

import re

from loaders.cells.addresses import COLUMN_NUMBERS
from loaders.conditional_formats.cell_references import Base, Formula, NotSimpleError, Read, value_of
from loaders.conditional_formats.formula_functions import called, comparison, joined, reckoned
from loaders.conditional_formats.formula_operands import COMPARE

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


def formula_of(written: str, base: Base) -> Formula:
    """Return a formula, and note in its base what it reads. Raises NotSimpleError where it is not simple."""
    if len(written) > _LONGEST:
        raise NotSimpleError
    parser = _Parser(_tokens(written.removeprefix("=")), base)
    formula = parser.comparison()
    if parser.left:
        raise NotSimpleError
    return formula


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
            formula = comparison(formula, sign, self._joined())
        self._depth -= 1
        return formula

    def _joined(self) -> Formula:
        formula = self._sum()
        while self._next_sign("&"):
            formula = joined(formula, self._sum())
        return formula

    def _sum(self) -> Formula:
        formula = self._product()
        while sign := self._next_sign("+", "-"):
            formula = reckoned(formula, sign, self._product())
        return formula

    def _product(self) -> Formula:
        formula = self._signed()
        while sign := self._next_sign("*", "/"):
            formula = reckoned(formula, sign, self._signed())
        return formula

    def _signed(self) -> Formula:
        minus = False
        while sign := self._next_sign("+", "-"):
            minus ^= sign == "-"
        formula = self._single()
        return reckoned(lambda _: 0.0, "-", formula) if minus else formula

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
            return value_of(self._read(written), self._base)
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
        return called(name, values, self._base)

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
