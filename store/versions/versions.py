"""The versions that are on record."""

from datetime import datetime

import sqlalchemy as sa

from model.store_error import StoreError, StoreErrorCode
from model.tracker.reading import Source
from model.versions.version import Mode, Version
from store.schema.tables import POINTER, VERSIONS

_COLUMNS = [column for column in VERSIONS.columns if column.name not in ("layout", "ordered", "understood")]
_LARGEST = 2**31 - 1
"""The largest number that a column of a database holds: larger ones cannot even be asked for."""
_POINTED = sa.select(POINTER.c.version)


def current_number(connection: sa.Connection) -> int | None:
    """Return the current version's number, or None where nothing is published."""
    number: int | None = connection.execute(_POINTED).scalar_one()
    return number


def lock_current(connection: sa.Connection) -> int | None:
    """Return the current version's number, and let nobody else publish until the transaction ends.

    On SQLite the transaction holds the whole file already.
    """
    number: int | None = connection.execute(_POINTED.with_for_update()).scalar_one()
    return number


def version_of(connection: sa.Connection, number: int) -> Version:
    """Return a version. Raises StoreError(UNKNOWN_VERSION) where there is none of this number."""
    asked = sa.select(*_COLUMNS).where(VERSIONS.c.number == number)
    row = connection.execute(asked).one_or_none() if 0 < number <= _LARGEST else None
    if row is None:
        latest = current_number(connection)
        raise StoreError(
            StoreErrorCode.UNKNOWN_VERSION, version=str(number), latest="" if latest is None else str(latest)
        )
    return _version(row)


def all_versions(connection: sa.Connection) -> tuple[Version, ...]:
    """Return every version, the newest first."""
    found = connection.execute(sa.select(*_COLUMNS).order_by(VERSIONS.c.number.desc()))
    return tuple(_version(row) for row in found)


def _version(row: sa.Row[tuple[object, ...]]) -> Version:
    held = dict(row._mapping)
    source = Source(held.pop("source_name"), held.pop("sha256"))
    published_at, mode = datetime.fromisoformat(held.pop("published_at")), Mode(held.pop("mode"))
    return Version(**held, source=source, published_at=published_at, mode=mode)
