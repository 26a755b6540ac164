"""Questions about dates in updates: future dates, past dates and end dates."""

import re

import numpy as np
import pandas as pd

from analysis.texts.prose_dates import dates_in_prose
from analysis.updates.counted_updates import KEY
from analysis.updates.judged_on import judged_on
from model.terms import Question
from model.tracker.tracker import Tracker

_UNTIL = re.compile(r"(?:until|till|tan|hyd)\b", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?P<verb>[\w-]+) (?:up )?to $", re.IGNORECASE)
_POSTPONED = {"moved", "postponed", "delayed", "rescheduled", "deferred", "forward", "back", "slipped", "changed"}
"""Words before "to" a date that mean a postponement, not an end date."""


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
    is_end = pd.Series(
        [
            _is_end_date(words, sentence)
            for words, sentence in zip(in_updates["words"], in_updates["sentence"], strict=True)
        ],
        index=in_updates.index,
        dtype="bool",
    )
    question = np.select(
        [passed & is_end, passed, is_end], [Question.ENDED, Question.PASSED, Question.ENDS], default=Question.AHEAD
    )
    columns = [*KEY, "round", "words", "first", "last", "precision", "sentence"]
    questions = pd.Series([str(each) for each in question], index=in_updates.index, dtype="str")
    return in_updates[columns].assign(question=questions).reset_index(drop=True)


def _is_end_date(words: str, sentence: str) -> bool:
    if _UNTIL.match(words):
        return True
    before = _UP_TO.search(sentence[: max(sentence.find(words), 0)])
    return before is not None and before["verb"].casefold() not in _POSTPONED
