"""The rounds of a tracker: the months in which something was reported."""

import pandas as pd

from analysis.memoise import memoised
from analysis.updates.counted_updates import counted_updates
from model.tracker.tracker import Tracker

NO_MONTH = pd.Timestamp("NaT")
"""The month before the first round, as at which nothing is reported."""


def rounds(tracker: Tracker, *, as_at: pd.Timestamp | None = None) -> list[pd.Timestamp]:
    """Return the rounds up to a month, oldest first; without a month, all of them.

    A month without a counted update is not a round. A restricted tracker keeps the rounds of the complete one.
    """
    months = _all_rounds(tracker) if tracker.rounds is None else tracker.rounds
    return [month for month in months if as_at is None or month <= as_at]


@memoised
def _all_rounds(tracker: Tracker) -> tuple[pd.Timestamp, ...]:
    return tuple(sorted(counted_updates(tracker)["round"].drop_duplicates()))


def round_before(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.Timestamp | None:
    """Return the round before the latest one as at a month; None where there is no earlier round.

    As at August, where June is the latest round, it is the round before June.
    """
    months = rounds(tracker, as_at=as_at)
    return months[-2] if len(months) > 1 else None
