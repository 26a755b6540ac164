"""A block of labels on a sheet: its labels with their cells, and the rows around them."""

from dataclasses import dataclass

from loaders.cells.addresses import CellAddress
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value
from loaders.layouts.forms.labels import match_label
from loaders.vocabulary.heading_aliases import ColumnMeaning

FIRST_MEANINGS = (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION)
"""The meanings that the first label of a form has, of which it has only one."""


@dataclass(frozen=True, slots=True, eq=False)
class FormLabel:
    """A label of a form with its values.

    Attributes:
        value_cells: the cells next to it, in its row.
        continuation_cells: the cells of rows below without a label that continue its value.
        round_label: the round above it, or before it in its row.
        is_ref: whether its values are refs, though its text is not a heading for refs.
    """

    address: CellAddress
    value: Value
    value_cells: tuple[CellAddress, ...] = ()
    continuation_cells: tuple[CellAddress, ...] = ()
    round_label: "FormLabel | None" = None
    is_ref: bool = False

    @property
    def meaning(self) -> ColumnMeaning | None:
        """What it means; None where it is unknown."""
        return ColumnMeaning.REF if self.is_ref else match_label(self.value).meaning


@dataclass(frozen=True, slots=True, eq=False)
class LabelBlock:
    """A block of labels that belong together, with the rows around it.

    Attributes:
        rows_above: the rows directly above the labels.
        unlabelled_rows: rows among the labels that have no label.
        rows_below: the rows below the labels.
    """

    sheet: SheetCells
    labels: tuple[FormLabel, ...] = ()
    rows_above: tuple[CellRow, ...] = ()
    unlabelled_rows: tuple[CellRow, ...] = ()
    rows_below: tuple[CellRow, ...] = ()

    def has(self, *meanings: ColumnMeaning) -> bool:
        """Return whether a label has one of these meanings."""
        return any(label.meaning in meanings for label in self.labels)

    def value_at(self, cell: CellAddress) -> Value:
        """Return the value of a cell of its sheet."""
        row = next((row for row in self.sheet.rows if row.number == cell[1]), None)
        return row.value_at(cell[0]) if row is not None else None

    @property
    def rows(self) -> tuple[CellRow, ...]:
        """All its rows, with those above and below."""
        first, last = self.labels[0].address[1], self.last_row
        return (*self.rows_above, *(row for row in self.sheet.rows if first <= row.number <= last), *self.rows_below)

    @property
    def last_row(self) -> int:
        """The number of its last row."""
        return max(
            row for label in self.labels for _, row in (label.address, *label.value_cells, *label.continuation_cells)
        )
