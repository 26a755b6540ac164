"""Target dates and their revisions, decisions, and what an agency says of itself."""

import pandas as pd
import pytest

from analysis.promises import target_history, targets_at, targets_by_group, targets_by_round
from analysis.status import closure_at, counts_at, decided_later, decisions, self_assessments
from tests.support.trackers import month, rows, tracker_of, update_row, updates_of

UPDATES = [update_row("1", "February 2024", "Red"), update_row("1", "June 2024", "Amber")]


def target(ref, when, until, reason=None):
    return {"ref": ref, "date": when, "target": until, "reason": reason}


def history(tracker, *columns, as_at="June 2024"):
    return rows(target_history(tracker, as_at=month(as_at)), *columns)


def test_the_first_target_and_each_revision_follow_by_their_dates():
    revised = [
        target("2", "June 2024", "30 March 2025", "No funds."),
        target("2", "July 2023", "31 December 2024", "As agreed."),
        target("1", "July 2023", "May 2024"),
        target("2", "September 2024", "2026"),
    ]
    tracker = tracker_of(["1", "2", "3"], targets=revised)
    assert history(tracker, "ref", "step", "target_words", "days_later", "reason") == [
        ("1", 0, "May 2024", None, None),
        ("2", 0, "2024-12-31", None, "As agreed."),
        ("2", 1, "2025-03-30", 89, "No funds."),
    ]
    assert history(tracker, "ref", "days_later", as_at="October 2024")[-1] == ("2", 641)


def test_the_target_of_the_recommendation_comes_first_unless_a_row_has_its_days():
    listed = [{"ref": "1", "target": "May 2024"}, {"ref": "2", "target": "June 2024"}, {"ref": "3", "target": "TBC"}]
    revised = [
        target("1", "February 2024", "August 2024"),
        target("2", "July 2023", "30 June 2024"),
        target("2", "February 2024", "1 June 2024"),
        target("3", "February 2024", "TBC"),
    ]
    assert history(tracker_of(listed, targets=revised), "ref", "step", "target_words", "days_later") == [
        ("1", 0, "May 2024", None),
        ("1", 1, "August 2024", 92),
        ("2", 0, "June 2024", None),
        ("2", 1, "2024-06-30", 0),
        ("2", 2, "2024-06-01", -29),
        ("3", 0, "TBC", None),
    ]


def found(tracker, *columns, as_at="June 2024", today=None):
    return rows(targets_at(tracker, as_at=month(as_at), today=today), *columns)


def test_slips_are_counted_and_a_target_that_moved_earlier_is_none():
    revised = [target("1", "July 2023", "March 2024"), target("1", "February 2024", "May 2024")]
    revised += [target("1", "March 2024", "April 2024"), target("1", "June 2024", "December 2024")]
    tracker = tracker_of(["1", "2"], UPDATES, targets=revised)
    columns = ("ref", "first_words", "target_words", "slips")
    assert found(tracker, *columns) == [("1", "March 2024", "December 2024", 2), ("2", None, None, 0)]
    assert found(tracker, *columns, as_at="February 2024")[0] == ("1", "March 2024", "May 2024", 1)


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


def test_late_recommendations_and_slips_are_counted_by_lead_agency():
    listed = [
        {"ref": "1", "lead_agency": "Courts", "target": "May 2024"},
        {"ref": "2", "lead_agency": "Police", "target": "May 2024"},
        {"ref": "3", "lead_agency": "Police", "target": "March 2024"},
        {"ref": "4", "lead_agency": "Courts"},
        {"ref": "5"},
    ]
    revised = [{"ref": ref, "date": "June 2024", "target": "July 2024"} for ref in ("1", "3")]
    tracker = tracker_of(listed, [update_row("1", "June 2024", "Amber")], targets=revised)
    found = targets_by_group(tracker, group="lead_agency", as_at=month("June 2024"))
    assert rows(found, "group", "with_target", "late", "slips") == [
        ("Police", 2, 1, 1),
        ("Courts", 1, 0, 1),
        (None, 0, 0, 0),
    ]


def test_a_slip_counts_from_the_round_in_which_it_was_set_and_an_agency_without_a_target_is_left_out():
    revised = [target("1", "April 2024", "May 2024"), target("1", "June 2024", "July 2024")]
    of_police = {"lead_agency": "Police"}
    listed = [{"ref": "1", "target": "March 2024", **of_police}, {"ref": "2", "target": "May 2024", **of_police}]
    given = {"1": {"April 2024": "Amber", "June 2024": "Amber"}}
    tracker = tracker_of([*listed, "3"], updates_of(given), targets=revised)
    assert rows(targets_by_round(tracker, as_at=month("June 2024"))) == [
        ("Police", "2024-04-01", 2, 1, 1, 0, 0),
        ("Police", "2024-06-01", 2, 1, 2, 1, 30),
    ]


