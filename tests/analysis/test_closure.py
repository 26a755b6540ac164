"""Decisions, and what an agency says of itself."""

from analysis.closure import closure_at, decided_later, decisions, self_assessments
from analysis.rounds import NO_MONTH
from analysis.status import counts_at
from tests.support.trackers import month, rows, tracker_of, update_row

UPDATES = [
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


def test_before_the_first_round_only_a_decision_without_a_date_is_known():
    undated = {"ref": "3", "decision": "Not accepted"}
    tracker = tracker_of(["1", "3"], decisions=[*DECIDED[1:], undated])
    assert rows(closure_at(tracker, as_at=NO_MONTH), "ref", "decision", "closes") == [("3", "Not accepted", True)]


def view(tracker, *columns, as_at="June 2024"):
    return rows(self_assessments(tracker, as_at=month(as_at)), *columns)


def test_agency_and_office_differ_by_the_latest_round_in_which_both_gave_a_status():
    columns = ("ref", "agency_status", "rated_in", "differs", "compared_in", "agency_gave", "office_gave")
    rated_later = update_row("4", "July 2024", None, agency_status="Red")
    assert view(tracker_of(["1", "2", "3", "4"], [*UPDATES, rated_later]), *columns, as_at="July 2024") == [
        ("1", "Green", "2024-02-01", True, "2024-02-01", "Green", "Red"),
        ("2", "Amber", "2024-06-01", False, "2024-06-01", "Amber", "Amber"),
        ("3", "On course", "2024-06-01", False, None, None, None),
        ("4", "Red", "2024-07-01", False, None, None, None),
    ]


def test_a_proposal_is_open_until_it_is_decided_or_taken_back():
    columns = ("ref", "proposes", "proposed_in", "closure_reason")
    assert view(tracker_of(["1"], UPDATES), *columns) == [("1", True, "2024-02-01", "It runs.")]
    decided = [{"ref": "1", "date": "June 2024", "decision": "Kept open"}]
    assert view(tracker_of(["1"], UPDATES, decisions=decided), "proposes") == [(False,)]
    earlier = [{"ref": "1", "date": "January 2024", "decision": "Kept open"}]
    assert view(tracker_of(["1"], UPDATES, decisions=earlier), "proposes") == [(True,)]
    taken_back = [*UPDATES, update_row("1", "June 2024", None, proposed_closure=False)]
    assert view(tracker_of(["1"], taken_back), "proposes") == [(False,)]


def test_no_status_that_an_agency_gives_itself_is_counted():
    plain = [{**each, "agency_status": None, "proposed_closure": None} for each in UPDATES]
    counts = [
        counts_at(tracker_of(["1", "2", "3", "4"], updates), as_at=month("June 2024")) for updates in (UPDATES, plain)
    ]
    assert rows(counts[0]) == rows(counts[1])


def test_a_status_of_a_later_month_is_not_known_yet():
    assert view(tracker_of(["2"], UPDATES), as_at="February 2024") == []
