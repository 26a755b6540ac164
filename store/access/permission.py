"""Refuse what an actor may not do, and record the attempt."""

from contextlib import suppress

import sqlalchemy as sa

from model.actor import Actor, Role
from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Action
from store.database.connection import write_transaction
from store.versions.audit import add_bounded_entry, entry_of


def require(engine: sa.Engine, actor: Actor, role: Role, *, attempt: str) -> None:
    """Raise StoreError(NOT_ALLOWED) where an actor may not do what a role may; the attempt is recorded.

    Every function that writes, or reads an original file or the audit trail, asks: a page that hides a button keeps
    nobody from sending its message. Where nothing can be recorded it is refused all the same.
    """
    if actor.may(role):
        return
    with suppress(StoreError), write_transaction(engine) as connection:
        add_bounded_entry(connection, entry_of(actor, Action.NOT_ALLOWED, reason=attempt))
    raise StoreError(StoreErrorCode.NOT_ALLOWED, role=role.value)
