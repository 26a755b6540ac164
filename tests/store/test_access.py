"""Roles, feed tokens and stored uploads: the store asks for a role whoever calls, and one visitor fills no trail."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from model.access import Actor, FeedToken, Grant, Role, local_actor
from model.returns.draft import EDITS, Draft, DraftCell
from model.returns.round import ReceivedReturn, Recipient, RequestedUpdate, Round, Scope
from model.settings import OfficeName
from model.versions.version import Action, StoreError, StoreErrorCode
from store import uploads
from store.backup import back_up, restore
from store.edits import publish_edits
from store.publish import PublishRequest
from store.rounds.rounds import (
    agency_addresses,
    all_rounds,
    close_round,
    drafts_of_round,
    move_due_date,
    receive_return,
    reopen_round,
    requests_of_round,
    return_original,
    returns_of_round,
    save_address,
    save_draft,
    start_round,
    take_back,
)
from store.rounds.unpublished import unpublished
from store.store import Store, note_export
from store.tables import FEED_TOKENS, UPLOADS
from store.uploads import delete_old_uploads, delete_upload, store_upload, stored_upload
from tests.store.conftest import refusal
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, recommendation, rows

VIEWER = Actor("Vera", Role.VIEWER, verified=True, session="ab12", address="192.0.2.7", identity="issuer|vera")
EDITOR = Actor("Edda", Role.EDITOR, verified=True)
NOBODY = Actor("Nora", None)
ONE_AGENCY = Actor("Ann", Role.ADMINISTRATOR, agencies=frozenset({"The force"}))
CHANGE = DraftCell(EDITS, "Stalking", "1", "recommendations::title")
ANN = Actor("Ann", Role.EDITOR, verified=True, identity="https://provider|ann")
BEN = replace(ANN, name="Ben", identity="https://provider|ben")
AGENCY = Recipient("The force", "")
ROUND = Round(date(2099, 10, 1), date(2099, 10, 23), Scope.ALL, 1, number=1)


@pytest.fixture
def published(store):
    """Return a store with two versions."""
    for refs in ("1", "12"):
        store.publish(candidate(rows(*refs)), **ME)
    return store


def calls(store, tmp_path, actor):
    """Return what writes, or reads more than the published tracker, by the role that it needs."""
    asked, workbook = {"actor": actor}, candidate(rows("9"))
    reasoned, file = {"actor": actor, "reason": "A reason."}, tmp_path / "backup"
    received = ReceivedReturn(None, AGENCY, 1, (), ())
    return {
        Role.VIEWER: [partial(note_export, store, 1, file="a.docx", **asked)],
        Role.EDITOR: [
            *(partial(call, workbook, **reasoned) for call in (store.publish, store.publish_first)),
            partial(store.roll_back, 1, **reasoned),
            partial(store.record, Action.UPLOAD, details={}, **asked),
            partial(store.original, 1, **asked),
            partial(store.save_mapping, "Ref", {}, **asked),
            partial(store.forget_mapping, "Ref", **asked),
            partial(store.ratings_of, "Stalking", "1", version=2, **asked),
            partial(save_draft, store, CHANGE, "A title", edit=0, **asked),
            partial(drafts_of_round, store, EDITS, **asked),
            partial(take_back, store, [Draft(CHANGE, "", 1, "Ann", verified=False)], **asked),
            partial(publish_edits, store, workbook, [], {}, PublishRequest(actor, "A reason.")),
            partial(agency_addresses, store, **asked),
            partial(save_address, store, "The Force", "", **asked),
            partial(store_upload, store, "one", "next.xlsx", b"other", **asked),
            *(partial(call, store, "one", **asked) for call in (stored_upload, delete_upload)),
            partial(start_round, store, ROUND, [RequestedUpdate(AGENCY, "Stalking", "1")], **asked),
            *(partial(call, store, **asked) for call in (all_rounds, close_round, reopen_round)),
            partial(move_due_date, store, ROUND.due, **asked),
            *(partial(call, store, 1, **asked) for call in (requests_of_round, returns_of_round, return_original)),
            partial(receive_return, store, received, **asked),
            partial(unpublished, store, ROUND, office=OfficeName("The Office", "Office"), **asked),
        ],
        Role.ADMINISTRATOR: [
            *(partial(call, **asked) for call in (store.audit, store.grants, store.feed_tokens)),
            partial(store.grant, "a@b.example", Role.ADMINISTRATOR, **asked),
            partial(store.revoke, "a@b.example", **asked),
            partial(store.add_feed_token, "A feed", **asked),
            partial(store.revoke_feed_token, "A feed", **asked),
            partial(back_up, store, file, **asked),
            partial(restore, store, file, **asked),
        ],
    }


def is_refused(call):
    try:
        call()
    except StoreError as error:
        return error.code is StoreErrorCode.NOT_ALLOWED
    return False


@pytest.mark.parametrize("actor", [VIEWER, EDITOR, NOBODY, ONE_AGENCY], ids=lambda actor: actor.name)
def test_each_function_asks_for_a_role(published, tmp_path, actor):
    for role, listed in calls(published, tmp_path, actor).items():
        refused = {call.func.__name__: is_refused(call) for call in listed}
        assert refused == dict.fromkeys(refused, not actor.may(role))
    assert not (tmp_path / "backup").exists()


def test_a_refused_attempt_makes_no_version_and_one_line(published):
    assert is_refused(partial(published.roll_back, 1, actor=VIEWER, reason="Mine."))
    assert published.current() == 2
    first, second = published.audit(actor=ADMINISTRATOR)[:2]
    assert (first.action, first.reason, first.who, first.verified, first.role, first.session, first.address) == (
        *(Action.NOT_ALLOWED, "roll-back", "Vera"),
        *(True, "viewer", "ab12", "192.0.2.7"),
    )
    assert second.action is Action.PUBLISH


def test_one_visitor_cannot_fill_the_trail(published):
    for number in range(30):
        visitor = Actor("Vera", Role.VIEWER, session=f"session {number}", address="192.0.2.7")
        assert is_refused(partial(published.original, 1, actor=visitor))
    for _attempt in range(220):
        note_export(published, 1, actor=VIEWER, file="a.docx")
    lines = published.audit(actor=ADMINISTRATOR)
    counts = {action: [line.action for line in lines].count(action) for action in Action}
    assert (counts[Action.NOT_ALLOWED], counts[Action.EXPORT], counts[Action.PUBLISH]) == (20, 200, 2)
    assert [line.action for line in lines if "limit" in line.details] == [Action.EXPORT, Action.NOT_ALLOWED]
    assert is_refused(partial(published.original, 1, actor=NOBODY))
    assert published.audit(actor=ADMINISTRATOR)[0].who == "Nora"


def test_a_verified_publisher_is_marked_in_the_version_and_in_the_trail(published):
    version = published.publish(candidate(rows("1")), actor=EDITOR, reason="A round.").version
    assert (version.who, version.verified, published.version(2).verified) == ("Edda", True, False)
    line = published.audit(actor=ADMINISTRATOR)[0]
    assert (line.who, line.verified, line.role, line.at) == ("Edda", True, "editor", version.published_at)


def test_where_nothing_can_be_recorded_it_is_refused_all_the_same(databases_of, open_store):
    store = open_store(databases_of("sqlite").ready())
    store.publish(candidate(rows("1")), **ME)
    Path(str(store.engine.url.database)).unlink()
    assert is_refused(partial(store.forget_mapping, "Ref", actor=VIEWER))


SUBJECT = "https://login.example/t-1|s-9"


def granted(store):
    return [(each.identity, each.role, each.agencies) for each in store.grants(actor=ADMINISTRATOR)]


@pytest.fixture
def with_agencies(store):
    """Return a store whose tracker has two agencies, and what was recorded before."""
    listed = [recommendation("1", lead_agency="The force", supporting_agencies="Partner; Council")]
    store.publish(candidate(rows("1", recommendations=listed)), **ME)
    return store


def test_a_role_is_granted_replaced_and_revoked_with_a_line_each(with_agencies):
    store = with_agencies
    first = store.grant(" Ann@Force.Example ", Role.EDITOR, actor=local_actor("Cai"))
    assert first == Grant("ann@force.example", Role.EDITOR, None, "Cai", first.at)
    store.grant(SUBJECT, Role.VIEWER, agencies=["The force", "Partner"], actor=ADMINISTRATOR)
    store.grant("ann@force.example", Role.VIEWER, actor=ADMINISTRATOR)
    both = frozenset({"The force", "Partner"})
    assert granted(store) == [("ann@force.example", Role.VIEWER, None), (SUBJECT, Role.VIEWER, both)]
    store.revoke(SUBJECT, actor=ADMINISTRATOR)
    assert granted(store) == [("ann@force.example", Role.VIEWER, None)]
    assert [(line.action, line.reason) for line in store.audit(actor=ADMINISTRATOR)][:-1] == [
        (Action.REVOKE, SUBJECT),
        (Action.GRANT, "ann@force.example: viewer"),
        (Action.GRANT, f"{SUBJECT}: viewer (Partner, The force)"),
        (Action.GRANT, "ann@force.example: editor"),
    ]


def test_a_person_has_the_roles_of_each_identity_that_the_sign_in_names(store):
    store.grant(SUBJECT, Role.VIEWER, actor=ADMINISTRATOR)
    store.grant("ann@force.example", Role.EDITOR, actor=ADMINISTRATOR)
    assert {each.role for each in store.grants_of([SUBJECT, "Ann@force.example"])} == {Role.VIEWER, Role.EDITOR}
    assert store.grants_of(["https://login.example/T-1|s-9", ""]) == ()
    assert store.grants_of([]) == ()


def test_the_last_administrator_stays(store):
    store.grant(SUBJECT, Role.ADMINISTRATOR, actor=ADMINISTRATOR)
    assert refusal(store.revoke, SUBJECT, actor=ADMINISTRATOR) is StoreErrorCode.LAST_ADMINISTRATOR
    assert refusal(store.grant, SUBJECT, Role.EDITOR, actor=ADMINISTRATOR) is StoreErrorCode.LAST_ADMINISTRATOR
    store.grant("cai@office.example", Role.ADMINISTRATOR, actor=ADMINISTRATOR)
    store.revoke(SUBJECT, actor=ADMINISTRATOR)
    assert granted(store) == [("cai@office.example", Role.ADMINISTRATOR, None)]


def test_of_two_administrators_who_are_revoked_simultaneously_one_stays(store, url):
    names = ("a@x.example", "b@x.example")
    for name in names:
        store.grant(name, Role.ADMINISTRATOR, actor=ADMINISTRATOR)

    def revoke(name):
        with closing(Store.open(url)) as other:
            try:
                return other.revoke(name, actor=ADMINISTRATOR)
            except StoreError as error:
                return error.code

    with ThreadPoolExecutor(2) as pool:
        outcomes = set(pool.map(revoke, names))
    assert outcomes == {None, StoreErrorCode.LAST_ADMINISTRATOR}
    assert len(granted(store)) == 1


def test_what_cannot_be_granted_is_refused(store):
    for identity, role, agencies in (
        (" ", Role.VIEWER, None),
        ("x" * 513, Role.VIEWER, None),
        ("a@x.example", Role.EDITOR, ["The force"]),
        ("a@x.example", Role.VIEWER, []),
    ):
        refused = refusal(store.grant, identity, role, agencies=agencies, actor=ADMINISTRATOR)
        assert refused is StoreErrorCode.BAD_GRANT, identity
    assert granted(store) == []


def test_an_agency_that_the_published_tracker_has_not_is_refused(with_agencies):
    calls = (partial(with_agencies.grant, "a@x.example", Role.VIEWER), partial(with_agencies.add_feed_token, "A"))
    for agencies in (["the force"], ["The force", "Nobody"], ["Partner; Council"]):
        refused = {refusal(call, agencies=agencies, actor=ADMINISTRATOR) for call in calls}
        assert refused == {StoreErrorCode.UNKNOWN_AGENCY}, agencies
    assert (granted(with_agencies), with_agencies.feed_tokens(actor=ADMINISTRATOR)) == ([], ())


def test_a_token_is_known_by_what_was_returned_when_it_was_made(with_agencies):
    store = with_agencies
    made, token = store.add_feed_token(" Partner ", agencies=["Partner", "Council"], actor=local_actor("Cai"))
    assert made == FeedToken("Partner", frozenset({"Partner", "Council"}), "Cai", made.at)
    assert store.feed_token_of(token) == made
    assert [store.feed_token_of(each) for each in ("", "Partner", token[:-1], token.lower(), f"{token} ")] == [None] * 5


def test_the_database_has_no_token(store):
    _made, token = store.add_feed_token("Power BI", actor=ADMINISTRATOR)
    store_upload(store, "a token", "next.xlsx", b"first", actor=ANN)
    with store.engine.connect() as connection:
        found = [row for table in (FEED_TOKENS, UPLOADS) for row in connection.execute(sa.select(table))]
    assert [row for row in found if token in str(row) or "'a token'" in str(row)] == []


def test_a_revoked_token_is_not_known_and_its_name_is_free(store):
    assert not store.has_feed_tokens()
    _made, token = store.add_feed_token("A", actor=ADMINISTRATOR)
    assert store.has_feed_tokens()
    store.revoke_feed_token("A", actor=ADMINISTRATOR)
    assert (store.feed_token_of(token), store.has_feed_tokens()) == (None, False)
    store.add_feed_token("A", actor=ADMINISTRATOR)
    assert store.feed_token_of(token) is None


def test_what_is_no_name_or_no_limit_makes_no_token(store):
    store.add_feed_token("Taken", actor=ADMINISTRATOR)
    for name, agencies in (("", None), ("x" * 129, None), ("taken", None), ("b", [])):
        refused = refusal(store.add_feed_token, name, agencies=agencies, actor=ADMINISTRATOR)
        assert refused is StoreErrorCode.BAD_FEED_TOKEN, name
    assert [each.name for each in store.feed_tokens(actor=ADMINISTRATOR)] == ["Taken"]


def found(store, token, actor=ANN):
    return stored_upload(store, token, actor=actor)


def count(store):
    with store.engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(UPLOADS)).scalar()


def test_a_file_is_there_for_whoever_stored_it_and_has_its_token(store):
    store_upload(store, "one", "next.xlsx", b"first", actor=ANN)
    store_upload(store, "one", "other.xlsx", b"second", actor=ANN)
    assert found(store, "one") == ("other.xlsx", b"second")
    assert [found(store, "another"), found(store, "one", BEN)] == [None] * 2
    delete_upload(store, "one", actor=BEN)
    assert found(store, "one") == ("other.xlsx", b"second")
    delete_upload(store, "one", actor=ANN)
    assert (found(store, "one"), count(store)) == (None, 0)


def test_whoever_signs_in_opens_no_file_that_was_stored_without_a_sign_in(store):
    store_upload(store, "one", "next.xlsx", b"first", actor=ADMINISTRATOR)
    assert (found(store, "one"), found(store, "one", ADMINISTRATOR)) == (None, ("next.xlsx", b"first"))


def test_after_an_hour_a_file_is_gone(store, monkeypatch):
    store_upload(store, "one", "next.xlsx", b"first", actor=ANN)
    delete_old_uploads(store)
    assert count(store) == 1
    monkeypatch.setattr(uploads, "LONGEST", timedelta(seconds=-1))
    assert found(store, "one") is None
    delete_old_uploads(store)
    assert count(store) == 0


def test_of_one_person_only_the_newest_files_are_there(store):
    store_upload(store, "of another", "next.xlsx", b"first", actor=BEN)
    for number in range(uploads.MOST_FILES + 1):
        store_upload(store, str(number), f"{number}.xlsx", b"x", actor=ANN)
    files = [found(store, str(number)) for number in range(uploads.MOST_FILES + 1)]
    assert files == [None, *((f"{number}.xlsx", b"x") for number in range(1, uploads.MOST_FILES + 1))]
    assert found(store, "of another", BEN)[0] == "next.xlsx"


def test_a_file_that_is_too_large_is_refused(store, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 3)
    assert refusal(store_upload, store, "one", "next.xlsx", b"four", actor=ANN) is StoreErrorCode.TOO_LONG
    assert count(store) == 0
