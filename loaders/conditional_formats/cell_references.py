"""What a formula of a conditional format reads: cells of the same row, and fixed cells of the sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from loaders.cells.values import Value
from loaders.conditional_formats.formula_operands import Operand, operand_of


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


def own_cell(base: Base) -> Formula:
    """Return the formula that gives the value of the cell it is about."""
    return value_of(Read(None, 0, None), base)


def value_of(read: Read, base: Base) -> Formula:
    """Return the formula that gives the value of a cell, and note that it is read."""
    if read not in base.reads:
        base.reads.append(read)
    place, day_zero = base.reads.index(read), base.day_zero
    return lambda here: operand_of(here.values[place], day_zero=day_zero)
