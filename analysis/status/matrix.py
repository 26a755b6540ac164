"""The matrix of marks: what each recommendation was given in each round."""

from typing import Protocol

import numpy as np
import pandas as pd

from analysis.status.latest_status import MarkRow
from analysis.status.status_grid import status_grid
from analysis.updates.counted_updates import KEY, counted_updates
from model.tracker.tracker import Tracker


class MatrixRow(MarkRow, Protocol):
    """A row of `marks_by_round`."""

    round: pd.Timestamp


def marks_by_round(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the mark given to each recommendation in each round up to a month.

    It is the mark given in that round and not the one carried into it: a round without an entry is *not reported*,
    whatever was said before.

    Returns:
        Columns review, ref, round, mark and basis (missing where no status was given), in the tracker's order of
        recommendations and, within each, oldest round first.
    """
    grid = status_grid(tracker, as_at=as_at)
    table = by_round(tracker, rounds=grid.rounds).assign(
        mark=pd.Series(np.array(grid.marks, dtype=object)[grid.reported.ravel()], dtype="str")
    )
    said = counted_updates(tracker, as_at=as_at)
    rated = said[said["status"].notna()].drop_duplicates(["place", "round"], keep="last")
    cells = rated["place"].to_numpy() * len(grid.rounds) + pd.Index(grid.rounds).get_indexer(pd.Index(rated["round"]))
    return table.assign(basis=pd.Series(rated["basis"].to_numpy(), index=cells, dtype="str"))


def by_round(tracker: Tracker, *, rounds: list[pd.Timestamp]) -> pd.DataFrame:
    """Return a row for each recommendation and round: review, ref and round."""
    keys = tracker.recommendations[KEY]
    rows = keys.iloc[np.repeat(np.arange(len(keys)), len(rounds))].reset_index(drop=True)
    return rows.assign(round=pd.Series(np.tile(np.array(rounds, dtype="datetime64[us]"), len(keys))))
