import pandas as pd
import pytest

from analysis.targets.targets_at import targets_at
from tests.support.trackers import month, rows, tracker_of, update_row

UPDATES = [update_row("1", "February 2024", "Red"), update_row("1", "June 2024", "Amber")]


def found(tracker, *columns, as_at="June 2024", today=None):
    return rows(targets_at(tracker, as_at=month(as_at), today=today), *columns)


def test_slips_are_counted_and_a_target_that_moved_earlier_is_none():
    revised = [
        {"ref": "1", "date": when, "target": until}
        for when, until in (
            ("July 2023", "March 2024"),
            ("February 2024", "May 2024"),
            ("March 2024", "April 2024"),
            ("June 2024", "December 2024"),
        )
    ]
    tracker = tracker_of(["1", "2"], UPDATES, targets=revised)
    columns = ("ref", "first_words", "target_words", "revisions", "slips")
    assert found(tracker, *columns) == [("1", "March 2024", "December 2024", 3, 2), ("2", None, None, 0, 0)]
    assert found(tracker, *columns, as_at="February 2024")[0] == ("1", "March 2024", "May 2024", 1, 1)


@pytest.mark.parametrize(
    ("target", "timing", "late", "due"),
    [
        (None, "none", None, False),
        ("to be confirmed", "undated", None, False),
        ("31 January 2024", "late", 151, False),
        ("March 2024", "late", 91, True),
        ("June 2024", "ahead", None, True),
        ("July 2024", "ahead", None, False),
    ],
)
def test_a_target_is_judged_by_its_last_day_at_the_end_of_the_month(target, timing, late, due):
    tracker = tracker_of([{"ref": "1", "target": target}], UPDATES)
    assert found(tracker, "timing", "days_late", "due_this_round") == [(timing, late, due)]


def test_while_the_month_is_not_over_it_is_judged_on_the_day():
    tracker = tracker_of([{"ref": "1", "target": "10 June 2024"}], UPDATES)
    assert found(tracker, "timing", "days_late", today=pd.Timestamp("2024-06-10")) == [("ahead", None)]
    assert found(tracker, "timing", "days_late", today=pd.Timestamp("2024-06-12")) == [("late", 2)]


def test_what_is_complete_or_closed_is_not_late():
    listed = [{"ref": ref, "target": "March 2024"} for ref in ("1", "2", "3")]
    updates = [*UPDATES, update_row("2", "June 2024", "Green"), update_row("3", "June 2024", "Red")]
    closed = [{"ref": "3", "date": "June 2024", "decision": "Superseded by"}]
    tracker = tracker_of(listed, updates, decisions=closed)
    assert found(tracker, "ref", "timing", "due_this_round") == [
        ("1", "late", True),
        ("2", "done", False),
        ("3", "done", False),
    ]
    reopened = [*closed, {"ref": "3", "date": "July 2024", "decision": "Reopened"}]
    assert found(tracker_of(listed, updates, decisions=reopened), "timing", as_at="July 2024")[2] == ("late",)
