"""Parse the simple formulas of conditional formats: they read cells of the same row and fixed cells of the sheet."""

import re

from loaders.cells.addresses import COLUMN_NUMBERS
from loaders.conditional_formats.cell_references import AnchorCell, CellReference, Formula, NotSimpleError, cell_value
from loaders.conditional_formats.formula_functions import calculate, call_function, compare_formulas, join_formulas
from loaders.conditional_formats.formula_operands import COMPARE

_MAX_LENGTH, _MAX_DEPTH = 1000, 30
_TOKEN = re.compile(
    r"""\s*(?:(?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+)(?![\w.])
    |(?P<text>"(?:[^"]|"")*")
    |(?P<cell>\$?[A-Za-z]{1,3}\$?[0-9]{1,7})(?![\w(!.:$])
    |(?P<name>[A-Za-z]+)(?![\w!.:$])
    |(?P<sign><=|>=|<>|[=<>&+\-*/(),]))""",
    re.VERBOSE,
)
_CELL = re.compile(r"(\$?)([A-Za-z]+)(\$?)([0-9]+)")


def parse_formula(written: str, anchor: AnchorCell) -> Formula:
    """Return a parsed formula; the anchor collects the cells it reads. Raises NotSimpleError if it is not simple."""
    if len(written) > _MAX_LENGTH:
        raise NotSimpleError
    parser = _Parser(_tokens(written.removeprefix("=")), anchor)
    formula = parser.comparison()
    if parser.remaining:
        raise NotSimpleError
    return formula


def _tokens(written: str) -> list[tuple[str, str]]:
    tokens, position = [], 0
    text = written.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise NotSimpleError
        tokens.append((match.lastgroup, match[match.lastgroup]))
        position = match.end()
    return tokens


class _Parser:
    """Parses the tokens of a formula by precedence: comparison, concatenation, sum, product, sign, operand."""

    def __init__(self, tokens: list[tuple[str, str]], anchor: AnchorCell) -> None:
        self.remaining = tokens
        self._anchor = anchor
        self._depth = 0

    def comparison(self) -> Formula:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise NotSimpleError
        formula = self._concatenation()
        while sign := self._next_sign(*COMPARE):
            formula = compare_formulas(formula, sign, self._concatenation())
        self._depth -= 1
        return formula

    def _concatenation(self) -> Formula:
        formula = self._sum()
        while self._next_sign("&"):
            formula = join_formulas(formula, self._sum())
        return formula

    def _sum(self) -> Formula:
        formula = self._product()
        while sign := self._next_sign("+", "-"):
            formula = calculate(formula, sign, self._product())
        return formula

    def _product(self) -> Formula:
        formula = self._signed()
        while sign := self._next_sign("*", "/"):
            formula = calculate(formula, sign, self._signed())
        return formula

    def _signed(self) -> Formula:
        minus = False
        while sign := self._next_sign("+", "-"):
            minus ^= sign == "-"
        formula = self._operand()
        return calculate(lambda _: 0.0, "-", formula) if minus else formula

    def _operand(self) -> Formula:
        if not self.remaining:
            raise NotSimpleError
        kind, written = self.remaining.pop(0)
        if kind == "number":
            number = float(written)
            return lambda _: number
        if kind == "text":
            text = written[1:-1].replace('""', '"')
            return lambda _: text
        if kind == "cell":
            return cell_value(self._cell_reference(written), self._anchor)
        if kind == "name":
            return self._name(written.upper())
        if written != "(":
            raise NotSimpleError
        formula = self.comparison()
        self._expect(")")
        return formula

    def _name(self, name: str) -> Formula:
        if name in ("TRUE", "FALSE") and not (self.remaining and self.remaining[0][1] == "("):
            return lambda _: name == "TRUE"
        self._expect("(")
        values: list[Formula] = []
        while not self._next_sign(")"):
            if values:
                self._expect(",")
            values.append(self.comparison())
        return call_function(name, values, self._anchor)

    def _cell_reference(self, written: str) -> CellReference:
        match = _CELL.fullmatch(written)
        if match is None:
            raise NotSimpleError
        fixed_column, letters, fixed_row, digits = match.groups()
        number, row, anchor = COLUMN_NUMBERS[letters.upper()], int(digits), self._anchor
        if not (fixed_column and fixed_row) and not anchor.is_certain:
            raise NotSimpleError
        if not fixed_row and row != anchor.row:
            raise NotSimpleError
        return CellReference(
            number if fixed_column else None, 0 if fixed_column else number - anchor.column, row if fixed_row else None
        )

    def _next_sign(self, *signs: str) -> str:
        if self.remaining and self.remaining[0][0] == "sign" and self.remaining[0][1] in signs:
            return self.remaining.pop(0)[1]
        return ""

    def _expect(self, sign: str) -> None:
        if not self._next_sign(sign):
            raise NotSimpleError
