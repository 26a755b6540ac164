"""The column mapping of a table: one column for each field of an item, and the columns of each round."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from loaders.cells.values import Value
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.tracker.columns import PROGRESS, RECOMMENDATIONS

ITEM_FIELDS = (
    *(ColumnMeaning(column.field) for column in RECOMMENDATIONS.columns),
    *(ColumnMeaning.LETTER, ColumnMeaning.REVISED_TARGET),
)
_IDENTIFIERS = (ColumnMeaning.REVIEW, ColumnMeaning.REF, ColumnMeaning.DATE)
UPDATE_FIELDS = (
    *(ColumnMeaning(column.field) for column in PROGRESS.columns if column.field not in _IDENTIFIERS),
    ColumnMeaning.RESPONSE,
)
STANDALONE_EVIDENCE = (ColumnMeaning.COMPLETED, ColumnMeaning.STATUS_OF_AGENCY)
"""Evidence that makes an update by itself, in a row without a status or a text."""
PROMISE_FIELDS = (
    ColumnMeaning.ACTIVITY,
    ColumnMeaning.DUE,
    ColumnMeaning.WITH,
    ColumnMeaning.DONE,
    ColumnMeaning.OUTCOME,
)


@dataclass(frozen=True)
class PeriodColumns:
    """The columns of one round.

    Attributes:
        round: the round that the headings name; None where they name none.
        cell: the cell of the heading that names it; None where none does.
        columns: the heading of each field of an update.
        further_updates: more columns of update text; their words are added as separate lines.
        evidence_columns: columns that are evidence of its updates: ratings of something else than progress, days of
            completion.
    """

    round: Value
    cell: str | None
    columns: Mapping[ColumnMeaning, ColumnHeading] = field(default_factory=dict)
    further_updates: tuple[ColumnHeading, ...] = ()
    evidence_columns: tuple[ColumnHeading, ...] = ()

    @cached_property
    def field_columns(self) -> Mapping[str, int]:
        """The number of the column of each field of its updates; a response is an update by itself."""
        return {m.value: found.column for m, found in self.columns.items() if m is not ColumnMeaning.RESPONSE}


@dataclass(frozen=True)
class ColumnMap:
    """The column mapping of a table: which column holds which field.

    Attributes:
        fields: the heading of each field that a row has one of.
        rounds: the columns of each round, in the order of the table.
        unread: headings that were not read, because they are unknown or for another reason; each with the reason.
        rival_statuses: pairs of headings that may both be the status, where nothing decides between them.
        chosen_statuses: the heading that was read as the status, and one that may be it as well and is evidence.
        evidence_columns: columns without a round that are evidence of the latest update of each row.
        actions: columns of actions for an item, next to its text: each row of an item is one action.
        background: columns of more text about an item: each cell becomes a line below the text of the item.
    """

    fields: Mapping[ColumnMeaning, ColumnHeading] = field(default_factory=dict)
    rounds: tuple[PeriodColumns, ...] = ()
    unread: tuple[tuple[ColumnHeading, str], ...] = ()
    rival_statuses: tuple[tuple[ColumnHeading, ColumnHeading], ...] = ()
    chosen_statuses: tuple[tuple[ColumnHeading, ColumnHeading], ...] = ()
    evidence_columns: tuple[ColumnHeading, ...] = ()
    actions: tuple[ColumnHeading, ...] = ()
    background: tuple[ColumnHeading, ...] = ()

    @cached_property
    def field_columns(self) -> Mapping[str, int]:
        """The number of the column of each field of an item; the rows of a table share the mapping."""
        return {m.value: found.column for m, found in self.fields.items() if m in ITEM_FIELDS}

    @property
    def has_dates(self) -> bool:
        """Whether each row has a date in a column."""
        return ColumnMeaning.DATE in self.fields

    @property
    def evidence(self) -> tuple[ColumnHeading, ...]:
        """The headings of all evidence, without a round and of each round."""
        return (*self.evidence_columns, *(found for period in self.rounds for found in period.evidence_columns))

    @property
    def read_headings(self) -> tuple[ColumnHeading, ...]:
        """The headings that are a field of an item or an update, or background of an item."""
        updates = (found for period in self.rounds for found in (*period.columns.values(), *period.further_updates))
        return (*self.fields.values(), *updates, *self.background)

    @property
    def status_columns(self) -> set[int]:
        """The numbers of the columns that hold statuses."""
        return {
            period.columns[ColumnMeaning.STATUS].column
            for period in self.rounds
            if ColumnMeaning.STATUS in period.columns
        }

    def column(self, meaning: ColumnMeaning) -> int | None:
        """Return the number of a field's column."""
        heading = self.fields.get(meaning)
        return heading.column if heading else None

    def without_field(self, meaning: ColumnMeaning, *, reason: str = "") -> Self:
        """Return the mapping without the column of a field; if there is a reason, as a column that is not read."""
        fields = {m: heading for m, heading in self.fields.items() if m is not meaning}
        unread = [(self.fields[meaning], reason)] if reason and meaning in self.fields else []
        return replace(self, fields=fields, unread=(*self.unread, *unread))
