"""Dates in updates that make a question: what lies ahead, what has passed, and what lasts until then."""

import re

import numpy as np
import pandas as pd

from analysis.promises.promises import judged_on
from analysis.texts.prose_dates import dates_in_prose
from analysis.updates.counted_updates import KEY
from model.terms import Question
from model.tracker.tracker import Tracker

_LASTS = re.compile(r"(?:until|till|tan|hyd)\b", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?P<verb>[\w-]+) (?:up )?to $", re.IGNORECASE)
_MOVED = {"moved", "postponed", "delayed", "rescheduled", "deferred", "forward", "back", "slipped", "changed"}
"""Words before "to" a date that put something off, and do not say how long it lasts."""


def dated_questions(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the dates named in latest updates, each with the question it makes.

    Something lasts until a date that stands after "until" or "to" ("confirmed to April 2025", not "moved to April
    2025"). A date has passed once its last day lies before the last day of the month, or before `today`.

    Returns:
        The columns review, ref, round, words (as written), first, last, precision, sentence and question (one of
        `ended`, `passed`, `ends` and `ahead`), earliest date first.
    """
    dates = dates_in_prose(tracker, as_at=as_at)
    named = dates[dates["source"].eq("update")]
    passed = named["last"].lt(judged_on(as_at, today))
    lasts = pd.Series(
        [_lasts_until(words, sentence) for words, sentence in zip(named["words"], named["sentence"], strict=True)],
        index=named.index,
        dtype="bool",
    )
    question = np.select(
        [passed & lasts, passed, lasts], [Question.ENDED, Question.PASSED, Question.ENDS], default=Question.AHEAD
    )
    columns = [*KEY, "round", "words", "first", "last", "precision", "sentence"]
    made = pd.Series([str(each) for each in question], index=named.index, dtype="str")
    return named[columns].assign(question=made).reset_index(drop=True)


def _lasts_until(words: str, sentence: str) -> bool:
    if _LASTS.match(words):
        return True
    before = _UP_TO.search(sentence[: max(sentence.find(words), 0)])
    return before is not None and before["verb"].casefold() not in _MOVED
