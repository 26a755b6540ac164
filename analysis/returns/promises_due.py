"""The monitoring promises that are due in a round, or were due before it."""

import pandas as pd

from analysis.facts import fact
from analysis.promises.promises import promises
from model.terms import Timing
from model.tracker.tracker import Tracker


@fact
def promises_due(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the open promises whose first due day is not after the month.

    A promise that is done, or has no date, is not due. One that may fall due later than the month is due in it as soon
    as its first day is: a promise for autumn is due in September.

    Returns:
        The columns of `promises`, in its order.
    """
    listed = promises(tracker, as_at=as_at, today=today)
    is_open = listed["timing"].isin([Timing.OVERDUE, Timing.DUE])
    return listed[is_open & listed["due"].le(as_at + pd.offsets.MonthEnd())].reset_index(drop=True)
