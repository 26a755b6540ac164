"""; ."""

import pandas as pd
import pytest

from analysis.promises.promises import promises
from analysis.promises.since import overdue_among, overdue_since, overdue_targets
from analysis.updates.judged_on import judged_on
from analysis.updates.rounds import NO_MONTH
from tests.support.trackers import REVIEW, month, rows, tracker_of, update_row

TODAY = pd.Timestamp("2026-11-27")
UPDATES = [update_row("1", "June 2024", "Amber"), update_row("2", "June 2024", "Green")]


@pytest.mark.parametrize(
    ("due", "done", "timing"),
    [
        ("May 2024", None, "overdue"),
        ("May 2024", True, "done"),
        ("May 2024", False, "overdue"),
        ("15 June 2024", None, "overdue"),
        ("30 June 2024", None, "due"),
        ("June 2024", None, "due"),
        ("Summer 2024", None, "due"),
        ("January 2025", None, "due"),
        ("to be arranged", None, "undated"),
        (None, None, "undated"),
        ("to be arranged", True, "done"),
    ],
)
def test_a_promise_is_overdue_only_after_its_last_day(due, done, timing):
    tracker = tracker_of(["1"], monitoring=[{"ref": "1", "due": due, "done": done}])
    assert promises(tracker, as_at=month("June 2024"))["timing"].tolist() == [timing]


@pytest.mark.parametrize("decision", ["Closed", "Superseded by", "No longer applicable", "Not accepted"])
def test_a_promise_about_what_is_closed_is_neither_overdue_nor_due_until_it_is_reopened(decision):
    promised = [{"ref": "1", "due": due} for due in ("May 2024", "January 2025", None)]
    made = [{"ref": "1", "date": "May 2024", "decision": decision}]
    tracker = tracker_of(["1"], monitoring=[*promised, {"ref": "1", "due": "May 2024", "done": True}], decisions=made)
    assert sorted(promises(tracker, as_at=month("June 2024"))["timing"]) == ["closed", "closed", "closed", "done"]
    assert sorted(promises(tracker, as_at=month("April 2024"))["timing"]) == ["done", "due", "due", "undated"]
    reopened = [*made, {"ref": "1", "date": "June 2024", "decision": "Reopened"}]
    tracker = tracker_of(["1"], monitoring=promised, decisions=reopened)
    assert promises(tracker, as_at=month("June 2024"))["timing"].tolist() == ["overdue", "due", "undated"]


def test_promises_are_ordered_by_their_due_day_and_then_by_ref_undated_last():
    tracker = tracker_of(
        ["2", "10"],
        monitoring=[
            {"ref": "10"},
            {"ref": "10", "due": "January 2025"},
            {"ref": "2", "due": "January 2025"},
            {"ref": "10", "due": "August 2024"},
        ],
    )
    listed = promises(tracker, as_at=month("June 2024"))
    assert rows(listed, "ref", "due") == [("10", "2024-08-01"), ("2", "2025-01-01"), ("10", "2025-01-01"), ("10", None)]
    assert listed.columns.tolist() == [*tracker.monitoring.columns, "timing"]


def test_before_any_round_nothing_is_overdue():
    tracker = tracker_of(["1"], monitoring=[{"ref": "1", "due": "May 2020"}])
    assert promises(tracker, as_at=NO_MONTH)["timing"].tolist() == ["due"]
    assert promises(tracker_of(["1"]), as_at=NO_MONTH).empty


@pytest.mark.parametrize(
    ("today", "timing"), [(None, "overdue"), ("2024-06-25", "due"), ("2024-06-28", "due"), ("2024-06-29", "overdue")]
)
def test_while_the_month_is_not_over_a_promise_is_judged_on_the_day_it_is_read(today, timing):
    tracker = tracker_of(["1"], monitoring=[{"ref": "1", "due": "28 June 2024"}])
    day = None if today is None else pd.Timestamp(today)
    assert promises(tracker, as_at=month("June 2024"), today=day)["timing"].tolist() == [timing]
    assert judged_on(month("June 2024"), day) == (day or pd.Timestamp("2024-06-30"))


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
