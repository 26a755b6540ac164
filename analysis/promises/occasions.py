"""Occasions: monitoring promises grouped by due month and role or agency."""

from typing import Protocol

import pandas as pd

from analysis.facts import fact
from analysis.promises.promises import promises
from analysis.updates.counted_updates import KEY
from analysis.updates.promised_by import promised_by
from model.dates.date import Precision
from model.terms import Timing
from model.tracker.rows import DueRow
from model.tracker.tracker import Tracker

_DUE = ["due", "due_last", "due_precision", "due_words"]


class OccasionRow(DueRow, Protocol):
    """A row of `occasions`."""

    occasion: str
    with_whom: object
    timing: str
    promises: int
    recommendations: int


def occasions(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the occasions of the monitoring promises, the earliest first.

    Promises that are due in the same months, with the same role or agency, are one occasion, whether done or not; a
    promise without a date has no occasion. Where they name several days, the occasion is due in their months. It is
    overdue where any of its promises is, and done where all are.

    Returns:
        Columns occasion (its key, from `occasion_of`), due, due_last, due_precision, due_words, with (missing
        without a name), timing (a `Timing`), promises and recommendations (how many).
    """
    listed = promises_by_occasion(tracker, as_at=as_at, today=today)
    order = [each.value for each in (Timing.OVERDUE, Timing.DUE, Timing.DONE)]
    strongest = listed.iloc[listed["timing"].map(order.index).argsort(kind="stable")]
    table = occasion_dues(listed).assign(
        **{"with": _first_of_each(listed)["with"]},
        timing=_first_of_each(strongest)["timing"],
        promises=listed["occasion"].value_counts(),
        recommendations=listed.drop_duplicates(["occasion", *KEY])["occasion"].value_counts(),
    )
    return table.reset_index().sort_values(["due", "due_last"], kind="stable", ignore_index=True)


@fact
def promises_by_occasion(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return `promises` that have an occasion, with the key of it in the column `occasion`."""
    listed = promises(tracker, as_at=as_at, today=today)
    return listed.assign(occasion=occasion_of(listed)).dropna(subset="occasion").reset_index(drop=True)


def occasion_of(listed: pd.DataFrame) -> "pd.Series[str]":
    """Return the key of the occasion of each promise; missing for a promise without a date."""
    dated = listed["due"].notna() & listed["due_last"].notna()
    first, last = (listed[day].dt.strftime("%Y-%m").astype("str") for day in ("due", "due_last"))
    keys = first.str.cat([last, listed["with"].fillna("").astype("str")], sep="/")
    dated_keys: pd.Series[str] = keys.where(dated)
    return dated_keys


def split_occasion_key(occasion: str) -> tuple[str, str]:
    """Split an occasion's key into its months (`2025-01` or `2024-12-to-2025-02`) and with whom ("": nobody)."""
    first, last, whom = occasion.split("/", 2)
    return first if first == last else f"{first}-to-{last}", whom


def occasion_dues(listed: pd.DataFrame) -> pd.DataFrame:
    """Return when each occasion is due, from its promises: their date where all have the same, else their months.

    Returns:
        Columns due, due_last, due_precision and due_words, by occasion, in the order in which the occasions appear.
    """
    first = _first_of_each(listed)[_DUE]
    same = listed.drop_duplicates(["occasion", "due", "due_last"])["occasion"].value_counts().eq(1).reindex(first.index)
    days = listed.groupby("occasion")[["due", "due_last"]].agg({"due": "min", "due_last": "max"})
    month = days["due"].dt.to_period("M").dt.to_timestamp()
    last = days["due_last"] + pd.offsets.MonthEnd(0)
    return first.assign(
        due=first["due"].where(same, month),
        due_last=first["due_last"].where(same, last),
        due_precision=first["due_precision"].where(same, Precision.MONTH.value),
        due_words=first["due_words"].where(same),
    )


def _first_of_each(listed: pd.DataFrame) -> pd.DataFrame:
    return listed.drop_duplicates("occasion").set_index("occasion")


def recommendations_of_occasion(tracker: Tracker, *, occasion: str, as_at: pd.Timestamp) -> list[tuple[str, str]]:
    """Return review and ref of each recommendation of an occasion, in the tracker's order."""
    made = promised_by(tracker, as_at=as_at)
    promised = made[occasion_of(made).eq(occasion)]
    is_promised = pd.MultiIndex.from_frame(tracker.recommendations[KEY]).isin(pd.MultiIndex.from_frame(promised[KEY]))
    recommendations = tracker.recommendations[is_promised]
    return list(zip(recommendations["review"], recommendations["ref"], strict=True))
