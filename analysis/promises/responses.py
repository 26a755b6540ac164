"""The formal response to each review: when it is due, and whether it has come."""

from typing import Protocol

import numpy as np
import pandas as pd

from analysis.updates.judged_on import judged_on, known_by
from model.terms import Kind, Timing
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
    It has come where each recommendation has an update of the kind Response by the month. A review without a day of
    publication, without a number of days, or without a recommendation here is left out.

    Returns:
        Columns review, title, title_cy, days, due and due_last (the same day, where the day of publication is known),
        responded (recommendations with a response), recommendations, and timing (a `Timing`); by due date.
    """
    days = pd.to_numeric(tracker.reviews["response_days"], errors="coerce")
    table = tracker.reviews.assign(days=days).dropna(subset=["days", "published", "published_last"])
    table = table.astype({"days": "int64"})
    after = pd.to_timedelta(table["days"], unit="D")
    table = table.assign(due=table["published"] + after, due_last=table["published_last"] + after)
    for name, counted in _counts(tracker, as_at=as_at).items():
        table[name] = table["review"].map(counted).fillna(0).astype("int64")
    table = table[table["recommendations"].gt(0)]
    rules = {
        Timing.DONE: table["responded"].ge(table["recommendations"]),
        Timing.OVERDUE: table["due_last"].lt(judged_on(as_at, today)),
    }
    timing = np.select([rule.to_numpy(bool) for rule in rules.values()], [*map(str, rules)], default=str(Timing.DUE))
    listed = ["review", "title", "title_cy", "days", "due", "due_last", "responded", "recommendations"]
    judged = table[listed].assign(timing=pd.Series(timing, index=table.index, dtype="str"))
    return judged.sort_values(["due_last", "review"], kind="stable", ignore_index=True)


def _counts(tracker: Tracker, *, as_at: pd.Timestamp) -> "dict[str, pd.Series[int]]":
    """Return how many recommendations each review has, and how many of them have a response."""
    known = known_by(tracker.progress, as_at=as_at)
    answered = known.loc[known["kind"].eq(Kind.RESPONSE) & known["update"].notna(), ["review", "ref"]].drop_duplicates()
    listed = tracker.recommendations[["review", "ref"]]
    return {
        "responded": answered.merge(listed, on=["review", "ref"])["review"].value_counts(),
        "recommendations": listed["review"].value_counts(),
    }
