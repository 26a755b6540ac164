"""The column mapping of a table: one column for each field of an item, and the columns of each round."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, Self

from loaders.cells.values import Value
from loaders.layouts.find_tables import ColumnHeading
from loaders.records import Cell
from loaders.vocabulary.headings import ColumnMeaning
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
SINGLE_FIELDS = (*ITEM_FIELDS, ColumnMeaning.DATE, *PROMISE_FIELDS)
"""The fields that a row has one of."""


class ColumnRole(StrEnum):
    """What a column is used for: a field of an item or of an update of its round, more text for it, or not read.

    Evidence is of an update: ratings of something else than progress, days of completion, a second status. Each row of
    an item has an action in a column of actions; cells of background are lines below the text of the item. Rivals are
    statuses where nothing decides which one it is.
    """

    ITEM = "item"
    UPDATE = "update"
    FURTHER_UPDATE = "further-update"
    EVIDENCE = "evidence"
    SECOND_STATUS = "second-status"
    ACTION = "action"
    BACKGROUND = "background"
    RIVAL = "rival"
    UNREAD = "unread"


FIELD_ROLES = (ColumnRole.ITEM, ColumnRole.UPDATE)
EVIDENCE_ROLES = (ColumnRole.EVIDENCE, ColumnRole.SECOND_STATUS)
_READ = (ColumnRole.ITEM, ColumnRole.UPDATE, ColumnRole.FURTHER_UPDATE)
_OF_ROUND = (ColumnRole.UPDATE, ColumnRole.FURTHER_UPDATE, ColumnRole.RIVAL)


class ColumnUse(NamedTuple):
    """A column and its use.

    Attributes:
        heading: its heading, with the round that it belongs to.
        meaning: the field that it is read as; without one, the meaning of its heading.
        reason: why it is not read; "" for a column that is read.
        first: the column that was read as its field instead; of rivals, the first.
    """

    heading: ColumnHeading
    role: ColumnRole
    meaning: ColumnMeaning | None
    reason: str = ""
    first: ColumnHeading | None = None

    @property
    def chosen_as(self) -> str | None:
        """The field that a person chooses for the column to read it the same; None where none does."""
        if self.role in FIELD_ROLES and self.meaning is not None:
            return self.meaning.value
        others = {ColumnRole.UNREAD: "", ColumnRole.FURTHER_UPDATE: "update", ColumnRole.BACKGROUND: "background"}
        return others.get(self.role)


@dataclass(frozen=True)
class PeriodColumns:
    """The columns of one round.

    Attributes:
        round: the round that the headings name; None where they name none.
        place: the cell of the heading that names it.
        columns: the heading of each field of an update.
        further_updates: more columns of update text.
    """

    round: Value = None
    place: Cell | None = None
    columns: Mapping[ColumnMeaning, ColumnHeading] = field(default_factory=dict)
    further_updates: Sequence[ColumnHeading] = ()

    @cached_property
    def field_columns(self) -> Mapping[str, int]:
        """The number of the column of each field of its updates; a response is an update by itself."""
        return {m.value: found.column for m, found in self.columns.items() if m is not ColumnMeaning.RESPONSE}

    @cached_property
    def status_cells(self) -> tuple[int | None, int]:
        """The columns of its statuses and of their fills: without the first, the fills of its updates; 0 for none."""
        status = self.field_columns.get("status")
        return status, status or self.field_columns.get("update", 0)


@dataclass(frozen=True)
class ColumnMap:
    """The column mapping of a table: the use of each column, from left to right."""

    uses: tuple[ColumnUse, ...]

    @cached_property
    def by_role(self) -> Mapping[ColumnRole, Sequence[ColumnHeading]]:
        """The headings of each role."""
        return {role: [use.heading for use in self.uses if use.role is role] for role in ColumnRole}

    @cached_property
    def fields(self) -> Mapping[ColumnMeaning, ColumnHeading]:
        """The heading of each field of an item."""
        return _by_meaning(self.uses, ColumnRole.ITEM)

    @cached_property
    def field_columns(self) -> Mapping[str, int]:
        """The number of the column of each field of an item; the rows of a table share the mapping."""
        return {m.value: found.column for m, found in self.fields.items() if m in ITEM_FIELDS}

    @cached_property
    def rounds(self) -> Mapping[str, PeriodColumns]:
        """The columns of each round by its key, in the order of the table; "" is the round without a name."""
        by_round: dict[str, list[ColumnUse]] = {}
        for use in sorted(self.uses, key=lambda use: use.heading.match.evidence == "position"):
            if use.role in _OF_ROUND:
                by_round.setdefault(use.heading.round_key, []).append(use)
        if not by_round and any(use.meaning in STANDALONE_EVIDENCE for use in self.uses):
            return {"": PeriodColumns()}
        in_order = sorted(by_round.items(), key=lambda pair: pair[1][0].heading.column)
        return {key: _period(uses) for key, uses in in_order}

    @cached_property
    def status_columns(self) -> Sequence[int]:
        """The numbers of the columns that hold statuses."""
        return self.columns_of(ColumnMeaning.STATUS)

    def column(self, meaning: ColumnMeaning) -> int | None:
        """Return the number of a field's column."""
        heading = self.fields.get(meaning)
        return heading.column if heading else None

    def columns_of(self, *fields: ColumnMeaning) -> Sequence[int]:
        """Return the numbers of the columns that are read as some fields, in any round."""
        return [use.heading.column for use in self.uses if use.role in _READ and use.meaning in fields]

    def with_role(self, role: ColumnRole, *fields: ColumnMeaning, reason: str = "") -> Self:
        """Return the mapping with another role of the columns that are some fields of an item."""
        changed = (use.role is ColumnRole.ITEM and use.meaning in fields for use in self.uses)
        uses = (u._replace(role=role, reason=reason) if c else u for u, c in zip(self.uses, changed, strict=True))
        return replace(self, uses=tuple(uses))


def _by_meaning(uses: Iterable[ColumnUse], role: ColumnRole) -> dict[ColumnMeaning, ColumnHeading]:
    return {use.meaning: use.heading for use in uses if use.role is role and use.meaning is not None}


def _period(uses: Sequence[ColumnUse]) -> PeriodColumns:
    """Return the columns of a round; the first use is that of a heading that names it."""
    first, further = uses[0].heading, [use.heading for use in uses if use.role is ColumnRole.FURTHER_UPDATE]
    return PeriodColumns(first.match.round, first.place, _by_meaning(uses, ColumnRole.UPDATE), further)
