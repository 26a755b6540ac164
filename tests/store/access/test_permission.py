"""The store refuses what a role may not do, whoever asks it, and records each attempt once; nobody fills the trail."""

from functools import partial
from pathlib import Path

import pytest

from model.access import Actor, Role
from model.edits import EDITS
from model.returns.draft import DraftCell
from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Action
from store.backup import back_up, restore
from store.edits import publish_edits
from store.publish import PublishRequest
from store.rounds.addresses import agency_addresses, save_address
from store.rounds.drafts import drafts_of_round, save_draft, take_back
from store.store import Store, note_export
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, rows

VIEWER = Actor("Vera", Role.VIEWER, verified=True, session="ab12", address="192.0.2.7", identity="issuer|vera")
EDITOR = Actor("Edda", Role.EDITOR, verified=True)
NOBODY = Actor("Nora", None)
ONE_AGENCY = Actor("Ann", Role.ADMINISTRATOR, agencies=frozenset({"The force"}))
CHANGE = DraftCell(EDITS, "Stalking", "1", "recommendations::title")


@pytest.fixture
def published(store):
    """Return a store with two versions."""
    for refs in ("1", "12"):
        store.publish(candidate(rows(*refs)), **ME)
    return store


def writes(store, tmp_path, actor):
    """Return each function that writes or reads an original, and the role that it needs."""
    reason = "A reason."
    return {
        "publish": (partial(store.publish, candidate(rows("9")), actor=actor, reason=reason), Role.EDITOR),
        "publish first": (partial(store.publish_first, candidate(rows("9")), actor=actor, reason=reason), Role.EDITOR),
        "roll back": (partial(store.roll_back, 1, actor=actor, reason=reason), Role.EDITOR),
        "upload": (partial(store.record, Action.UPLOAD, actor=actor), Role.EDITOR),
        "original": (partial(store.original, 1, actor=actor), Role.EDITOR),
        "save mapping": (partial(store.save_mapping, "Ref", {}, actor=actor), Role.EDITOR),
        "forget mapping": (partial(store.forget_mapping, "Ref", actor=actor), Role.EDITOR),
        "audit": (partial(store.audit, actor=actor), Role.ADMINISTRATOR),
        "who rated": (partial(store.ratings_of, "Stalking", "1", version=2, actor=actor), Role.EDITOR),
        "change": (partial(save_draft, store, CHANGE, "A title", edit=0, actor=actor), Role.EDITOR),
        "changes": (partial(drafts_of_round, store, EDITS, actor=actor), Role.EDITOR),
        "take back": (partial(take_back, store, [CHANGE], actor=actor), Role.EDITOR),
        "publish changes": (
            partial(publish_edits, store, candidate(rows("9")), [], {}, PublishRequest(actor, reason)),
            Role.EDITOR,
        ),
        "addresses": (partial(agency_addresses, store, actor=actor), Role.EDITOR),
        "address": (partial(save_address, store, "The Force", "", actor=actor), Role.EDITOR),
        "grants": (partial(store.grants, actor=actor), Role.ADMINISTRATOR),
        "grant": (partial(store.grant, "a@b.example", Role.ADMINISTRATOR, actor=actor), Role.ADMINISTRATOR),
        "revoke": (partial(store.revoke, "a@b.example", actor=actor), Role.ADMINISTRATOR),
        "back up": (partial(back_up, store, tmp_path / "backup", actor=actor), Role.ADMINISTRATOR),
        "restore": (partial(restore, store, tmp_path / "backup", actor=actor), Role.ADMINISTRATOR),
        "export": (partial(note_export, store, 1, actor=actor, file="a.docx"), Role.VIEWER),
    }


def is_refused(call):
    try:
        call()
    except StoreError as error:
        return error.code is StoreErrorCode.NOT_ALLOWED
    return False


@pytest.mark.parametrize("actor", [VIEWER, EDITOR, NOBODY, ONE_AGENCY], ids=lambda actor: actor.name)
def test_each_function_asks_for_a_role(published, tmp_path, actor):
    expected = {name: not actor.may(role) for name, (_call, role) in writes(published, tmp_path, actor).items()}
    assert {name: is_refused(call) for name, (call, _) in writes(published, tmp_path, actor).items()} == expected
    assert not (tmp_path / "backup").exists()


def test_whoever_sees_some_agencies_alone_is_a_viewer():
    assert [ONE_AGENCY.may(role) for role in Role] == [True, False, False]
    assert [ADMINISTRATOR.may(role) for role in Role] == [True, True, True]
    assert [NOBODY.may(role) for role in Role] == [False, False, False]


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


def test_where_nothing_can_be_recorded_it_is_refused_all_the_same(databases_of):
    store = Store.open(databases_of("sqlite").ready())
    store.publish(candidate(rows("1")), **ME)
    Path(str(store.engine.url.database)).unlink()
    assert is_refused(partial(store.forget_mapping, "Ref", actor=VIEWER))
    store.close()
