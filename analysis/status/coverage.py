"""Who reported in which round."""

import numpy as np
import pandas as pd

from analysis.status.counts import tally, tracker_groups
from analysis.status.status_grid import status_grid
from model.tracker.tracker import Tracker


def coverage_by_agency(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations of each lead agency were reported, and rated, in each round up to a month.

    Returns:
        Columns lead_agency (in order of first appearance, the missing name last), round, recommendations (those that
        were expected or reported), reported and rated.
    """
    grid = status_grid(tracker, as_at=as_at)
    group_numbers, names = tracker_groups(tracker, group="lead_agency")
    statuses = len(tracker.scale.names)
    counts = tally(grid.reported, group_numbers, groups=len(names), marks=len(grid.words))
    return pd.DataFrame(
        {
            "lead_agency": names.repeat(len(grid.rounds)).reset_index(drop=True),
            "round": np.tile(np.array(grid.rounds, dtype="datetime64[us]"), len(names)),
            "recommendations": counts[..., : len(grid.marks)].sum(axis=-1).ravel(),
            "reported": counts[..., : statuses + 1].sum(axis=-1).ravel(),
            "rated": counts[..., :statuses].sum(axis=-1).ravel(),
        }
    )
