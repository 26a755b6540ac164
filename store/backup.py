"""Back up a store into one file, and restore it, on SQLite or PostgreSQL."""

import json
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from model.access import Actor, Role
from model.store_error import StoreError, StoreErrorCode
from store import tables
from store.access import require
from store.database.connection import snapshot, write_transaction
from store.database.open_database import PRIVATE
from store.versions import all_versions, current_number, lock_current

if TYPE_CHECKING:
    from store.store import Store


_TABLES: tuple[sa.Table, ...] = (
    *(tables.VERSIONS, *tables.ROWS.values(), tables.TOKENS, tables.AUDIT, tables.MAPPINGS, tables.ROLES),
    *(tables.ROUNDS, tables.ROUND_REQUESTS, tables.RETURNS, tables.DRAFTS, tables.ADDRESSES, tables.FEED_TOKENS),
)
"""The tables in a backup, in the order in which they can be restored."""
_BATCH_SIZE = 5_000
FORMAT = "cynnydd-backup"
_MANIFEST = "backup.json"
_READ_ERRORS = (zipfile.BadZipFile, EOFError, KeyError, TypeError, ValueError, NotImplementedError, OSError)


class _BackupWriter:
    """Writes the parts of a backup one after the other; `finish` completes it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._parts: dict[str, str] = {}

    def add_table(self, table: sa.Table, columns: Sequence[sa.Column[Any]], rows: Iterable[Sequence[Any]]) -> None:
        """Add the rows of a table: a line with the names of the columns, and a line for each row."""
        lines = (json.dumps([_to_json(value) for value in row]) for row in rows)
        names = json.dumps([column.name for column in columns])
        self._add(_table_part(table), (f"{line}\n".encode() for line in _joined(names, lines)))

    def add_original(self, key: str, content: bytes) -> None:
        """Add the bytes of an original file."""
        self._add(_original_part(key), [content])

    def finish(self, schema: str, current: int | None) -> None:
        """Add the manifest."""
        manifest = {"format": FORMAT, "schema": schema, "current": current, "parts": self._parts}
        self._archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))

    def _add(self, name: str, pieces: Iterable[bytes]) -> None:
        digest = sha256()
        with self._archive.open(name, "w", force_zip64=True) as part:
            for piece in pieces:
                digest.update(piece)
                part.write(piece)
        self._parts[name] = digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Backup:
    """A backup whose parts are complete and unchanged."""

    archive: zipfile.ZipFile
    schema: str
    current: int | None
    originals: tuple[str, ...]

    def rows(self, table: sa.Table) -> Iterator[Mapping[str, Any]]:
        """Yield the rows of a table, with values for the database."""
        with self.archive.open(_table_part(table)) as part:
            lines = TextIOWrapper(part, encoding="utf-8")
            columns = [table.c[name] for name in json.loads(next(lines))]
            for line in lines:
                values = zip(columns, json.loads(line), strict=True)
                yield {column.name: _from_json(column, value) for column, value in values}

    def original(self, key: str) -> bytes:
        """Return the bytes of an original file."""
        return self.archive.read(_original_part(key))


def back_up(store: "Store", path: Path, *, actor: Actor) -> None:
    """Write a snapshot of the store into a file, for an administrator; others may publish meanwhile.

    The file is complete or does not exist; an existing file is replaced. Raises OSError where it cannot be written, and
    StoreError(NOTHING_PUBLISHED) for a store without versions: an account without the settings opens another database.
    """
    require(store.engine, actor, Role.ADMINISTRATOR, attempt="backup")
    if store.current() is None:
        raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
    part = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        part.touch(mode=PRIVATE)
        with part.open("wb") as target:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                _write(store, _BackupWriter(archive))
            target.flush()
            os.fsync(target.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def restore(store: "Store", path: Path, *, actor: Actor) -> None:
    """Restore a backup in one transaction, for an administrator.

    Raises StoreError: NOT_EMPTY where the store has a version, NO_BACKUP where the file is not a complete backup,
    BACKUP_UNREADABLE where it cannot be opened, NEWER_SCHEMA where another release wrote it.
    """
    require(store.engine, actor, Role.ADMINISTRATOR, attempt="restore")
    with _checked_backup(path) as backup:
        if backup.schema != tables.REVISION:
            raise StoreError(StoreErrorCode.NEWER_SCHEMA)
        with write_transaction(store.engine) as connection:
            lock_current(connection)
            if versions := all_versions(connection):
                raise StoreError(StoreErrorCode.NOT_EMPTY, versions=str(len(versions)))
            _restore(connection, backup)


def _write(store: "Store", writer: _BackupWriter) -> None:
    with snapshot(store.engine) as connection:
        current = current_number(connection)
        for key in (
            connection.execute(sa.select(tables.ORIGINALS.c.sha256).order_by(tables.ORIGINALS.c.sha256)).scalars().all()
        ):
            content = connection.execute(
                sa.select(tables.ORIGINALS.c.content).where(tables.ORIGINALS.c.sha256 == key)
            ).scalar_one()
            writer.add_original(key, content)
        for table in _TABLES:
            columns = _backed_up_columns(table)
            query = sa.select(*columns).order_by(*table.primary_key.columns)
            with connection.execution_options(yield_per=_BATCH_SIZE).execute(query) as rows:
                writer.add_table(table, columns, rows)
        writer.finish(tables.REVISION, current)


def _backed_up_columns(table: sa.Table) -> Sequence[sa.Column[Any]]:
    """Return the columns of a backup, without numbers that the database generates."""
    generated = table.autoincrement_column
    return [column for column in table.columns if column is not generated]


def _restore(connection: sa.Connection, backup: _Backup) -> None:
    for key in backup.originals:
        connection.execute(sa.insert(tables.ORIGINALS), {"sha256": key, "content": backup.original(key)})
    for table in (tables.MAPPINGS, tables.ROLES, tables.FEED_TOKENS):
        connection.execute(sa.delete(table))
    for table in _TABLES:
        for batch in _batches(backup.rows(table)):
            connection.execute(sa.insert(table), batch)
    if backup.current is not None:
        connection.execute(sa.update(tables.POINTER).values(version=backup.current))


def _batches(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH_SIZE)):
        yield batch


@contextmanager
def _checked_backup(path: Path) -> Iterator[_Backup]:
    """Open a backup and check its parts. Raises StoreError: BACKUP_UNREADABLE, NO_BACKUP where it is not complete."""
    try:
        opened = path.open("rb")
    except OSError as error:
        details = {"file": path.name, "reason": error.strerror or ""}
        raise StoreError(StoreErrorCode.BACKUP_UNREADABLE, **details) from error
    try:
        with opened, zipfile.ZipFile(opened) as archive:
            yield _checked(archive)
    except _READ_ERRORS as error:
        raise StoreError(StoreErrorCode.NO_BACKUP) from error


def _checked(archive: zipfile.ZipFile) -> _Backup:
    manifest = json.loads(archive.read(_MANIFEST))
    if manifest["format"] != FORMAT or {*manifest["parts"], _MANIFEST} != set(archive.namelist()):
        raise ValueError("not the parts of a backup")
    for name, digest in manifest["parts"].items():
        if _digest(archive, name) != digest:
            raise ValueError(f"{name} was changed")
    originals = tuple(name.partition("/")[2] for name in manifest["parts"] if name.startswith(_original_part("")))
    return _Backup(archive, str(manifest["schema"]), manifest["current"], originals)


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = sha256()
    with archive.open(name) as part:
        while piece := part.read(2**20):
            digest.update(piece)
    return digest.hexdigest()


def _table_part(table: sa.Table) -> str:
    return f"tables/{table.name}.jsonl"


def _original_part(key: str) -> str:
    return f"originals/{key}"


def _joined(first: str, others: Iterable[str]) -> Iterator[str]:
    yield first
    yield from others


def _to_json(value: object) -> object:
    """Return a value for JSON: bytes as hexadecimal digits, a day in ISO form."""
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value.isoformat() if isinstance(value, date) else value


def _from_json(column: sa.Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, sa.LargeBinary):
        return bytes.fromhex(value)
    return date.fromisoformat(value) if isinstance(column.type, sa.Date) else value
