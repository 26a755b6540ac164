"""The cells that a formula of a conditional format reads: of the same row, and fixed cells of the sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from loaders.cells.values import Value
from loaders.conditional_formats.formula_operands import Operand, to_operand


class NotSimpleError(Exception):
    """The formula reads cells of other rows, or uses a function that is not supported."""


@dataclass(frozen=True, slots=True)
class CellReference:
    """A cell that a formula reads: its column, or its offset in columns, and its row if that is fixed."""

    column: int | None
    shift: int
    row: int | None


@dataclass(frozen=True, slots=True)
class CellContext:
    """The input of a formula: the values of the cells that it reads, and the column and row of its cell."""

    values: Sequence[Value]
    column: int
    row: int


Formula = Callable[[CellContext], Operand]


@dataclass(slots=True)
class AnchorCell:
    """The cell to which the relative references of formulas refer, and what parsing them found.

    Attributes:
        column: the number of its column.
        row: the number of its row.
        is_certain: whether it is certain which cell that is; if not, only fixed cells are read.
        day_zero: the day from which the workbook counts days.
        references: the cells that the formulas read.
        uses_position: whether a formula asks for the row or the column of its cell.
    """

    column: int
    row: int
    day_zero: date
    is_certain: bool = True
    references: list[CellReference] = field(default_factory=list)
    uses_position: bool = False


def current_cell(anchor: AnchorCell) -> Formula:
    """Return the formula for the value of the cell itself."""
    return cell_value(CellReference(None, 0, None), anchor)


def cell_value(reference: CellReference, anchor: AnchorCell) -> Formula:
    """Return the formula for the value of a cell, and add the cell to the references of the anchor."""
    if reference not in anchor.references:
        anchor.references.append(reference)
    index, day_zero = anchor.references.index(reference), anchor.day_zero
    return lambda context: to_operand(context.values[index], day_zero=day_zero)
