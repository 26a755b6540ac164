"""Who reported in which round."""

import numpy as np
import pandas as pd

from analysis.status.counts import groups_of
from analysis.status.matrix import by_round
from analysis.status.status_grid import status_grid
from analysis.updates.counted_updates import counted_updates
from model.tracker.tracker import Tracker


def coverage(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Say of each recommendation and round up to a month whether something was reported and whether it was rated.

    Returns:
        Columns review, ref, lead_agency, round, reported, rated and kind (of the round's latest entry; missing where
        nothing was reported), in the tracker's order of recommendations and, within each, oldest round first.
    """
    grid = status_grid(tracker, as_at=as_at)
    count = len(grid.rounds)
    statuses = len(tracker.scale.names)
    table = by_round(tracker, rounds=grid.rounds)
    lead = tracker.recommendations["lead_agency"]
    said = counted_updates(tracker, as_at=as_at).drop_duplicates(["place", "round"], keep="last")
    cells = said["place"].to_numpy() * count + pd.Index(grid.rounds).get_indexer(pd.Index(said["round"]))
    table.insert(2, "lead_agency", lead.iloc[np.repeat(np.arange(len(lead)), count)].to_numpy())
    return table.assign(
        reported=grid.reported.ravel() <= statuses,
        rated=grid.reported.ravel() < statuses,
        kind=pd.Series(said["kind"].to_numpy(), index=cells, dtype="str"),
    ).astype({"lead_agency": "str"})


def coverage_by_agency(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return for each lead agency and round up to a month how many of its recommendations were reported and rated.

    Returns:
        Columns lead_agency (in order of first appearance, the missing name last), round, recommendations, reported and
        rated.
    """
    table = coverage(tracker, as_at=as_at)
    place, names = groups_of(table["lead_agency"])
    counts = table.assign(place=place).groupby(["place", "round"], as_index=False)
    sums = counts.agg(recommendations=("ref", "size"), reported=("reported", "sum"), rated=("rated", "sum"))
    sums.insert(0, "lead_agency", names.iloc[sums["place"].to_numpy()].to_numpy())
    return sums.drop(columns="place").astype(
        {"lead_agency": "str", "recommendations": "int64", "reported": "int64", "rated": "int64"}
    )
