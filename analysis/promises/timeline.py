"""The layout of a timeline of months: its columns, and lanes for overlapping dates."""

from collections.abc import Sequence

import pandas as pd

Span = tuple[pd.Timestamp, pd.Timestamp]
"""The first and the last day of a date."""


def labelled_months(spans: Sequence[Span], *, as_at: pd.Timestamp) -> list[pd.Timestamp | None]:
    """Return the months of a timeline: each that a date covers and that of `as_at`, with None for each gap.

    A single month between two others is shown, not a gap.
    """
    covered = {month for first, last in spans for month in pd.period_range(first, last, freq="M")}
    covered_months = sorted(covered | ({pd.Period(as_at, "M")} if pd.notna(as_at) else set()))
    months: list[pd.Timestamp | None] = []
    for before, month in zip([None, *covered_months], covered_months, strict=False):
        missing = 0 if before is None else (month - before).n - 1
        if missing == 1:
            months.append((month - 1).to_timestamp())
        elif missing:
            months.append(None)
        months.append(month.to_timestamp())
    return months


def lanes(spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return the lane of each span of columns, from 0: spans in one lane never overlap.

    Each span, in order, takes the first lane in which its columns are free.
    """
    taken: list[set[int]] = []
    lane_numbers = []
    for first, last in spans:
        columns = set(range(first, last + 1))
        lane = next((number for number, used in enumerate(taken) if not used & columns), len(taken))
        if lane == len(taken):
            taken.append(set())
        taken[lane] |= columns
        lane_numbers.append(lane)
    return lane_numbers
