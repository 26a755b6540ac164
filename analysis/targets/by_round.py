"""How target dates slipped from round to round, by lead agency."""

from typing import Protocol

import pandas as pd

from analysis.status.counts import tracker_groups
from analysis.status.status_grid import Codes
from analysis.targets.targets_at import targets_at
from analysis.updates.rounds import rounds
from model.terms import TargetTiming
from model.tracker.tracker import Tracker

_COUNTED = ["with_target", "slipped", "slips", "late", "days_late"]


class RoundTargetsRow(Protocol):
    """A row of `targets_by_round`."""

    lead_agency: object
    round: pd.Timestamp
    with_target: int
    slipped: int
    slips: int
    late: int
    days_late: int


def targets_by_round(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return how the targets of each lead agency stood at each round up to a month: how many slipped, and days late.

    A target has slipped where the recommendation had a slip by then (`analysis.targets.targets_at`): a later round has
    no fewer. Days late are those of all recommendations that were late at the end of the round together; of the month
    itself, on the day of judgement.

    Returns:
        Columns lead_agency (in order of first appearance, the missing name last), round, with_target, slipped, slips,
        late and days_late. An agency without a target in any round is left out.
    """
    numbers, names = tracker_groups(tracker, group="lead_agency")
    found = [
        _counts(targets_at(tracker, as_at=month, today=today if month == as_at else None), numbers, len(names), month)
        for month in (rounds(tracker, as_at=as_at) if _has_targets(tracker) else ())
    ]
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=["group", "round", *_COUNTED])
    with_any = table.groupby("group")["with_target"].transform("sum").gt(0)
    table = table[with_any].sort_values(["group", "round"], kind="stable", ignore_index=True)
    agencies = names.iloc[table["group"].astype(int)].reset_index(drop=True)
    return table.assign(lead_agency=agencies)[["lead_agency", "round", *_COUNTED]]


def _has_targets(tracker: Tracker) -> bool:
    """Return whether there is any target date: without one no round has to be looked at."""
    return bool(len(tracker.targets) or tracker.recommendations["target_words"].notna().any())


def _counts(table: pd.DataFrame, numbers: Codes, groups: int, month: pd.Timestamp) -> pd.DataFrame:
    """Return the sums of a round, a row for each group by its number."""
    counted = table.assign(
        with_target=table["target_words"].notna(),
        slipped=table["slips"].gt(0),
        late=table["timing"].eq(TargetTiming.LATE),
        days_late=table["days_late"].fillna(0),
    )
    sums = counted[_COUNTED].astype("int64").groupby(numbers).sum().reindex(range(groups), fill_value=0)
    return sums.rename_axis("group").reset_index().assign(round=month)
