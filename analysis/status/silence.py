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
    """Return how many recommendations reported nothing in the latest round as at a month, complete ones included.

    The round is that of the whole tracker. Without a round nobody was asked to report, and the count is 0.
    """
    grid = status_grid(tracker, as_at=as_at)
    if not grid.rounds:
        return Silence(0, len(grid.reported), NO_MONTH)
    silent = grid.reported[:, -1] > len(tracker.scale.names)  # neither a status nor *not rated*
    return Silence(int(silent.sum()), len(silent), grid.rounds[-1])


def silence_among(standing: pd.DataFrame, *, month: pd.Timestamp) -> Silence:
    """Return how many recommendations of a table with the columns of `status_at` reported nothing in a round."""
    count = 0 if pd.isna(month) else int(standing["reported_on"].ne(month).sum())
    return Silence(count, len(standing), month)
