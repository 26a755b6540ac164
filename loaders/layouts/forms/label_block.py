"""A block of labels on a sheet: its labels with their cells, the rows around them, and the entries of a form."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.cells.addresses import CellAddress
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value
from loaders.layouts.forms.labels import is_known, match_label, normalise_label
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


def item_columns(block: LabelBlock) -> list[int]:
    """Return the columns with a recommendation each; none where the form is of one recommendation.

    A single cell next to the ref or the text of the only recommendation is no other one.
    """
    known = [label for label in block.labels if label.is_ref or is_known(label.value)]
    counts = Counter(column for label in known for column, _ in label.value_cells)
    by_label = [
        {column for column, _ in label.value_cells} for label in block.labels if label.meaning in FIRST_MEANINGS
    ]
    columns = set().union(*by_label)
    is_single = len(by_label) > 1 and all(len(found_columns) <= 1 for found_columns in by_label)
    return [] if is_single or sum(counts[column] > 1 for column in columns) <= 1 else sorted(columns)


def dated_entry_starts(labels: Sequence[FormLabel]) -> list[int]:
    """Return the indices where the entry of another date begins: at the first label that repeats with every date."""
    words = [normalise_label(label.value) for label in labels]
    dated = [word for word, label in zip(words, labels, strict=True) if label.meaning is ColumnMeaning.DATE]
    times = max((words.count(word) for word in dated), default=0)
    if times <= 1:
        return []
    first = next(word for word in words if words.count(word) == times)
    return [index for index, word in enumerate(words) if word == first][1:]
