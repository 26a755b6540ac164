"""Promises that fall on one occasion."""

from pathlib import Path

import pandas as pd

from analysis.promises.occasions import occasion_of, occasions, recommendations_of_occasion
from analysis.promises.promises import promises
from loaders.pipeline import read_workbook
from model.settings import BUNDLED_TRACKER
from model.tracker.tracker import Tracker
from tests.support.trackers import REVIEW, month, rows, tracker_of

SUPERINTENDENT = "Detective Superintendent"


def promise(ref, due=None, with_whom=SUPERINTENDENT, **more):
    return {"ref": ref, "due": due, "with": with_whom, **more}


def found(*promised, as_at="June 2024"):
    tracker = tracker_of([str(number) for number in range(1, 8)], monitoring=promised)
    return occasions(tracker, as_at=month(as_at))


def test_promises_with_the_same_month_and_the_same_role_are_one_occasion():
    table = found(
        promise("1", "January 2025"),
        promise("4", "January 2025"),
        promise("4", "January 2025", activity="Ask."),
        promise("6", "January 2025", "Quality Assurance Panel"),
        promise("7", "February 2025"),
        promise("2"),
    )
    assert rows(table, "due", "with", "timing", "promises", "recommendations") == [
        ("2025-01-01", SUPERINTENDENT, "due", 3, 2),
        ("2025-01-01", "Quality Assurance Panel", "due", 1, 1),
        ("2025-02-01", SUPERINTENDENT, "due", 1, 1),
    ]


def test_a_day_and_its_month_are_one_occasion_that_is_due_in_the_month():
    table = found(promise("1", "15 January 2025"), promise("4", "January 2025"))
    assert rows(table, "due", "due_last", "due_precision", "recommendations") == [
        ("2025-01-01", "2025-01-31", "month", 2)
    ]


def test_promises_of_one_day_keep_the_day():
    table = found(promise("1", "15 January 2025"), promise("4", "15 January 2025"))
    assert rows(table, "due", "due_last", "due_precision") == [("2025-01-15", "2025-01-15", "day")]


def test_a_season_and_its_first_month_are_two_occasions():
    table = found(promise("1", "Spring 2025"), promise("4", "March 2025"))
    assert rows(table, "due", "due_last", "due_precision", "due_words") == [
        ("2025-03-01", "2025-03-31", "month", "March 2025"),
        ("2025-03-01", "2025-05-31", "season", "Spring 2025"),
    ]


def test_an_occasion_is_overdue_where_any_promise_is_and_done_where_all_are():
    table = found(
        promise("1", "May 2024", done=True),
        promise("2", "May 2024"),
        promise("3", "April 2024", done=True),
        promise("4", "June 2024"),
    )
    assert rows(table, "due", "timing") == [("2024-04-01", "done"), ("2024-05-01", "overdue"), ("2024-06-01", "due")]


def test_promises_with_nobody_are_gathered_by_their_month():
    table = found(promise("1", "May 2024", None), promise("2", "May 2024", None))
    assert rows(table, "with", "recommendations") == [(None, 2)]


def test_a_promise_without_a_date_has_no_occasion():
    tracker = tracker_of(["1"], monitoring=[promise("1", "to be arranged"), promise("1", "May 2024")])
    keys = occasion_of(promises(tracker, as_at=month("June 2024")))
    assert [None if pd.isna(key) else key for key in keys] == [f"2024-05/2024-05/{SUPERINTENDENT}", None]


def test_a_tracker_without_promises_has_no_occasion():
    assert found().empty


def test_an_occasion_lists_its_recommendations_in_the_order_of_the_tracker_without_repeats():
    promised = [promise(ref, "May 2024") for ref in ("10", "2", "2")]
    tracker = tracker_of(["2", "10", "3"], monitoring=[*promised, promise("3", "June 2024")])
    assert recommendations_of_occasion(
        tracker, occasion=f"2024-05/2024-05/{SUPERINTENDENT}", as_at=month("June 2024")
    ) == [
        (REVIEW, "2"),
        (REVIEW, "10"),
    ]
    assert recommendations_of_occasion(tracker, occasion="2024-05/2024-05/Nobody", as_at=month("June 2024")) == []


def test_january_2025_with_the_detective_superintendent_serves_six_recommendations():
    reading = read_workbook(Path(BUNDLED_TRACKER))
    tracker = Tracker.from_rows(reading.rows, reading.scale)
    table = occasions(tracker, as_at=month("June 2024"))
    assert rows(table, "due", "with", "recommendations") == [
        ("2024-07-01", "Dyfed-Powys Police", 2),
        ("2024-08-01", "Quality Assurance Panel", 1),
        ("2025-01-01", "Detective Superintendent for Protecting Vulnerable People", 6),
    ]
    assert set(table["timing"]) == {"due"}
