"""The rounds of a tracker: the months in which something was reported."""

import pandas as pd

from analysis.updates.counted_updates import counted_updates
from model.tracker.tracker import Tracker

NO_MONTH = pd.Timestamp("NaT")
"""The month before every round: as at it, nothing was reported."""


def rounds(tracker: Tracker, *, as_at: pd.Timestamp | None = None) -> list[pd.Timestamp]:
    """Return the rounds up to a month, oldest first; without a month, all of them.

    A month in which nothing was said of any recommendation is no round. A tracker that was restricted keeps the rounds
    of the whole.
    """
    if tracker.rounds is None:
        return sorted(counted_updates(tracker, as_at=as_at)["round"].drop_duplicates())
    return [month for month in tracker.rounds if as_at is None or month <= as_at]


def round_before(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.Timestamp | None:
    """Return the round before the one a month stands in, or None where there is none.

    A month without a round of its own stands in the latest round before it: as at August, the round before June's.
    """
    known = rounds(tracker, as_at=as_at)
    return known[-2] if len(known) > 1 else None
