"""For how many rounds, and since when, the status of each recommendation has been the same: counted here alone."""

import pandas as pd

from analysis.facts import fact
from analysis.updates.counted_updates import KEY, counted_updates
from analysis.updates.rounds import rounds_since
from model.tracker.tracker import Tracker


@fact
def since_last_movement(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the month since which the status of each recommendation has not changed, as at a month.

    The same rating again, or a round without an update, is not a movement; the first rating is one. Of two statuses in
    one month the later counts.

    Returns:
        Columns review, ref, moved_on, rounds (of its review, from moved_on up to the month, both included) and days
        (from moved_on to the first day of the month); the last three are missing where it was never rated.
    """
    updates = counted_updates(tracker, as_at=as_at)
    by_month = ["recommendation_row", "round"]
    rated = updates[updates["status"].notna()].drop_duplicates(by_month, keep="last")
    before = rated.groupby("recommendation_row")["status"].shift()
    moved = rated[before.isna() | before.ne(rated["status"])].drop_duplicates("recommendation_row", keep="last")
    row_numbers, months = moved["recommendation_row"].to_numpy(), moved["round"].to_numpy()
    counted = pd.Series(rounds_since(tracker, row_numbers, months, as_at=as_at), index=row_numbers, dtype="Int64")
    table = tracker.recommendations[KEY].reset_index(drop=True)
    moved_on = pd.Series(months, index=row_numbers, dtype="datetime64[us]").reindex(table.index)
    days = (as_at - moved_on).dt.days.astype("Int64")
    return table.assign(moved_on=moved_on, rounds=counted.reindex(table.index), days=days)
