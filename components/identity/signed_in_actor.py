"""The actor of somebody who signed in: the roles of the provider and those of the store."""

from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from time import time

from components.identity.ended_sign_ins import is_ended
from components.published.published_version import ask_store, without_store
from model.actor import Actor, Role, highest_role
from model.grant import Grant
from model.sign_in import SignIn
from model.store_error import StoreError

_MOST_KNOWN = 1_000
_KNOWN: OrderedDict[tuple[str, ...], tuple[Grant, ...]] = OrderedDict()
"""The grants that were read last, for while the store cannot be read: readers go on."""
_LOCK = Lock()


def actor_of(sign_in: SignIn, *, session: str = "", address: str = "") -> Actor:
    """Return the actor of a sign-in, as it is now: without a role once it is over.

    The highest role wins. A viewer whom a grant limits to agencies sees no others, whatever the provider says.
    Raises StoreError where the store cannot be read and the grants were never read before.
    """
    identity = sign_in.identities[0]
    nobody = Actor(sign_in.name, None, verified=True, session=session, address=address, identity=identity)
    if sign_in.is_over(time()) or is_ended(sign_in):
        return nobody
    grants = _grants(sign_in.identities)
    role = highest_role(sign_in.role, *(grant.role for grant in grants))
    limits = [grant.agencies for grant in grants if grant.agencies is not None]
    agencies = frozenset().union(*limits) if role is Role.VIEWER and limits else None
    return replace(nobody, role=role, agencies=agencies)


def _grants(identities: tuple[str, ...]) -> tuple[Grant, ...]:
    if without_store():
        return ()
    try:
        found = ask_store(lambda store: store.grants_of(identities))
    except StoreError:
        with _LOCK:
            if identities in _KNOWN:
                return _KNOWN[identities]
        raise
    with _LOCK:
        _KNOWN[identities] = found
        _KNOWN.move_to_end(identities)
        while len(_KNOWN) > _MOST_KNOWN:
            _KNOWN.popitem(last=False)
    return found
