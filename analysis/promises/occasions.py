"""Occasions: monitoring promises grouped by due month and role or agency."""

from collections.abc import Sequence
from typing import Any, Protocol

import pandas as pd

from analysis.facts import fact
from analysis.promises.promises import promises
from analysis.table_rows import rows_of
from analysis.updates.counted_updates import KEY
from analysis.updates.promised_by import promised_by
from model.dates.date import Precision
from model.terms import Timing
from model.tracker.rows import DueRow, RefRow
from model.tracker.tracker import Tracker

_DUE = ["due", "due_last", "due_precision", "due_words"]
_TYPES: dict[str, Any] = {
    "occasion": "str",
    "due": "datetime64[us]",
    "due_last": "datetime64[us]",
    **dict.fromkeys(("due_precision", "due_words", "with", "timing"), "str"),
    **dict.fromkeys(("promises", "recommendations"), "int64"),
}
"""The columns of `occasions`."""


class OccasionRow(DueRow, Protocol):
    """A row of `occasions`."""

    occasion: str
    with_whom: object
    timing: str
    promises: int
    recommendations: int


class _PromiseRow(RefRow, DueRow, Protocol):
    """What is read of a row of `promises_by_occasion`."""

    with_whom: object
    timing: str
    occasion: str


def occasions(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the occasions of the monitoring promises, the earliest first.

    Promises that are due in the same months, with the same role or agency, are one occasion, whether done or not; a
    promise without a date has no occasion. Where they name several days, the occasion is due in their months. It is
    overdue where any of its promises is; without an open one it is done where any is done, else closed.

    Returns:
        Columns occasion (its key, from `occasion_of`), due, due_last, due_precision, due_words, with (missing
        without a name), timing (a `Timing`), promises and recommendations (how many).
    """
    listed = promises_by_occasion(tracker, as_at=as_at, today=today)
    by_occasion: dict[str, list[_PromiseRow]] = {}
    for row in rows_of(listed[[*KEY, *_DUE, "with", "timing", "occasion"]], _PromiseRow):
        by_occasion.setdefault(row.occasion, []).append(row)
    found = [_occasion(key, rows) for key, rows in by_occasion.items()]
    columns = list(zip(*sorted(found, key=_days), strict=True)) or [()] * len(_TYPES)
    return pd.DataFrame(
        {name: pd.array(values, dtype=_TYPES[name]) for name, values in zip(_TYPES, columns, strict=True)}
    )


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


def occasion_due(rows: Sequence[DueRow]) -> tuple[pd.Timestamp, pd.Timestamp, str, object]:
    """Return when an occasion is due, from its promises: their date where all have the same, else their months.

    Returns:
        due, due_last, due_precision and due_words.
    """
    first, last = min(row.due for row in rows), max(row.due_last for row in rows)
    if all((row.due, row.due_last) == (first, last) for row in rows):
        return first, last, rows[0].due_precision, rows[0].due_words
    return first.replace(day=1), last + pd.offsets.MonthEnd(0), Precision.MONTH.value, None


def _occasion(key: str, rows: Sequence[_PromiseRow]) -> tuple[object, ...]:
    timings = {row.timing for row in rows}
    timing = next((each for each in (Timing.OVERDUE, Timing.DUE, Timing.DONE) if each in timings), Timing.CLOSED)
    recommendations = {(row.review, row.ref) for row in rows}
    return key, *occasion_due(rows), rows[0].with_whom, timing.value, len(rows), len(recommendations)


def _days(occasion: tuple[object, ...]) -> tuple[object, ...]:
    """Return the days on which an occasion is due, by which they are sorted."""
    return occasion[1:3]


def recommendations_of_occasion(tracker: Tracker, *, occasion: str, as_at: pd.Timestamp) -> list[tuple[str, str]]:
    """Return review and ref of each recommendation of an occasion, in the tracker's order."""
    made = promised_by(tracker, as_at=as_at)
    promised = made[occasion_of(made).eq(occasion)]
    is_promised = pd.MultiIndex.from_frame(tracker.recommendations[KEY]).isin(pd.MultiIndex.from_frame(promised[KEY]))
    recommendations = tracker.recommendations[is_promised]
    return list(zip(recommendations["review"], recommendations["ref"], strict=True))
