"""How the themes or lead agencies stand to their target dates."""

from typing import Protocol

import pandas as pd

from analysis.facts import fact
from analysis.status.counts import Group
from analysis.targets.targets_at import targets_at
from model.terms import TargetTiming
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
    listed = _with_groups(tracker, as_at=as_at, today=today)
    counted = listed.assign(
        with_target=listed["target_words"].notna(), late=listed["timing"].eq(TargetTiming.LATE), group=listed[group]
    )
    sums = counted.groupby("group", dropna=False)[["with_target", "late", "slips"]].sum().reset_index()
    return sums.sort_values("late", ascending=False, kind="stable", ignore_index=True)


@fact
def _with_groups(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    """Return `targets_at` with the theme and the lead agency of each recommendation."""
    table = tracker.recommendations.reset_index(drop=True)
    return targets_at(tracker, as_at=as_at, today=today).assign(theme=table["theme"], lead_agency=table["lead_agency"])
