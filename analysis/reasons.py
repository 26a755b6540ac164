"""Why a recommendation needs attention, most weight first; and the briefing: what changed and what is late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.cache import cached, cached_row_by_row
from analysis.meeting_questions import dated_questions
from analysis.movement import latest_movement, latest_rounds, moved_first, movement_between, stalled
from analysis.promises import promises, responses_due, targets_at, unanswered
from analysis.rounds import NO_MONTH, round_before
from analysis.status import is_closed, since_last_movement, status_at, status_grid
from analysis.table_rows import KEY, is_about, latest_words, rows_about, rows_by_recommendation, rows_of
from analysis.texts.phrases import contradictions
from model.terms import AttentionReason, LateKind, Movement, Question, TableRow, TargetTiming, Timing
from model.tracker.tracker import Tracker

_WEIGHTS = {
    AttentionReason.REOPENED: 6,
    AttentionReason.WORSENED: 6,
    AttentionReason.CONTRADICTION: 4,
    AttentionReason.WORST: 3,
    AttentionReason.LATE: 3,
    AttentionReason.PASSED: 3,
    AttentionReason.OVERDUE: 2,
    AttentionReason.SILENT: 2,
    AttentionReason.SAME_WORDS: 2,
    AttentionReason.UPDATE_AS_OF: 2,
    AttentionReason.NO_CHANGE: 2,
    AttentionReason.PROMISED_NEXT: 1,
    AttentionReason.SAME_STATUS: 1,
}
# The columns of a target and of a promise that a reason has, by the names that they have there.
_OF_TARGET = {"target": "first", "target_last": "last", "days_late": "days"}
_OF_PROMISE = {"activity": "words", "due": "first", "due_last": "last"}
_COLUMNS = [*KEY, "reason", "round", "words", "first", "last", "days", "before"]


@cached
def needs_attention(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the recommendations that need attention as at a month, those with the most and strongest reasons first.

    Each is listed once, with its strongest reason. Each kind of reason has a weight (`_WEIGHTS`), and those of a
    recommendation are added. A complete one is listed only where its words contradict its status, and a closed one
    never. An unchanged status alone is a reason only where no recommendation has any other. Of equal weight the
    strongest reason comes first, then what is latest, then the earliest date.

    Returns:
        Columns review, ref, title, title_cy, theme, lead_agency, mark, basis, status_since, reason (an
        `AttentionReason`), round, words, first, last, reasons (how many kinds) and weight.
    """
    weighed = _weighed(tracker, as_at=as_at, today=today)
    other = weighed[weighed["reason"].ne(AttentionReason.SAME_STATUS)].reset_index(drop=True)
    return other if len(other) else weighed


