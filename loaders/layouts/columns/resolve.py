"""Which column holds what: which of several headings with one meaning counts, and the round of each."""

import re
from collections.abc import Mapping

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
    columns = ColumnMap()
    for heading in sorted(assign_rounds(table, columns), key=_priority):
        _add_heading(heading, columns)
    infer_columns(columns, table)
    columns.rounds.sort(key=_first_column)
    columns.unread.sort(key=lambda entry: entry[0].column)
    item_fields = {meaning: heading for meaning, heading in columns.fields.items() if meaning in ITEM_FIELDS}
    columns.field_columns = _field_columns(item_fields)
    columns.evidence_columns.sort(key=lambda heading: heading.column)
    columns.actions.sort(key=lambda heading: heading.column)
    columns.background.sort(key=lambda heading: heading.column)
    for period in columns.rounds:
        period.evidence_columns.sort(key=lambda heading: heading.column)
        period.field_columns = _field_columns(
            {m: heading for m, heading in period.columns.items() if m is not ColumnMeaning.RESPONSE}
        )
    return columns


def _field_columns(headings: Mapping[ColumnMeaning, ColumnHeading]) -> tuple[tuple[str, int], ...]:
    return tuple((meaning.value, heading.column) for meaning, heading in headings.items())


def _first_column(period: PeriodColumns) -> int:
    headings = list(period.columns.values())
    placed = [heading.column for heading in headings if heading.match.evidence != "position"]
    return min(placed or [heading.column for heading in headings], default=0)


def _priority(heading: ColumnHeading) -> tuple[bool, bool, bool, int, int]:
    match = heading.match
    return not is_user_choice(heading), match.weak, match.evidence == "fuzzy", -match.score, heading.column


def _add_heading(heading: ColumnHeading, columns: ColumnMap) -> None:
    meaning = heading.match.meaning
    if meaning is ColumnMeaning.RATING and _EARLIER.match(heading.words):
        columns.unread.append((heading, "earlier"))
    elif meaning in (ColumnMeaning.RATING, ColumnMeaning.COMPLETED, ColumnMeaning.STATUS_OF_AGENCY):
        columns.evidence_columns.append(heading)
    elif meaning is ColumnMeaning.BACKGROUND:
        columns.background.append(heading)
    elif meaning is ColumnMeaning.MONTH:
        columns.unread.append((heading, "yearless"))
    elif meaning is ColumnMeaning.NOTE or meaning is ColumnMeaning.STATUS_MEANING:
        columns.unread.append((heading, "left-out" if is_user_choice(heading) else "note"))
    elif meaning is None:
        columns.unread.append((heading, "unknown"))
    elif meaning in _SINGLE_FIELDS:
        _add_single(heading, meaning, columns)
    else:
        _add_to_round(heading, meaning, columns)


def _add_single(heading: ColumnHeading, meaning: ColumnMeaning, columns: ColumnMap) -> None:
    """Use the first heading of a field; a weak owner next to an agency is a role, unless its words are the same.

    An action next to the text of an item is an action for it, and any other text is background.
    """
    if meaning not in columns.fields:
        columns.fields[meaning] = heading
        return
    first = columns.fields[meaning]
    is_role = (
        meaning is ColumnMeaning.LEAD_AGENCY
        and heading.match.weak
        and label_key(heading.words) != label_key(first.words)
    )
    if is_role and ColumnMeaning.LEAD_ROLE not in columns.fields:
        columns.fields[ColumnMeaning.LEAD_ROLE] = heading
    elif meaning is ColumnMeaning.RECOMMENDATION and ACTION_WORD.search(heading.words):
        columns.actions.append(heading)
    elif meaning in (ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE):
        columns.background.append(heading)
    else:
        columns.unread.append((heading, "second"))


def _add_to_round(heading: ColumnHeading, meaning: ColumnMeaning, columns: ColumnMap) -> None:
    period = _find_or_add_round(heading.match.round, heading.cell, columns)
    first = period.columns.get(meaning)
    if first is None:
        period.columns[meaning] = heading
    elif meaning is ColumnMeaning.UPDATE:
        period.further_updates.append(heading)
    elif meaning is ColumnMeaning.STATUS and first.match.weak == heading.match.weak and not is_user_choice(first):
        columns.rival_statuses.append((first, heading))
    elif meaning is ColumnMeaning.STATUS:
        columns.evidence_columns.append(heading)
    else:
        columns.unread.append((heading, "second"))


def _find_or_add_round(value: Value, cell: str, columns: ColumnMap) -> PeriodColumns:
    key = round_key(value) if value is not None else None
    for period in columns.rounds:
        if (round_key(period.round) if period.round is not None else None) == key:
            return period
    new = PeriodColumns(value, cell if value is not None else None)
    columns.rounds.append(new)
    return new
