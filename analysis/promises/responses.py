"""The formal response to each review: when it is due, and whether it has come."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import pandas as pd

from analysis.facts import Codes, column_codes
from analysis.memoise import memoised
from analysis.updates.judged_on import judged_on, known_by
from model.terms import Kind, Timing
from model.tracker.restricted import Mask, whole_and_rows
from model.tracker.tracker import Tracker


class ResponseDueRow(Protocol):
    """A row of `responses_due`."""

    review: str
    title: object
    title_cy: object
    days: int
    due: pd.Timestamp
    due_last: pd.Timestamp
    responded: int
    recommendations: int
    timing: str


def responses_due(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return when the formal response to each review is due: some days after its publication.

    The days are calendar days, counted from the day after publication. Where the month of publication alone is known,
    they are counted from its first day and from its last, and the response is overdue only after the later of the two.
    It has come where each recommendation has words of the kind Response, in either language, by the month. A review
    without a day of publication, without a number of days, or without a recommendation here is left out.

    Returns:
        Columns review, title, title_cy, days, due and due_last (the same day, where the day of publication is known),
        responded (recommendations with a response), recommendations, and timing (a `Timing`); by due date.
    """
    due = _due(whole_and_rows(tracker)[0])
    if due.empty:
        return due
    codes, names = column_codes(tracker, "review")
    recommendations = _counts_of(due["review"], names, codes)
    responded = _counts_of(due["review"], names, codes[has_response(tracker, as_at=as_at)])
    is_listed = recommendations > 0
    recommendations, responded = recommendations[is_listed], responded[is_listed]
    listed = due[is_listed].reset_index(drop=True)
    rules = {
        Timing.DONE: responded >= recommendations,
        Timing.OVERDUE: listed["due_last"].lt(judged_on(as_at, today)).to_numpy(bool),
    }
    timing = np.select(list(rules.values()), [*map(str, rules)], default=str(Timing.DUE))
    return listed.assign(
        responded=responded, recommendations=recommendations, timing=pd.Series(timing, index=listed.index, dtype="str")
    )


@memoised
def _due(tracker: Tracker) -> pd.DataFrame:
    """Return the reviews that have a day of publication and a number of days, by due date, without a response."""
    days = pd.to_numeric(tracker.reviews["response_days"], errors="coerce")
    table = tracker.reviews.assign(days=days).dropna(subset=["days", "published", "published_last"])
    table = table.astype({"days": "int64"})
    after = pd.to_timedelta(table["days"], unit="D")
    table = table.assign(due=table["published"] + after, due_last=table["published_last"] + after)
    listed = table[["review", "title", "title_cy", "days", "due", "due_last"]]
    listed = listed.assign(responded=0, recommendations=0, timing=pd.Series(str(Timing.DUE), listed.index, dtype="str"))
    return listed.sort_values(["due_last", "review"], kind="stable", ignore_index=True)


def has_response(tracker: Tracker, *, as_at: pd.Timestamp) -> Mask:
    """Return whether each recommendation has a response by a month."""
    whole, rows = whole_and_rows(tracker)
    responded: Mask = _has_response(whole, as_at=as_at)[rows]
    return responded


@memoised
def _has_response(tracker: Tracker, *, as_at: pd.Timestamp) -> Mask:
    known = known_by(tracker.progress.assign(recommendation_row=tracker.progress_rows), as_at=as_at)
    has_words = known[["update", "update_cy"]].notna().any(axis=1)
    answered = known.loc[known["kind"].eq(Kind.RESPONSE) & has_words, "recommendation_row"]
    return np.isin(np.arange(tracker.recommendation_count), answered)


def _counts_of(reviews: "pd.Series[str]", names: Sequence[str], codes: Codes) -> Codes:
    """Return how many of the codes are of each review."""
    counts = dict(zip(names, np.bincount(codes, minlength=len(names)), strict=True))
    return np.array([counts.get(review, 0) for review in reviews], dtype=np.int64)
