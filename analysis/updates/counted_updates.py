"""The updates that count, in order, each with the row number of its recommendation."""

import pandas as pd

from analysis.memoise import memoised
from model.tracker.restricted import RestrictedTracker
from model.tracker.tracker import Tracker

KEY = ["review", "ref"]
"""The columns that identify a recommendation: two reviews may have the same ref."""

_COLUMNS = ["review", "ref", "round", "date", "kind", "status", "basis"]


@memoised
def counted_updates(tracker: Tracker, *, as_at: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the updates reported up to a month, earliest first; updates of one day keep the order of their rows.

    A row without words, evidence and status does not count, nor does one without a date or of a recommendation that the
    tracker does not have. A status that is not in the scale counts as none.

    Returns:
        The columns review, ref, round, date, kind, status, basis and `recommendation_row`, the row number of the
        recommendation from 0; the index is that of `tracker.progress`.
    """
    if isinstance(tracker, RestrictedTracker):
        return _of_selected(counted_updates(tracker.whole, as_at=as_at), tracker)
    progress = tracker.progress
    table = progress[_COLUMNS].assign(
        recommendation_row=tracker.progress_rows,
        status=progress["status"].where(progress["status"].isin(tracker.scale.names)),
    )
    has_content = progress["status"].notna() | progress["update"].notna()
    has_content |= progress["update_cy"].notna() | progress["evidence"].notna()
    counted = has_content & table["round"].notna() & table["recommendation_row"].ge(0)
    if as_at is not None:
        counted &= table["round"].le(as_at)
    return table[counted].sort_values("date", kind="stable")


def _of_selected(updates: pd.DataFrame, tracker: RestrictedTracker) -> pd.DataFrame:
    """Return the updates of the selected recommendations, with the row numbers that these have among the selected."""
    row_numbers = updates["recommendation_row"].to_numpy()
    selected = updates[tracker.of_selected(row_numbers)]
    return selected.assign(recommendation_row=(tracker.selected.cumsum() - 1)[selected["recommendation_row"]])


def latest_round_updates(updates: pd.DataFrame) -> pd.DataFrame:
    """Return the updates of the latest round in which each recommendation was reported."""
    return updates[updates["round"].eq(updates.groupby("recommendation_row")["round"].transform("max"))]


def update_texts(tracker: Tracker, updates: pd.DataFrame) -> pd.Series:
    """Return the text of updates in both languages, joined by a line break; empty where an update has none."""
    rows = tracker.progress.loc[updates.index, ["update", "update_cy"]].fillna("")
    return (rows["update"] + "\n" + rows["update_cy"]).str.strip()
