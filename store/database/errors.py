"""What an error of the database means: the one place where it becomes a StoreError."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import exc

from model.store_error import StoreError, StoreErrorCode

_NO_ROOM = 2**20
"""With less than this many free bytes, an error of writing is for want of room."""
_SQLITE = {
    sqlite3.SQLITE_FULL: StoreErrorCode.FULL,
    sqlite3.SQLITE_READONLY: StoreErrorCode.NOT_WRITABLE,
    sqlite3.SQLITE_PERM: StoreErrorCode.NOT_WRITABLE,
    sqlite3.SQLITE_AUTH: StoreErrorCode.NOT_WRITABLE,
    sqlite3.SQLITE_NOTADB: StoreErrorCode.BAD_ADDRESS,
}
_POSTGRESQL = {
    "53100": StoreErrorCode.FULL,
    "25006": StoreErrorCode.NOT_WRITABLE,
    "42501": StoreErrorCode.NOT_WRITABLE,
}
_MISTAKES = (exc.IntegrityError, exc.DataError, exc.ProgrammingError, exc.NotSupportedError)
"""What the database says where the code that asked is wrong: these stay as they are."""


@contextmanager
def translated_errors(url: sa.URL) -> Iterator[None]:
    """Raise a StoreError for what the database raises, with the error itself as its cause."""
    try:
        yield
    except exc.TimeoutError as error:
        raise StoreError(StoreErrorCode.UNREACHABLE) from error
    except exc.DBAPIError as error:
        fault = _fault(error, url)
        if fault is None:
            raise
        raise StoreError(fault) from error


def _fault(error: exc.DBAPIError, url: sa.URL) -> StoreErrorCode | None:
    """Return what an error of a database means, or None where it means a mistake of ours."""
    if isinstance(error.orig, sqlite3.Error):
        return _sqlite_fault(error.orig, Path(url.database or "")) if _is_trouble(error) else None
    known = _POSTGRESQL.get(getattr(error.orig, "sqlstate", None) or "")
    return known or (StoreErrorCode.UNREACHABLE if _is_trouble(error) else None)


def _is_trouble(error: exc.DBAPIError) -> bool:
    return not isinstance(error, _MISTAKES)


def _sqlite_fault(error: sqlite3.Error, path: Path) -> StoreErrorCode:
    """Return what went wrong with a file; an error of a read or a write alone does not say it."""
    extended = getattr(error, "sqlite_errorcode", None) or 0
    code = extended & 0xFF
    if extended == sqlite3.SQLITE_READONLY_DBMOVED:
        return StoreErrorCode.UNREACHABLE
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return _file_fault(path)
    return _SQLITE.get(code, StoreErrorCode.UNREACHABLE)


def _file_fault(path: Path) -> StoreErrorCode:
    folder = path.absolute().parent
    if file_at(folder) is None:
        return StoreErrorCode.UNREACHABLE
    if not is_writable(folder) or (file_at(path) is not None and not is_writable(path)):
        return StoreErrorCode.NOT_WRITABLE
    return StoreErrorCode.FULL if shutil.disk_usage(folder).free < _NO_ROOM else StoreErrorCode.UNREACHABLE


def file_at(path: Path) -> tuple[int, int] | None:
    """Return which file is at a path, or None where none is, or none that this process may look at."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_writable(path: Path) -> bool:
    """Say whether whoever runs this may write to a file or into a folder."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
