"""A form as it stands on its sheet: its labels with their cells, and the rows around them."""

from dataclasses import dataclass, field

from loaders.cells.addresses import CellAddress
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value
from loaders.layouts.forms.labels import match_label
from loaders.vocabulary.heading_aliases import ColumnMeaning


@dataclass(slots=True, eq=False)
class FormLabel:
    """A label with its values.

    Attributes:
        beside: the cells beside it, in its own row.
        more: the cells of the rows below that have no label and go on with it.
        group: the round that stands above it, or before it in its row, if one does.
        is_ref: whether it stands for refs, though it does not say so.
    """

    address: CellAddress
    value: Value
    value_cells: list[CellAddress] = field(default_factory=list)
    continuation_cells: list[CellAddress] = field(default_factory=list)
    round_label: "FormLabel | None" = None
    is_ref: bool = False

    @property
    def meaning(self) -> ColumnMeaning | None:
        """What it means; None where nobody knows."""
        return ColumnMeaning.REF if self.is_ref else match_label(self.value).meaning


@dataclass(slots=True, eq=False)
class LabelBlock:
    """Labels under one another that belong together, the rows right above them, and rows among them without a label.

    Attributes:
        groups: the rounds that stand over or before labels.
        beside: cells that were read as nothing, beside labels.
    """

    sheet: SheetCells
    labels: list[FormLabel] = field(default_factory=list)
    round_labels: list[FormLabel] = field(default_factory=list)
    unread_cells: list[CellAddress] = field(default_factory=list)
    rows_above: list[CellRow] = field(default_factory=list)
    unlabelled_rows: list[CellRow] = field(default_factory=list)
    rows_below: list[CellRow] = field(default_factory=list)

    def has(self, *meanings: ColumnMeaning) -> bool:
        """Say whether a label has one of these meanings."""
        return any(label.meaning in meanings for label in self.labels)

    @property
    def rows(self) -> list[CellRow]:
        """All its rows, with those above and below."""
        first, last = self.labels[0].address[1], self.last_row
        return [*self.rows_above, *(row for row in self.sheet.rows if first <= row.number <= last), *self.rows_below]

    @property
    def last_row(self) -> int:
        """The number of the last row that it takes up."""
        return max(
            row for label in self.labels for _, row in (label.address, *label.value_cells, *label.continuation_cells)
        )
