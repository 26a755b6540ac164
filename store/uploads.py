"""The uploads that editors work on: where a copy of the dashboard ends, another goes on with the file.

A file is there until it is published or discarded, for an hour at most. It is no version: no reader sees it, and no
backup has it.
"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from model.access import Actor
from model.versions.version import StoreError, StoreErrorCode
from store.database import read_connection, write_transaction
from store.store import Store
from store.tables import UPLOADS, text_digest

LONGEST = timedelta(hours=1)
MOST_BYTES = 30 * 2**20
# The number of files of one person: of more, the oldest go.
MOST_FILES = 3

_ATTEMPT = "upload"


def store_upload(store: Store, token: str, name: str, content: bytes, *, actor: Actor) -> bool:
    """Store a file of an editor in place of an earlier one with the same token, and return that it is stored.

    The token opens it together with the sign-in that stored it. Without sign-ins the token alone does.

    Raises StoreError: NOT_ALLOWED; TOO_LONG where the file is larger than MOST_BYTES.
    """
    row = {"token": text_digest(token), "identity": actor.identity, "name": name, "content": content}
    with store.write_as(actor, attempt=_ATTEMPT) as connection:
        if len(content) > MOST_BYTES:
            raise StoreError(StoreErrorCode.TOO_LONG, longest=str(MOST_BYTES))
        connection.execute(sa.delete(UPLOADS).where(sa.or_(UPLOADS.c.token == row["token"], _is_old())))
        connection.execute(sa.insert(UPLOADS), row | {"at": datetime.now(UTC)})
        newest = sa.select(UPLOADS.c.token).where(UPLOADS.c.identity == actor.identity).order_by(UPLOADS.c.at.desc())
        connection.execute(sa.delete(UPLOADS).where(UPLOADS.c.token.in_(newest.offset(MOST_FILES))))
    return True


def stored_upload(store: Store, token: str, *, actor: Actor) -> tuple[str, bytes] | None:
    """Return the name and the bytes of the file with a token, for the editor who stored it; None without one."""
    query = sa.select(UPLOADS.c.name, UPLOADS.c.content).where(_is_of(token, actor), ~_is_old())
    with store.read_as(actor, attempt=_ATTEMPT) as connection:
        found = connection.execute(query).first()
        return None if found is None else (found.name, found.content)


def delete_upload(store: Store, token: str, *, actor: Actor) -> None:
    """Delete the file with a token, of the editor who stored it, if there is one."""
    with store.write_as(actor, attempt=_ATTEMPT) as connection:
        connection.execute(sa.delete(UPLOADS).where(_is_of(token, actor)))


def delete_old_uploads(store: Store) -> None:
    """Delete the files that are older than an hour. It asks for no actor: nobody chooses what goes."""
    with read_connection(store.engine) as connection:
        is_any = connection.execute(sa.select(UPLOADS.c.token).where(_is_old()).limit(1)).scalar()
    if is_any:
        with write_transaction(store.engine) as connection:
            connection.execute(sa.delete(UPLOADS).where(_is_old()))


def _is_of(token: str, actor: Actor) -> sa.ColumnElement[bool]:
    return sa.and_(UPLOADS.c.token == text_digest(token), UPLOADS.c.identity == actor.identity)


def _is_old() -> sa.ColumnElement[bool]:
    return UPLOADS.c.at < datetime.now(UTC) - LONGEST
