"""The sign-ins that ended before their time, by a digest of each."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from store.database.connection import is_there
from store.schema.tables import ENDED_SESSIONS
from store.versions.audit import timestamp

_LONGEST = timedelta(days=40)
"""After that no cookie of a sign-in is valid, and its line goes."""


def end_sign_in(connection: sa.Connection, key: str) -> None:
    """End a sign-in; those that ended long ago are forgotten."""
    now = datetime.now(UTC)
    connection.execute(sa.delete(ENDED_SESSIONS).where(ENDED_SESSIONS.c.at < timestamp(now - _LONGEST)))
    if not is_ended(connection, key):
        connection.execute(sa.insert(ENDED_SESSIONS), {"session": key, "at": timestamp(now)})


def is_ended(connection: sa.Connection, key: str) -> bool:
    """Return whether a sign-in was ended."""
    return bool(ended_among(connection, (key,)))


def ended_among(connection: sa.Connection, keys: Collection[str]) -> frozenset[str]:
    """Return which of some sign-ins were ended."""
    if not is_there(connection, ENDED_SESSIONS):
        return frozenset()
    query = sa.select(ENDED_SESSIONS.c.session).where(ENDED_SESSIONS.c.session.in_(keys))
    return frozenset(connection.execute(query).scalars())
