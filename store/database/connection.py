"""Connections to the database by its URL: for reading, and for writing in one transaction."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc

from model.versions.version import StoreError, StoreErrorCode
from store.database.errors import file_at, is_writable, translated_errors

_WRITES = "cynnydd_writes"
_FILE = "cynnydd_file"
# The time that a publisher waits for another: publishing a large tracker for the first time takes a few seconds.
_BUSY_SECONDS = 15
_CONNECT_SECONDS = 5
_POSTGRESQL = "postgresql+psycopg"
_SAME_DRIVER = ("postgres", "postgresql", _POSTGRESQL)
# Longer than a publisher waits for a lock: then the server answers that it does not get it.
WRITING_SECONDS = 60
_POOL = {"pool_size": 5, "max_overflow": 20}


def engine_of(address: str) -> sa.Engine:
    """Return the engine for a URL, without connecting.

    Raises StoreError(BAD_ADDRESS) where it is not the URL of a supported database.
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
    """Open a connection for reading; on SQLite its data does not change while it is open."""
    with translated_errors(engine.url), engine.connect() as connection:
        yield connection


@contextmanager
def snapshot(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a connection that reads a snapshot of the data, on both databases."""
    with translated_errors(engine.url), engine.connect() as connection:
        if is_postgresql(engine):
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def write_transaction(engine: sa.Engine, *, read_timeout: float | None = WRITING_SECONDS) -> Iterator[sa.Connection]:
    """Open a connection for writing in one transaction, which is rolled back where the block raises.

    A PostgreSQL that is silent for so many seconds counts as lost; with None, never.
    """
    with translated_errors(engine.url), engine.connect() as connection:
        connection.execution_options(**{_WRITES: True})
        with _with_read_timeout(connection, read_timeout), connection.begin():
            if is_postgresql(engine):
                connection.execute(sa.text(f"SET LOCAL lock_timeout = '{_BUSY_SECONDS}s'"))
            yield connection
            _refuse_lost_file(connection)


@contextmanager
def _with_read_timeout(connection: sa.Connection, seconds: float | None) -> Iterator[None]:
    """Bear with a silent server for some seconds in place of those of a reader, which apply again afterwards."""
    if not is_postgresql(connection.engine):
        yield
        return
    server: Any = connection.connection.driver_connection
    of_reader, server.read_timeout = server.read_timeout, seconds
    try:
        yield
    finally:
        server.read_timeout = of_reader


def is_postgresql(engine: sa.Engine) -> bool:
    """Return whether the database is PostgreSQL, which several machines may share."""
    return engine.dialect.name == "postgresql"


def _postgresql(url: sa.URL) -> sa.Engine:
    waits = {} if "connect_timeout" in url.query else {"connect_timeout": _CONNECT_SECONDS}
    engine = sa.create_engine(url, pool_pre_ping=True, connect_args=waits, **_POOL)
    event.listen(engine, "do_connect", _connect)
    return engine


def _connect(_dialect: Any, _record: Any, arguments: Any, options: Any) -> object:
    from store.database.read_timeout import TimeoutConnection  # noqa: PLC0415 - its driver is a tenth of a second's work

    return TimeoutConnection.connect(*arguments, **options)


def _sqlite(url: sa.URL) -> sa.Engine:
    """Return an engine for SQLite, whose write transactions take the lock at their beginning.

    The `sqlite3` module would begin a transaction only before the first change: earlier reads would not belong to it.
    """
    path = Path(str(url.database)).absolute()
    immutable = _is_immutable(path)
    mode = "mode=ro&immutable=1" if immutable else "mode=rw"

    def connect() -> sqlite3.Connection:
        """Connect to an existing file: a missing one is not created anew, empty."""
        return sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True, timeout=_BUSY_SECONDS, check_same_thread=False)

    def prepare(connection: sqlite3.Connection, record: Any) -> None:
        connection.isolation_level = None
        for setting in ("foreign_keys = ON", "synchronous = FULL"):
            connection.execute(f"PRAGMA {setting}")
        record.info[_FILE] = file_at(path)

    def check(_: sqlite3.Connection, record: Any, __: Any) -> None:
        """Reconnect where the file was replaced or removed."""
        if record.info[_FILE] != file_at(path):
            raise exc.DisconnectionError

    pool: dict[str, Any] = {"poolclass": sa.NullPool} if immutable else _POOL
    engine = sa.create_engine(url, creator=connect, **pool)
    event.listen(engine, "connect", prepare)
    event.listen(engine, "checkout", check)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _is_immutable(path: Path) -> bool:
    """Return whether a database is in a read-only folder, without a write-ahead log.

    SQLite could not even read it there, because it would write next to it. It is opened as immutable, with a new
    connection for each reading, because somebody else may be allowed to change it.
    """
    if file_at(path) is None or is_writable(path.parent):
        return False
    log = path.with_name(f"{path.name}-wal")
    return file_at(log) is None or log.stat().st_size == 0


def _refuse_lost_file(connection: sa.Connection) -> None:
    """Raise StoreError(UNREACHABLE) where the file was removed or replaced: the changes would be lost with it."""
    file = connection.info.get(_FILE)
    if file is not None and file != file_at(Path(str(connection.engine.url.database))):
        raise StoreError(StoreErrorCode.UNREACHABLE)


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
