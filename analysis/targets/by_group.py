"""How the themes or lead agencies stand to their target dates."""

from typing import Protocol

import numpy as np
import pandas as pd

from analysis.status.counts import Group, tracker_groups
from analysis.targets.by_round import sums_by_group, target_numbers
from model.tracker.restricted import whole_and_rows
from model.tracker.tracker import Tracker


class GroupTargetsRow(Protocol):
    """A row of `targets_by_group`."""

    group: object
    with_target: int
    late: int
    slips: int


def targets_by_group(
    tracker: Tracker, *, group: Group, as_at: pd.Timestamp, today: pd.Timestamp | None = None
) -> pd.DataFrame:
    """Return of how many recommendations of each theme or lead agency the target is there or past, and all slips.

    Returns:
        Columns group, with_target, late and slips, a row for each group, most that are late first, then by name.
    """
    whole, rows = whole_and_rows(tracker)
    group_numbers, names = tracker_groups(tracker, group=group)
    numbers = target_numbers(whole, as_at=as_at, today=today)[:, rows]
    with_target, _slipped, slips, late, _days = sums_by_group(numbers, group_numbers, groups=len(names))
    words = names.tolist()
    by_name = sorted(range(len(names)), key=lambda n: (-late[n], pd.isna(words[n]), words[n]))
    order = np.array(by_name, dtype=np.intp)
    return pd.DataFrame(
        {
            "group": names.array.take(order),
            "with_target": with_target[order],
            "late": late[order],
            "slips": slips[order],
        }
    )