ASSESSED = [
    update_row("1", "February 2024", "Red", agency_status="Green", proposed_closure=True, closure_reason="It runs."),
    update_row("1", "June 2024", "Amber"),
    update_row("2", "June 2024", "Amber", agency_status="Amber"),
    update_row("3", "June 2024", None, agency_status="On course"),
    update_row("4", "June 2024", "Green"),
]


def decision(ref, when, word, reason="It was checked."):
    return {"ref": ref, "date": when, "decision": word, "reason": reason}


DECIDED = [
    decision("2", "June 2024", "Superseded by", "By 9."),
    decision("1", "February 2024", "Kept open"),
    decision("1", "12 June 2024", "Closed"),
    decision("1", "September 2024", "Reopened", "It came back."),
]
TRACKER = tracker_of(["1", "2", "3"], decisions=DECIDED)


def test_decisions_are_listed_by_their_days_up_to_the_month():
    found = decisions(TRACKER, as_at=month("June 2024"))
    assert rows(found, "ref", "decision", "closes") == [
        ("1", "Kept open", False),
        ("2", "Superseded by", True),
        ("1", "Closed", True),
    ]
    assert decided_later(TRACKER, as_at=month("June 2024")) == 1


def test_the_latest_decision_holds_and_one_that_was_reopened_is_open():
    assert rows(closure_at(TRACKER, as_at=month("February 2024")), "ref", "decision", "closes") == [
        ("1", "Kept open", False)
    ]
    assert rows(closure_at(TRACKER, as_at=month("June 2024")), "ref", "closes") == [("2", True), ("1", True)]
    later = closure_at(TRACKER, as_at=month("September 2024"))
    assert rows(later, "ref", "decision", "reason", "closes") == [
        ("2", "Superseded by", "By 9.", True),
        ("1", "Reopened", "It came back.", False),
    ]


def test_of_two_decisions_of_one_day_the_later_row_holds_and_a_cell_without_one_decides_nothing():
    same = [decision("1", "June 2024", word) for word in ("Closed", "Reopened", None)]
    found = closure_at(tracker_of(["1"], decisions=same), as_at=month("June 2024"))
    assert rows(found, "decision", "closes") == [("Reopened", False)]


def view(tracker, *columns, as_at="June 2024"):
    return rows(self_assessments(tracker, as_at=month(as_at)), *columns)


def test_agency_and_office_differ_by_the_latest_round_in_which_both_gave_a_status():
    columns = ("ref", "agency_status", "rated_in", "differs", "compared_in", "agency_gave", "office_gave")
    rated_later = update_row("4", "July 2024", None, agency_status="Red")
    assert view(tracker_of(["1", "2", "3", "4"], [*ASSESSED, rated_later]), *columns, as_at="July 2024") == [
        ("1", "Green", "2024-02-01", True, "2024-02-01", "Green", "Red"),
        ("2", "Amber", "2024-06-01", False, "2024-06-01", "Amber", "Amber"),
        ("3", "On course", "2024-06-01", False, None, None, None),
        ("4", "Red", "2024-07-01", False, None, None, None),
    ]


def test_a_proposal_is_open_until_it_is_decided_or_taken_back():
    columns = ("ref", "proposes", "proposed_in", "closure_reason")
    assert view(tracker_of(["1"], ASSESSED), *columns) == [("1", True, "2024-02-01", "It runs.")]
    for when, proposes in (("June 2024", False), ("January 2024", True)):
        decided = [decision("1", when, "Kept open")]
        assert view(tracker_of(["1"], ASSESSED, decisions=decided), "proposes") == [(proposes,)]
    taken_back = [*ASSESSED, update_row("1", "June 2024", None, proposed_closure=False)]
    assert view(tracker_of(["1"], taken_back), "proposes") == [(False,)]


def test_no_status_that_an_agency_gives_itself_is_counted():
    plain = [{**each, "agency_status": None, "proposed_closure": None} for each in ASSESSED]
    counts = [
        counts_at(tracker_of(["1", "2", "3", "4"], updates), as_at=month("June 2024")) for updates in (ASSESSED, plain)
    ]
    assert rows(counts[0]) == rows(counts[1])
