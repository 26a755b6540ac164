import pandas as pd
import pytest

from analysis.promises.since import overdue_among, overdue_since, overdue_targets
from analysis.updates.rounds import NO_MONTH
from tests.support.trackers import REVIEW, month, rows, tracker_of, update_row

TODAY = pd.Timestamp("2026-11-27")
UPDATES = [update_row("1", "June 2024", "Amber"), update_row("2", "June 2024", "Green")]


def since(tracker, *, as_at="June 2024", today=TODAY):
    return rows(overdue_since(tracker, as_at=month(as_at), today=today), "ref", "source", "now")


def test_a_promise_that_fell_due_after_the_month_is_overdue_now():
    monitoring = [{"ref": "1", "due": due} for due in ("May 2024", "January 2025", "December 2026", "to be arranged")]
    assert since(tracker_of(["1", "2"], UPDATES, monitoring=monitoring)) == [
        ("1", "promise", False),
        ("1", "promise", True),
        ("1", "promise", True),
    ]


def test_an_open_recommendation_is_past_its_target_date_after_the_last_day_of_it():
    tracker = tracker_of([{"ref": ref, "target": "July 2024"} for ref in ("1", "2")], UPDATES)
    assert since(tracker) == [("1", "target", True)]
    assert since(tracker, today=pd.Timestamp("2024-07-31")) == []


def test_an_open_recommendation_is_past_its_target_date_at_the_end_of_the_month_without_a_day():
    tracker = tracker_of([{"ref": ref, "target": "June 2024"} for ref in ("1", "2")], UPDATES)
    assert rows(overdue_targets(tracker, as_at=month("June 2024"), today=None), "ref") == []
    assert rows(overdue_targets(tracker, as_at=month("July 2024"), today=None), "ref") == [("1",)]
    assert rows(overdue_targets(tracker, as_at=month("June 2024"), today=TODAY), "review", "ref") == [(REVIEW, "1")]


def test_today_is_judged_from_the_latest_round():
    updates = [*UPDATES, update_row("1", "August 2024", "Green")]
    tracker = tracker_of(
        [{"ref": "1", "target": "July 2024"}, "2"], updates, monitoring=[{"ref": "2", "due": "May 2024"}]
    )
    assert since(tracker, as_at="July 2024") == [("2", "promise", False), ("2", "promise", True)]


@pytest.mark.parametrize("today", [None, pd.Timestamp("2024-06-30")])
def test_while_the_month_is_not_over_there_is_nothing_to_compare(today):
    assert since(tracker_of(["1"], UPDATES, monitoring=[{"ref": "1", "due": "May 2024"}]), today=today) == []


def test_before_the_first_round_nothing_was_overdue():
    tracker = tracker_of(["1"], monitoring=[{"ref": "1", "due": "May 2024"}])
    found = overdue_since(tracker, as_at=NO_MONTH, today=TODAY)
    assert rows(found, "review", "ref", "source", "now") == [(REVIEW, "1", "promise", True)]
    assert overdue_among(found, tracker.recommendations.iloc[:0]).empty
