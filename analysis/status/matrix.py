"""The matrix of marks: recommendations by rounds."""

from typing import Protocol

import numpy as np
import pandas as pd

from analysis.status.latest_status import MarkRow
from analysis.status.status_grid import status_grid
from analysis.updates.counted_updates import KEY
from model.tracker.restricted import whole_and_rows
from model.tracker.tracker import Tracker


class MatrixRow(MarkRow, Protocol):
    """A row of `marks_by_round`."""

    round: pd.Timestamp


def marks_by_round(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the mark reported for each recommendation in each round up to a month.

    No status is carried forward: a round without an update is *not reported*, or has no mark where none was expected.

    Returns:
        Columns review, ref, round, mark ("" for none) and basis (missing without a status), in the tracker's order of
        recommendations and, within each, oldest round first.
    """
    grid = status_grid(tracker, as_at=as_at)
    return by_round(tracker, rounds=grid.rounds).assign(
        mark=pd.array(grid.words, dtype="str").take(grid.reported.ravel()),
        basis=pd.array(grid.bases, dtype="str").take(grid.basis.ravel(), allow_fill=True),
    )


def by_round(tracker: Tracker, *, rounds: list[pd.Timestamp]) -> pd.DataFrame:
    """Return a row for each recommendation and round: review, ref and round."""
    whole, rows = whole_and_rows(tracker)
    row_numbers = np.repeat(np.arange(whole.recommendation_count)[rows], len(rounds))
    return pd.DataFrame(
        {
            **{name: whole.recommendations[name].array.take(row_numbers) for name in KEY},
            "round": np.tile(np.array(rounds, dtype="datetime64[us]"), tracker.recommendation_count),
        }
    )
