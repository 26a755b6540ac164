"""The months and the lanes of a timeline."""

import pandas as pd

from analysis.promises.timeline import labelled_months, lanes


def month_labels(*spans, as_at="2024-06-01"):
    days = [(pd.Timestamp(first), pd.Timestamp(last)) for first, last in spans]
    months = labelled_months(days, as_at=pd.Timestamp(as_at))
    return [None if month is None else f"{month:%Y-%m}" for month in months]


def test_each_month_that_a_date_covers_is_shown_with_that_of_as_at():
    assert month_labels(("2024-07-01", "2024-07-31"), ("2024-08-12", "2024-08-12")) == ["2024-06", "2024-07", "2024-08"]
    assert month_labels(("2025-03-01", "2025-05-31"), as_at="2025-02-01") == [
        "2025-02",
        "2025-03",
        "2025-04",
        "2025-05",
    ]


def test_a_longer_gap_is_one_gap_and_a_single_month_is_shown():
    assert month_labels(("2024-08-01", "2024-08-31"), ("2025-01-01", "2025-01-31")) == [
        "2024-06",
        "2024-07",
        "2024-08",
        None,
        "2025-01",
    ]


def test_without_a_round_only_the_dates_are_shown():
    assert labelled_months([], as_at=pd.Timestamp("NaT")) == []
    assert month_labels(("2024-07-01", "2024-07-31"), as_at="NaT") == ["2024-07"]


def test_spans_that_overlap_are_in_different_lanes():
    assert lanes([(0, 0), (0, 2), (1, 1), (2, 3), (3, 3)]) == [0, 1, 0, 0, 1]
