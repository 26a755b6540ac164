"""For how many rounds, and since when, the status of each recommendation has been the same: counted here alone."""

from typing import Protocol

import numpy as np
import pandas as pd

from analysis.facts import Codes, fact
from analysis.status.status_grid import StatusGrid, status_grid
from analysis.updates.counted_updates import KEY
from model.tracker.rows import RefRow
from model.tracker.tracker import Tracker


class LastMovedRow(RefRow, Protocol):
    """A row of `since_last_movement`."""

    moved_on: pd.Timestamp
    rounds: int
    days: int


@fact
def since_last_movement(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the round since which the status of each recommendation has not changed, as at a month.

    The same rating again, or a round without an update, is not a movement; the first rating is one.

    Returns:
        Columns review, ref, moved_on, rounds (of the tracker, from moved_on up to the month, both included) and days
        (from moved_on to the first day of the month); the last three are missing where it was never rated.
    """
    grid = status_grid(tracker, as_at=as_at)
    rated, column = _unchanged_since(grid, statuses=len(tracker.scale.names))
    moved_on = pd.Series(np.array(grid.rounds, dtype="datetime64[us]")[column], dtype="datetime64[us]").where(rated)
    rounds = pd.Series(len(grid.rounds) - column, dtype="Int64").where(rated)
    return (
        tracker.recommendations[KEY]
        .reset_index(drop=True)
        .assign(moved_on=moved_on, rounds=rounds, days=(as_at - moved_on).dt.days.astype("Int64"))
    )


def _unchanged_since(grid: StatusGrid, *, statuses: int) -> tuple["pd.Series[bool]", Codes]:
    """Return which recommendations are rated, and the column since which the mark of each has not changed."""
    carried = grid.carried
    if not grid.rounds:
        return pd.Series(data=False, index=range(len(carried)), dtype="bool"), np.zeros(0, dtype="int64")
    changed = np.ones_like(carried, dtype=bool)
    changed[:, 1:] = carried[:, 1:] != carried[:, :-1]
    column = len(grid.rounds) - 1 - np.argmax(changed[:, ::-1], axis=1)
    return pd.Series(carried[:, -1] < statuses, dtype="bool"), column
