from datetime import UTC, date, datetime

import pytest

from analysis.returns.progress import return_progress, unanswered
from model.returns.items import Item
from model.returns.received import Answer, StoredReturn
from model.returns.round import Recipient, RequestedUpdate
from tests.support.trackers import rows

FORCE, COURTS = Recipient("The Force", "Clerk"), Recipient("The Courts", "")
REQUESTS = (
    RequestedUpdate(FORCE, "Stalking", "1"),
    RequestedUpdate(FORCE, "Stalking", "2"),
    RequestedUpdate(COURTS, "Stalking", "3"),
    RequestedUpdate(Recipient("", ""), "Stalking", "4"),
)
DUE = date(2026, 10, 23)


def sent(*answers, recipient=FORCE, number=1):
    made = tuple(Answer("Stalking", ref, item, "Done.") for ref, item in answers)
    return StoredReturn(number, recipient, "a.xlsx", "A. Adviser", datetime(2026, 10, 1, tzinfo=UTC), made)


def progress(*returns, today=DUE):
    table = return_progress(REQUESTS, returns, due=DUE, today=today)
    return rows(table, "agency", "role", "requested", "answered", "progress", "overdue", "received")


def test_before_anything_has_come_each_recipient_has_not_yet_answered():
    assert progress() == [
        ("The Courts", "", 1, 0, "not-yet", False, 0),
        ("The Force", "Clerk", 2, 0, "not-yet", False, 0),
    ]


@pytest.mark.parametrize(
    ("answers", "answered", "expected"),
    [
        ([("1", Item.UPDATE)], 1, "partly"),
        ([("1", Item.UPDATE), ("2", Item.UPDATE)], 2, "answered"),
        ([("1", Item.AGENCY_STATUS), ("2", Item.UPDATE)], 1, "partly"),
        ([], 0, "partly"),
    ],
)
def test_a_recommendation_is_answered_by_an_update_and_not_by_a_rating(answers, answered, expected):
    assert progress(sent(*answers))[1] == ("The Force", "Clerk", 2, answered, expected, False, 1)


def test_two_returns_may_answer_together():
    assert progress(sent(("1", Item.UPDATE)), sent(("2", Item.UPDATE), number=2))[1][3:] == (2, "answered", False, 2)


def test_who_has_not_answered_everything_comes_first_and_is_overdue_from_the_day_after():
    done = sent(("3", Item.UPDATE), recipient=COURTS)
    listed = progress(done, sent(("1", Item.UPDATE), number=2), today=date(2026, 10, 24))
    assert [row[4:6] for row in listed] == [("partly", True), ("answered", False)]


def test_what_has_no_update_yet_is_unanswered_unless_no_agency_and_no_role_leads_on_it():
    assert unanswered(REQUESTS, [sent(("1", Item.UPDATE), ("2", Item.AGENCY_STATUS))]) == REQUESTS[1:3]
    assert unanswered(REQUESTS, []) == REQUESTS[:3]
