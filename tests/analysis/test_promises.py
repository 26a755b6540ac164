"""Promises, their occasions and their timeline."""

import pandas as pd
import pytest

from analysis.promises import next_promise, occasions, promises, recommendations_of_occasion, responses_due
from analysis.reasons import overdue_counts
from analysis.rounds import judged_on
from tests.support.trackers import REVIEW, month, rows, tracker_of, update_row

TODAY = pd.Timestamp("2026-11-27")
UPDATES = [update_row("1", "June 2024", "Amber"), update_row("2", "June 2024", "Green")]
SUPERINTENDENT = "Detective Superintendent"


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


@pytest.mark.parametrize(
    ("today", "timing"), [(None, "overdue"), ("2024-06-25", "due"), ("2024-06-28", "due"), ("2024-06-29", "overdue")]
)
def test_while_the_month_is_not_over_a_promise_is_judged_on_the_day_it_is_read(today, timing):
    tracker = tracker_of(["1"], monitoring=[{"ref": "1", "due": "28 June 2024"}])
    day = None if today is None else pd.Timestamp(today)
    assert promises(tracker, as_at=month("June 2024"), today=day)["timing"].tolist() == [timing]
    assert judged_on(month("June 2024"), day) == (day or pd.Timestamp("2024-06-30"))


def test_a_promise_that_fell_due_after_the_month_is_overdue_now():
    monitoring = [{"ref": "1", "due": due} for due in ("May 2024", "January 2025", "December 2026", "to be arranged")]
    tracker = tracker_of(["1", "2"], UPDATES, monitoring=monitoring)
    assert overdue_counts(tracker, as_at=month("June 2024")) == {"promise": 1}
    assert overdue_counts(tracker, as_at=month("November 2026"), today=TODAY) == {"promise": 2}


@pytest.mark.parametrize(("today", "late"), [("2024-07-31", 0), ("2024-08-01", 1)])
def test_an_open_recommendation_is_past_its_target_date_after_the_last_day_of_it(today, late):
    tracker = tracker_of([{"ref": ref, "target": "July 2024"} for ref in ("1", "2")], UPDATES)
    day = pd.Timestamp(today)
    assert overdue_counts(tracker, as_at=day.replace(day=1), today=day) == {"target": late}


def test_the_longest_overdue_promise_comes_first_then_the_next_due_and_one_without_a_date_last():
    tracker = tracker_of(
        ["1", "2", "3", "4"],
        monitoring=[
            {"ref": "1", "due": "January 2025"},
            {"ref": "1", "due": "March 2024"},
            {"ref": "1", "due": "January 2024"},
            {"ref": "1", "due": "December 2023", "done": True},
            {"ref": "2"},
            {"ref": "2", "due": "July 2024"},
            {"ref": "3"},
            {"ref": "4", "due": "July 2024", "done": True},
        ],
    )
    found = next_promise(tracker, as_at=month("June 2024"))
    assert sorted(rows(found, "ref", "due", "timing", "open_promises")) == [
        ("1", "2024-01-01", "overdue", 3),
        ("2", "2024-07-01", "due", 2),
        ("3", None, "undated", 1),
    ]


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
    assert rows(table, "due", "with", "timing", "recommendations") == [
        ("2025-01-01", SUPERINTENDENT, "due", 2),
        ("2025-01-01", "Quality Assurance Panel", "due", 1),
        ("2025-02-01", SUPERINTENDENT, "due", 1),
    ]


def test_a_day_and_its_month_are_one_occasion_that_is_due_in_the_month():
    table = found(promise("1", "15 January 2025"), promise("4", "January 2025"))
    assert rows(table, "due", "due_last", "due_precision", "recommendations") == [
        ("2025-01-01", "2025-01-31", "month", 2)
    ]


def test_an_occasion_is_overdue_where_any_promise_is_and_done_where_all_are():
    table = found(
        promise("1", "May 2024", done=True),
        promise("2", "May 2024"),
        promise("3", "April 2024", done=True),
        promise("4", "June 2024"),
    )
    assert rows(table, "due", "timing") == [("2024-04-01", "done"), ("2024-05-01", "overdue"), ("2024-06-01", "due")]


def test_an_occasion_lists_its_recommendations_in_the_order_of_the_tracker_without_repeats():
    promised = [promise(ref, "May 2024") for ref in ("10", "2", "2")]
    tracker = tracker_of(["2", "10", "3"], monitoring=[*promised, promise("3", "June 2024")])
    found = recommendations_of_occasion(tracker, occasion=f"2024-05/{SUPERINTENDENT}", as_at=month("June 2024"))
    assert found == [(REVIEW, "2"), (REVIEW, "10")]
    assert recommendations_of_occasion(tracker, occasion="2024-05/Nobody", as_at=month("June 2024")) == []


def tracker(updates=(), *, published="3 June 2024", days="56", refs=("1", "2")):
    """Return a tracker of a review with a publication date and the days after it."""
    return tracker_of(refs, updates, reviews=[{"title": "Deep dive", "published": published, "response_days": days}])


def due(made, *, as_at="June 2024", today=None):
    found = responses_due(made, as_at=month(as_at), today=today)
    return rows(found, "due", "due_last", "days", "responded", "recommendations", "timing")


def test_the_response_is_due_so_many_days_after_publication():
    assert due(tracker()) == [("2024-07-29", "2024-07-29", 56, 0, 2, "due")]


def test_it_is_overdue_after_its_last_day_and_not_on_it():
    on_the_day, after = pd.Timestamp("2024-07-29"), pd.Timestamp("2024-07-30")
    assert due(tracker(), as_at="July 2024", today=on_the_day)[0][-1] == "due"
    assert due(tracker(), as_at="July 2024", today=after)[0][-1] == "overdue"


def test_of_a_month_of_publication_the_days_are_counted_from_its_first_day_and_from_its_last():
    (found,) = due(tracker(published="June 2024"), as_at="August 2024", today=pd.Timestamp("2024-08-25"))
    assert found == ("2024-07-27", "2024-08-25", 56, 0, 2, "due")


def test_it_has_come_when_each_recommendation_has_a_response_by_the_month():
    first = update_row("1", "June 2024", kind="Response")
    second = update_row("2", "July 2024", kind="Response")
    progress = update_row("2", "June 2024", "Amber")
    assert due(tracker([first, progress]), as_at="December 2024")[0][-3:] == (1, 2, "overdue")
    assert due(tracker([first, second]))[0][-3:] == (1, 2, "due")
    assert due(tracker([first, second]), as_at="December 2024")[0][-3:] == (2, 2, "done")
