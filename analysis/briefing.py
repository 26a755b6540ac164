"""The briefing before a meeting, of a page or a paper: what changed, what is late, and what to ask about first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from analysis.cache import cached
from analysis.movement import latest_movement, latest_rounds, moved_first
from analysis.promises import promises, responses_due, unanswered
from analysis.reasons import attention_reasons, needs_attention
from analysis.table_rows import rows_about, rows_by_recommendation, rows_of
from analysis.targets import targets_at
from analysis.updates import latest_words
from model.terms import LateKind, TargetTiming, Timing
from model.tracker.rows import TableRow
from model.tracker.tracker import Tracker

# The most recommendations that are named of those that changed, and of those to ask about.
MOST_CHANGED, MOST_ASKED = 6, 5


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed since a round.

    Attributes:
        since: the round before.
        movements: the movement of every recommendation.
        moved: those that moved, steps back first.
        words: the latest words about each of them, by review and ref.
    """

    since: pd.Timestamp
    movements: "pd.Series[str]"
    moved: Sequence[TableRow]
    words: Mapping[tuple[str, str], Sequence[TableRow]]


@dataclass(frozen=True, slots=True)
class LateCount:
    """How many of a kind are late, and how many were at the end of the month; None where that is the same."""

    kind: LateKind
    count: int
    then: int | None = None


class AttentionItem(NamedTuple):
    """A recommendation to ask about, with its reasons, the heaviest first."""

    row: TableRow
    reasons: Sequence[TableRow]


def changed_since(tracker: Tracker, *, as_at: pd.Timestamp) -> Changed | None:
    """Return what changed since the round before the latest one as at a month; None where there is no such round."""
    since, _end = latest_rounds(tracker, as_at=as_at)
    moves = latest_movement(tracker, as_at=as_at)
    if since is None or moves.empty:
        return None
    moved = moved_first(moves)
    words = rows_by_recommendation(rows_about(latest_words(tracker, as_at=as_at), moved))
    return Changed(since, moves["movement"], [*rows_of(moved)], words)


@cached
def overdue_counts(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> dict[LateKind, int]:
    """Return how many are late of each kind that could be, as judged at the end of a month, or on another day: `today`.

    Who reported nothing in a round is counted as at the month.
    """
    targets = targets_at(tracker, as_at=as_at, today=today)
    promised = promises(tracker, as_at=as_at, today=today)
    found = {}
    if targets["target"].notna().any():
        found[LateKind.TARGET] = int(targets["timing"].eq(TargetTiming.LATE).sum())
    if promised["due"].notna().any():
        found[LateKind.PROMISE] = int(promised["timing"].eq(Timing.OVERDUE).sum())
    if len(responses_due(tracker, as_at=as_at, today=today)):
        found[LateKind.RESPONSE] = len(unanswered(tracker, as_at=as_at, today=today))
    return found


def late_counts(then: Mapping[LateKind, int], now: Mapping[LateKind, int], *, silent: int) -> list[LateCount]:
    """Return what is late now, beside what was at the end of the month (`overdue_counts`), and how many were silent."""
    late = [LateCount(kind, n, None if then.get(kind) == n else then.get(kind)) for kind, n in now.items() if n]
    return [*late, LateCount(LateKind.SILENT, silent)] if silent else late


def attention_items(
    tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None, most: int | None = None
) -> list[AttentionItem]:
    """Return the recommendations to ask about, those with the most and weightiest reasons first."""
    first = needs_attention(tracker, as_at=as_at, today=today).iloc[:most]
    found = attention_reasons(tracker, as_at=as_at, today=today)
    reasons = rows_by_recommendation(rows_about(found, first))
    return [AttentionItem(row, reasons[row.review, row.ref]) for row in rows_of(first)]
