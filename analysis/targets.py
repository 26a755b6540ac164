"""The target dates of each recommendation: the first, each revision, and what is late."""

import pandas as pd

from analysis.cache import cached, cached_row_by_row
from analysis.closure import is_closed
from analysis.counts import Group
from analysis.rounds import existed_at, judged_on, known_by, round_before, rounds
from analysis.status import status_at
from analysis.table_rows import first_true, rows_about
from analysis.updates import KEY
from model.terms import TargetTiming
from model.tracker.columns import TARGETS, table_fields
from model.tracker.tracker import Tracker

_TARGET = ["target", "target_last", "target_precision", "target_words"]
_COUNTED = ["with_target", "slipped", "slips", "late", "days_late"]
_FIRST = ["first", "first_last", "first_precision", "first_words"]


@cached_row_by_row
def target_history(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the target dates that were set in a month or before, by recommendation, the first one first.

    The target date of the recommendation itself stands before the rows of the sheet Targets, unless one of them has
    the same days. A target without a date of its own counts as set before those that have one.

    Returns:
        The columns of the targets, step (0 is the first target) and days_later: by how many days the last day of the
        target is later than that of the target before it with days; below 0 where it is earlier, missing where one of
        the two has no days.
    """
    listed = tracker.targets[tracker.targets["target_words"].notna()]
    steps = pd.concat([_recommendation_targets(tracker, listed), known_by(listed, as_at=as_at)], ignore_index=True)
    steps = rows_about(steps, tracker.recommendations)
    steps = steps.assign(place=tracker.recommendation_rows(steps))
    steps = steps.sort_values(["place", "date"], na_position="first", ignore_index=True).drop(columns="place")
    before = steps.groupby(KEY, sort=False)["target_last"].ffill()
    before = before.groupby([steps[name] for name in KEY], sort=False).shift()
    return steps.assign(
        step=steps.groupby(KEY, sort=False).cumcount(),
        days_later=(steps["target_last"] - before).dt.days.astype("Int64"),
    )


def _recommendation_targets(tracker: Tracker, listed: pd.DataFrame) -> pd.DataFrame:
    """Return the target dates of the recommendations themselves that no row of the sheet Targets has."""
    own = tracker.recommendations[[*KEY, *_TARGET]]
    own = own[own["target_words"].notna()]
    same = [*KEY, *_TARGET[:2]]
    in_words = own["target"].isna()
    names = own[same].assign(words=own["target_words"].where(in_words, ""))
    known = listed[same].assign(words=listed["target_words"].where(listed["target"].isna(), ""))
    # a merge, in which no day equals no day
    is_new = names.merge(known.drop_duplicates(), how="left", indicator=True)["_merge"].eq("left_only").to_numpy()
    fields = list(table_fields(TARGETS))
    return own[is_new].reindex(columns=fields).astype(tracker.targets[fields].dtypes)


@cached
def targets_by_group(
    tracker: Tracker, *, group: Group, as_at: pd.Timestamp, today: pd.Timestamp | None = None
) -> pd.DataFrame:
    """Return of how many recommendations of each theme or lead agency the target is there or past, and all slips.

    Returns:
        Columns group, with_target, late and slips, a row for each group, most that are late first, then by name.
    """
    names = tracker.recommendations[group]
    counted = _target_numbers(tracker, as_at=as_at, today=today).groupby(names.array, dropna=False).sum()
    counted = counted[["with_target", "late", "slips"]].rename_axis("group").reset_index()
    return counted.sort_values(["late", "group"], ascending=[False, True], ignore_index=True)


@cached
def targets_by_round(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return how the targets of each lead agency stood at each round up to a month: how many slipped, and days late.

    A target has slipped where the recommendation had a slip by then (`analysis.targets`): a later round has
    no fewer. Days late are those of all recommendations that were late at the end of the round together; of the month
    itself, on the day of judgement.

    Returns:
        Columns lead_agency (in order of first appearance, the missing name last), round, with_target, slipped, slips,
        late and days_late. An agency without a target in any round is left out.
    """
    months = rounds(tracker, as_at=as_at) if _has_targets(tracker) else []
    names, numbers = tracker.recommendations["lead_agency"].reset_index(drop=True), []
    for month in months:
        of_month = _target_numbers(tracker, as_at=month, today=today if month == as_at else None)
        of_existing = of_month.mul(existed_at(tracker, month), axis=0)
        numbers.append(of_existing.assign(lead_agency=names, round=month))
    if not numbers:
        return pd.DataFrame(columns=["lead_agency", "round", *_COUNTED])
    table = pd.concat(numbers).groupby(["lead_agency", "round"], sort=False, dropna=False)[_COUNTED].sum().reset_index()
    has_target = table.groupby("lead_agency", dropna=False)["with_target"].transform("any")
    place = {name: number for number, name in enumerate(names.dropna().unique())}
    listed = table[has_target]
    return listed.loc[listed["lead_agency"].map(place).sort_values(kind="stable").index].reset_index(drop=True)


def _has_targets(tracker: Tracker) -> bool:
    """Return whether there is any target date: without one no round has to be looked at."""
    return bool(len(tracker.targets) or tracker.recommendations["target_words"].notna().any())


def _target_numbers(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None) -> pd.DataFrame:
    """Return of each recommendation whether it has a target, slipped and is late, with its slips and days late."""
    table = targets_at(tracker, as_at=as_at, today=today)
    numbers = {
        "with_target": table["target_words"].notna(),
        "slipped": table["slips"].gt(0),
        "slips": table["slips"],
        "late": table["timing"].eq(TargetTiming.LATE),
        "days_late": table["days_late"].fillna(0),
    }
    return pd.DataFrame(numbers).astype("int64")


@cached_row_by_row
def targets_at(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the target date of each recommendation, as judged at the end of a month, or on a day before: `today`.

    The latest target counts (`analysis.targets`). A slip is a revision to a later last day; one to an earlier
    day is none, and neither is one from or to a target without days. A recommendation is late where it is neither
    complete nor closed and the last day of its target is before the day of judgement. It is due this round where that
    last day is after the month of the round before and not after the month: it may be late by now.

    Returns:
        Columns review, ref, the target and the first target, each in its four columns, revisions, slips, timing (a
        `TargetTiming`), days_late (missing where it is not late) and due_this_round; in the tracker's order.
    """
    history = target_history(tracker, as_at=as_at)
    history = history.assign(is_slip=history["days_later"].gt(0).fillna(value=False))
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
    standing = status_at(tracker, as_at=as_at)
    is_done = standing["status"].isin(tracker.scale.complete) | is_closed(tracker, standing, as_at=as_at)
    rules = {
        TargetTiming.DONE: is_done,
        TargetTiming.NONE: table["target_words"].isna(),
        TargetTiming.UNDATED: last.isna(),
        TargetTiming.LATE: last.lt(day),
    }
    timing = first_true(rules, table, default=TargetTiming.AHEAD)
    before = round_before(tracker, as_at=as_at)
    after = last.gt(before + pd.offsets.MonthEnd()) if before is not None else last.notna()
    return table.assign(
        timing=timing,
        days_late=(day - last).dt.days.astype("Int64").where(timing.eq(TargetTiming.LATE)),
        due_this_round=after & last.le(judged_on(as_at, None)) & ~is_done,
    )
