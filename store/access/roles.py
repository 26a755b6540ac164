"""The roles that administrators granted, by identity."""

import json
from collections.abc import Collection
from datetime import UTC, datetime

import sqlalchemy as sa

from model.actor import Actor, Role
from model.grant import Grant
from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Action
from store.database.connection import is_there
from store.rows.stored_rows import storable
from store.schema.tables import ROLES
from store.versions.audit import add_entry, entry_of, timestamp

LONGEST_IDENTITY = 512


def all_grants(connection: sa.Connection) -> tuple[Grant, ...]:
    """Return every grant, by identity."""
    if not is_there(connection, ROLES):
        return ()
    return tuple(_grant(row) for row in connection.execute(sa.select(ROLES).order_by(ROLES.c.identity)))


def grants_of(connection: sa.Connection, identities: Collection[str]) -> tuple[Grant, ...]:
    """Return the grants of one person, who may have several identities."""
    if not identities or not is_there(connection, ROLES):
        return ()
    query = sa.select(ROLES).where(ROLES.c.identity.in_([normal_identity(each) for each in identities]))
    return tuple(_grant(row) for row in connection.execute(query))


def grant(
    connection: sa.Connection, identity: str, role: Role, *, agencies: Collection[str] | None, actor: Actor
) -> Grant:
    """Grant a role in place of an earlier one, and record it.

    Raises StoreError: BAD_GRANT, LAST_ADMINISTRATOR.
    """
    key = normal_identity(identity)
    if not key or len(key) > LONGEST_IDENTITY or (agencies is not None and (role is not Role.VIEWER or not agencies)):
        raise StoreError(StoreErrorCode.BAD_GRANT)
    if role is not Role.ADMINISTRATOR:
        _refuse_last(connection, key)
    now = datetime.now(UTC)
    listed = None if agencies is None else sorted(storable(each) for each in agencies)
    values = {"role": role.value, "agencies": None if listed is None else json.dumps(listed, ensure_ascii=False)}
    values |= {"granted_by": storable(actor.name), "at": timestamp(now)}
    if connection.execute(sa.update(ROLES).where(ROLES.c.identity == key).values(**values)).rowcount == 0:
        connection.execute(sa.insert(ROLES), {"identity": key, **values})
    details = {"identity": key, "role": role.value, "agencies": ", ".join(listed or ())}
    limit = f" ({', '.join(listed)})" if listed else ""
    add_entry(connection, entry_of(actor, Action.GRANT, reason=f"{key}: {role.value}{limit}", details=details))
    return Grant(key, role, None if listed is None else frozenset(listed), storable(actor.name), now)


def revoke(connection: sa.Connection, identity: str, *, actor: Actor) -> None:
    """Revoke the role of an identity, and record it. Raises StoreError: NO_GRANT, LAST_ADMINISTRATOR."""
    key = normal_identity(identity)
    _refuse_last(connection, key)
    if connection.execute(sa.delete(ROLES).where(ROLES.c.identity == key)).rowcount == 0:
        raise StoreError(StoreErrorCode.NO_GRANT, identity=key)
    add_entry(connection, entry_of(actor, Action.REVOKE, reason=key, details={"identity": key}))


def normal_identity(identity: str) -> str:
    """Return an identity as it is compared: an e-mail address in lower case, `issuer|subject` as it is."""
    text = storable(identity).strip()
    return text if "|" in text else text.lower()


def _refuse_last(connection: sa.Connection, key: str) -> None:
    """Raise StoreError(LAST_ADMINISTRATOR) where only this identity is an administrator; others wait meanwhile."""
    query = sa.select(ROLES.c.identity).where(ROLES.c.role == Role.ADMINISTRATOR.value).with_for_update()
    if connection.execute(query).scalars().all() == [key]:
        raise StoreError(StoreErrorCode.LAST_ADMINISTRATOR)


def _grant(row: sa.Row[tuple[object, ...]]) -> Grant:
    values = row._mapping
    agencies = None if values["agencies"] is None else frozenset(json.loads(values["agencies"]))
    granted_by, at = values["granted_by"], datetime.fromisoformat(values["at"])
    return Grant(values["identity"], Role(values["role"]), agencies, granted_by, at)
