"""The entries of a tracker: its updates in the order they count, each with the place of its recommendation."""

import pandas as pd

from analysis.memoise import memoised
from model.tracker.tracker import Tracker

KEY = ["review", "ref"]
"""What names one recommendation: a ref may stand in two reviews."""

_COLUMNS = ["review", "ref", "round", "date", "kind", "status", "basis"]


@memoised
def counted_updates(tracker: Tracker, *, as_at: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the updates reported up to a month, earliest first; of one day's updates the later row stands last.

    A row without words, evidence and status says nothing and is no entry, nor is one without a date or of a
    recommendation that the tracker does not have. A status that is not of the scale counts as none.

    Returns:
        The columns review, ref, round, date, kind, status, basis and `place`, the recommendation's row number from 0;
        the index is that of `tracker.progress`.
    """
    progress = tracker.progress
    table = progress[_COLUMNS].assign(
        place=_places(tracker), status=progress["status"].where(progress["status"].isin(tracker.scale.names))
    )
    says = progress["status"].notna() | progress["update"].notna()
    says |= progress["update_cy"].notna() | progress["evidence"].notna()
    kept = says & table["round"].notna() & table["place"].ge(0)
    if as_at is not None:
        kept &= table["round"].le(as_at)
    return table[kept].sort_values("date", kind="stable")


def latest_round_updates(updates: pd.DataFrame) -> pd.DataFrame:
    """Return the entries of the latest round in which each recommendation was reported."""
    return updates[updates["round"].eq(updates.groupby("place")["round"].transform("max"))]


def update_texts(tracker: Tracker, updates: pd.DataFrame) -> pd.Series:
    """Return the words of entries in both languages, one under the other; empty where an entry has none."""
    rows = tracker.progress.loc[updates.index, ["update", "update_cy"]].fillna("")
    return (rows["update"] + "\n" + rows["update_cy"]).str.strip()


def _places(tracker: Tracker) -> "pd.Series[int]":
    known = pd.MultiIndex.from_frame(tracker.recommendations[KEY])
    found = known.get_indexer(pd.MultiIndex.from_frame(tracker.progress[KEY]))
    return pd.Series(found, index=tracker.progress.index, dtype="int64")
