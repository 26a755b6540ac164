"""What is sent by a sign-in that was ended: nothing comes of it, and a line on the audit trail says so."""

import asyncio
from contextlib import suppress

from starlette.types import Scope

from model.actor import Actor
from model.sign_in import SignIn
from model.store_error import StoreError

ATTEMPT = "after sign-out"


async def note_late(sign_in: SignIn, scope: Scope) -> None:
    """Record that somebody tried to act by a sign-in that was ended; one that is over by itself is no attempt.

    Looking at a page is none, either: a browser may ask for it again by itself.
    """
    if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
        return
    actor = Actor(
        sign_in.name,
        None,
        verified=True,
        address=(scope.get("client") or ("",))[0],
        identity=sign_in.identities[0],
    )
    await asyncio.to_thread(_record, sign_in, actor)


def _record(sign_in: SignIn, actor: Actor) -> None:
    from components.identity.ended_sign_ins import is_ended  # noqa: PLC0415 - the store
    from components.published.published_version import published_store, without_store  # noqa: PLC0415

    with suppress(StoreError):  # it is refused all the same
        if is_ended(sign_in) and not without_store():
            published_store().note_refused(ATTEMPT, actor=actor)
