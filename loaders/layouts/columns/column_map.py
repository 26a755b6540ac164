"""How the columns of a table were understood: what an item has once, and what each of its rounds has."""

from dataclasses import dataclass, field

from loaders.cells.values import Value
from loaders.layouts.tables.header_rows import Heading
from loaders.vocabulary.heading_aliases import ColumnMeaning

ITEM_FIELDS = (
    ColumnMeaning.REVIEW,
    ColumnMeaning.REF,
    ColumnMeaning.LETTER,
    ColumnMeaning.TITLE,
    ColumnMeaning.RECOMMENDATION,
    ColumnMeaning.THEME,
    ColumnMeaning.LEAD_AGENCY,
    ColumnMeaning.SUPPORTING,
    ColumnMeaning.LEAD_ROLE,
    ColumnMeaning.ACCEPTED,
    ColumnMeaning.TARGET,
    ColumnMeaning.RELATED,
    ColumnMeaning.TITLE_CY,
    ColumnMeaning.RECOMMENDATION_CY,
)
UPDATE_FIELDS = (
    ColumnMeaning.STATUS,
    ColumnMeaning.UPDATE,
    ColumnMeaning.RESPONSE,
    ColumnMeaning.EVIDENCE,
    ColumnMeaning.RATED_BY,
    ColumnMeaning.BASIS,
    ColumnMeaning.KIND,
    ColumnMeaning.UPDATE_CY,
)
SAYS_BY_ITSELF = (ColumnMeaning.COMPLETED, ColumnMeaning.STATUS_APART)
"""What is kept as evidence and is something that was said also where nothing else is."""
PROMISE_FIELDS = (
    ColumnMeaning.ACTIVITY,
    ColumnMeaning.DUE,
    ColumnMeaning.WITH,
    ColumnMeaning.DONE,
    ColumnMeaning.OUTCOME,
)


@dataclass(slots=True)
class Round:
    """The columns of one round: `value` and `cell` are its heading's; both are None where no heading names a round."""

    value: Value
    cell: str | None
    columns: dict[ColumnMeaning, Heading] = field(default_factory=dict)
    more: list[Heading] = field(default_factory=list)
    """Further columns of update text, whose words are added as lines of their own."""
    kept: list[Heading] = field(default_factory=list)
    """Columns that are kept as evidence of its updates: ratings of something else than progress, days of completion."""
    cells: tuple[tuple[str, int], ...] = ()
    """Each field of its updates with the number of its column; a response stands apart."""


@dataclass(slots=True)
class Columns:
    """How the columns of a table were understood.

    Attributes:
        once: the column of each field that an item has once.
        rounds: the columns of each round, in the order of the table.
        unread: headings that are known and were passed over, or unknown, with the reason.
        rivals: pairs of headings of which neither can be told to be the status.
        settled: the heading that was taken for the status, and one that may be it as well and is kept as evidence.
        placed: headings that name no round and were given one by where they stand, with the round's words.
        kept: columns without a round that are kept as evidence of the latest update of each row.
        actions: columns of what is to be done about an item, beside its text: each row of an item is one action.
        background: columns of what else is said of an item itself: each cell is a line below its text.
        cells: each field of an item with the number of its column.
    """

    once: dict[ColumnMeaning, Heading] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=list)
    unread: list[tuple[Heading, str]] = field(default_factory=list)
    rivals: list[tuple[Heading, Heading]] = field(default_factory=list)
    settled: list[tuple[Heading, Heading]] = field(default_factory=list)
    placed: list[tuple[Heading, str]] = field(default_factory=list)
    kept: list[Heading] = field(default_factory=list)
    actions: list[Heading] = field(default_factory=list)
    background: list[Heading] = field(default_factory=list)
    cells: tuple[tuple[str, int], ...] = ()

    @property
    def dated(self) -> bool:
        """Whether each row says when it is from."""
        return ColumnMeaning.DATE in self.once

    @property
    def status_columns(self) -> set[int]:
        """The numbers of the columns that hold statuses."""
        return {one.columns[ColumnMeaning.STATUS].column for one in self.rounds if ColumnMeaning.STATUS in one.columns}

    def column(self, meaning: ColumnMeaning) -> int | None:
        """Return the number of a field's column."""
        heading = self.once.get(meaning)
        return heading.column if heading else None
