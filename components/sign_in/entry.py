"""Whether somebody may enter by a door, and what is answered otherwise."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import time

from starlette.responses import Response
from starlette.types import Scope

from components.guard.refusal import Reason, not_signed_in, role_too_low, roles_unknown
from components.sign_in.doors import Door
from components.sign_in.page import no_role_page, roles_unknown_page, sign_in_page
from model.access import AccessSettings
from model.actor import Actor, Role
from model.sign_in import SignIn
from model.store_error import StoreError


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is refused: a status, the reason in a sentence, and the page that a browser is shown."""

    status: int
    reason: Reason
    page: Callable[[Scope], Response] | None = None


async def actor_or_refusal(sign_in: SignIn | None, door: Door, settings: AccessSettings) -> Actor | Refusal:
    """Return who enters by a door, or why nobody does: without a sign-in, without a role, or with one too low."""
    try:
        actor = await asyncio.to_thread(_actor, sign_in) if sign_in is not None else None
    except StoreError:
        return Refusal(503, roles_unknown, roles_unknown_page)
    if actor is None and settings.anonymous_readers:
        actor = Actor("", Role.VIEWER)
    if actor is None:
        return Refusal(401, not_signed_in, sign_in_page)
    if actor.role is None:
        page = partial(no_role_page, name=actor.name, identity=actor.identity, contact=settings.contact)
        return Refusal(403, role_too_low, page)
    return actor if actor.may(door.role or Role.VIEWER) else Refusal(403, role_too_low)


def _actor(sign_in: SignIn) -> Actor | None:
    """Return the actor of a sign-in, on a thread; None where it is over."""
    from components.identity.ended_sign_ins import is_ended  # noqa: PLC0415 - the store, which no other request needs
    from components.identity.signed_in_actor import actor_of  # noqa: PLC0415

    return None if sign_in.is_over(time()) or is_ended(sign_in) else actor_of(sign_in)
