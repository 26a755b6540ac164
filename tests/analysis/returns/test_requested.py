import pytest

from analysis.returns.requested import request_list, requested
from model.returns.round import Recipient, RequestedUpdate, Scope
from tests.support.trackers import REVIEW, month, rows, tracker_of, update_row


def small_tracker():
    return tracker_of(
        [
            {"ref": "1", "lead_agency": "The Force", "lead_role": "Chief Officer", "supporting_agencies": "The Courts"},
            {"ref": "2", "lead_agency": "The Courts"},
            {"ref": "3", "lead_role": "Clerk"},
            "4",
        ],
        [update_row("1", "June 2024", "Green"), update_row("2", "June 2024", "Red")],
    )


@pytest.mark.parametrize(
    ("scope", "as_at", "refs"),
    [
        (Scope.ALL, "June 2024", ["1", "2", "3", "4"]),
        (Scope.OUTSTANDING, "June 2024", ["2", "3", "4"]),
        (Scope.OUTSTANDING, "May 2024", ["1", "2", "3", "4"]),
    ],
)
def test_outstanding_is_what_does_not_stand_at_a_complete_status_as_at_the_month(scope, as_at, refs):
    assert requested(small_tracker(), as_at=month(as_at), scope=scope)["ref"].tolist() == refs


def test_each_has_its_lead_agency_and_its_lead_role_and_no_supporting_agency():
    listed = requested(small_tracker(), as_at=month("June 2024"), scope=Scope.ALL)
    assert rows(listed) == [
        (REVIEW, "1", "The Force", "Chief Officer"),
        (REVIEW, "2", "The Courts", None),
        (REVIEW, "3", None, "Clerk"),
        (REVIEW, "4", None, None),
    ]
    assert request_list(listed)[2:] == (
        RequestedUpdate(Recipient("", "Clerk"), REVIEW, "3"),
        RequestedUpdate(Recipient("", ""), REVIEW, "4"),
    )


def test_what_is_closed_is_not_outstanding():
    closed = [{"ref": "1", "date": "June 2024", "decision": "No longer applicable"}]
    tracker = tracker_of(["1", "2"], [update_row("1", "June 2024", "Red")], decisions=closed)
    found = requested(tracker, as_at=month("June 2024"), scope=Scope.OUTSTANDING)
    assert rows(found, "ref") == [("2",)]
