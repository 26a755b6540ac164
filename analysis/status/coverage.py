"""Who reported in which round."""

import numpy as np
import pandas as pd

from analysis.facts import fact
from analysis.status.counts import tally, tracker_groups
from analysis.status.matrix import by_round
from analysis.status.status_grid import status_grid
from analysis.updates.counted_updates import counted_updates
from model.tracker.tracker import Tracker


@fact
def coverage(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return whether each recommendation was reported, and rated, in each round up to a month.

    Returns:
        Columns review, ref, lead_agency, round, reported, rated and kind (of the round's latest update; missing where
        it was not reported), in the tracker's order of recommendations and, within each, oldest round first.
    """
    grid = status_grid(tracker, as_at=as_at)
    count = len(grid.rounds)
    statuses = len(tracker.scale.names)
    table = by_round(tracker, rounds=grid.rounds)
    lead = tracker.recommendations["lead_agency"]
    updates = counted_updates(tracker, as_at=as_at).drop_duplicates(["recommendation_row", "round"], keep="last")
    columns = pd.Index(grid.rounds).get_indexer(pd.Index(updates["round"]))
    cells = updates["recommendation_row"].to_numpy() * count + columns
    table.insert(2, "lead_agency", lead.iloc[np.repeat(np.arange(len(lead)), count)].to_numpy())
    return table.assign(
        reported=grid.reported.ravel() <= statuses,
        rated=grid.reported.ravel() < statuses,
        kind=pd.Series(updates["kind"].to_numpy(), index=cells, dtype="str"),
    ).astype({"lead_agency": "str"})


def coverage_by_agency(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return how many recommendations of each lead agency were reported, and rated, in each round up to a month.

    Returns:
        Columns lead_agency (in order of first appearance, the missing name last), round, recommendations, reported and
        rated.
    """
    grid = status_grid(tracker, as_at=as_at)
    group_numbers, names = tracker_groups(tracker, group="lead_agency")
    statuses = len(tracker.scale.names)
    counts = tally(grid.reported, group_numbers, groups=len(names), marks=len(grid.marks))
    return pd.DataFrame(
        {
            "lead_agency": names.repeat(len(grid.rounds)).reset_index(drop=True),
            "round": np.tile(np.array(grid.rounds, dtype="datetime64[us]"), len(names)),
            "recommendations": counts.sum(axis=-1).ravel(),
            "reported": counts[..., : statuses + 1].sum(axis=-1).ravel(),
            "rated": counts[..., :statuses].sum(axis=-1).ravel(),
        }
    )
