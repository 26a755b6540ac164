"""Questions about each recommendation, why one needs attention, and the briefing: what changed and what is late."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import table_rows
from analysis.cache import cached, cached_row_by_row
from analysis.movement import latest_movement, latest_rounds, moved_first, movement_between, stalled
from analysis.promises import promises, responses_due, targets_at, unanswered
from analysis.rounds import NO_MONTH, judged_on, round_before
from analysis.status import is_closed, status_at, status_grid
from analysis.table_rows import KEY
from analysis.texts.phrases import contradictions, dates_in_prose, phrase_of
from analysis.texts.references import references
from model import terms
from model.terms import AttentionReason, Basis, Contradiction, LateKind, Movement, Question, TargetTiming, Timing
from model.tracker.tracker import Tracker

# The columns of the questions with their types.
_TYPES = {
    **dict.fromkeys((*KEY, "question"), "str"),
    **dict.fromkeys(("round", "since", "first", "last"), "datetime64[us]"),
    "rounds": "Int64",
    **dict.fromkeys(("words", "words_cy", "written", "precision", "other", "mark", "rule"), "str"),
}
_PROMISE_COLUMNS = {
    **{"activity": "words", "activity_cy": "words_cy", "due": "first", "due_last": "last"},
    **{"due_precision": "precision", "due_words": "written"},
}
_UNTIL = re.compile(r"(?:until|till|tan|hyd)\b", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?P<verb>[\w-]+) (?:up )?to $", re.IGNORECASE)
# Words before "to" a date that mean a postponement, not an end date.
_POSTPONED = {"moved", "postponed", "delayed", "rescheduled", "deferred", "forward", "back", "slipped", "changed"}


@cached_row_by_row
def questions(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the questions about each recommendation as at a month, the strongest first.

    Dates are judged at the end of the month, or on a day before it: `today`. A complete recommendation has questions
    about its dates, its promises and its words only. What refers to a recommendation counts, selected or not.

    Returns:
        Columns review, ref, question (a `Question`), round (of its update), since (the round in which
        the words or the status first appeared), first, last, precision and written (a date, and its words), rounds (for
        how many a status is unchanged), words and words_cy (of the update or promise), other (the ref of another
        recommendation), mark (the status it is about) and rule (an `Contradiction`), in the tracker's order.
    """
    standing = status_at(tracker, as_at=as_at)
    still_open = standing[~standing["mark"].isin(tracker.scale.complete)]
    contradicted = contradictions(tracker, as_at=as_at).rename(columns={"status": "mark"})
    promised = promises(tracker, as_at=as_at, today=today)
    of_one_kind = {
        Question.OVERDUE: promised[promised["timing"].eq(Timing.OVERDUE)].rename(columns=_PROMISE_COLUMNS),
        Question.CONTRADICTION: contradicted,
        Question.INFERRED: _inferred(tracker, standing, as_at),
    }
    for question, table in _open_questions(tracker, standing, contradicted, as_at).items():
        of_one_kind[question] = table_rows.rows_about(table, still_open)
    signs = stalled(tracker, as_at=as_at).merge(still_open[[*KEY, "mark", "reported_on"]], on=KEY)
    found = [
        dated_questions(tracker, as_at=as_at, today=today).rename(columns={"words": "written", "sentence": "words"}),
        signs.rename(columns={"reason": "question", "reported_on": "round"}),
        *(table.assign(question=question.value) for question, table in of_one_kind.items()),
    ]
    table = pd.concat([each.reindex(columns=[*_TYPES]).astype(_TYPES) for each in found], ignore_index=True)
    strength = table["question"].map([*Question].index)
    ordered = table.assign(strength=strength, position=tracker.recommendation_rows(table)).query("position >= 0")
    ordered = ordered.sort_values(["position", "strength", "first"], kind="stable", ignore_index=True)
    return ordered[[*_TYPES]]


# The questions that are asked once where several recommendations of one status lead to them.
SHARED = (Question.SAME_STATUS, Question.INFERRED)


def shared_questions(asked: pd.DataFrame) -> pd.DataFrame:
    """Return the questions that several recommendations of one status lead to, each once, the most first.

    Returns:
        Columns question, mark, count and refs (the review and ref of each recommendation).
    """
    groups = asked[is_shared(asked)].groupby(["question", "mark"], sort=False)
    rows = [(*names, len(group), tuple(table_rows.keys_of(group))) for names, group in groups]
    table = pd.DataFrame(rows, columns=["question", "mark", "count", "refs"])
    return table.sort_values("count", ascending=False, kind="stable", ignore_index=True)


def is_shared(asked: pd.DataFrame) -> "pd.Series[bool]":
    """Return whether several recommendations of one status lead to each question."""
    count = asked.groupby(["question", "mark"])["ref"].transform("size")
    return asked["question"].isin(list(SHARED)) & count.gt(1)


