"""The next monitoring promise about every recommendation."""

from typing import Protocol

import pandas as pd

from analysis.facts import fact
from analysis.promises.promises import promises
from analysis.updates.counted_updates import KEY
from model.terms import OPEN_TIMINGS
from model.tracker.rows import DueRow, RefRow
from model.tracker.tracker import Tracker

_COLUMNS = [*KEY, "due", "due_last", "due_precision", "due_words", "timing"]


class NextPromiseRow(RefRow, DueRow, Protocol):
    """A row of `next_promise`."""

    timing: str
    open_promises: int


@fact
def next_promise(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the open promise about each recommendation that comes first: the longest overdue, else the next due.

    One without a date comes last. A recommendation without an open promise has no row.

    Returns:
        Columns review, ref, the due date in its four columns, timing, and open_promises: how many there are.
    """
    listed = promises(tracker, as_at=as_at, today=today)
    is_open = listed[listed["timing"].isin(OPEN_TIMINGS)]
    first = is_open.drop_duplicates(KEY, keep="first")
    count = is_open.groupby(KEY)["timing"].transform("size")
    return first[_COLUMNS].assign(open_promises=count).reset_index(drop=True)
