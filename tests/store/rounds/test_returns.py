from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from model.actor import Actor, Role, local_actor
from model.issues.issue import Issue, Severity
from model.returns.items import Item
from model.returns.received import Answer, ReceivedReturn
from model.returns.round import Recipient, RequestedUpdate, Round, Scope
from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Action
from store.rounds.returns import receive_return, return_original, returns_of_round
from store.rounds.rounds import close_round, start_round
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, rows

EDITOR, FORCE = local_actor("B. Editor"), Recipient("The Force", "")
RECEIVED = ReceivedReturn(
    date(2026, 10, 1),
    FORCE,
    1,
    (("Stalking", "1"),),
    (Answer("Stalking", "1", Item.UPDATE, "=1+1 \u200fא 🙂\nline", "Return", "D11"),),
    (Issue("return-date-unknown", Severity.WARNING, "Return", "D16", "soon\x00", {"a": "b"}),),
)


@pytest.fixture
def started(store):
    """Return a store with an open round."""
    store.publish(candidate(rows("1")), **ME)
    due = datetime.now(UTC).date() + timedelta(days=2)
    planned = Round(date(2026, 10, 1), due, Scope.ALL, 1)
    start_round(store, planned, [RequestedUpdate(FORCE, "Stalking", "1")], actor=EDITOR)
    return store


def fault(call, *arguments, **named):
    with pytest.raises(StoreError) as raised:
        call(*arguments, **named)
    return raised.value.code


def test_a_return_is_stored_as_it_was_received_with_its_file(started):
    assert receive_return(started, RECEIVED, actor=EDITOR, file="a.xlsx", content=b"bytes") == 1
    (found,) = returns_of_round(started, 1, actor=EDITOR)
    assert (found.number, found.recipient, found.file, found.received_by, found.version) == (
        1,
        FORCE,
        "a.xlsx",
        "B. Editor",
        1,
    )
    assert found.answers == RECEIVED.answers
    assert [(issue.code, issue.cell, issue.details) for issue in found.issues] == [
        ("return-date-unknown", "D16", {"a": "b"})
    ]
    assert return_original(started, 1, actor=EDITOR) == ("a.xlsx", b"bytes")
    entry = started.audit(actor=ADMINISTRATOR)[0]
    assert (entry.action, entry.details) == (Action.RETURN, {"file": "a.xlsx", "agency": "The Force"})


def test_the_same_file_again_is_the_same_return_and_another_is_a_second(started):
    numbers = [
        receive_return(started, RECEIVED, actor=EDITOR, file="a.xlsx", content=content)
        for content in (b"one", b"one", b"two", b"one")
    ]
    assert numbers == [1, 1, 2, 1]
    assert len(returns_of_round(started, 1, actor=EDITOR)) == 2


def test_the_same_file_with_another_email_is_a_second_return_and_without_one_it_is_not(started):
    message = Issue("return-message", Severity.INFO, "", "", "Number 1 is late.")
    emailed = replace(RECEIVED, issues=(*RECEIVED.issues, message))
    sent = (RECEIVED, emailed, emailed, RECEIVED)
    assert [receive_return(started, each, actor=EDITOR, file="a", content=b"bytes") for each in sent] == [1, 2, 1, 1]


def test_a_typed_answer_has_no_file(started):
    receive_return(started, RECEIVED, actor=EDITOR)
    assert returns_of_round(started, 1, actor=EDITOR)[0].file == ""
    assert return_original(started, 1, actor=EDITOR) is None


def test_a_closed_round_and_a_missing_name_and_a_reader_take_nothing_in(started):
    reader = Actor("C. Reader", Role.VIEWER)
    assert fault(receive_return, started, RECEIVED, actor=reader) is StoreErrorCode.NOT_ALLOWED
    assert fault(returns_of_round, started, 1, actor=reader) is StoreErrorCode.NOT_ALLOWED
    assert fault(return_original, started, 1, actor=reader) is StoreErrorCode.NOT_ALLOWED
    assert fault(receive_return, started, RECEIVED, actor=local_actor(" ")) is StoreErrorCode.NO_NAME
    close_round(started, actor=EDITOR)
    assert fault(receive_return, started, RECEIVED, actor=EDITOR) is StoreErrorCode.NO_ROUND
    assert returns_of_round(started, 1, actor=EDITOR) == ()
