"""Which column holds what: which of several headings with one meaning counts, and the round of each."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from loaders.cells.values import Value, plain_text
from loaders.layouts.columns.agency_columns import with_agency_columns
from loaders.layouts.columns.column_map import (
    PROMISE_FIELDS,
    SINGLE_FIELDS,
    STANDALONE_EVIDENCE,
    UPDATE_FIELDS,
    ColumnMap,
    ColumnRole,
    ColumnUse,
    PeriodColumns,
)
from loaders.layouts.columns.user_choices import is_user_choice
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ACTION_WORD, ColumnMeaning
from loaders.vocabulary.heading_periods import last_day_key, round_key
from loaders.vocabulary.status_words import meaning_labels, status_labels
from model.status.scale import RED_AMBER_GREEN
from model.text import label_key

_EARLIER = re.compile(r"\s*(?:previous|prior|last)\s+(?:status|rag)\b", re.IGNORECASE)
_EVIDENCE = (ColumnMeaning.RATING, ColumnMeaning.COMPLETED, ColumnMeaning.STATUS_OF_AGENCY)
_ITEM_TEXTS = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE)
_STATUS_WORDS = {**status_labels(RED_AMBER_GREEN), **meaning_labels(RED_AMBER_GREEN)}
_MAX_STATUS_LENGTH = 25
"""Under a heading that is only a round, texts that are usually no longer than this are statuses."""
_PROGRESS = (ColumnMeaning.UPDATE, ColumnMeaning.STATUS)
_IS_LATEST = re.compile(r"\b(?:latest|current|most recent|diweddaraf|presennol)\b", re.IGNORECASE)
"""Words in a heading of the latest round, as in Latest update."""


def resolve_columns(table: FoundTable) -> ColumnMap:
    """Return the column mapping of a table."""
    by_round: dict[str | None, list[ColumnHeading]] = {None: []}
    for heading in sorted(with_agency_columns(_assign_rounds(table)), key=_priority):
        of_round = heading.round_key if heading.match.meaning in UPDATE_FIELDS else None
        by_round.setdefault(of_round, []).append(heading)
    uses = [*_uses_in_items(by_round.pop(None), has_rounds=bool(by_round))]
    uses += [use for headings in by_round.values() for use in _uses_in_round(headings, table)]
    columns = ColumnMap(tuple(sorted(uses, key=lambda use: use.heading.column)))
    return _add_to_latest_round(_infer_texts(columns))


def _assign_rounds(table: FoundTable) -> list[ColumnHeading]:
    """Return the headings with their rounds; one that repeats in every round has that of the column before it."""
    headings = [heading for each in table.headings if (heading := _with_meaning(each, table)) is not None]
    rounds = {heading.round_key for heading in headings} - {""}
    without_round = [heading for heading in headings if heading.match.round is None]
    counts = Counter(heading.match.meaning for heading in without_round)
    repeated = [meaning for meaning in UPDATE_FIELDS if counts[meaning] == len(rounds) > 1]
    first = next((heading.column for heading in headings if heading.match.round is not None), 0)
    comes_first = any(heading.match.meaning in repeated and heading.column < first for heading in without_round)
    nearest: dict[int, Value] = {}
    last_round: Value = None
    for heading in headings[::-1] if comes_first else headings:
        last_round = last_round if heading.match.round is None else heading.match.round
        nearest[heading.column] = last_round
    for meaning in repeated:
        found = {h.column: nearest[h.column] for h in without_round if h.match.meaning is meaning}
        if len({round_key(value) for value in found.values() if value is not None}) == len(found):
            headings = [_placed(h, found[h.column]) if h.column in found else h for h in headings]
    return headings


def _placed(heading: ColumnHeading, named_round: Value) -> ColumnHeading:
    """Return a heading with a round that follows from its place."""
    return replace(heading, match=replace(heading.match, round=named_round, evidence="position"))


def _with_meaning(heading: ColumnHeading, table: FoundTable) -> ColumnHeading | None:
    """Return a heading that is only a round as one of statuses or updates, by its texts; None for an empty column."""
    if heading.match.meaning is not None or heading.match.round is None:
        return heading
    if not table.has_content(heading.column):
        return None
    lengths = [len(text) for row in table.body if (text := plain_text(row.value_at(heading.column)))]
    has_statuses = any(other.match.meaning is ColumnMeaning.STATUS for other in table.headings)
    is_status = not has_statuses and (not lengths or median(lengths) <= _MAX_STATUS_LENGTH)
    meaning = ColumnMeaning.STATUS if is_status else ColumnMeaning.UPDATE
    return replace(heading, match=replace(heading.match, meaning=meaning))


def _priority(heading: ColumnHeading) -> tuple[bool, bool, bool, int, int]:
    match = heading.match
    return not is_user_choice(heading), match.weak, match.evidence == "fuzzy", -match.score, heading.column


def _uses_in_items(headings: Sequence[ColumnHeading], *, has_rounds: bool) -> Iterator[ColumnUse]:
    """Yield the use of each column without a round: the first of a field is the field; evidence is of updates.

    A weak owner next to an agency is a role, unless its words are the same. An action next to the text of an item is an
    action for it, and any other text is background.
    """
    fields: dict[ColumnMeaning | None, ColumnHeading] = {}
    has_updates = has_rounds or any(heading.match.meaning in STANDALONE_EVIDENCE for heading in headings)
    for heading in headings:
        meaning, words = heading.match.meaning, heading.words
        is_earlier = meaning is ColumnMeaning.RATING and _EARLIER.match(words)
        first = fields.get(meaning)
        if first is not None and meaning is ColumnMeaning.LEAD_AGENCY and heading.match.weak:
            is_role = label_key(words) != label_key(first.words) and ColumnMeaning.LEAD_ROLE not in fields
            meaning, first = (ColumnMeaning.LEAD_ROLE, None) if is_role else (meaning, first)
        if meaning in _EVIDENCE and has_updates and not is_earlier:
            yield ColumnUse(heading, ColumnRole.EVIDENCE, meaning)
        elif meaning in SINGLE_FIELDS and first is None:
            fields[meaning] = heading
            yield ColumnUse(heading, ColumnRole.ITEM, meaning)
        elif meaning is ColumnMeaning.RECOMMENDATION and ACTION_WORD.search(words):
            yield ColumnUse(heading, ColumnRole.ACTION, meaning)
        elif meaning is ColumnMeaning.BACKGROUND or meaning in _ITEM_TEXTS:
            yield ColumnUse(heading, ColumnRole.BACKGROUND, meaning)
        else:
            reasons = {None: "unknown", ColumnMeaning.MONTH: "yearless", ColumnMeaning.RATING: "rating"}
            other = "left-out" if is_user_choice(heading) else "note"
            reason = "second" if first is not None else "earlier" if is_earlier else reasons.get(meaning, other)
            yield ColumnUse(heading, ColumnRole.UNREAD, meaning, reason, first)


def _uses_in_round(headings: Sequence[ColumnHeading], table: FoundTable) -> Iterator[ColumnUse]:
    """Yield the use of each column of a round: one of each field, further updates, and statuses that are evidence."""
    first = {heading.match.meaning: heading for heading in reversed(headings)}
    statuses = [heading for heading in headings if heading.match.meaning is ColumnMeaning.STATUS]
    rivals = [
        other for other in statuses if other.match.weak == statuses[0].match.weak and not is_user_choice(statuses[0])
    ] or statuses[:1]
    status = _choose_status(rivals, table)
    if status is not None:
        first[ColumnMeaning.STATUS] = status
    for heading in headings:
        meaning = heading.match.meaning
        taken, is_status = first[meaning], meaning is ColumnMeaning.STATUS
        if is_status and heading not in rivals:
            yield ColumnUse(heading, ColumnRole.EVIDENCE, meaning)
        elif is_status and status is None:
            yield ColumnUse(heading, ColumnRole.RIVAL, meaning, "rival", None if heading is taken else taken)
        elif heading is taken:
            yield ColumnUse(heading, ColumnRole.UPDATE, meaning)
        elif meaning is ColumnMeaning.UPDATE:
            yield ColumnUse(heading, ColumnRole.FURTHER_UPDATE, meaning)
        elif is_status and table.has_content(heading.column):
            yield ColumnUse(heading, ColumnRole.SECOND_STATUS, meaning, first=taken)
        else:
            yield ColumnUse(heading, ColumnRole.UNREAD, meaning, "second", taken)


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
    fields, read_as = columns.fields.keys(), dict[ColumnMeaning | None, ColumnMeaning]()
    if ColumnMeaning.RECOMMENDATION not in fields:
        read_as[ColumnMeaning.TITLE] = ColumnMeaning.RECOMMENDATION
    if ColumnMeaning.ACTIVITY not in fields and ColumnMeaning.TARGET not in fields:
        read_as[ColumnMeaning.DUE] = ColumnMeaning.TARGET
    if ColumnMeaning.ACTIVITY in fields and fields.isdisjoint((*_ITEM_TEXTS, ColumnMeaning.DUE)):
        read_as[ColumnMeaning.TARGET] = ColumnMeaning.DUE
    read = [
        use._replace(meaning=read_as.get(use.meaning, use.meaning)) if use.role is ColumnRole.ITEM else use
        for use in columns.uses
    ]
    inferred = ColumnMap(tuple(read))
    notes = () if ColumnMeaning.ACTIVITY in fields else PROMISE_FIELDS
    return inferred.with_role(ColumnRole.UNREAD, *notes, reason="note")


def _add_to_latest_round(columns: ColumnMap) -> ColumnMap:
    """Add each column that names no round to the latest round, if headings name rounds and the latest lacks it."""
    named = [period for key, period in columns.rounds.items() if key]
    if not named:
        return columns
    latest = max(named, key=lambda period: last_day_key(period.round))
    dated = columns.with_role(ColumnRole.UNREAD, ColumnMeaning.DATE, reason="undated")
    return ColumnMap(tuple(_in_latest_round(use, latest) if not use.heading.round_key else use for use in dated.uses))


def _in_latest_round(use: ColumnUse, latest: PeriodColumns) -> ColumnUse:
    """Return the use of a column without a round: of the latest, evidence (a response, or weak progress), or none."""
    heading, is_weak = use.heading, use.heading.match.weak
    is_text = use.meaning in (ColumnMeaning.RESPONSE, ColumnMeaning.UPDATE)
    is_current = not is_text or _IS_LATEST.search(heading.words) is not None
    is_sure = use.meaning is ColumnMeaning.STATUS or not is_weak
    lacks = use.role is ColumnRole.UPDATE and use.meaning not in latest.columns
    if use.role is ColumnRole.RIVAL or (lacks and is_current and is_sure):
        return use._replace(heading=_placed(heading, latest.round))
    if use.role not in (ColumnRole.UPDATE, ColumnRole.FURTHER_UPDATE):
        return use
    if use.meaning is ColumnMeaning.RESPONSE or (use.meaning in _PROGRESS and is_weak):
        return use._replace(role=ColumnRole.EVIDENCE)
    return use._replace(role=ColumnRole.UNREAD, reason="undated")
