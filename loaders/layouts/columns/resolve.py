"""Which column holds what: which of several headings with one meaning counts, and the round of each."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from loaders.cells.values import plain_text
from loaders.layouts.columns.agency_columns import with_agency_columns
from loaders.layouts.columns.column_map import ITEM_FIELDS, PROMISE_FIELDS, UPDATE_FIELDS, ColumnMap, PeriodColumns
from loaders.layouts.columns.periods import add_evidence, add_to_latest_round, assign_rounds
from loaders.layouts.columns.user_choices import is_user_choice
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ACTION_WORD, ColumnMeaning
from loaders.vocabulary.heading_periods import round_key
from loaders.vocabulary.status_words import meaning_labels, status_labels
from model.status.scale import RED_AMBER_GREEN
from model.text import label_key

_EARLIER = re.compile(r"\s*(?:previous|prior|last)\s+(?:status|rag)\b", re.IGNORECASE)
_EVIDENCE = (ColumnMeaning.RATING, ColumnMeaning.COMPLETED, ColumnMeaning.STATUS_OF_AGENCY)
_SINGLE_FIELDS = (*ITEM_FIELDS, ColumnMeaning.DATE, *PROMISE_FIELDS)
_STATUS_WORDS = {**status_labels(RED_AMBER_GREEN), **meaning_labels(RED_AMBER_GREEN)}


def resolve_columns(table: FoundTable) -> ColumnMap:
    """Return the column mapping of a table."""
    columns = ColumnMap()
    by_round: dict[str | None, list[ColumnHeading]] = {}
    for heading in sorted(with_agency_columns(assign_rounds(table)), key=_priority):
        named = heading.match.round
        if heading.match.meaning in UPDATE_FIELDS:
            by_round.setdefault(round_key(named) if named is not None else None, []).append(heading)
        else:
            columns = _add_column(columns, heading)
    for of_round in by_round.values():
        columns = _add_round(columns, of_round, table)
    return _in_column_order(add_evidence(add_to_latest_round(_infer_texts(columns))))


def _priority(heading: ColumnHeading) -> tuple[bool, bool, bool, int, int]:
    match = heading.match
    return not is_user_choice(heading), match.weak, match.evidence == "fuzzy", -match.score, heading.column


def _add_column(columns: ColumnMap, heading: ColumnHeading) -> ColumnMap:
    """Add a heading without a round to the fields, to the evidence or to the headings that are not read."""
    meaning = heading.match.meaning
    is_earlier = meaning is ColumnMeaning.RATING and _EARLIER.match(heading.words)
    if meaning in _EVIDENCE and not is_earlier:
        return replace(columns, evidence_columns=(*columns.evidence_columns, heading))
    if meaning is ColumnMeaning.BACKGROUND:
        return replace(columns, background=(*columns.background, heading))
    if meaning in _SINGLE_FIELDS and meaning is not None:
        return _add_field(columns, heading, meaning)
    reasons = {None: "unknown", ColumnMeaning.RATING: "earlier", ColumnMeaning.MONTH: "yearless"}
    reason = reasons.get(meaning, "left-out" if is_user_choice(heading) else "note")
    return replace(columns, unread=(*columns.unread, (heading, reason)))


def _add_field(columns: ColumnMap, heading: ColumnHeading, meaning: ColumnMeaning) -> ColumnMap:
    """Use the first heading of a field; a weak owner next to an agency is a role, unless its words are the same.

    An action next to the text of an item is an action for it, and any other text is background.
    """
    first = columns.fields.get(meaning)
    if first is not None and meaning is ColumnMeaning.LEAD_AGENCY and heading.match.weak:
        is_role = label_key(heading.words) != label_key(first.words) and ColumnMeaning.LEAD_ROLE not in columns.fields
        meaning = ColumnMeaning.LEAD_ROLE if is_role else meaning
    if meaning not in columns.fields:
        return replace(columns, fields={**columns.fields, meaning: heading})
    if meaning is ColumnMeaning.RECOMMENDATION and ACTION_WORD.search(heading.words):
        return replace(columns, actions=(*columns.actions, heading))
    if meaning in (ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE):
        return replace(columns, background=(*columns.background, heading))
    return replace(columns, unread=(*columns.unread, (heading, "second")))


def _add_round(columns: ColumnMap, headings: Sequence[ColumnHeading], table: FoundTable) -> ColumnMap:
    """Add the headings of one round: one of each meaning, further updates, and statuses that are only evidence."""
    of_meaning: dict[ColumnMeaning, list[ColumnHeading]] = {}
    for heading in headings:
        if heading.match.meaning is not None:
            of_meaning.setdefault(heading.match.meaning, []).append(heading)
    statuses, updates = (of_meaning.get(meaning, []) for meaning in (ColumnMeaning.STATUS, ColumnMeaning.UPDATE))
    rivals = [
        other for other in statuses if other.match.weak == statuses[0].match.weak and not is_user_choice(statuses[0])
    ] or statuses[:1]
    status = _choose_status(rivals, table)
    filled = [other for other in rivals if status not in (None, other) and table.has_content(other.column)]
    first = {m: status if m is ColumnMeaning.STATUS else found[0] for m, found in of_meaning.items()}
    seconds = [heading for heading in headings if heading not in (*first.values(), *statuses, *updates)]
    named = headings[0].match.round
    period = PeriodColumns(
        round=named,
        cell=headings[0].cell if named is not None else None,
        columns={meaning: heading for meaning, heading in first.items() if heading is not None},
        further_updates=tuple(updates[1:]),
    )
    return replace(
        columns,
        rounds=(*columns.rounds, period),
        unread=(*columns.unread, *((heading, "second") for heading in seconds)),
        rival_statuses=(*columns.rival_statuses, *((rivals[0], other) for other in rivals[1:] if status is None)),
        chosen_statuses=(*columns.chosen_statuses, *((status, other) for other in filled if status is not None)),
        evidence_columns=(*columns.evidence_columns, *filled, *(other for other in statuses if other not in rivals)),
    )


def _choose_status(rivals: Sequence[ColumnHeading], table: FoundTable) -> ColumnHeading | None:
    """Return the only one of several columns with content, or mostly with Red, Amber and Green; None if not one."""
    if len(rivals) < 2:
        return rivals[0] if rivals else None
    filled = [heading for heading in rivals if table.has_content(heading.column)]
    rated = filled if len(filled) == 1 else [heading for heading in filled if _has_mostly_statuses(heading, table)]
    return rated[0] if len(rated) == 1 else None


def _has_mostly_statuses(heading: ColumnHeading, table: FoundTable) -> bool:
    texts = [text for row in table.body if (text := plain_text(row.value_at(heading.column)))]
    return 2 * sum(label_key(text) in _STATUS_WORDS for text in texts) > len(texts)


def _infer_texts(columns: ColumnMap) -> ColumnMap:
    """Use the only text of an item as its recommendation; without an activity, what is about a promise is a note."""
    fields, unread = dict(columns.fields), list(columns.unread)
    if ColumnMeaning.RECOMMENDATION not in fields and ColumnMeaning.TITLE in fields:
        title = fields.pop(ColumnMeaning.TITLE)
        asked = replace(title, match=replace(title.match, meaning=ColumnMeaning.RECOMMENDATION))
        fields[ColumnMeaning.RECOMMENDATION] = asked if title.match.uncertain else title
    promises = ColumnMeaning.ACTIVITY in fields and ColumnMeaning.RECOMMENDATION not in fields
    if promises and ColumnMeaning.DUE not in fields and ColumnMeaning.TARGET in fields:
        fields[ColumnMeaning.DUE] = fields.pop(ColumnMeaning.TARGET)
    if ColumnMeaning.ACTIVITY not in fields:
        if ColumnMeaning.DUE in fields and ColumnMeaning.TARGET not in fields:
            fields[ColumnMeaning.TARGET] = fields.pop(ColumnMeaning.DUE)
        unread += [(fields.pop(meaning), "note") for meaning in PROMISE_FIELDS if meaning in fields]
    return replace(columns, fields=fields, unread=tuple(unread))


def _in_column_order(columns: ColumnMap) -> ColumnMap:
    """Return a column mapping with each list of headings in the order of the table."""
    rounds = sorted(columns.rounds, key=_first_column)
    return replace(
        columns,
        rounds=tuple(replace(period, evidence_columns=_by_column(period.evidence_columns)) for period in rounds),
        unread=tuple(sorted(columns.unread, key=lambda entry: entry[0].column)),
        evidence_columns=_by_column(columns.evidence_columns),
        actions=_by_column(columns.actions),
        background=_by_column(columns.background),
    )


def _first_column(period: PeriodColumns) -> int:
    headings = list(period.columns.values())
    placed = [heading.column for heading in headings if heading.match.evidence != "position"]
    return min(placed or [heading.column for heading in headings], default=0)


def _by_column(headings: Iterable[ColumnHeading]) -> tuple[ColumnHeading, ...]:
    return tuple(sorted(headings, key=lambda heading: heading.column))
