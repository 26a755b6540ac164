"""The versions on record."""

from datetime import datetime
from functools import lru_cache
from hashlib import sha256

import sqlalchemy as sa

from model.settings import BUNDLED_TRACKER
from model.store_error import StoreError, StoreErrorCode
from model.tracker.reading import Source
from model.versions.version import Mode, Version
from store.database.connection import readable
from store.schema.tables import POINTER, VERSIONS

_COLUMNS = tuple(column for column in VERSIONS.columns if column.name not in ("layout", "ordered", "understood"))
_LARGEST = 2**31 - 1
"""The largest integer of a database column: a query with a larger one fails."""
_CURRENT = sa.select(POINTER.c.version)


def current_number(connection: sa.Connection) -> int | None:
    """Return the number of the current version; None before the first."""
    number: int | None = connection.execute(_CURRENT).scalar_one()
    return number


def current_version(connection: sa.Connection) -> Version | None:
    """Return the current version; None before the first."""
    query = sa.select(*readable(connection, _COLUMNS)).join(POINTER, POINTER.c.version == VERSIONS.c.number)
    row = connection.execute(query).one_or_none()
    return None if row is None else _version(row)


def lock_current(connection: sa.Connection) -> int | None:
    """Return the number of the current version, and lock it until the transaction ends.

    On SQLite the transaction has locked the entire file already.
    """
    number: int | None = connection.execute(_CURRENT.with_for_update()).scalar_one()
    return number


def version_of(connection: sa.Connection, number: int) -> Version:
    """Return a version by its number. Raises StoreError(UNKNOWN_VERSION)."""
    query = sa.select(*readable(connection, _COLUMNS)).where(VERSIONS.c.number == number)
    row = connection.execute(query).one_or_none() if 0 < number <= _LARGEST else None
    if row is None:
        latest = current_number(connection)
        raise StoreError(
            StoreErrorCode.UNKNOWN_VERSION, version=str(number), latest="" if latest is None else str(latest)
        )
    return _version(row)


def all_versions(connection: sa.Connection) -> tuple[Version, ...]:
    """Return every version, the newest first."""
    found = connection.execute(sa.select(*readable(connection, _COLUMNS)).order_by(VERSIONS.c.number.desc()))
    return tuple(_version(row) for row in found)


def is_sample(connection: sa.Connection, number: int) -> bool:
    """Return whether a version is the bundled tracker, with or without what was merged into it since."""
    versions = {version.number: version for version in all_versions(connection)}
    version, bundled = versions.get(number), bundled_sha256()
    while version is not None and version.source.sha256 != bundled:
        before = version.compared_with if version.mode is Mode.MERGE else None
        version = versions.get(version.brings_back or before or 0)
    return version is not None


@lru_cache(maxsize=1)
def bundled_sha256() -> str:
    """Return the SHA-256 of the bundled tracker; "", which equals no file's, without a bundled tracker."""
    return sha256(BUNDLED_TRACKER.read_bytes()).hexdigest() if BUNDLED_TRACKER.is_file() else ""


def _version(row: sa.Row[tuple[object, ...]]) -> Version:
    values = dict(row._mapping)
    source = Source(values.pop("source_name"), values.pop("sha256"))
    published_at, mode = datetime.fromisoformat(values.pop("published_at")), Mode(values.pop("mode"))
    return Version(**values, source=source, published_at=published_at, mode=mode)
