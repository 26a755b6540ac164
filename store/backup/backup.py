"""Back up a store into one file, and restore it, on SQLite or PostgreSQL."""

import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from model.actor import Actor, Role
from model.store_error import StoreError, StoreErrorCode
from store.access.permission import require
from store.backup.backup_file import Backup, BackupWriter, checked_backup
from store.database.connection import is_there, readable, revision_of, snapshot, write_transaction
from store.database.open_database import PRIVATE
from store.schema.tables import (
    AUDIT,
    DRAFTS,
    FEED_TOKENS,
    MAPPINGS,
    ORIGINALS,
    POINTER,
    READ_AS_THEY_ARE,
    RETURNS,
    REVISION,
    ROLES,
    ROUND_REQUESTS,
    ROUNDS,
    ROWS,
    TOKENS,
    VERSIONS,
)
from store.versions.packed import write_packed
from store.versions.versions import all_versions, current_number, lock_current

if TYPE_CHECKING:
    from store.store import Store

_TABLES: tuple[sa.Table, ...] = (
    *(VERSIONS, *ROWS.values(), TOKENS, AUDIT, MAPPINGS, ROLES),
    *(ROUNDS, ROUND_REQUESTS, RETURNS, DRAFTS, FEED_TOKENS),
)
"""The tables in a backup, in the order in which they can be restored."""
_BATCH_SIZE = 5_000


def back_up(store: "Store", path: Path, *, actor: Actor) -> None:
    """Write a snapshot of the store into a file, for an administrator; others may publish meanwhile.

    The file is complete or does not exist; an existing file is replaced. Raises OSError where it cannot be written.
    """
    require(store.engine, actor, Role.ADMINISTRATOR, attempt="backup")
    part = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        part.touch(mode=PRIVATE)
        with part.open("wb") as target:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                _write(store, BackupWriter(archive))
            target.flush()
            os.fsync(target.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def restore(store: "Store", path: Path, *, actor: Actor) -> None:
    """Restore a backup in one transaction, for an administrator.

    Raises StoreError: NOT_EMPTY where the store has a version, NO_BACKUP where the file is not a complete backup,
    NEWER_SCHEMA where a newer release wrote it.
    """
    require(store.engine, actor, Role.ADMINISTRATOR, attempt="restore")
    with checked_backup(path) as backup:
        if backup.schema not in (REVISION, *READ_AS_THEY_ARE):
            raise StoreError(StoreErrorCode.NEWER_SCHEMA)
        with write_transaction(store.engine) as connection:
            lock_current(connection)
            if versions := all_versions(connection):
                raise StoreError(StoreErrorCode.NOT_EMPTY, versions=str(len(versions)))
            _restore(connection, backup)


def _write(store: "Store", writer: BackupWriter) -> None:
    with snapshot(store.engine) as connection:
        current = current_number(connection)
        for key in connection.execute(sa.select(ORIGINALS.c.sha256).order_by(ORIGINALS.c.sha256)).scalars().all():
            content = connection.execute(sa.select(ORIGINALS.c.content).where(ORIGINALS.c.sha256 == key)).scalar_one()
            writer.add_original(key, content)
        for table in _TABLES:
            if not is_there(connection, table):
                continue
            columns = _backed_up_columns(table)
            query = sa.select(*readable(connection, columns)).order_by(*table.primary_key.columns)
            with connection.execution_options(yield_per=_BATCH_SIZE).execute(query) as rows:
                writer.add_table(table, columns, rows)
        writer.finish(revision_of(connection), current)


def _backed_up_columns(table: sa.Table) -> Sequence[sa.Column[Any]]:
    """Return the columns of a backup, without numbers that the database generates."""
    generated = table.autoincrement_column
    return [column for column in table.columns if column is not generated]


def _restore(connection: sa.Connection, backup: Backup) -> None:
    for key in backup.originals:
        connection.execute(sa.insert(ORIGINALS), {"sha256": key, "content": backup.original(key)})
    for table in (MAPPINGS, ROLES, FEED_TOKENS):
        connection.execute(sa.delete(table))
    for table in _TABLES:
        for batch in _batches(backup.rows(table)):
            connection.execute(sa.insert(table), batch)
    if backup.current is not None:
        write_packed(connection, backup.current)
        connection.execute(sa.update(POINTER).values(version=backup.current))


def _batches(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH_SIZE)):
        yield batch
