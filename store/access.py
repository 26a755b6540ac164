"""Who may do what: roles, tokens of the data feeds, and ended sign-ins."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from secrets import token_urlsafe

import sqlalchemy as sa

from model.access import Actor, FeedToken, Grant, Role
from model.versions.version import Action, StoreError, StoreErrorCode
from store.audit import add_bounded_entry, add_entry, entry_of
from store.database import write_transaction
from store.tables import ENDED_SESSIONS, FEED_TOKENS, ROLES, storable, text_digest

LONGEST_IDENTITY = 512
LONGEST_NAME = 128
_RANDOM_BYTES = 32
# After that no cookie of a sign-in is valid, and its line goes.
_LONGEST = timedelta(days=40)


def all_grants(connection: sa.Connection) -> tuple[Grant, ...]:
    """Return every grant, by identity."""
    return tuple(Grant(*row) for row in connection.execute(sa.select(ROLES).order_by(ROLES.c.identity)))


def grants_of(connection: sa.Connection, identities: Collection[str]) -> tuple[Grant, ...]:
    """Return the grants of one person, who may have several identities."""
    if not identities:
        return ()
    query = sa.select(ROLES).where(ROLES.c.identity.in_([normal_identity(each) for each in identities]))
    return tuple(Grant(*row) for row in connection.execute(query))


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
    made = Grant(key, role, _names(agencies), storable(actor.name), datetime.now(UTC))
    if connection.execute(sa.update(ROLES).where(ROLES.c.identity == key).values(asdict(made))).rowcount == 0:
        connection.execute(sa.insert(ROLES), asdict(made))
    listed = ", ".join(sorted(made.agencies or ()))
    details = {"identity": key, "role": role.value, "agencies": listed}
    reason = f"{key}: {role.value} ({listed})" if listed else f"{key}: {role.value}"
    add_entry(connection, entry_of(actor, Action.GRANT, reason=reason, details=details))
    return made


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
    query = sa.select(ROLES.c.identity).where(ROLES.c.role == Role.ADMINISTRATOR).with_for_update()
    if connection.execute(query).scalars().all() == [key]:
        raise StoreError(StoreErrorCode.LAST_ADMINISTRATOR)


def _names(agencies: Collection[str] | None) -> frozenset[str] | None:
    return None if agencies is None else frozenset(map(storable, agencies))


def all_feed_tokens(connection: sa.Connection) -> tuple[FeedToken, ...]:
    """Return every token, by name."""
    return tuple(token for _digest, token in _rows(connection))


def feed_token_of(connection: sa.Connection, token: str) -> FeedToken | None:
    """Return what is on record about a token that somebody sent; None where it is not known.

    Each digest is compared, and each in constant time: how long it takes says nothing about a token.
    """
    digest = text_digest(token)
    matching = [known for of_known, known in _rows(connection) if compare_digest(of_known, digest)]
    return matching[0] if matching else None


def add_feed_token(
    connection: sa.Connection, name: str, *, agencies: Collection[str] | None, actor: Actor
) -> tuple[FeedToken, str]:
    """Make a token, record it, and return it with what is on record. Nobody can read it again.

    Its digest needs no salt, as it is random and not chosen. Raises StoreError(BAD_FEED_TOKEN).
    """
    name, known = storable(name).strip(), {each.name.casefold() for each in all_feed_tokens(connection)}
    if not name or len(name) > LONGEST_NAME or name.casefold() in known or (agencies is not None and not agencies):
        raise StoreError(StoreErrorCode.BAD_FEED_TOKEN)
    token = token_urlsafe(_RANDOM_BYTES)
    made = FeedToken(name, _names(agencies), storable(actor.name), datetime.now(UTC))
    connection.execute(sa.insert(FEED_TOKENS), {**asdict(made), "digest": text_digest(token)})
    listed = ", ".join(sorted(made.agencies or ()))
    details = {"name": name, "agencies": listed}
    reason = f"{name} ({listed})" if listed else name
    add_entry(connection, entry_of(actor, Action.TOKEN_ADD, reason=reason, details=details))
    return made, token


def revoke_feed_token(connection: sa.Connection, name: str, *, actor: Actor) -> None:
    """Delete a token by its name, and record it. Raises StoreError(NO_FEED_TOKEN)."""
    name = storable(name).strip()
    if connection.execute(sa.delete(FEED_TOKENS).where(FEED_TOKENS.c.name == name)).rowcount == 0:
        raise StoreError(StoreErrorCode.NO_FEED_TOKEN, name=name)
    add_entry(connection, entry_of(actor, Action.TOKEN_REVOKE, reason=name, details={"name": name}))


def _rows(connection: sa.Connection) -> list[tuple[str, FeedToken]]:
    """Return the digest and the record of each token, by name."""
    columns = FEED_TOKENS.c
    query = sa.select(columns.digest, columns.name, columns.agencies, columns.made_by, columns.at)
    return [(digest, FeedToken(*row)) for digest, *row in connection.execute(query.order_by(columns.name))]


def end_sign_in(connection: sa.Connection, key: str) -> None:
    """End a sign-in; sign-ins that ended long ago are forgotten."""
    now = datetime.now(UTC)
    connection.execute(sa.delete(ENDED_SESSIONS).where(ENDED_SESSIONS.c.at < now - _LONGEST))
    if not ended_among(connection, [key]):
        connection.execute(sa.insert(ENDED_SESSIONS), {"session": key, "at": now})


def ended_among(connection: sa.Connection, keys: Collection[str]) -> frozenset[str]:
    """Return which of some sign-ins were ended."""
    query = sa.select(ENDED_SESSIONS.c.session).where(ENDED_SESSIONS.c.session.in_(keys))
    return frozenset(connection.execute(query).scalars())


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
