"""The round of each heading, from its words or its place; columns without one belong to the latest round."""

import re
from collections import Counter
from dataclasses import replace
from statistics import median

from loaders.cells.values import Value, plain_text
from loaders.layouts.columns.column_map import UPDATE_FIELDS, ColumnMap, ColumnRole, ColumnUse, PeriodColumns
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import last_day_key, round_key

_MAX_STATUS_LENGTH = 25
"""Under a heading that is only a round, texts that are usually no longer than this are statuses."""
_PROGRESS = (ColumnMeaning.UPDATE, ColumnMeaning.STATUS)
_IS_LATEST = re.compile(r"\b(?:latest|current|most recent|diweddaraf|presennol)\b", re.IGNORECASE)
"""Words in a heading of the latest round, as in Latest update."""


def assign_rounds(table: FoundTable) -> list[ColumnHeading]:
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


def add_to_latest_round(columns: ColumnMap) -> ColumnMap:
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
