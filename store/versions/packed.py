"""Packed versions: a copy of the rows of a version, in columns, from which it is loaded many times faster.

The rows are what was published. A copy is used only with the right checksum, which includes the digest of its version;
it is never backed up, and is made anew from the rows where it is missing.
"""

from collections.abc import Mapping
from hashlib import sha256
from logging import getLogger

import pyarrow as pa
import sqlalchemy as sa

from model.tracker.columns import table_fields
from model.versions.version import Version
from store.database.connection import is_there, readable
from store.rows.arrow_columns import PACKED_SHEETS, arrow_columns, pack, unpack
from store.schema.tables import PACKED, ROWS
from store.versions.loading import in_version
from store.versions.versions import version_of

FORMAT = 2
"""The format of packed versions. A release that writes another one raises it, and uses no copy of an earlier one."""


def packed_columns(connection: sa.Connection, version: Version) -> dict[str, pa.Table] | None:
    """Return the columns of a packed version; None where there is no copy of this format, or it was changed."""
    if not _has_table(connection):
        return None
    query = sa.select(PACKED.c.checksum, PACKED.c.content).where(PACKED.c.version == version.number)
    found = connection.execute(query).one_or_none()
    if found is None:
        return None
    content = bytes(found.content)
    if found.checksum == _checksum(version, content):
        try:
            return unpack(content)
        except (ValueError, OSError):  # of another release of the library
            pass
    getLogger(__name__).warning("The packed copy of version %d cannot be used; its rows are read.", version.number)
    return None


def stored_columns(connection: sa.Connection, number: int) -> dict[str, pa.Table]:
    """Return the columns of a version from its rows."""
    columns = {}
    for plan in PACKED_SHEETS:
        rows = ROWS[plan.table]
        query = sa.select(*readable(connection, [rows.c[name] for name in table_fields(plan)]))
        is_empty = not is_there(connection, rows)
        columns[plan.table] = arrow_columns(
            plan, () if is_empty else connection.execute(in_version(query, rows, number))
        )
    return columns


def write_packed(connection: sa.Connection, number: int) -> None:
    """Pack a version, in a write transaction; only its copy and that of the version before remain."""
    if not _has_table(connection):
        return
    version = version_of(connection, number)
    content = pack(stored_columns(connection, number))
    connection.execute(sa.delete(PACKED).where(PACKED.c.version != number - 1))
    values = {"version": number, "checksum": _checksum(version, content), "content": content}
    connection.execute(sa.insert(PACKED), values)


def is_packed_right(connection: sa.Connection, version: Version) -> bool:
    """Return whether the packed copy that would be used has exactly what the rows have; without one it is right."""
    packed = packed_columns(connection, version)
    return packed is None or _equal(packed, stored_columns(connection, version.number))


def _has_table(connection: sa.Connection) -> bool:
    """Return whether there is a place for copies: a database of an earlier release may not have been migrated."""
    return sa.inspect(connection).has_table(PACKED.name)


def _equal(some: Mapping[str, pa.Table], others: Mapping[str, pa.Table]) -> bool:
    return all(some[table].equals(others[table]) for table in others)


def _checksum(version: Version, content: bytes) -> str:
    """Return the SHA-256 of a packed version, with its format and the digest of the rows it was made of."""
    return sha256(f"{FORMAT} {version.digest}\n".encode() + content).hexdigest()
