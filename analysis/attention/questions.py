"""Questions to ask about each recommendation, each made from the data by a rule."""

from typing import Protocol

import pandas as pd

from analysis.attention.question_dates import dated_questions
from analysis.movement.stalled import stalled
from analysis.promises.promises import promises
from analysis.status.latest_status import status_at
from analysis.texts.contradictions import contradictions, phrase_of
from analysis.texts.references import references
from analysis.updates.counted_updates import KEY, counted_updates, latest_round_updates, update_texts
from analysis.updates.rounds import rounds
from model.terms import NOT_RATED, Basis, Contradiction, Question, Timing
from model.tracker.rows import RefRow
from model.tracker.tracker import Tracker

_DAYS = ["round", "since", "first", "last"]
_TEXT = [*KEY, "question", "words", "words_cy", "written", "precision", "other", "mark", "rule"]
_COLUMNS = [*KEY, "question", *_DAYS, "rounds", "words", "words_cy", "written", "precision", "other", "mark", "rule"]


class QuestionRow(RefRow, Protocol):
    """A row of `questions`."""

    question: str
    round: pd.Timestamp
    since: pd.Timestamp
    first: pd.Timestamp
    last: pd.Timestamp
    precision: str
    written: str
    rounds: int
    words: object
    words_cy: object
    other: str
    mark: str
    rule: str


def questions(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the questions to ask about each recommendation as at a month, the strongest first.

    Dates are judged at the end of the month, or on a day before it: `today`. What is complete is asked about its dates,
    its promises and its words alone. It is asked of the whole tracker: among chosen recommendations, one that another
    refers to would be missing.

    Returns:
        Columns review, ref, question (a `Question`), round (of the update it is made from), since (the round in which
        the words or the status first stood), first, last, precision and written (a date, and its words), rounds (for
        how many a status has stood), words and words_cy (what was said or promised), other (the ref of another
        recommendation), mark (the status it is about) and rule (an `Contradiction`), in the tracker's order.
    """
    standing = status_at(tracker, as_at=as_at)
    still_open = standing[~standing["mark"].isin(tracker.scale.complete)]
    apart = contradictions(tracker, as_at=as_at).rename(columns={"status": "mark"})
    found = [
        _overdue(promises(tracker, as_at=as_at, today=today)),
        dated_questions(tracker, as_at=as_at, today=today).rename(columns={"words": "written", "sentence": "words"}),
        apart.assign(question=Question.CONTRADICTION.value),
        _inferred(tracker, standing, as_at),
        *(_of(still_open, asked) for asked in _of_open(tracker, standing, apart, as_at)),
    ]
    return _in_order(pd.concat([_shaped(each) for each in found], ignore_index=True), standing)


def _of_open(
    tracker: Tracker, standing: pd.DataFrame, apart: pd.DataFrame, as_at: pd.Timestamp
) -> tuple[pd.DataFrame, ...]:
    """Return what is asked only of what is not complete."""
    signs = stalled(tracker, as_at=as_at).rename(columns={"reason": "question"})
    marks = standing[[*KEY, "mark", "reported_on"]]
    unrated = standing[standing["mark"].eq(NOT_RATED)]
    return (
        _silent(tracker, standing, as_at),
        _no_progress(tracker, apart, as_at),
        signs.merge(marks, on=KEY).rename(columns={"reported_on": "round"}),
        _refers(tracker, standing, as_at),
        unrated.assign(question=Question.NOT_RATED.value, round=unrated["reported_on"]),
    )


def _overdue(listed: pd.DataFrame) -> pd.DataFrame:
    overdue = listed[listed["timing"].eq(Timing.OVERDUE)]
    names = {"activity": "words", "activity_cy": "words_cy", "due": "first", "due_last": "last"}
    named = overdue.rename(columns={**names, "due_precision": "precision", "due_words": "written"})
    return named.assign(question=Question.OVERDUE.value)


def _silent(tracker: Tracker, standing: pd.DataFrame, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return what was not reported in the latest round; `since` is when it was reported last."""
    known = rounds(tracker, as_at=as_at)
    if not known:
        return standing.head(0)
    silent = standing[standing["reported_on"].ne(known[-1])]
    return silent.assign(question=Question.NOT_REPORTED.value, round=known[-1], since=silent["reported_on"])


def _no_progress(tracker: Tracker, apart: pd.DataFrame, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the latest updates that say there was no progress, but where that contradicts the status: asked there."""
    latest = latest_round_updates(counted_updates(tracker, as_at=as_at))
    phrases = [phrase_of(words, Contradiction.NO_PROGRESS) for words in update_texts(tracker, latest)]
    saying = latest.assign(words=pd.Series(phrases, index=latest.index, dtype="str")).dropna(subset="words")
    told = pd.MultiIndex.from_frame(apart.loc[apart["rule"].eq(Contradiction.NO_PROGRESS), KEY])
    once = saying[~pd.MultiIndex.from_frame(saying[KEY]).isin(told)].drop_duplicates(KEY, keep="last")
    return once.assign(question=Question.NO_PROGRESS.value)


def _refers(tracker: Tracker, standing: pd.DataFrame, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return each other recommendation that one names, is not complete, and was not named by its promises alone."""
    named = references(tracker)
    known = named["round"].isna() | named["round"].le(as_at)
    own = named[named["source"].ne("activity") & named["problem"].isna() & known]
    latest = own.sort_values("round", kind="stable", na_position="first").drop_duplicates([*KEY, "target"], keep="last")
    targets = standing[[*KEY, "mark"]].rename(columns={"ref": "target"})
    found = latest.merge(targets[~targets["mark"].isin(tracker.scale.complete)], on=["review", "target"])
    return found.rename(columns={"target": "other"}).assign(question=Question.REFERS.value)


def _inferred(tracker: Tracker, standing: pd.DataFrame, as_at: pd.Timestamp) -> pd.DataFrame:
    said = counted_updates(tracker, as_at=as_at)
    published = said[said["status"].notna() & said["basis"].ne(Basis.INFERRED)]
    inferred = standing[standing["basis"].eq(Basis.INFERRED) & standing["mark"].isin(tracker.scale.names)]
    known = pd.MultiIndex.from_frame(published[KEY])
    alone = inferred[~pd.MultiIndex.from_frame(inferred[KEY]).isin(known)]
    return alone.assign(question=Question.INFERRED.value, round=alone["rated_on"])


def _of(some: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    keys = pd.MultiIndex.from_frame(some[KEY])
    return asked[pd.MultiIndex.from_frame(asked[KEY]).isin(keys)]


def _shaped(table: pd.DataFrame) -> pd.DataFrame:
    types = {**dict.fromkeys(_DAYS, "datetime64[us]"), **dict.fromkeys(_TEXT, "str"), "rounds": "Int64"}
    return table.reindex(columns=_COLUMNS).astype(types)


def _in_order(table: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    place = {key: number for number, key in enumerate(zip(*(standing[name] for name in KEY), strict=True))}
    order = [each.value for each in Question]
    keys = list(zip(*(table[name] for name in KEY), strict=True))
    ordered = table.assign(
        place=[place.get(key, len(place)) for key in keys], strength=table["question"].map(order.index)
    )
    known = ordered[ordered["place"].lt(len(place))]
    return known.sort_values(["place", "strength", "first"], kind="stable")[_COLUMNS].reset_index(drop=True)
