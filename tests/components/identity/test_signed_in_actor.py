"""Who somebody is who signed in: the roles of the provider and of the store, as they are now."""

import time
from pathlib import Path

import pytest

from components.identity import actor_of, end_sign_in
from components.published import published_store
from model.access import Role
from model.sign_in import SignIn
from model.store_error import StoreError
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, recommendation, rows


@pytest.fixture
def store(temporary_database):
    """Return the store of the dashboard, with an agency."""
    assert temporary_database
    store = published_store()
    store.publish(candidate(rows("1", recommendations=[recommendation("1", lead_agency="The force")])), **ME)
    return store


def sign_in(name, role=None, *, seconds=60):
    now = time.time()
    return SignIn(name, (f"issuer|{name}", f"{name}@x.example"), role, now - 1, now + seconds, f"key of {name}")


def role_and_agencies(of):
    actor = actor_of(of)
    return actor.role, actor.agencies


def test_the_highest_role_counts_wherever_it_is_from(store):
    store.grant("issuer|ann", Role.EDITOR, actor=ADMINISTRATOR)
    assert role_and_agencies(sign_in("ann", Role.VIEWER)) == (Role.EDITOR, None)
    assert role_and_agencies(sign_in("ann", Role.ADMINISTRATOR)) == (Role.ADMINISTRATOR, None)
    assert role_and_agencies(sign_in("ben", Role.VIEWER)) == (Role.VIEWER, None)
    assert role_and_agencies(sign_in("ben")) == (None, None)


def test_a_viewer_who_is_tied_to_agencies_stays_so_whatever_role_the_provider_gives(store):
    store.grant("issuer|cai", Role.VIEWER, agencies=["The force"], actor=ADMINISTRATOR)
    assert role_and_agencies(sign_in("cai", Role.VIEWER)) == (Role.VIEWER, frozenset({"The force"}))
    store.grant("cai@x.example", Role.VIEWER, actor=ADMINISTRATOR)
    assert role_and_agencies(sign_in("cai")) == (Role.VIEWER, frozenset({"The force"}))
    assert role_and_agencies(sign_in("cai", Role.ADMINISTRATOR)) == (Role.VIEWER, frozenset({"The force"}))
    store.grant("cai@x.example", Role.EDITOR, actor=ADMINISTRATOR)
    assert role_and_agencies(sign_in("cai")) == (Role.VIEWER, frozenset({"The force"}))


def test_a_role_that_was_taken_away_is_gone(store):
    store.grant("issuer|dai", Role.EDITOR, actor=ADMINISTRATOR)
    assert actor_of(sign_in("dai")).may(Role.EDITOR)
    store.revoke("issuer|dai", actor=ADMINISTRATOR)
    assert actor_of(sign_in("dai")).role is None


def test_a_sign_in_that_is_over_or_was_ended_has_no_role(store):
    assert actor_of(sign_in("eva", Role.EDITOR, seconds=-1)).role is None
    ended = sign_in("fay", Role.EDITOR)
    end_sign_in(ended)
    assert (actor_of(ended).role, store.is_sign_in_ended(ended.key)) == (None, True)
    end_sign_in(ended)
    assert actor_of(ended).verified


def test_while_the_database_is_lost_the_roles_that_were_read_last_count(store):
    store.grant("issuer|gwen", Role.VIEWER, agencies=["The force"], actor=ADMINISTRATOR)
    known = role_and_agencies(sign_in("gwen", Role.VIEWER))
    Path(str(store.engine.url.database)).unlink()
    assert role_and_agencies(sign_in("gwen", Role.VIEWER)) == known == (Role.VIEWER, frozenset({"The force"}))
    with pytest.raises(StoreError):
        actor_of(sign_in("huw", Role.VIEWER))
