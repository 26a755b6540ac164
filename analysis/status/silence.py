"""How many recommendations reported nothing in the latest round."""

from dataclasses import dataclass

import pandas as pd

from analysis.status.latest_status import status_at
from analysis.updates.data_date import data_date
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
    return silence_among(status_at(tracker, as_at=as_at), month=data_date(tracker, as_at=as_at).month)


def silence_among(standing: pd.DataFrame, *, month: pd.Timestamp) -> Silence:
    """Return how many recommendations of a table with the columns of `status_at` reported nothing in a round."""
    count = 0 if pd.isna(month) else int(standing["reported_on"].ne(month).sum())
    return Silence(count, len(standing), month)
