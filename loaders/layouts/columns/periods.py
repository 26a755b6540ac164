"""The round of each heading: headings that are only a round, and headings that take the round of a neighbour."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from loaders.cells.values import Value, plain_text
from loaders.layouts.columns.column_map import UPDATE_FIELDS
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import round_key

_MAX_STATUS_LENGTH = 25
"""Under a heading that is only a round, texts that are usually no longer than this are statuses."""


_HeadingsWithRounds = tuple[tuple[ColumnHeading, ...], tuple[tuple[ColumnHeading, str], ...]]
"""The headings of a table with their rounds, and those that got one by their position, with its words."""


def assign_rounds(table: FoundTable) -> _HeadingsWithRounds:
    """Return the headings of a table, each with the round that it names or that its position gives."""
    resolved = [_with_meaning(heading, table) for heading in table.headings if not _is_empty_round(heading, table)]
    return _with_rounds_by_position(resolved)


def _is_empty_round(heading: ColumnHeading, table: FoundTable) -> bool:
    """Return whether a heading is only a round, and its column is empty: no update is of that round."""
    is_round = heading.match.meaning is None and heading.match.round is not None
    return is_round and not table.has_content(heading.column)


def _with_meaning(heading: ColumnHeading, table: FoundTable) -> ColumnHeading:
    """Return a heading that is only a round as one of statuses or of updates, by the texts in its column."""
    if heading.match.meaning is not None or heading.match.round is None:
        return heading
    lengths = [len(text) for row in table.body if (text := plain_text(row.value_at(heading.column)))]
    has_statuses = any(other.match.meaning is ColumnMeaning.STATUS for other in table.headings)
    is_status = not has_statuses and (not lengths or median(lengths) <= _MAX_STATUS_LENGTH)
    meaning = ColumnMeaning.STATUS if is_status else ColumnMeaning.UPDATE
    return replace(heading, match=replace(heading.match, meaning=meaning))


def _with_rounds_by_position(headings: Sequence[ColumnHeading]) -> _HeadingsWithRounds:
    """Give a heading that repeats in every round, such as RAG after each update, the round of the column it follows."""
    rounds = {round_key(heading.match.round) for heading in headings if heading.match.round is not None}
    without_round = [heading for heading in headings if heading.match.round is None]
    counts = Counter(heading.match.meaning for heading in without_round)
    repeated = [meaning for meaning in UPDATE_FIELDS if counts[meaning] == len(rounds) > 1]
    first = next((heading.column for heading in headings if heading.match.round is not None), 0)
    comes_first = any(heading.match.meaning in repeated and heading.column < first for heading in without_round)
    nearest = _nearest_rounds(headings[::-1] if comes_first else headings)
    inferred: dict[int, Value] = {}
    for meaning in repeated:
        found = {h.column: nearest[h.column] for h in without_round if h.match.meaning is meaning}
        if len({round_key(value) for value in found.values() if value is not None}) == len(found):
            inferred |= found
    return (
        tuple(
            _with_round(heading, inferred[h]) if (h := heading.column) in inferred else heading for heading in headings
        ),
        tuple((heading, plain_text(inferred[h])) for heading in headings if (h := heading.column) in inferred),
    )


def _nearest_rounds(headings: Sequence[ColumnHeading]) -> dict[int, Value]:
    """Return the round of each column, or else that of the last one before it."""
    nearest: dict[int, Value] = {}
    current: Value = None
    for heading in headings:
        current = heading.match.round if heading.match.round is not None else current
        nearest[heading.column] = current
    return nearest


def _with_round(heading: ColumnHeading, value: Value) -> ColumnHeading:
    return replace(heading, match=replace(heading.match, round=value, evidence="position"))
