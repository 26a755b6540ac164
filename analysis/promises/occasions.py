"""Occasions: monitoring promises grouped by due month and role or agency."""

from typing import Protocol

import pandas as pd

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
    listed = promises(tracker, as_at=as_at, today=today)
    keyed = listed.assign(occasion=occasion_of(listed)).dropna(subset="occasion")
    rows = [_occasion(key, rows) for key, rows in keyed.groupby("occasion", sort=False)]
    columns = ["occasion", *_DUE, "with", "timing", "promises", "recommendations"]
    table = pd.DataFrame(rows, columns=columns).astype(
        {
            **dict.fromkeys(("due", "due_last"), "datetime64[us]"),
            **dict.fromkeys(("occasion", "due_precision", "due_words", "with", "timing"), "str"),
            **dict.fromkeys(("promises", "recommendations"), "int64"),
        }
    )
    return table.sort_values(["due", "due_last"], kind="stable", ignore_index=True)


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


def occasion_due(rows: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp, str, object]:
    """Return when an occasion is due, from its promises: their date where all have the same, else their months.

    Returns:
        due, due_last, due_precision and due_words.
    """
    if len(rows[["due", "due_last"]].drop_duplicates()) == 1:
        due, due_last, precision, words = rows.iloc[0][_DUE]
        return due, due_last, precision, words
    first = rows["due"].min().to_period("M").start_time
    return first, rows["due_last"].max() + pd.offsets.MonthEnd(0), Precision.MONTH.value, None


def _occasion(key: object, rows: pd.DataFrame) -> tuple[object, ...]:
    timing = next((each for each in (Timing.OVERDUE, Timing.DUE) if rows["timing"].eq(each).any()), Timing.DONE)
    return key, *occasion_due(rows), rows.iloc[0]["with"], timing.value, len(rows), len(rows[KEY].drop_duplicates())


def recommendations_of_occasion(tracker: Tracker, *, occasion: str, as_at: pd.Timestamp) -> list[tuple[str, str]]:
    """Return review and ref of each recommendation of an occasion, in the tracker's order."""
    made = promised_by(tracker, as_at=as_at)
    promised = made[occasion_of(made).eq(occasion)]
    is_promised = pd.MultiIndex.from_frame(tracker.recommendations[KEY]).isin(pd.MultiIndex.from_frame(promised[KEY]))
    recommendations = tracker.recommendations[is_promised]
    return list(zip(recommendations["review"], recommendations["ref"], strict=True))