def ranked(listing: pd.DataFrame, tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    """Return a listing of recommendations with those that need attention first, the others in their order."""
    attention = needs_attention(tracker, as_at=as_at, today=today)
    places = attention[KEY].assign(place=range(len(attention)))
    place = listing[KEY].merge(places, on=KEY, how="left")["place"].set_axis(listing.index)
    ordered: pd.DataFrame = listing.loc[place.sort_values(kind="stable").index]
    return ordered


@cached_row_by_row
def attention_reasons(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return each reason why a recommendation needs attention, of each kind the first, the heaviest kinds first.

    Nothing is worst, reopened or worsened while the order of the scale is unknown. Promises, targets and dates in words
    are judged at the end of the month, or on another day: `today`.

    Returns:
        Columns review, ref, reason (an `AttentionReason`), round (of the update, or since which the status is the
        same), words (as written, where they are the reason), first and last (the days of a promise or a date), days
        (how late a target is) and before (the mark before a movement).
    """
    standing = status_at(tracker, as_at=as_at)
    reasons = _reasons(tracker, standing, as_at, today)
    is_contradiction = reasons["reason"].eq(AttentionReason.CONTRADICTION)
    is_complete = is_about(reasons, standing[standing["mark"].isin(tracker.scale.complete)])
    open_now = reasons[(~is_complete | is_contradiction) & ~is_closed(tracker, reasons, as_at=as_at)]
    ordered = _with_rank(tracker, open_now).sort_values(
        ["place", "weight", "strength", "first", "round"], ascending=[True, False, True, True, True]
    )
    ordered = ordered[ordered["place"].ge(0)].drop_duplicates([*KEY, "reason"])
    return ordered[_COLUMNS].reset_index(drop=True)


@cached_row_by_row
def _weighed(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    """Return each recommendation with its strongest reason, in order."""
    reasons = _with_rank(tracker, attention_reasons(tracker, as_at=as_at, today=today))
    summed = reasons.groupby(KEY, sort=False).agg(
        weight=("weight", "sum"), reasons=("reason", "size"), days=("days", "max"), since=("first", "min")
    )
    since = since_last_movement(tracker, as_at=as_at)["status_since"].to_numpy()
    standing = status_at(tracker, as_at=as_at).assign(status_since=since)
    fields = ["title", "title_cy", "theme", "lead_agency", "mark", "basis", "status_since"]
    of_reason = ["reason", "round", "words", "first", "last"]
    table = reasons.drop_duplicates(KEY)[[*KEY, *of_reason, "strength", "place"]]
    table = table.merge(standing[[*KEY, *fields]], on=KEY, how="left").join(summed, on=KEY)
    order = {"weight": False, "strength": True, "days": False, "since": True, "round": True, "place": True}
    table = table.sort_values([*order], ascending=[*order.values()], ignore_index=True)
    return table[[*KEY, *fields, *of_reason, "reasons", "weight"]].astype({"reasons": "int64", "weight": "int64"})


def _with_rank(tracker: Tracker, reasons: pd.DataFrame) -> pd.DataFrame:
    """Return reasons with the weight and the strength of each, and the place of its recommendation, -1 for none."""
    return reasons.assign(
        weight=reasons["reason"].map(_WEIGHTS.__getitem__).astype("int64"),
        strength=reasons["reason"].map([*AttentionReason].index).astype("int64"),
        place=tracker.recommendation_rows(reasons),
    )


def _reasons(tracker: Tracker, standing: pd.DataFrame, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    targets, promised = (of(tracker, as_at=as_at, today=today) for of in (targets_at, promises))
    grid = status_grid(tracker, as_at=as_at)
    of_one_kind = {
        AttentionReason.CONTRADICTION: contradictions(tracker, as_at=as_at),
        AttentionReason.WORST: _worst(tracker, standing, as_at),
        AttentionReason.LATE: targets.loc[targets["timing"].eq(TargetTiming.LATE), [*KEY, *_OF_TARGET]],
        AttentionReason.OVERDUE: promised.loc[promised["timing"].eq(Timing.OVERDUE), [*KEY, *_OF_PROMISE]],
        AttentionReason.SILENT: standing.assign(round=grid.rounds[-1] if grid.rounds else NO_MONTH)[grid.not_reported],
    }
    names = _OF_TARGET | _OF_PROMISE
    found = [
        *(table.rename(columns=names).assign(reason=reason.value) for reason, table in of_one_kind.items()),
        _moved_back(tracker, as_at),
        _dated(tracker, as_at, today),
        stalled(tracker, as_at=as_at).rename(columns={"since": "round"}),
    ]
    dates = dict.fromkeys(("round", "first", "last"), "datetime64[us]")
    text = dict.fromkeys((*KEY, "reason", "words", "before"), "str")
    types = {**dates, **text, "days": "Int64"}
    return pd.concat([each.reindex(columns=_COLUMNS).astype(types) for each in found], ignore_index=True)


def _moved_back(tracker: Tracker, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return what was reopened or worsened in the latest round."""
    moves = movement_between(tracker, start=round_before(tracker, as_at=as_at), end=as_at)
    back = moves[moves["movement"].isin([Movement.REOPENED, Movement.WORSENED]) & tracker.scale.ordered]
    return back.assign(reason=back["movement"], round=back["rated_on"], before=back["from_mark"])


def _worst(tracker: Tracker, standing: pd.DataFrame, as_at: pd.Timestamp) -> pd.DataFrame:
    since = since_last_movement(tracker, as_at=as_at)["status_since"].to_numpy()
    is_worst = standing["status"].isin(tracker.scale.names[:1] if tracker.scale.ordered else ())
    return standing.assign(round=since)[is_worst]


def _dated(tracker: Tracker, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    """Return the dates in the latest words, and whether each has passed."""
    named = dated_questions(tracker, as_at=as_at, today=today)
    passed = named["question"].isin([Question.ENDED, Question.PASSED])
    return named.assign(reason=np.where(passed, AttentionReason.PASSED.value, AttentionReason.PROMISED_NEXT.value))


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
