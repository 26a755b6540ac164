"""The target dates of each recommendation, one after the other: the first, and each revision."""

from typing import Protocol

import pandas as pd

from analysis.facts import fact
from analysis.updates.counted_updates import KEY
from analysis.updates.judged_on import known_by
from model.tracker.columns import TARGETS, table_fields
from model.tracker.rows import RefRow
from model.tracker.tracker import Tracker

_TARGET = ["target", "target_last", "target_precision", "target_words"]


class TargetRow(RefRow, Protocol):
    """A row with a target date, in four columns."""

    target: pd.Timestamp
    target_last: pd.Timestamp
    target_precision: object
    target_words: object


class TargetStepRow(TargetRow, Protocol):
    """A row of `target_history`."""

    date: pd.Timestamp
    date_last: pd.Timestamp
    date_precision: object
    date_words: object
    reason: object
    step: int
    moved: object


@fact
def target_history(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the target dates that were set in a month or before, by recommendation, the first one first.

    The target date of the recommendation itself stands before the rows of the sheet Targets, unless one of them has
    the same days. A target without a date of its own counts as set before those that have one.

    Returns:
        The columns of the targets, step (0 is the first target) and moved: by how many days the last day of the target
        is later than that of the target before it with days; below 0 where it is earlier, missing where one of the two
        has no days.
    """
    listed = tracker.targets[tracker.targets["target_words"].notna()]
    steps = pd.concat([_recommendation_targets(tracker, listed), known_by(listed, as_at=as_at)], ignore_index=True)
    steps = steps[steps.set_index(KEY).index.isin(tracker.recommendations.set_index(KEY).index)]
    steps = steps.sort_values("date", kind="stable", na_position="first", ignore_index=True)
    place = pd.Series(tracker.recommendation_rows(steps), index=steps.index)
    steps = steps.loc[place.sort_values(kind="stable").index].reset_index(drop=True)
    before = steps.groupby(KEY, sort=False)["target_last"].ffill()
    before = before.groupby([steps[name] for name in KEY], sort=False).shift()
    return steps.assign(
        step=steps.groupby(KEY, sort=False).cumcount(),
        moved=(steps["target_last"] - before).dt.days.astype("Int64"),
    )


def _recommendation_targets(tracker: Tracker, listed: pd.DataFrame) -> pd.DataFrame:
    """Return the target dates of the recommendations themselves that no row of the sheet Targets has."""
    own = tracker.recommendations[[*KEY, *_TARGET]]
    own = own[own["target_words"].notna()]
    same = [*KEY, *_TARGET[:2]]
    in_words = own["target"].isna()
    names = own[same].assign(words=own["target_words"].where(in_words, ""))
    known = listed[same].assign(words=listed["target_words"].where(listed["target"].isna(), ""))
    repeated = pd.MultiIndex.from_frame(names.fillna({"target": _NEVER, "target_last": _NEVER})).isin(
        pd.MultiIndex.from_frame(known.fillna({"target": _NEVER, "target_last": _NEVER}))
    )
    fields = list(table_fields(TARGETS))
    return own[~repeated].reindex(columns=fields).astype(tracker.targets[fields].dtypes)


_NEVER = pd.Timestamp(1900, 1, 1)
"""Stands for no day where days are compared, for no day equals another one that is none."""
