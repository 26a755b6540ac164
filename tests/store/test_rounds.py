"""Rounds, drafts and returns in the store: one round is open, no draft overwrites another's, a return comes once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from model.access import local_actor
from model.returns.draft import LONGEST_DRAFT, DraftCell, DraftField
from model.returns.round import Answer, Item, ReceivedReturn, Recipient, RequestedUpdate, Round, Scope
from model.tracker.reading import Issue, Severity
from model.versions.version import Action, StoreErrorCode
from store.rounds.rounds import (
    all_rounds,
    close_round,
    drafts_of_round,
    receive_return,
    reopen_round,
    requests_of_round,
    return_original,
    returns_of_round,
    save_draft,
    start_round,
)
from tests.store.conftest import fault, refusal
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, rows

EDITOR = local_actor(" B. Editor ")
FORCE, COURTS = Recipient("The Force", "Clerk"), Recipient("The Courts", "")
REQUESTS = (
    RequestedUpdate(FORCE, "Stalking", "2"),
    RequestedUpdate(COURTS, "Stalking", "1"),
    RequestedUpdate(Recipient("", ""), "Stalking", "3"),
)
PLANNED = Round(date(2026, 10, 1), datetime.now(UTC).date() + timedelta(days=2), Scope.ALL, 1, ("Heddlu ŵ",))


@pytest.fixture
def published(store):
    """Return a store with one version."""
    store.publish(candidate(rows("1", "2", "3")), **ME)
    return store


def test_a_round_is_stored_with_what_it_requests_in_its_order(published):
    started = start_round(published, PLANNED, REQUESTS, actor=EDITOR)
    assert replace(started, started_at=PLANNED.started_at) == replace(PLANNED, number=1, started_by="B. Editor")
    assert all_rounds(published, actor=EDITOR) == (started,)
    assert requests_of_round(published, 1, actor=EDITOR) == REQUESTS
    entry = published.audit(actor=ADMINISTRATOR)[0]
    assert (entry.action, entry.version, entry.who) == (Action.ROUND_START, 1, " B. Editor ")
    assert entry.details == {"round": "2026-10", "due": PLANNED.due.isoformat(), "scope": "all"}


def test_only_one_round_is_open_and_the_next_begins_after_it_is_closed(published):
    start_round(published, PLANNED, REQUESTS, actor=EDITOR)
    later = replace(PLANNED, month=date(2026, 11, 1))
    assert refusal(start_round, published, later, REQUESTS, actor=EDITOR) is StoreErrorCode.ROUND_OPEN
    closed = close_round(published, actor=EDITOR)
    assert not closed.is_open
    assert refusal(close_round, published, actor=EDITOR) is StoreErrorCode.NO_ROUND
    second = start_round(published, later, REQUESTS[:1], actor=EDITOR)
    assert all_rounds(published, actor=EDITOR) == (second, closed)
    assert requests_of_round(published, 1, actor=EDITOR) == REQUESTS


def test_the_latest_round_is_opened_again_as_it_was_by_an_editor_with_a_name_alone(published):
    assert refusal(reopen_round, published, actor=EDITOR) is StoreErrorCode.NO_ROUND
    started = start_round(published, PLANNED, REQUESTS, actor=EDITOR)
    assert refusal(reopen_round, published, actor=EDITOR) is StoreErrorCode.ROUND_OPEN
    close_round(published, actor=EDITOR)
    assert refusal(reopen_round, published, actor=local_actor(" ")) is StoreErrorCode.NO_NAME
    assert reopen_round(published, actor=EDITOR) == started
    assert all_rounds(published, actor=EDITOR) == (started,)
    entry = published.audit(actor=ADMINISTRATOR)[0]
    assert (entry.action, entry.version, entry.details) == (Action.ROUND_REOPEN, 1, {"round": "2026-10"})
    close_round(published, actor=EDITOR)
    second = start_round(published, replace(PLANNED, month=date(2026, 11, 1)), REQUESTS, actor=EDITOR)
    assert refusal(reopen_round, published, actor=EDITOR) is StoreErrorCode.ROUND_OPEN
    assert next(iter(all_rounds(published, actor=EDITOR))) == second


def test_a_round_that_cannot_be_is_not_started(published):
    for planned, requests, actor, code in (
        (PLANNED, REQUESTS[2:], EDITOR, StoreErrorCode.NO_REQUESTS),
        (PLANNED, (), EDITOR, StoreErrorCode.NO_REQUESTS),
        (replace(PLANNED, due=date(2020, 1, 1)), REQUESTS, EDITOR, StoreErrorCode.DUE_BEFORE_START),
        (PLANNED, REQUESTS, local_actor(" "), StoreErrorCode.NO_NAME),
    ):
        assert refusal(start_round, published, planned, requests, actor=actor) is code
    assert all_rounds(published, actor=EDITOR) == ()


ANN, BEN = local_actor(" Ann "), local_actor("Ben")
CELL = DraftCell(1, "Stalking", "1", DraftField.STATUS)
NOTE = replace(CELL, field=DraftField.NOTE)


@pytest.fixture
def started(published):
    """Return a store with an open round."""
    start_round(published, PLANNED, REQUESTS, actor=EDITOR)
    return published


def texts(store, number=1):
    return {cell.field: draft.text for cell, draft in drafts_of_round(store, number, actor=BEN).items()}


def test_a_cell_has_what_was_written_last_by_whom_and_how_often(started):
    first = save_draft(started, CELL, " Red ", edit=0, actor=ANN)
    assert (first.text, first.edit, first.by, first.verified) == ("Red", 1, "Ann", False)
    second = save_draft(started, CELL, "Amber", edit=1, actor=BEN)
    save_draft(started, NOTE, "", edit=0, actor=BEN)
    assert (second.edit, second.by) == (2, "Ben")
    assert drafts_of_round(started, 1, actor=ANN)[CELL] == second
    assert texts(started) == {"status": "Amber"}


def test_what_somebody_else_has_written_since_is_not_overwritten_and_they_are_named(started):
    save_draft(started, CELL, "Red", edit=0, actor=ANN)
    assert fault(save_draft, started, CELL, "Green", edit=0, actor=BEN) == (
        StoreErrorCode.DRAFT_CONFLICT,
        {"who": "Ann", "verified": ""},
    )
    assert texts(started) == {"status": "Red"}
    assert save_draft(started, CELL, "Red", edit=0, actor=BEN).by == "Ann"  # the same text is no conflict


def test_only_an_editor_with_a_name_writes_a_draft_and_only_in_an_open_round(started):
    assert refusal(save_draft, started, CELL, "Red", edit=0, actor=local_actor(" ")) is StoreErrorCode.NO_NAME
    long = "x" * (LONGEST_DRAFT + 1)
    assert refusal(save_draft, started, NOTE, long, edit=0, actor=ANN) is StoreErrorCode.TOO_LONG
    save_draft(started, CELL, "Red", edit=0, actor=ANN)
    close_round(started, actor=ANN)
    assert refusal(save_draft, started, CELL, "Amber", edit=1, actor=ANN) is StoreErrorCode.NO_ROUND
    assert texts(started) == {"status": "Red"}


RECEIVED = ReceivedReturn(
    date(2026, 10, 1),
    FORCE,
    1,
    (("Stalking", "1"),),
    (Answer("Stalking", "1", Item.UPDATE, "=1+1 \u200fא 🙂\nline", "Return", "D11"),),
    (Issue("return-date-unknown", Severity.WARNING, "Return", "D16", "soon\x00", {"a": "b"}),),
)


def test_a_return_is_stored_as_it_was_received_with_its_file(started):
    assert receive_return(started, RECEIVED, actor=EDITOR, file="a.xlsx", content=b"bytes") == 1
    (found,) = returns_of_round(started, 1, actor=EDITOR)
    assert (found.recipient, found.file, found.received_by) == (FORCE, "a.xlsx", "B. Editor")
    assert found.answers == RECEIVED.answers
    (issue,) = found.issues
    assert (issue.code, issue.cell, issue.details) == ("return-date-unknown", "D16", {"a": "b"})
    assert return_original(started, 1, actor=EDITOR) == b"bytes"
    entry = started.audit(actor=ADMINISTRATOR)[0]
    assert (entry.action, entry.details) == (Action.RETURN, {"file": "a.xlsx", "agency": "The Force"})


def test_the_same_file_and_email_again_are_the_same_return_and_a_typed_answer_has_no_file(started):
    emailed = replace(
        RECEIVED, issues=(*RECEIVED.issues, Issue("return-message", Severity.INFO, "", "", "It is late."))
    )
    sent = ((RECEIVED, b"one"), (RECEIVED, b"one"), (RECEIVED, b"two"), (emailed, b"one"), (RECEIVED, b"one"))
    numbers = [receive_return(started, each, actor=EDITOR, file="a", content=content) for each, content in sent]
    assert numbers == [1, 1, 2, 3, 1]
    typed = receive_return(started, RECEIVED, actor=EDITOR)
    assert return_original(started, typed, actor=EDITOR) is None


def test_a_closed_round_and_a_missing_name_take_nothing_in(started):
    assert refusal(receive_return, started, RECEIVED, actor=local_actor(" ")) is StoreErrorCode.NO_NAME
    close_round(started, actor=EDITOR)
    assert refusal(receive_return, started, RECEIVED, actor=EDITOR) is StoreErrorCode.NO_ROUND
    assert returns_of_round(started, 1, actor=EDITOR) == ()
