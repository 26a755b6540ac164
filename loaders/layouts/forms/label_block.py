"""A form as it stands on its sheet: its labels with their cells, and the rows around them."""

from dataclasses import dataclass, field

from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value
from loaders.layouts.forms.labels import Place, understood
from loaders.vocabulary.heading_aliases import ColumnMeaning


@dataclass(slots=True, eq=False)
class Label:
    """A label with its values.

    Attributes:
        beside: the cells beside it, in its own row.
        more: the cells of the rows below that have no label and go on with it.
        group: the round that stands above it, or before it in its row, if one does.
        is_ref: whether it stands for refs, though it does not say so.
    """

    place: Place
    value: Value
    beside: list[Place] = field(default_factory=list)
    more: list[Place] = field(default_factory=list)
    group: "Label | None" = None
    is_ref: bool = False

    @property
    def meaning(self) -> ColumnMeaning | None:
        """What it means; None where nobody knows."""
        return ColumnMeaning.REF if self.is_ref else understood(self.value).meaning


@dataclass(slots=True, eq=False)
class Block:
    """Labels under one another that belong together, the rows right above them, and rows among them without a label.

    Attributes:
        groups: the rounds that stand over or before labels.
        beside: cells that were read as nothing, beside labels.
    """

    sheet: SheetCells
    labels: list[Label] = field(default_factory=list)
    groups: list[Label] = field(default_factory=list)
    beside: list[Place] = field(default_factory=list)
    above: list[CellRow] = field(default_factory=list)
    strays: list[CellRow] = field(default_factory=list)
    below: list[CellRow] = field(default_factory=list)

    def has(self, *meanings: ColumnMeaning) -> bool:
        """Say whether a label has one of these meanings."""
        return any(label.meaning in meanings for label in self.labels)

    @property
    def rows(self) -> list[CellRow]:
        """All its rows, with those above and below."""
        first, last = self.labels[0].place[1], self.last_row
        return [*self.above, *(row for row in self.sheet.rows if first <= row.number <= last), *self.below]

    @property
    def last_row(self) -> int:
        """The number of the last row that it takes up."""
        return max(row for label in self.labels for _, row in (label.place, *label.beside, *label.more))
