"""Translate errors of the database into StoreError."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import exc

from model.versions.version import StoreError, StoreErrorCode

# With fewer free bytes, a write error means that the disk is full.
_MIN_FREE_BYTES = 2**20
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
# Errors in the code that uses the database, which are not translated.
_PROGRAMMING_ERRORS = (exc.IntegrityError, exc.DataError, exc.ProgrammingError, exc.NotSupportedError)


@contextmanager
def translated_errors(url: sa.URL) -> Iterator[None]:
    """Raise a StoreError for an error of the database, with that error as its cause."""
    try:
        yield
    except exc.TimeoutError as error:
        raise StoreError(StoreErrorCode.UNREACHABLE) from error
    except exc.DBAPIError as error:
        code = _error_code(error, url)
        if code is None:
            raise
        raise StoreError(code) from error


def _error_code(error: exc.DBAPIError, url: sa.URL) -> StoreErrorCode | None:
    """Return the code for an error of a database; None where our own code is wrong."""
    if isinstance(error.orig, sqlite3.Error):
        return _sqlite_error_code(error.orig, Path(url.database or "")) if _is_operational(error) else None
    known = _POSTGRESQL.get(getattr(error.orig, "sqlstate", None) or "")
    return known or (StoreErrorCode.UNREACHABLE if _is_operational(error) else None)


def _is_operational(error: exc.DBAPIError) -> bool:
    return not isinstance(error, _PROGRAMMING_ERRORS)


def _sqlite_error_code(error: sqlite3.Error, path: Path) -> StoreErrorCode:
    """Return the code for an error of SQLite; an I/O error is explained by the state of the file."""
    extended = getattr(error, "sqlite_errorcode", None) or 0
    code = extended & 0xFF
    if extended == sqlite3.SQLITE_READONLY_DBMOVED:
        return StoreErrorCode.UNREACHABLE
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return file_error_code(path)
    return _SQLITE.get(code, StoreErrorCode.UNREACHABLE)


def file_error_code(path: Path) -> StoreErrorCode:
    """Return the code for a file of SQLite that cannot be opened or written."""
    folder = path.absolute().parent
    if file_at(folder) is None:
        return StoreErrorCode.UNREACHABLE
    if not is_writable(folder) or (file_at(path) is not None and not is_writable(path)):
        return StoreErrorCode.NOT_WRITABLE
    return StoreErrorCode.FULL if shutil.disk_usage(folder).free < _MIN_FREE_BYTES else StoreErrorCode.UNREACHABLE


def file_at(path: Path) -> tuple[int, int] | None:
    """Return the device and inode of the file at a path; None where it is missing or not accessible."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_writable(path: Path) -> bool:
    """Return whether this process may write to a file or into a folder."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
