from analysis.closure.decisions import closure_at, decided_later, decisions
from analysis.updates.rounds import NO_MONTH
from tests.support.trackers import month, rows, tracker_of


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
