"""The file format of a backup: a zip with a JSON Lines file for each table, the original files and a manifest.

The format is the same for both databases. The manifest, written last, has the digest of every part, so that a truncated
or changed file is detected.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from model.store_error import StoreError, StoreErrorCode
from store.schema.tables import SINCE

FORMAT = "cynnydd-backup"
_MANIFEST = "backup.json"
_READ_ERRORS = (zipfile.BadZipFile, EOFError, KeyError, TypeError, ValueError, NotImplementedError, OSError)


class BackupWriter:
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
class Backup:
    """A backup whose parts are complete and unchanged."""

    archive: zipfile.ZipFile
    schema: str
    current: int | None
    originals: tuple[str, ...]

    def rows(self, table: sa.Table) -> Iterator[Mapping[str, Any]]:
        """Yield the rows of a table, with values for the database; none of one that is newer than the backup."""
        if table.info.get(SINCE, "") > self.schema:
            return
        with self.archive.open(_table_part(table)) as part:
            lines = TextIOWrapper(part, encoding="utf-8")
            columns = [table.c[name] for name in json.loads(next(lines))]
            for line in lines:
                values = zip(columns, json.loads(line), strict=True)
                yield {column.name: _from_json(column, value) for column, value in values}

    def original(self, key: str) -> bytes:
        """Return the bytes of an original file."""
        return self.archive.read(_original_part(key))


@contextmanager
def checked_backup(path: Path) -> Iterator[Backup]:
    """Open a backup and check its parts. Raises StoreError(NO_BACKUP) where it is not a complete backup."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield _checked(archive)
    except _READ_ERRORS as error:
        raise StoreError(StoreErrorCode.NO_BACKUP) from error


def _checked(archive: zipfile.ZipFile) -> Backup:
    manifest = json.loads(archive.read(_MANIFEST))
    if manifest["format"] != FORMAT or {*manifest["parts"], _MANIFEST} != set(archive.namelist()):
        raise ValueError("not the parts of a backup")
    for name, digest in manifest["parts"].items():
        if _digest(archive, name) != digest:
            raise ValueError(f"{name} was changed")
    originals = tuple(name.partition("/")[2] for name in manifest["parts"] if name.startswith(_original_part("")))
    return Backup(archive, str(manifest["schema"]), manifest["current"], originals)


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
