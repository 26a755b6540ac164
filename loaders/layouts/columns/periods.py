"""The round of each heading, from its words or its place; columns without one belong to the latest round."""

import re
from collections import Counter
from dataclasses import replace
from statistics import median

from loaders.cells.values import Value, plain_text
from loaders.layouts.columns.column_map import STANDALONE_EVIDENCE, UPDATE_FIELDS, ColumnMap, PeriodColumns
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import last_day_key, round_key

_MAX_STATUS_LENGTH = 25
"""Under a heading that is only a round, texts that are usually no longer than this are statuses."""
_IS_LATEST = re.compile(r"\b(?:latest|current|most recent|diweddaraf|presennol)\b", re.IGNORECASE)
"""Words in a heading of the latest round, as in Latest update."""


def assign_rounds(table: FoundTable) -> list[ColumnHeading]:
    """Return the headings with their rounds; one that repeats in every round has that of the column before it."""
    headings = [heading for each in table.headings if (heading := _with_meaning(each, table)) is not None]
    rounds = {round_key(heading.match.round) for heading in headings if heading.match.round is not None}
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


def add_to_latest_round(columns: ColumnMap) -> ColumnMap:
    """Add each column that names no round to the latest round, if headings name rounds and the latest lacks it."""
    named = [period for period in columns.rounds if period.round is not None]
    unnamed = next((period for period in columns.rounds if period.round is None), None)
    if named:
        columns = columns.without_field(ColumnMeaning.DATE, reason="undated")
    if unnamed is None or not named:
        return columns
    latest = max(named, key=lambda period: last_day_key(period.round))
    fitting = {meaning: found for meaning, found in unnamed.columns.items() if _fits_round(found, meaning, latest)}
    others = [*(found for m, found in unnamed.columns.items() if m not in fitting), *unnamed.further_updates]
    inferred = {meaning: _placed(found, latest.round) for meaning, found in fitting.items()}
    extended = replace(latest, columns={**latest.columns, **inferred})
    return replace(
        columns,
        rounds=tuple(extended if period is latest else period for period in columns.rounds if period is not unnamed),
        evidence_columns=(*columns.evidence_columns, *(found for found in others if _is_evidence(found))),
        unread=(*columns.unread, *((found, "undated") for found in others if not _is_evidence(found))),
    )


def _fits_round(heading: ColumnHeading, meaning: ColumnMeaning, latest: PeriodColumns) -> bool:
    """Return whether a column without a round belongs to the latest round, which must lack its meaning."""
    is_text = meaning in (ColumnMeaning.RESPONSE, ColumnMeaning.UPDATE)
    is_current = not is_text or _IS_LATEST.search(heading.words) is not None
    is_sure = meaning is ColumnMeaning.STATUS or not heading.match.weak
    return meaning not in latest.columns and is_current and is_sure


def _is_evidence(heading: ColumnHeading) -> bool:
    """Return whether a column without a round is evidence: a response, a weak comment, or a weak status."""
    meaning = heading.match.meaning
    may_be_progress = meaning in (ColumnMeaning.UPDATE, ColumnMeaning.STATUS) and heading.match.weak
    return meaning is ColumnMeaning.RESPONSE or may_be_progress


def add_evidence(columns: ColumnMap) -> ColumnMap:
    """Add each evidence column to its round, if it has updates; a day of completion is an update by itself."""
    rounds, evidence = columns.rounds, columns.evidence_columns
    if not rounds and any(found.match.meaning in STANDALONE_EVIDENCE for found in evidence):
        rounds = (PeriodColumns(None, None),)
    if not rounds:
        unread = (*columns.unread, *((heading, "rating") for heading in evidence))
        return replace(columns, unread=unread, evidence_columns=())
    named = [(heading, round_key(heading.match.round)) for heading in evidence if heading.match.round is not None]
    keys = [round_key(period.round) if period.round is not None else None for period in rounds]
    with_evidence = tuple(
        replace(period, evidence_columns=tuple(heading for heading, of_round in named if of_round == key))
        for period, key in zip(rounds, keys, strict=True)
    )
    added = [heading for period in with_evidence for heading in period.evidence_columns]
    rest = tuple(heading for heading in evidence if heading not in added)
    return replace(columns, rounds=with_evidence, evidence_columns=rest)
