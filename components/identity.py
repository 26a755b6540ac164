"""Who acts in this session, as the store asks and the audit trail records, and which sign-ins are over."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from time import time
from typing import Any
from urllib.parse import unquote

import streamlit as st
from itsdangerous import BadData, URLSafeSerializer
from starlette.requests import HTTPConnection
from starlette.types import Scope

from components.published import ask_store, published_store, without_store
from components.telemetry import session_label
from model import access
from model.versions.version import StoreError, StoreErrorCode

# The address in local mode, where nobody else can reach the dashboard.
THIS_COMPUTER = "this computer"
_MOST_KNOWN = 1_000
# The grants that were read last, for while the store cannot be read: readers go on.
_KNOWN: dict[tuple[str, ...], tuple[access.Grant, ...]] = {}
_ENDED: set[str] = set()
SIGN_IN_COOKIE = "cynnydd_sign_in"
LONGEST_NAME = 100
# The session cookie with the name: reloading a page starts a new session, which knows nothing else of the last one.
NAME_COOKIE = "cynnydd_publisher"
_NAME = "publisher.name"


def current_actor(name: str = "") -> access.Actor:
    """Return who acts now: whoever signed in; in local mode the person at this computer, by the name that was typed.

    It is asked for where something is done, and is never remembered: a role may have been taken away meanwhile.
    Raises StoreError where the roles cannot be read.
    """
    session, settings = session_label(), access.AccessSettings.from_environment()
    if settings.access is access.Access.LOCAL:
        return access.local_actor(name.strip(), session=session, address=THIS_COMPUTER)
    address, sign_in = str(st.context.ip_address or ""), sign_in_of_cookies(st.context.cookies, settings)
    if sign_in is not None:
        return actor_of(sign_in, session=session, address=address)
    role = access.Role.VIEWER if settings.anonymous_readers else None
    return access.Actor("", role, session=session, address=address)


def publisher_name() -> str:
    """Return the name that was entered last, in this session or before the page was reloaded; else ""."""
    return str(st.session_state.setdefault(_NAME, name_of_cookies(st.context.cookies)))


def name_of_cookies(cookies: Mapping[str, str]) -> str:
    """Return the name that a browser remembers; "" for none."""
    return unquote(cookies.get(NAME_COOKIE, ""))[:LONGEST_NAME].strip()


def remember_publisher_name(key: str) -> None:
    """Remember the name in a field as the default of the next form."""
    st.session_state[_NAME] = str(st.session_state.get(key, "")).strip()


def refuse_below(role: access.Role, actor: access.Actor) -> None:
    """Raise StoreError(NOT_ALLOWED) where an actor may not do what a role may: a download is built later."""
    if not actor.may(role):
        raise StoreError(StoreErrorCode.NOT_ALLOWED, role=role.value)


def actor_of(sign_in: access.SignIn, *, session: str = "", address: str = "") -> access.Actor:
    """Return the actor of a sign-in, as it is now: without a role once it is over.

    Raises StoreError as `actor_unless_over`.
    """
    return replace(actor_unless_over(sign_in) or without_role(sign_in), session=session, address=address)


def without_role(sign_in: access.SignIn, *, address: str = "") -> access.Actor:
    """Return whoever a sign-in names, without any role."""
    return access.Actor(sign_in.name, None, verified=True, address=address, identity=sign_in.identities[0])


def actor_unless_over(sign_in: access.SignIn) -> access.Actor | None:
    """Return the actor of a sign-in with the role that it has now; None where it is over.

    The highest role wins. Whom a grant limits to agencies is a viewer of these, whatever role comes from elsewhere.
    Raises StoreError where the store cannot be read and the grants were never read before.
    """
    if sign_in.is_over(time()) or is_ended(sign_in):
        return None
    actor, grants = without_role(sign_in), _grants(sign_in.identities)
    limits = [grant.agencies for grant in grants if grant.agencies is not None]
    if limits:
        return replace(actor, role=access.Role.VIEWER, agencies=frozenset().union(*limits))
    return replace(actor, role=access.highest_role(sign_in.role, *(grant.role for grant in grants)))


def end_sign_in(sign_in: access.SignIn) -> None:
    """End a sign-in, here at once and in other copies through the store. Raises StoreError where only here."""
    _ENDED.add(sign_in.key)
    if not without_store():
        published_store().end_sign_in(sign_in.key)


def is_ended(sign_in: access.SignIn) -> bool:
    """Return whether a sign-in was ended. Where the store cannot be asked, only this copy's are known."""
    return sign_in.key in _ENDED or sign_in.key in ended_elsewhere([sign_in.key])


def ended_elsewhere(keys: Collection[str]) -> frozenset[str]:
    """Return which of some sign-ins were ended, in whatever copy; none where the store cannot be asked."""
    with suppress(StoreError):
        if not without_store():
            return ask_store(lambda store: store.ended_sign_ins(keys))
    return frozenset()


def _grants(identities: tuple[str, ...]) -> tuple[access.Grant, ...]:
    if without_store():
        return ()
    try:
        found = ask_store(lambda store: store.grants_of(identities))
    except StoreError:
        if (known := _KNOWN.get(identities)) is None:
            raise
        return known
    if len(_KNOWN) >= _MOST_KNOWN:
        _KNOWN.clear()
    _KNOWN[identities] = found
    return found


def sign_in_cookie(claims: Mapping[str, Any], settings: access.AccessSettings) -> str:
    """Return the cookie of a sign-in with these claims. It is signed and not encrypted."""
    return str(_serializer(settings).dumps(access.counted_claims(claims, settings)))


def sign_in_of_cookies(cookies: Mapping[str, str], settings: access.AccessSettings) -> access.SignIn | None:
    """Return the sign-in of a browser; None without a cookie that is signed, and made for this dashboard."""
    if SIGN_IN_COOKIE not in cookies or not settings.cookie_secret:
        return None
    with suppress(BadData):
        claims = _serializer(settings).loads(cookies[SIGN_IN_COOKIE])
        return access.sign_in_of(claims, settings) if isinstance(claims, dict) else None
    return None


def cookies_of(scope: Scope) -> dict[str, str]:
    """Return the cookies of a request."""
    return HTTPConnection(scope).cookies


def bearer_token(request: HTTPConnection) -> str:
    """Return the token in the header `Authorization` of a request; "" without one."""
    scheme, _space, sent = request.headers.get("Authorization", "").partition(" ")
    return sent.strip() if scheme.casefold() == "bearer" else ""


def _serializer(settings: access.AccessSettings) -> URLSafeSerializer:
    """Return what signs cookies: another dashboard with the same secret has another salt."""
    return URLSafeSerializer(settings.cookie_secret, salt=settings.origin, signer_kwargs={"digest_method": sha256})
