"""The target date of every recommendation as at a month: how late it is, and how often it slipped."""

from typing import Protocol

import numpy as np
import pandas as pd

from analysis.closure.decisions import is_closed
from analysis.facts import fact
from analysis.status.latest_status import status_at
from analysis.targets.history import TargetRow, target_history
from analysis.updates.counted_updates import KEY
from analysis.updates.judged_on import judged_on
from analysis.updates.rounds import round_before
from model.terms import TargetTiming
from model.tracker.tracker import Tracker

_TARGET = ["target", "target_last", "target_precision", "target_words"]
_FIRST = ["first", "first_last", "first_precision", "first_words"]


class TargetNowRow(TargetRow, Protocol):
    """A row of `targets_at`."""

    first: pd.Timestamp
    first_last: pd.Timestamp
    first_precision: object
    first_words: object
    revisions: int
    slips: int
    timing: str
    days_late: object
    due_this_round: bool


@fact
def targets_at(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the target date of each recommendation, as judged at the end of a month, or on a day before: `today`.

    The latest target counts (`analysis.targets.history`). A slip is a revision to a later last day; one to an earlier
    day is none, and neither is one from or to a target without days. A recommendation is late where it is neither
    complete nor closed and the last day of its target is before the day of judgement. It is due this round where that
    last day is after the month of the round before and not after the month: it may be late by now.

    Returns:
        Columns review, ref, the target and the first target, each in its four columns, revisions, slips, timing (a
        `TargetTiming`), days_late (missing where it is not late) and due_this_round; in the tracker's order.
    """
    history = target_history(tracker, as_at=as_at)
    history = history.assign(is_slip=history["moved"].gt(0).fillna(value=False))
    by_item = history.groupby(KEY, sort=False)
    latest = history.drop_duplicates(KEY, keep="last").set_index(KEY)[_TARGET]
    first = history.drop_duplicates(KEY).set_index(KEY)[_TARGET].set_axis(_FIRST, axis=1)
    counted = by_item.agg(revisions=("step", "max"), slips=("is_slip", "sum"))
    table = tracker.recommendations[KEY].reset_index(drop=True)
    for columns in (latest, first, counted):
        table = table.join(columns, on=KEY)
    table = table.fillna({"revisions": 0, "slips": 0}).astype({"revisions": "int64", "slips": "int64"})
    return _judged(tracker, table, as_at=as_at, today=today)


def _judged(tracker: Tracker, table: pd.DataFrame, *, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    day, last = judged_on(as_at, today), table["target_last"]
    is_done = ~_is_open(tracker, as_at=as_at)
    rules = {
        TargetTiming.DONE: is_done,
        TargetTiming.NONE: table["target_words"].isna(),
        TargetTiming.UNDATED: last.isna(),
        TargetTiming.LATE: last.lt(day),
    }
    timing = np.select([rule.to_numpy(bool) for rule in rules.values()], [*map(str, rules)], default=TargetTiming.AHEAD)
    before = round_before(tracker, as_at=as_at)
    after = last.gt(before + pd.offsets.MonthEnd()) if before is not None else last.notna()
    return table.assign(
        timing=pd.Series(timing, index=table.index, dtype="str"),
        days_late=(day - last).dt.days.astype("Int64").where(timing == TargetTiming.LATE),
        due_this_round=after & last.le(judged_on(as_at, None)) & ~is_done,
    )


def _is_open(tracker: Tracker, *, as_at: pd.Timestamp) -> "pd.Series[bool]":
    """Return whether each recommendation is neither complete nor closed, in the tracker's order."""
    standing = status_at(tracker, as_at=as_at)
    is_complete = standing["status"].isin(tracker.scale.complete)
    return ~is_complete & ~is_closed(tracker, standing, as_at=as_at)
