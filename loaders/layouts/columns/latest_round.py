"""Columns that name no round belong to the latest one, if the headings of others name rounds."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.cells.values import plain_text
from loaders.layouts.columns.column_map import STANDALONE_EVIDENCE, ColumnMap, PeriodColumns
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import last_day_key, round_key

_IS_LATEST = re.compile(r"\b(?:latest|current|most recent|diweddaraf|presennol)\b", re.IGNORECASE)
"""Words in a heading of the latest round, as in Latest update."""


def add_to_rounds(columns: ColumnMap) -> ColumnMap:
    """Return a column mapping in which each column of updates or of evidence belongs to the round that it is about."""
    return _add_evidence(_add_to_latest_round(columns))


def _add_to_latest_round(columns: ColumnMap) -> ColumnMap:
    """Add each column that names no round to the latest round, if headings name rounds and the latest lacks it."""
    named = [period for period in columns.rounds if period.round is not None]
    unnamed = next((period for period in columns.rounds if period.round is None), None)
    date = columns.fields.get(ColumnMeaning.DATE)
    if named and date is not None:
        columns = replace(columns.without_field(ColumnMeaning.DATE), unread=(*columns.unread, (date, "undated")))
    if unnamed is None or not named:
        return columns
    latest = max(named, key=lambda period: last_day_key(period.round))
    fitting = {meaning: found for meaning, found in unnamed.columns.items() if _fits_round(found, meaning, latest)}
    others = [*(found for m, found in unnamed.columns.items() if m not in fitting), *unnamed.further_updates]
    inferred = {m: replace(found, match=replace(found.match, evidence="position")) for m, found in fitting.items()}
    extended = replace(latest, columns={**latest.columns, **inferred})
    return replace(
        columns,
        rounds=tuple(extended if period is latest else period for period in columns.rounds if period is not unnamed),
        inferred_rounds=(*columns.inferred_rounds, *((found, plain_text(latest.round)) for found in fitting.values())),
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
    """Return whether a column without a round is evidence: if it is a response or weakly a comment; else it is unread.

    A column of progress must name its round. A column that may be a status, among statuses of rounds, is evidence too.
    """
    meaning = heading.match.meaning
    may_be_progress = meaning in (ColumnMeaning.UPDATE, ColumnMeaning.STATUS) and heading.match.weak
    return meaning is ColumnMeaning.RESPONSE or may_be_progress


def _add_evidence(columns: ColumnMap) -> ColumnMap:
    """Add each evidence column to its round, where it names one that has updates.

    Without updates there is nothing to attach them to. A day of completion makes an update by itself; a rating needs
    an update in its row.
    """
    rounds, evidence = columns.rounds, columns.evidence_columns
    if not rounds and any(found.match.meaning in STANDALONE_EVIDENCE for found in evidence):
        rounds = (PeriodColumns(None, None),)
    if not rounds:
        unread = (*columns.unread, *((heading, "rating") for heading in evidence))
        return replace(columns, unread=unread, evidence_columns=())
    with_evidence = tuple(_with_evidence(period, evidence) for period in rounds)
    added = [heading for period in with_evidence for heading in period.evidence_columns]
    rest = tuple(heading for heading in evidence if heading not in added)
    return replace(columns, rounds=with_evidence, evidence_columns=rest)


def _with_evidence(period: PeriodColumns, evidence: Sequence[ColumnHeading]) -> PeriodColumns:
    named = [heading for heading in evidence if heading.match.round is not None]
    of_round = [
        found for found in named if period.round is not None and round_key(found.match.round) == round_key(period.round)
    ]
    return replace(period, evidence_columns=tuple(of_round))
