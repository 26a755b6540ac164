"""A database by its address, and the two ways to use it: to read, and to write in one transaction."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc

from model.store_error import StoreError, StoreErrorCode
from store.database.errors import file_at, is_writable, translated_errors

_WRITES = "cynnydd_writes"
_FILE = "cynnydd_file"
_BUSY_SECONDS = 15
"""So long one who publishes waits for another: publishing a large tracker for the first time takes a few."""
_CONNECT_SECONDS = 5
_POSTGRESQL = "postgresql+psycopg"
_SAME_DRIVER = ("postgres", "postgresql", _POSTGRESQL)
_POOL = {"pool_size": 5, "max_overflow": 20}


def engine_of(address: str) -> sa.Engine:
    """Return the engine of an address. Nothing is connected yet.

    Raises StoreError(BAD_ADDRESS) where it is none, or one of a database that is not known.
    """
    try:
        url = sa.make_url(address.strip())
    except (exc.ArgumentError, ValueError) as error:
        raise StoreError(StoreErrorCode.BAD_ADDRESS) from error
    if url.drivername in _SAME_DRIVER:
        return _postgresql(url.set(drivername=_POSTGRESQL))
    if (
        url.drivername in ("sqlite", "sqlite+pysqlite")
        and url.database
        and url.database != ":memory:"
        and not url.query
    ):
        return _sqlite(url)
    raise StoreError(StoreErrorCode.BAD_ADDRESS)


@contextmanager
def read_connection(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection that reads: what it reads does not change while it is given, on SQLite."""
    with translated_errors(engine.url), engine.connect() as connection:
        yield connection


@contextmanager
def snapshot(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection that reads everything as it is at one moment, on both databases."""
    with translated_errors(engine.url), engine.connect() as connection:
        if is_postgresql(engine):
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def write_transaction(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection that writes: all of it is there after the block, or nothing where it raises."""
    with translated_errors(engine.url), engine.connect() as connection:
        connection.execution_options(**{_WRITES: True})
        with connection.begin():
            if is_postgresql(engine):
                connection.execute(sa.text(f"SET LOCAL lock_timeout = '{_BUSY_SECONDS}s'"))
            yield connection
            _refuse_lost_file(connection)


def is_postgresql(engine: sa.Engine) -> bool:
    """Say whether it is PostgreSQL, which several machines may share."""
    return engine.dialect.name == "postgresql"


def _postgresql(url: sa.URL) -> sa.Engine:
    waits = {} if "connect_timeout" in url.query else {"connect_timeout": _CONNECT_SECONDS}
    return sa.create_engine(url, pool_pre_ping=True, connect_args=waits, **_POOL)


def _sqlite(url: sa.URL) -> sa.Engine:
    """Return an engine whose transactions begin when SQLAlchemy says so, and with the lock where they write.

    Python's own module would begin one before the first change only: what was read until then would be of another.
    """
    path = Path(str(url.database)).absolute()
    frozen = _is_frozen(path)
    mode = "mode=ro&immutable=1" if frozen else "mode=rw"

    def connect() -> sqlite3.Connection:
        """Connect to the file that is there: one that was taken away does not come back empty."""
        return sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True, timeout=_BUSY_SECONDS, check_same_thread=False)

    def prepare(connection: sqlite3.Connection, record: Any) -> None:
        connection.isolation_level = None
        for setting in ("foreign_keys = ON", "synchronous = FULL"):
            connection.execute(f"PRAGMA {setting}")
        record.info[_FILE] = file_at(path)

    def check(_: sqlite3.Connection, record: Any, __: Any) -> None:
        """Connect anew where another file has taken the place of the one that was connected to, or none is there."""
        if record.info[_FILE] != file_at(path):
            raise exc.DisconnectionError

    pool: dict[str, Any] = {"poolclass": sa.NullPool} if frozen else _POOL
    engine = sa.create_engine(url, creator=connect, **pool)
    event.listen(engine, "connect", prepare)
    event.listen(engine, "checkout", check)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _is_frozen(path: Path) -> bool:
    """Say whether a file stands in a folder where nothing can be written, with nothing beside it that belongs to it.

    SQLite could not even read it there, for it would write beside it. It is read as one that does not change, anew for
    each reading, for somebody else may be allowed to change it.
    """
    if file_at(path) is None or is_writable(path.parent):
        return False
    beside = path.with_name(f"{path.name}-wal")
    return file_at(beside) is None or beside.stat().st_size == 0


def _refuse_lost_file(connection: sa.Connection) -> None:
    """Raise StoreError(UNREACHABLE) where the file was taken away since: what is written would be gone with it."""
    file = connection.info.get(_FILE)
    if file is not None and file != file_at(Path(str(connection.engine.url.database))):
        raise StoreError(StoreErrorCode.UNREACHABLE)


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
