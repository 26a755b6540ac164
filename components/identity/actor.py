"""Who acts in this session, as the store asks and the audit trail records."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from components.identity.signed_in_actor import actor_of
from components.telemetry.context import session_label
from model.access import Access, AccessSettings
from model.actor import Actor, Role, local_actor
from model.sign_in import sign_in_of
from model.store_error import StoreError, StoreErrorCode

THIS_COMPUTER = "this computer"
"""The address in local mode, where nobody else can reach the dashboard."""


def current_actor(name: str = "") -> Actor:
    """Return who acts now: whoever signed in; in local mode the person at this computer, by the name that was typed.

    It is asked for where something is done, and is never remembered: a role may have been taken away meanwhile.
    Raises StoreError where the roles cannot be read.
    """
    return actor_source(name)()


def may(role: Role) -> bool:
    """Return whether a page shows what a role may do. The store asks again when it is done."""
    try:
        return current_actor().may(role)
    except StoreError:
        return False


def sees_everything() -> bool:
    """Return whether the reader sees every recommendation, and is not tied to some agencies."""
    try:
        return current_actor().agencies is None
    except StoreError:
        return False


def refuse_below(role: Role, actor: Actor) -> None:
    """Raise StoreError(NOT_ALLOWED) where an actor may not do what a role may: a download is built later."""
    if not actor.may(role):
        raise StoreError(StoreErrorCode.NOT_ALLOWED, role=role.value)


def actor_source(name: str = "") -> Callable[[], Actor]:
    """Return a function that returns who acts when it is called, without a session: a download is built later."""
    session = session_label()
    if AccessSettings.from_environment().access is Access.LOCAL:
        return partial(local_actor, name.strip(), session=session, address=THIS_COMPUTER)
    claims = dict(st.user.to_dict()) if st.user.get("is_logged_in") else {}
    return partial(_actor, claims, session, str(st.context.ip_address or ""))


def _actor(claims: Mapping[str, Any], session: str, address: str) -> Actor:
    settings = AccessSettings.from_environment()
    sign_in = sign_in_of(claims, settings) if claims else None
    if sign_in is not None:
        return actor_of(sign_in, session=session, address=address)
    return Actor("", Role.VIEWER if settings.anonymous_readers else None, session=session, address=address)
