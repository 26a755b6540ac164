"""Questions about each recommendation, each derived from the data by a rule."""

import re

import numpy as np
import pandas as pd

from analysis.cache import cached_row_by_row
from analysis.movement import stalled
from analysis.promises import promises
from analysis.rounds import NO_MONTH, judged_on
from analysis.status import status_at, status_grid
from analysis.table_rows import (
    KEY,
    counted_updates,
    first_true,
    is_about,
    keys_of,
    latest_round_updates,
    rows_about,
    update_texts,
)
from analysis.texts.phrases import contradictions, phrase_of
from analysis.texts.prose_dates import dates_in_prose
from analysis.texts.references import references
from model.terms import NOT_RATED, Basis, Contradiction, Question, Timing
from model.tracker.tracker import Tracker

# The columns of the questions with their types.
_TYPES = {
    **dict.fromkeys((*KEY, "question"), "str"),
    **dict.fromkeys(("round", "since", "first", "last"), "datetime64[us]"),
    "rounds": "Int64",
    **dict.fromkeys(("words", "words_cy", "written", "precision", "other", "mark", "rule"), "str"),
}
_OF_PROMISE = {
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
        Question.OVERDUE: promised[promised["timing"].eq(Timing.OVERDUE)].rename(columns=_OF_PROMISE),
        Question.CONTRADICTION: contradicted,
        Question.INFERRED: _inferred(tracker, standing, as_at),
    }
    for question, table in _open_questions(tracker, standing, contradicted, as_at).items():
        of_one_kind[question] = rows_about(table, still_open)
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
    shared = asked[_is_shared(asked)]
    groups = shared.groupby(["question", "mark"], sort=False)
    rows = [(*names, len(group), tuple(keys_of(group))) for names, group in groups]
    table = pd.DataFrame(rows, columns=["question", "mark", "count", "refs"])
    return table.sort_values("count", ascending=False, kind="stable", ignore_index=True)


def separate_questions(asked: pd.DataFrame) -> pd.DataFrame:
    """Return the questions that are not shared, in their order."""
    return asked[~_is_shared(asked)].reset_index(drop=True)


def _is_shared(asked: pd.DataFrame) -> "pd.Series[bool]":
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
    unrated = standing[standing["mark"].eq(NOT_RATED)]
    return {
        Question.NOT_REPORTED: reported[grid.not_reported],
        Question.NO_PROGRESS: _no_progress(tracker, contradicted, as_at),
        Question.REFERS: _refers(tracker, standing, as_at),
        Question.NOT_RATED: unrated.assign(round=unrated["reported_on"]),
    }


def _no_progress(tracker: Tracker, contradicted: pd.DataFrame, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the latest updates that report no progress, except those that contradict their status."""
    latest = latest_round_updates(counted_updates(tracker, as_at=as_at))
    phrases = [phrase_of(words, Contradiction.NO_PROGRESS) for words in update_texts(tracker, latest)]
    matching = latest.assign(words=pd.Series(phrases, index=latest.index, dtype="str")).dropna(subset="words")
    contradicting = contradicted[contradicted["rule"].eq(Contradiction.NO_PROGRESS)]
    return matching[~is_about(matching, contradicting)].drop_duplicates(KEY, keep="last")


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
    updates = counted_updates(tracker, as_at=as_at)
    published = updates[updates["status"].notna() & updates["basis"].ne(Basis.INFERRED)]
    inferred = standing[standing["basis"].eq(Basis.INFERRED) & standing["mark"].isin(tracker.scale.names)]
    only_inferred = inferred[~is_about(inferred, published)]
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
    question = first_true(rules, in_updates, default=Question.AHEAD)
    return in_updates[columns].assign(question=question).reset_index(drop=True)


def _is_end_date(words: str, sentence: str) -> bool:
    if _UNTIL.match(words):
        return True
    before = _UP_TO.search(sentence[: max(sentence.find(words), 0)])
    return before is not None and before["verb"].casefold() not in _POSTPONED
