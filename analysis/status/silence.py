"""How many recommendations reported nothing in the latest round."""

from dataclasses import dataclass

import pandas as pd

from analysis.status.status_grid import status_grid
from analysis.updates.rounds import NO_MONTH
from model.tracker.tracker import Tracker


@dataclass(frozen=True, slots=True)
class Silence:
    """How many recommendations of how many reported nothing in a round, by its month; NaT without a round."""

    count: int
    total: int
    month: pd.Timestamp


def silence_at(tracker: Tracker, *, as_at: pd.Timestamp) -> Silence:
    """Return how many recommendations reported nothing in the latest round as at a month, of those expected to.

    The round is that of the whole tracker. What was reported without being expected counts in the total; what was
    reported after the round is not silent.
    """
    grid = status_grid(tracker, as_at=as_at)
    if not grid.rounds:
        return Silence(0, 0, NO_MONTH)
    counted = (grid.reported[:, -1] < len(grid.marks)).sum()
    return Silence(int(grid.silent.sum()), int(counted), grid.rounds[-1])
