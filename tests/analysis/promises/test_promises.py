import pandas as pd
import pytest

from analysis.promises.promises import promises
from analysis.updates.judged_on import judged_on
from analysis.updates.rounds import NO_MONTH
from tests.support.trackers import month, rows, tracker_of


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
