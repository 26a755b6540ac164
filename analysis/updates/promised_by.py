"""The monitoring promises that were made by a month."""

import pandas as pd

from analysis.memoise import memoised
from analysis.updates.counted_updates import KEY, counted_updates
from model.tracker.tracker import Tracker


@memoised
def promised_by(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the monitoring promises that were made in a month or before.

    A workbook does not say when a promise was made. It counts as made in the latest round in which its recommendation
    was reported, of the rounds up to the first day on which it falls due; where there is none, before every round.

    Returns:
        The rows of monitoring, in its order.
    """
    made = _rounds_made(tracker)
    return tracker.monitoring[made.isna() | made.le(as_at)]


def _rounds_made(tracker: Tracker) -> "pd.Series[pd.Timestamp]":
    """Return the round in which each promise counts as made; missing where it was before every round."""
    due = tracker.monitoring[[*KEY, "due"]].assign(promise=tracker.monitoring.index)
    reported = counted_updates(tracker)[[*KEY, "round"]].drop_duplicates()
    pairs = due.merge(reported, on=KEY)
    before_due = pairs[pairs["due"].isna() | pairs["round"].le(pairs["due"])]
    made: pd.Series[pd.Timestamp] = before_due.groupby("promise")["round"].max().reindex(tracker.monitoring.index)
    return made
