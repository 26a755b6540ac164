"""Roles in the store: granted, replaced and revoked, and the last administrator stays."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from model.access import Grant, Role, local_actor
from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Action
from store.store import Store
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, recommendation, rows

SUBJECT = "https://login.example/t-1|s-9"


def granted(store):
    return [(each.identity, each.role, each.agencies) for each in store.grants(actor=ADMINISTRATOR)]


def refusal(call, *arguments, **named):
    with pytest.raises(StoreError) as raised:
        call(*arguments, **named)
    return raised.value.code


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
        other = Store.open(url)
        try:
            other.revoke(name, actor=ADMINISTRATOR)
        except StoreError as error:
            return error.code
        finally:
            other.close()
        return None

    with ThreadPoolExecutor(2) as pool:
        outcomes = set(pool.map(revoke, names))
    assert outcomes == {None, StoreErrorCode.LAST_ADMINISTRATOR}
    assert len(granted(store)) == 1


@pytest.mark.parametrize(
    ("identity", "role", "agencies"),
    [
        (" ", Role.VIEWER, None),
        ("x" * 513, Role.VIEWER, None),
        ("a@x.example", Role.EDITOR, ["The force"]),
        ("a@x.example", Role.VIEWER, []),
    ],
)
def test_what_cannot_be_granted_is_refused(store, identity, role, agencies):
    assert refusal(store.grant, identity, role, agencies=agencies, actor=ADMINISTRATOR) is StoreErrorCode.BAD_GRANT
    assert granted(store) == []


@pytest.mark.parametrize("agencies", [["the force"], ["The force", "Nobody"], ["Partner; Council"]])
def test_an_agency_that_the_published_tracker_has_not_is_refused(with_agencies, agencies):
    for call in (partial(with_agencies.grant, "a@x.example", Role.VIEWER), partial(with_agencies.add_feed_token, "A")):
        assert refusal(call, agencies=agencies, actor=ADMINISTRATOR) is StoreErrorCode.UNKNOWN_AGENCY
    assert (granted(with_agencies), with_agencies.feed_tokens(actor=ADMINISTRATOR)) == ([], ())
