"""The tokens of the data feeds, by name; of each token there is a digest alone."""

import json
from collections.abc import Collection
from datetime import UTC, datetime
from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe

import sqlalchemy as sa

from model.actor import Actor
from model.feed_token import FeedToken
from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Action
from store.database.connection import is_there
from store.rows.stored_rows import storable
from store.schema.tables import FEED_TOKENS
from store.versions.audit import add_entry, entry_of, timestamp

LONGEST_NAME = 128
_RANDOM_BYTES = 32


def all_feed_tokens(connection: sa.Connection) -> tuple[FeedToken, ...]:
    """Return every token, by name."""
    return tuple(_feed_token(row) for row in _rows(connection))


def feed_token_of(connection: sa.Connection, token: str) -> FeedToken | None:
    """Return what is on record about a token that somebody sent; None where it is not known.

    Each digest is compared, and each in constant time: how long it takes says nothing about a token.
    """
    digest = _digest(token)
    matching = [row for row in _rows(connection) if compare_digest(row._mapping["digest"], digest)]
    return _feed_token(matching[0]) if matching else None


def add_feed_token(
    connection: sa.Connection, name: str, *, agencies: Collection[str] | None, actor: Actor
) -> tuple[FeedToken, str]:
    """Make a token, record it, and return it with what is on record. Nobody can read it again.

    Its digest needs no salt, as it is random and not chosen. Raises StoreError(BAD_FEED_TOKEN).
    """
    name, known = storable(name).strip(), {each.name.casefold() for each in all_feed_tokens(connection)}
    if not name or len(name) > LONGEST_NAME or name.casefold() in known or (agencies is not None and not agencies):
        raise StoreError(StoreErrorCode.BAD_FEED_TOKEN)
    token, now = token_urlsafe(_RANDOM_BYTES), datetime.now(UTC)
    listed = None if agencies is None else sorted({storable(each) for each in agencies})
    values = {"name": name, "digest": _digest(token), "made_by": storable(actor.name), "at": timestamp(now)}
    agencies_json = None if listed is None else json.dumps(listed, ensure_ascii=False)
    connection.execute(sa.insert(FEED_TOKENS), {**values, "agencies": agencies_json})
    reason = f"{name} ({', '.join(listed)})" if listed else name
    details = {"name": name, "agencies": ", ".join(listed or ())}
    add_entry(connection, entry_of(actor, Action.TOKEN_ADD, reason=reason, details=details))
    return FeedToken(name, None if listed is None else frozenset(listed), storable(actor.name), now), token


def revoke_feed_token(connection: sa.Connection, name: str, *, actor: Actor) -> None:
    """Delete a token by its name, and record it. Raises StoreError(NO_FEED_TOKEN)."""
    name = storable(name).strip()
    if connection.execute(sa.delete(FEED_TOKENS).where(FEED_TOKENS.c.name == name)).rowcount == 0:
        raise StoreError(StoreErrorCode.NO_FEED_TOKEN, name=name)
    add_entry(connection, entry_of(actor, Action.TOKEN_REVOKE, reason=name, details={"name": name}))


def _rows(connection: sa.Connection) -> list[sa.Row[tuple[object, ...]]]:
    if not is_there(connection, FEED_TOKENS):
        return []
    return list(connection.execute(sa.select(FEED_TOKENS).order_by(FEED_TOKENS.c.name)))


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _feed_token(row: sa.Row[tuple[object, ...]]) -> FeedToken:
    values = row._mapping
    agencies = None if values["agencies"] is None else frozenset(json.loads(values["agencies"]))
    return FeedToken(values["name"], agencies, values["made_by"], datetime.fromisoformat(values["at"]))
