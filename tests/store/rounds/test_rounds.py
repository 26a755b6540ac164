from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from model.access import Actor, Role, local_actor
from model.returns.round import Recipient, RequestedUpdate, ReturnFormat, Round, Scope
from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Action
from store.rounds.returns import note_returns_format
from store.rounds.rounds import all_rounds, close_round, reopen_round, requests_of_round, start_round
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


def fault(call, *arguments, **named):
    with pytest.raises(StoreError) as raised:
        call(*arguments, **named)
    return raised.value.code


def test_a_round_is_stored_with_what_it_requests_in_its_order(published):
    started = start_round(published, PLANNED, REQUESTS, actor=EDITOR)
    assert replace(started, started_at=None) == replace(PLANNED, number=1, started_by="B. Editor")
    assert all_rounds(published, actor=EDITOR) == (started,)
    assert requests_of_round(published, 1, actor=EDITOR) == REQUESTS
    entry = published.audit(actor=ADMINISTRATOR)[0]
    assert (entry.action, entry.version, entry.who) == (Action.ROUND_START, 1, " B. Editor ")
    assert entry.details == {"round": "2026-10", "due": PLANNED.due.isoformat(), "scope": "all"}


def test_only_one_round_is_open_and_the_next_begins_after_it_is_closed(published):
    start_round(published, PLANNED, REQUESTS, actor=EDITOR)
    later = replace(PLANNED, month=date(2026, 11, 1))
    assert fault(start_round, published, later, REQUESTS, actor=EDITOR) is StoreErrorCode.ROUND_OPEN
    closed = close_round(published, actor=EDITOR)
    assert (closed.closed_by, closed.is_open) == ("B. Editor", False)
    assert fault(close_round, published, actor=EDITOR) is StoreErrorCode.NO_ROUND
    second = start_round(published, later, REQUESTS[:1], actor=EDITOR)
    assert all_rounds(published, actor=EDITOR) == (second, closed)
    assert requests_of_round(published, 1, actor=EDITOR) == REQUESTS


def test_the_latest_round_is_opened_again_as_it_was_by_an_editor_with_a_name_alone(published):
    assert fault(reopen_round, published, actor=EDITOR) is StoreErrorCode.NO_ROUND
    started = start_round(published, PLANNED, REQUESTS, actor=EDITOR)
    assert fault(reopen_round, published, actor=EDITOR) is StoreErrorCode.ROUND_OPEN
    close_round(published, actor=EDITOR)
    assert fault(reopen_round, published, actor=Actor("C. Reader", Role.VIEWER)) is StoreErrorCode.NOT_ALLOWED
    assert fault(reopen_round, published, actor=local_actor(" ")) is StoreErrorCode.NO_NAME
    assert reopen_round(published, actor=EDITOR) == started
    assert all_rounds(published, actor=EDITOR) == (started,)
    entry = published.audit(actor=ADMINISTRATOR)[0]
    assert (entry.action, entry.version, entry.details) == (Action.ROUND_REOPEN, 1, {"round": "2026-10"})
    close_round(published, actor=EDITOR)
    second = start_round(published, replace(PLANNED, month=date(2026, 11, 1)), REQUESTS, actor=EDITOR)
    assert fault(reopen_round, published, actor=EDITOR) is StoreErrorCode.ROUND_OPEN
    assert next(iter(all_rounds(published, actor=EDITOR))) == second


@pytest.mark.parametrize(
    ("planned", "requests", "actor", "code"),
    [
        (PLANNED, REQUESTS[2:], EDITOR, StoreErrorCode.NO_REQUESTS),
        (PLANNED, (), EDITOR, StoreErrorCode.NO_REQUESTS),
        (replace(PLANNED, due=date(2020, 1, 1)), REQUESTS, EDITOR, StoreErrorCode.DUE_BEFORE_START),
        (PLANNED, REQUESTS, local_actor(" "), StoreErrorCode.NO_NAME),
        (PLANNED, REQUESTS, Actor("C. Reader", Role.VIEWER), StoreErrorCode.NOT_ALLOWED),
    ],
)
def test_a_round_that_cannot_be_is_not_started(published, planned, requests, actor, code):
    assert fault(start_round, published, planned, requests, actor=actor) is code
    assert all_rounds(published, actor=EDITOR) == ()


def test_a_reader_sees_no_round(published):
    reader = Actor("C. Reader", Role.VIEWER)
    assert fault(all_rounds, published, actor=reader) is StoreErrorCode.NOT_ALLOWED
    assert fault(requests_of_round, published, 1, actor=reader) is StoreErrorCode.NOT_ALLOWED
    assert fault(close_round, published, actor=reader) is StoreErrorCode.NOT_ALLOWED


def test_the_format_in_which_returns_were_made_last_is_that_of_the_round(published):
    started = start_round(published, PLANNED, REQUESTS, actor=EDITOR)
    for format_ in (ReturnFormat.EXCEL, ReturnFormat.WORD):
        assert note_returns_format(published, started, format_, actor=EDITOR)
        assert all_rounds(published, actor=EDITOR) == (replace(started, returns_format=format_),)
    reader = Actor("C. Reader", Role.VIEWER)
    assert fault(note_returns_format, published, started, ReturnFormat.WORD, actor=reader) is StoreErrorCode.NOT_ALLOWED
