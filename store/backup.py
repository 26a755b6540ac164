"""Back up a store into one file, and restore it, on SQLite or PostgreSQL: a zip file of a SQLite database."""

import os
import zlib
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import sqlalchemy as sa

from model.access import Actor, Role
from model.versions.version import StoreError, StoreErrorCode
from store.database import PRIVATE, read_connection, write_transaction
from store.store import Store
from store.tables import ENDED_SESSIONS, METADATA, ORIGINALS, POINTER, RECORDS, ROUNDS, ROWS, UPLOADS
from store.versions import current_number, versions_where

# The tables in a backup, in the order in which they can be restored.
_TABLES = [table for table in METADATA.sorted_tables if table not in (POINTER, UPLOADS, ENDED_SESSIONS)]
_BATCH_SIZE = 5_000
_NAME = "cynnydd.db"


def back_up(store: Store, path: Path, *, actor: Actor) -> None:
    """Write a snapshot of the store into a file, for an administrator; others may publish meanwhile.

    The file is complete or does not exist; an existing file is replaced. Raises OSError where it cannot be written, and
    StoreError(NOTHING_PUBLISHED) for a store without versions: an account without the settings opens another database.
    """
    store.require(actor, Role.ADMINISTRATOR, attempt="backup")
    if store.current() is None:
        raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
    with TemporaryDirectory(prefix=".", dir=path.parent) as folder:
        database, part = Path(folder, _NAME), Path(folder, "backup")
        with closing(Store.open(f"sqlite:///{database.absolute()}")) as copy:
            _copy(store, copy)
        part.touch(mode=PRIVATE)
        with part.open("wb") as target:
            with ZipFile(target, "w", ZIP_DEFLATED) as archive:
                archive.write(database, _NAME)
            target.flush()
            os.fsync(target.fileno())
        part.replace(path)


def restore(store: Store, path: Path, *, actor: Actor) -> None:
    """Restore a backup in one transaction, for an administrator; one of an earlier release is migrated.

    Raises StoreError: NOT_EMPTY where the store has a version, NO_BACKUP where the file is not a complete backup,
    BACKUP_UNREADABLE where it cannot be opened, NEWER_SCHEMA where a newer release wrote it.
    """
    store.require(actor, Role.ADMINISTRATOR, attempt="restore")
    with TemporaryDirectory() as folder, closing(Store.open(f"sqlite:///{_extracted(path, folder)}")) as copy:
        if copy.current() is None:
            raise StoreError(StoreErrorCode.NO_BACKUP)
        _copy(copy, store)


def _extracted(path: Path, folder: str) -> Path:
    """Return the database of a backup, whose checksum the zip file has."""
    try:
        file = path.open("rb")
    except OSError as error:
        details = {"file": path.name, "reason": error.strerror or ""}
        raise StoreError(StoreErrorCode.BACKUP_UNREADABLE, **details) from error
    try:
        with file, ZipFile(file) as archive:
            return Path(archive.extract(_NAME, folder))
    except (BadZipFile, EOFError, KeyError, ValueError, NotImplementedError, OSError, zlib.error) as error:
        raise StoreError(StoreErrorCode.NO_BACKUP) from error


def _copy(store: Store, to: Store) -> None:
    """Copy the tables of a store into one without versions. Numbers that a database generates are made anew."""
    with read_connection(store.engine) as source, write_transaction(to.engine) as target:
        current_number(target, lock=True)
        if versions := versions_where(target):
            raise StoreError(StoreErrorCode.NOT_EMPTY, versions=str(len(versions)))
        for table in set(_TABLES) - {*RECORDS, *ROWS.values(), ROUNDS}:
            target.execute(sa.delete(table))
        for table in _TABLES:
            columns = [column for column in table.columns if column is not table.autoincrement_column]
            query = sa.select(*columns).order_by(*table.primary_key.columns)
            size = 1 if table is ORIGINALS else _BATCH_SIZE
            with source.execution_options(yield_per=size).execute(query) as rows:
                for some in rows.mappings().partitions():
                    target.execute(sa.insert(table), [dict(row) for row in some])
        target.execute(sa.update(POINTER).values(version=current_number(source)))
