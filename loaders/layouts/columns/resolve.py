"""Which column holds what: which of several headings with one meaning counts, and the round of each."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from loaders.cells.values import Value
from loaders.layouts.columns.column_map import ITEM_FIELDS, PROMISE_FIELDS, ColumnMap, PeriodColumns
from loaders.layouts.columns.infer import infer_columns
from loaders.layouts.columns.periods import assign_rounds
from loaders.layouts.columns.user_choices import is_user_choice
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ACTION_WORD, ColumnMeaning
from loaders.vocabulary.heading_periods import round_key
from model.text import label_key

_EARLIER = re.compile(r"\s*(?:previous|prior|last)\s+(?:status|rag)\b", re.IGNORECASE)
_SINGLE_FIELDS = (*ITEM_FIELDS, ColumnMeaning.DATE, *PROMISE_FIELDS)


def resolve_columns(table: FoundTable) -> ColumnMap:
    """Return the column mapping of a table."""
    headings, inferred_rounds = assign_rounds(table)
    builder = _ColumnMapBuilder()
    for heading in sorted(headings, key=_priority):
        builder.add(heading)
    return _in_column_order(infer_columns(replace(builder.build(), inferred_rounds=inferred_rounds), table))


def _priority(heading: ColumnHeading) -> tuple[bool, bool, bool, int, int]:
    match = heading.match
    return not is_user_choice(heading), match.weak, match.evidence == "fuzzy", -match.score, heading.column


@dataclass(slots=True)
class _RoundHeadings:
    """The headings of one round, while they are collected."""

    round: Value
    cell: str | None
    columns: dict[ColumnMeaning, ColumnHeading] = field(default_factory=dict)
    further_updates: list[ColumnHeading] = field(default_factory=list)


class _ColumnMapBuilder:
    """Builds a column mapping from headings that are added in the order of their priority."""

    def __init__(self) -> None:
        self._fields: dict[ColumnMeaning, ColumnHeading] = {}
        self._rounds: dict[str | None, _RoundHeadings] = {}
        self._unread: list[tuple[ColumnHeading, str]] = []
        self._rival_statuses: list[tuple[ColumnHeading, ColumnHeading]] = []
        self._evidence_columns: list[ColumnHeading] = []
        self._actions: list[ColumnHeading] = []
        self._background: list[ColumnHeading] = []

    def add(self, heading: ColumnHeading) -> None:
        """Add a heading to the fields, to its round, to the evidence or to the headings that are not read."""
        meaning = heading.match.meaning
        if meaning is ColumnMeaning.RATING and _EARLIER.match(heading.words):
            self._unread.append((heading, "earlier"))
        elif meaning in (ColumnMeaning.RATING, ColumnMeaning.COMPLETED, ColumnMeaning.STATUS_OF_AGENCY):
            self._evidence_columns.append(heading)
        elif meaning is ColumnMeaning.BACKGROUND:
            self._background.append(heading)
        elif meaning is ColumnMeaning.MONTH:
            self._unread.append((heading, "yearless"))
        elif meaning is ColumnMeaning.NOTE or meaning is ColumnMeaning.STATUS_MEANING:
            self._unread.append((heading, "left-out" if is_user_choice(heading) else "note"))
        elif meaning is None:
            self._unread.append((heading, "unknown"))
        elif meaning in _SINGLE_FIELDS:
            self._add_single(heading, meaning)
        else:
            self._add_to_round(heading, meaning)

    def build(self) -> ColumnMap:
        """Return the column mapping of the headings so far."""
        return ColumnMap(
            fields=dict(self._fields),
            rounds=tuple(
                PeriodColumns(period.round, period.cell, dict(period.columns), tuple(period.further_updates))
                for period in self._rounds.values()
            ),
            unread=tuple(self._unread),
            rival_statuses=tuple(self._rival_statuses),
            evidence_columns=tuple(self._evidence_columns),
            actions=tuple(self._actions),
            background=tuple(self._background),
        )

    def _add_single(self, heading: ColumnHeading, meaning: ColumnMeaning) -> None:
        """Use the first heading of a field; a weak owner next to an agency is a role, unless its words are the same.

        An action next to the text of an item is an action for it, and any other text is background.
        """
        first = self._fields.setdefault(meaning, heading)
        if first is heading:
            return
        is_role = (
            meaning is ColumnMeaning.LEAD_AGENCY
            and heading.match.weak
            and label_key(heading.words) != label_key(first.words)
        )
        if is_role and ColumnMeaning.LEAD_ROLE not in self._fields:
            self._fields[ColumnMeaning.LEAD_ROLE] = heading
        elif meaning is ColumnMeaning.RECOMMENDATION and ACTION_WORD.search(heading.words):
            self._actions.append(heading)
        elif meaning in (ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE):
            self._background.append(heading)
        else:
            self._unread.append((heading, "second"))

    def _add_to_round(self, heading: ColumnHeading, meaning: ColumnMeaning) -> None:
        value = heading.match.round
        has_round = value is not None
        period = self._rounds.setdefault(
            round_key(value) if has_round else None, _RoundHeadings(value, heading.cell if has_round else None)
        )
        first = period.columns.setdefault(meaning, heading)
        if first is heading:
            return
        if meaning is ColumnMeaning.UPDATE:
            period.further_updates.append(heading)
        elif meaning is ColumnMeaning.STATUS and first.match.weak == heading.match.weak and not is_user_choice(first):
            self._rival_statuses.append((first, heading))
        elif meaning is ColumnMeaning.STATUS:
            self._evidence_columns.append(heading)
        else:
            self._unread.append((heading, "second"))


def _in_column_order(columns: ColumnMap) -> ColumnMap:
    """Return a column mapping with each list of headings in the order of the table, and the column of each field."""
    item_fields: Mapping[ColumnMeaning, ColumnHeading] = {
        meaning: heading for meaning, heading in columns.fields.items() if meaning in ITEM_FIELDS
    }
    return replace(
        columns,
        rounds=tuple(map(_period_in_column_order, sorted(columns.rounds, key=_first_column))),
        unread=tuple(sorted(columns.unread, key=lambda entry: entry[0].column)),
        evidence_columns=_by_column(columns.evidence_columns),
        actions=_by_column(columns.actions),
        background=_by_column(columns.background),
        field_columns=_field_columns(item_fields),
    )


def _period_in_column_order(period: PeriodColumns) -> PeriodColumns:
    headings: Mapping[ColumnMeaning, ColumnHeading] = {
        meaning: heading for meaning, heading in period.columns.items() if meaning is not ColumnMeaning.RESPONSE
    }
    return replace(period, evidence_columns=_by_column(period.evidence_columns), field_columns=_field_columns(headings))


def _first_column(period: PeriodColumns) -> int:
    headings = list(period.columns.values())
    placed = [heading.column for heading in headings if heading.match.evidence != "position"]
    return min(placed or [heading.column for heading in headings], default=0)


def _by_column(headings: Iterable[ColumnHeading]) -> tuple[ColumnHeading, ...]:
    return tuple(sorted(headings, key=lambda heading: heading.column))


def _field_columns(headings: Mapping[ColumnMeaning, ColumnHeading]) -> tuple[tuple[str, int], ...]:
    return tuple((meaning.value, heading.column) for meaning, heading in headings.items())