def _open_questions(
    tracker: Tracker, standing: pd.DataFrame, contradicted: pd.DataFrame, as_at: pd.Timestamp
) -> dict[Question, pd.DataFrame]:
    """Return what leads to the questions that only concern incomplete recommendations.

    For those that were silent in the latest round, `since` is the month of the last report.
    """
    grid = status_grid(tracker, as_at=as_at)
    reported = standing.assign(since=standing["reported_on"], round=grid.rounds[-1] if grid.rounds else NO_MONTH)
    unrated = standing[standing["mark"].eq(terms.NOT_RATED)]
    return {
        Question.NOT_REPORTED: reported[grid.not_reported],
        Question.NO_PROGRESS: _no_progress(tracker, contradicted, as_at),
        Question.REFERS: _refers(tracker, standing, as_at),
        Question.NOT_RATED: unrated.assign(round=unrated["reported_on"]),
    }


def _no_progress(tracker: Tracker, contradicted: pd.DataFrame, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the latest updates that report no progress, except those that contradict their status."""
    latest = table_rows.latest_round_updates(table_rows.counted_updates(tracker, as_at=as_at))
    phrases = [phrase_of(words, Contradiction.NO_PROGRESS) for words in table_rows.update_texts(tracker, latest)]
    matching = latest.assign(words=pd.Series(phrases, index=latest.index, dtype="str")).dropna(subset="words")
    contradicting = contradicted[contradicted["rule"].eq(Contradiction.NO_PROGRESS)]
    return matching[~table_rows.is_about(matching, contradicting)].drop_duplicates(KEY, keep="last")


def _refers(tracker: Tracker, standing: pd.DataFrame, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return each incomplete recommendation that another refers to, in more than its promises."""
    named = references(tracker)
    is_past = named["round"].isna() | named["round"].le(as_at)
    counted = named[named["source"].ne("activity") & named["problem"].isna() & is_past]
    latest = counted.sort_values("round", kind="stable", na_position="first")
    latest = latest.drop_duplicates([*KEY, "target"], keep="last")
    targets = standing[[*KEY, "mark"]].rename(columns={"ref": "target"})
    found = latest.merge(targets[~targets["mark"].isin(tracker.scale.complete)], on=["review", "target"])
    return found.rename(columns={"target": "other"})


def _inferred(tracker: Tracker, standing: pd.DataFrame, as_at: pd.Timestamp) -> pd.DataFrame:
    updates = table_rows.counted_updates(tracker, as_at=as_at)
    published = updates[updates["status"].notna() & updates["basis"].ne(Basis.INFERRED)]
    inferred = standing[standing["basis"].eq(Basis.INFERRED) & standing["mark"].isin(tracker.scale.names)]
    only_inferred = inferred[~table_rows.is_about(inferred, published)]
    return only_inferred.assign(round=only_inferred["rated_on"])


def dated_questions(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the dates in the latest updates, each with the question it leads to.

    A date is an end date after "until" or "to" ("confirmed to April 2025", not "moved to April
    2025"). A date has passed when its last day is before the last day of the month, or before `today`.

    Returns:
        The columns review, ref, round, words (as written), first, last, precision, sentence and question (one of
        `ended`, `passed`, `ends` and `ahead`), earliest date first.
    """
    dates = dates_in_prose(tracker, as_at=as_at)
    in_updates = dates[dates["source"].eq("update")]
    passed = in_updates["last"].lt(judged_on(as_at, today))
    pairs = zip(in_updates["words"], in_updates["sentence"], strict=True)
    is_end = np.fromiter((_is_end_date(words, sentence) for words, sentence in pairs), bool, len(in_updates))
    rules = {Question.ENDED: passed & is_end, Question.PASSED: passed, Question.ENDS: is_end}
    columns = [*KEY, "round", "words", "first", "last", "precision", "sentence"]
    question = table_rows.first_true(rules, in_updates, default=Question.AHEAD)
    return in_updates[columns].assign(question=question).reset_index(drop=True)


def _is_end_date(words: str, sentence: str) -> bool:
    if _UNTIL.match(words):
        return True
    before = _UP_TO.search(sentence[: max(sentence.find(words), 0)])
    return before is not None and before["verb"].casefold() not in _POSTPONED


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
        The columns of `status_at`, reason (an `AttentionReason`), round, words, first, last, strength, days, since,
        reasons (how many kinds) and weight.
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
    is_complete = table_rows.is_about(reasons, standing[standing["mark"].isin(tracker.scale.complete)])
    open_now = reasons[(~is_complete | is_contradiction) & ~is_closed(tracker, reasons, as_at=as_at)]
    ordered = open_now.assign(
        weight=open_now["reason"].map(_WEIGHTS.__getitem__).astype("int64"),
        strength=open_now["reason"].map([*AttentionReason].index).astype("int64"),
        place=tracker.recommendation_rows(open_now),
    ).sort_values(["place", "weight", "strength", "first", "round"], ascending=[True, False, True, True, True])
    ordered = ordered[ordered["place"].ge(0)].drop_duplicates([*KEY, "reason"])
    return ordered.drop(columns="place").reset_index(drop=True)


@cached_row_by_row
def _weighed(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    """Return each recommendation with its strongest reason, in order."""
    reasons = attention_reasons(tracker, as_at=as_at, today=today)
    summed = reasons.groupby(KEY, sort=False).agg(
        weight=("weight", "sum"), reasons=("reason", "size"), days=("days", "max"), since=("first", "min")
    )
    strongest = reasons.drop_duplicates(KEY)[[*KEY, "reason", "round", "words", "first", "last", "strength"]]
    table = strongest.merge(status_at(tracker, as_at=as_at), on=KEY, how="left").join(summed, on=KEY)
    order = {"weight": False, "strength": True, "days": False, "since": True, "round": True}
    return table.sort_values([*order], ascending=[*order.values()], ignore_index=True)


def _reasons(tracker: Tracker, standing: pd.DataFrame, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    targets, promised, dated = (of(tracker, as_at=as_at, today=today) for of in (targets_at, promises, dated_questions))
    has_passed = dated["question"].isin([Question.ENDED, Question.PASSED])
    is_worst = standing["status"].isin(tracker.scale.names[:1] if tracker.scale.ordered else ())
    grid = status_grid(tracker, as_at=as_at)
    of_one_kind = {
        AttentionReason.CONTRADICTION: contradictions(tracker, as_at=as_at),
        AttentionReason.WORST: standing.assign(round=standing["status_since"])[is_worst],
        AttentionReason.LATE: targets.loc[targets["timing"].eq(TargetTiming.LATE), [*KEY, *_OF_TARGET]],
        AttentionReason.PASSED: dated[has_passed],
        AttentionReason.PROMISED_NEXT: dated[~has_passed],
        AttentionReason.OVERDUE: promised.loc[promised["timing"].eq(Timing.OVERDUE), [*KEY, *_OF_PROMISE]],
        AttentionReason.SILENT: standing.assign(round=grid.rounds[-1] if grid.rounds else NO_MONTH)[grid.not_reported],
    }
    names = _OF_TARGET | _OF_PROMISE
    found = [
        *(table.rename(columns=names).assign(reason=reason.value) for reason, table in of_one_kind.items()),
        _moved_back(tracker, as_at),
        stalled(tracker, as_at=as_at).rename(columns={"since": "round"}),
    ]
    dates = dict.fromkeys(("round", "first", "last"), "datetime64[us]")
    types = {**dates, **dict.fromkeys((*KEY, "reason", "words", "before"), "str"), "days": "Int64"}
    return pd.concat([each.reindex(columns=_COLUMNS).astype(types) for each in found], ignore_index=True)


def _moved_back(tracker: Tracker, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return what was reopened or worsened in the latest round."""
    moves = movement_between(tracker, start=round_before(tracker, as_at=as_at), end=as_at)
    back = moves[moves["movement"].isin([Movement.REOPENED, Movement.WORSENED]) & tracker.scale.ordered]
    return back.assign(reason=back["movement"], round=back["rated_on"], before=back["from_mark"])


# The most recommendations that are named of those that changed, and of those to ask about.
MOST_CHANGED, MOST_ASKED = 6, 5


class Changed(NamedTuple):
    """What changed since a round.

    Attributes:
        since: the round before.
        movements: the movement of every recommendation.
        moved: those that moved, steps back first.
        words: the latest words about each of them, by review and ref.
    """

    since: pd.Timestamp
    movements: "pd.Series[str]"
    moved: Sequence[terms.TableRow]
    words: Mapping[tuple[str, str], Sequence[terms.TableRow]]


@dataclass(frozen=True, slots=True)
class LateCount:
    """How many of a kind are late, and how many were at the end of the month; None where that is the same."""

    kind: LateKind
    count: int
    then: int | None = None


def changed_since(tracker: Tracker, *, as_at: pd.Timestamp) -> Changed | None:
    """Return what changed since the round before the latest one as at a month; None where there is no such round."""
    since, _end = latest_rounds(tracker, as_at=as_at)
    moves = latest_movement(tracker, as_at=as_at)
    if since is None or moves.empty:
        return None
    moved = moved_first(moves)
    words = table_rows.rows_by_recommendation(
        table_rows.rows_about(table_rows.latest_words(tracker, as_at=as_at), moved)
    )
    return Changed(since, moves["movement"], [*table_rows.rows_of(moved)], words)


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
) -> list[tuple[terms.TableRow, Sequence[terms.TableRow]]]:
    """Return the recommendations to ask about, each with its reasons, the most and weightiest first."""
    first = needs_attention(tracker, as_at=as_at, today=today).iloc[:most]
    found = attention_reasons(tracker, as_at=as_at, today=today)
    reasons = table_rows.rows_by_recommendation(table_rows.rows_about(found, first))
    return [(row, reasons[row.review, row.ref]) for row in table_rows.rows_of(first)]
