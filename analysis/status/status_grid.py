"""Every recommendation by every round as numbers: what was given in the round, and what was held at it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.memoise import memoised
from analysis.updates.counted_updates import counted_updates
from analysis.updates.rounds import rounds
from model.tracker.tracker import Tracker

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class StatusGrid:
    """Places in `marks` by recommendation (rows, in the tracker's order) and round (columns, oldest first)."""

    marks: tuple[str, ...]
    rounds: list[pd.Timestamp]
    reported: Codes
    carried: Codes


@memoised
def status_grid(tracker: Tracker, *, as_at: pd.Timestamp) -> StatusGrid:
    """Return the marks given in each round up to a month, and those held at each.

    The status held at a round is the latest given up to it; a status is held until another is given.
    """
    said = counted_updates(tracker, as_at=as_at)
    marks = tracker.scale.marks
    months = rounds(tracker, as_at=as_at)
    columns = pd.Index(months).get_indexer(pd.Index(said["round"]))
    shape = (len(tracker.recommendations), len(months))
    given = _statuses_by_round(said, columns, shape, tracker)
    return StatusGrid(marks, months, given, _carried_forward(given, rated=len(tracker.scale.names)))


def _statuses_by_round(said: pd.DataFrame, columns: Codes, shape: tuple[int, int], tracker: Tracker) -> Codes:
    """Return what was given in each round; entries come earliest first, so the last of a round stands."""
    not_rated = len(tracker.scale.names)
    given = np.full(shape, not_rated + 1)
    places = said["place"].to_numpy()
    given[places, columns] = not_rated
    rank = said["status"].map(tracker.scale.rank)
    rated = rank.notna().to_numpy()
    given[places[rated], columns[rated]] = rank[rated].astype("int64")
    return given


def _carried_forward(given: Codes, *, rated: int) -> Codes:
    """Carry each status to the right until the next; before the first, say whether anything had been said."""
    steps = np.broadcast_to(np.arange(given.shape[1]), given.shape)
    latest = np.maximum.accumulate(np.where(given < rated, steps, -1), axis=1)
    carried = np.take_along_axis(given, np.maximum(latest, 0), axis=1)
    unrated = np.minimum.accumulate(np.maximum(given, rated), axis=1)
    return np.where(latest >= 0, carried, unrated)
