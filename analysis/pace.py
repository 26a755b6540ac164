"""The pace at which recommendations become complete, and when all would be at that pace."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil

import pandas as pd

from analysis.attention import standings
from analysis.cache import cached
from analysis.counts import count_by_round
from model.tracker.tracker import Tracker

# The fewest rounds from which a pace is computed, and the latest that it is computed from.
LEAST_ROUNDS, MOST_ROUNDS = 4, 8
# The most months ahead that a month is named for.
_LONGEST = 1200


@dataclass(frozen=True, slots=True)
class Pace:
    """How many became complete a month over some rounds, and the month in which all would be complete.

    Attributes:
        rounds: from how many rounds.
        a_month: the mean.
        outstanding: how many are neither complete nor closed.
        month, earliest, latest: the month at that pace, at the fastest and at the slowest; `latest` is None where the
            slowest pace comes to no end.
    """

    rounds: int
    a_month: float
    outstanding: int
    month: pd.Timestamp
    earliest: pd.Timestamp
    latest: pd.Timestamp | None


@cached
def pace_at(tracker: Tracker, *, as_at: pd.Timestamp) -> Pace | None:
    """Return the pace over the latest rounds up to a month.

    It is what became complete, less what was reopened, from the first to the last of up to eight rounds, by the months
    between them. The fastest and the slowest are those paces with the months of one round left out. None with fewer
    than four rounds, where nothing is outstanding, and where no more are complete than at the first.
    """
    counts = count_by_round(tracker, as_at=as_at)
    complete = counts["count"].where(counts["mark"].isin(tracker.scale.complete), 0).groupby(counts["round"]).sum()
    complete = complete.iloc[-MOST_ROUNDS:]
    outstanding = int(standings(tracker, as_at=as_at)["outstanding"].sum())
    if len(complete) < LEAST_ROUNDS or not outstanding:
        return None
    gains = [int(gain) for gain in complete.diff().iloc[1:]]
    rounds = [pd.Timestamp(str(month)) for month in complete.index]
    months = [12 * (end.year - start.year) + end.month - start.month for start, end in pairwise(rounds)]
    pace = Fraction(sum(gains), sum(months))
    others = [Fraction(sum(gains) - gain, sum(months) - length) for gain, length in zip(gains, months, strict=True)]
    ends = [_month_at(rounds[-1], outstanding, each) for each in (pace, max(others), min(others))]
    if ends[0] is None or ends[1] is None:
        return None
    return Pace(len(complete), float(pace), outstanding, ends[0], ends[1], ends[2])


def _month_at(start: pd.Timestamp, outstanding: int, pace: Fraction) -> pd.Timestamp | None:
    """Return the month in which as many would be complete; None at no pace, or beyond a hundred years."""
    if pace <= 0 or outstanding / pace > _LONGEST:
        return None
    return start + pd.DateOffset(months=ceil(outstanding / pace))
