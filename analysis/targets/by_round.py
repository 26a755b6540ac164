"""How target dates slipped from round to round, by lead agency."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.facts import Codes
from analysis.memoise import memoised
from analysis.status.counts import tracker_groups
from analysis.targets.targets_at import targets_at
from analysis.updates.rounds import existed_at, rounds
from model.terms import TargetTiming
from model.tracker.restricted import whole_and_rows
from model.tracker.tracker import Tracker

Numbers = npt.NDArray[np.int64]

_COUNTED = ["with_target", "slipped", "slips", "late", "days_late"]


def targets_by_round(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return how the targets of each lead agency stood at each round up to a month: how many slipped, and days late.

    A target has slipped where the recommendation had a slip by then (`analysis.targets.targets_at`): a later round has
    no fewer. Days late are those of all recommendations that were late at the end of the round together; of the month
    itself, on the day of judgement.

    Returns:
        Columns lead_agency (in order of first appearance, the missing name last), round, with_target, slipped, slips,
        late and days_late. An agency without a target in any round is left out.
    """
    whole, rows = whole_and_rows(tracker)
    months = rounds(tracker, as_at=as_at) if _has_targets(whole) else []
    group_numbers, names = tracker_groups(tracker, group="lead_agency")
    sums = np.zeros((len(months), len(_COUNTED), len(names)), dtype=np.int64)
    for sum_of_round, month in zip(sums, months, strict=True):
        numbers = target_numbers(whole, as_at=month, today=today if month == as_at else None)
        of_existing = numbers[:, rows] * existed_at(tracker, month)
        sum_of_round[:] = sums_by_group(of_existing, group_numbers, groups=len(names))
    with_any = np.flatnonzero(sums[:, 0].any(axis=0))
    counted = {name: sums[:, row, with_any].T.ravel() for row, name in enumerate(_COUNTED)}
    return pd.DataFrame(
        {
            "lead_agency": names.array.take(np.repeat(with_any, len(months))),
            "round": np.tile(np.array(months, dtype="datetime64[us]"), len(with_any)),
            **counted,
        }
    )


def _has_targets(tracker: Tracker) -> bool:
    """Return whether there is any target date: without one no round has to be looked at."""
    return bool(len(tracker.targets) or tracker.recommendations["target_words"].notna().any())


@memoised
def target_numbers(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None) -> Numbers:
    """Return five rows with a number for each recommendation of a complete tracker.

    They are: whether it has a target, whether it slipped, its slips, whether it is late, and by how many days.
    """
    table = targets_at(tracker, as_at=as_at, today=today)
    numbers = (
        table["target_words"].notna(),
        table["slips"].gt(0),
        table["slips"],
        table["timing"].eq(TargetTiming.LATE),
        table["days_late"].fillna(0),
    )
    return np.array([column.to_numpy(np.int64) for column in numbers])


def sums_by_group(numbers: Numbers, group_numbers: Codes, *, groups: int) -> Numbers:
    """Return the sum of each row of numbers for each group."""
    return np.array([np.bincount(group_numbers, weights=row, minlength=groups) for row in numbers]).astype(np.int64)
