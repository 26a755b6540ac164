"""What was overdue at the end of a month, and what is overdue today: promises and target dates."""

import pandas as pd

from analysis.facts import fact
from analysis.promises.promises import promises
from analysis.targets.targets_at import targets_at
from analysis.updates.counted_updates import KEY
from analysis.updates.judged_on import judged_on
from model.terms import TargetTiming, Timing
from model.tracker.tracker import Tracker

PROMISE, TARGET = "promise", "target"
"""What may be overdue: a monitoring promise, or the target date of a recommendation that is open."""


@fact
def overdue_since(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    """Return what is overdue as judged at the end of a month, and again as judged today.

    A recommendation is past its target date when it is neither complete nor closed, and the last day of its latest
    target (`analysis.targets.targets_at`) is before the day of judgement. While the month is not over, or without
    `today`, there is nothing to compare, and no row.

    Returns:
        Columns review, ref, source (`promise` or `target`) and now: False for what was overdue at the end of the
        month, True for what is overdue today. What is overdue at both has two rows.
    """
    if today is None or (pd.notna(as_at) and judged_on(as_at, None) >= today):
        return _rows([])
    this_month = today.to_period("M").to_timestamp()
    return _rows([*_overdue(tracker, as_at, None, now=False), *_overdue(tracker, this_month, today, now=True)])


def then_and_now(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Return what was overdue of the recommendations selected at the month, and what is of those selected today."""
    return pd.concat([then[~then["now"]], now[now["now"]]], ignore_index=True)


@fact
def overdue_targets(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    """Return the recommendations that are open and past their target date, as judged today or at a month's end.

    Returns:
        Columns review and ref.
    """
    targets = targets_at(tracker, as_at=as_at, today=today)
    return targets.loc[targets["timing"].eq(TargetTiming.LATE), KEY]


def overdue_among(overdue: pd.DataFrame, about: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are about some recommendations, given by review and ref."""
    return overdue[pd.MultiIndex.from_frame(overdue[KEY]).isin(pd.MultiIndex.from_frame(about[KEY]))]


def _overdue(tracker: Tracker, as_at: pd.Timestamp, today: pd.Timestamp | None, *, now: bool) -> list[pd.DataFrame]:
    listed = promises(tracker, as_at=as_at, today=today)
    found = {
        PROMISE: listed[listed["timing"].eq(Timing.OVERDUE)],
        TARGET: overdue_targets(tracker, as_at=as_at, today=today),
    }
    return [table[KEY].assign(source=source, now=now) for source, table in found.items()]


def _rows(tables: list[pd.DataFrame]) -> pd.DataFrame:
    empty = pd.DataFrame({**dict.fromkeys((*KEY, "source"), pd.Series(dtype="str")), "now": pd.Series(dtype="bool")})
    return pd.concat([empty, *(table for table in tables if len(table))], ignore_index=True)
