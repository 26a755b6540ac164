"""The month of the data: the latest round on or before the month everything is judged from."""

from typing import NamedTuple

import pandas as pd

from analysis.updates.rounds import NO_MONTH, rounds
from model.tracker.tracker import Tracker


class DataDate(NamedTuple):
    """The month of the data (NaT without a round), and whether it is the latest round of the tracker."""

    month: pd.Timestamp
    is_latest: bool


def data_date(tracker: Tracker, *, as_at: pd.Timestamp) -> DataDate:
    """Return the month of the data as at a month.

    To judge from a later month, such as today's, does not make the data newer: as at November, with a latest round in
    June, the data is of June.
    """
    months = rounds(tracker)
    until = [month for month in months if month <= as_at]
    return DataDate(until[-1], until == months) if until else DataDate(NO_MONTH, is_latest=False)
