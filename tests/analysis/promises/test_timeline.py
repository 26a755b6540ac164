"""Dates beside one another on a timeline of months."""

import pandas as pd

from analysis.promises.timeline import labelled_months, lanes


def told(*spans, as_at="2024-06-01"):
    days = [(pd.Timestamp(first), pd.Timestamp(last)) for first, last in spans]
    months = labelled_months(days, as_at=pd.Timestamp(as_at))
    return [None if month is None else f"{month:%Y-%m}" for month in months]


def test_each_month_that_a_date_covers_is_told_with_that_of_as_at():
    assert told(("2024-07-01", "2024-07-31"), ("2024-08-12", "2024-08-12")) == ["2024-06", "2024-07", "2024-08"]
    assert told(("2025-03-01", "2025-05-31"), as_at="2025-02-01") == ["2025-02", "2025-03", "2025-04", "2025-05"]


def test_a_longer_gap_is_told_once_and_a_single_month_is_shown():
    assert told(("2024-08-01", "2024-08-31"), ("2025-01-01", "2025-01-31")) == [
        "2024-06",
        "2024-07",
        "2024-08",
        None,
        "2025-01",
    ]


def test_without_a_round_only_the_dates_are_told():
    assert labelled_months([], as_at=pd.Timestamp("NaT")) == []
    assert told(("2024-07-01", "2024-07-31"), as_at="NaT") == ["2024-07"]


def test_spans_that_overlap_stand_in_lanes_of_their_own():
    assert lanes([(0, 0), (0, 2), (1, 1), (2, 3), (3, 3)]) == [0, 1, 0, 0, 1]
