"""The database: connections by its URL, its errors, and how it is created and migrated to the newest schema."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc

from model.versions.version import StoreError, StoreErrorCode
from store.tables import REVISION, VERSION_TABLE

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
        waits = {} if "connect_timeout" in url.query else {"connect_timeout": _CONNECT_SECONDS}
        url = url.set(drivername=_POSTGRESQL)
        engine = sa.create_engine(url, pool_pre_ping=True, connect_args=waits, **_POOL)
        event.listen(engine, "do_connect", _connect)
        event.listen(engine, "checkin", _restore_read_timeout)
        return engine
    is_file = url.database not in (None, "", ":memory:") and not url.query
    if url.drivername in ("sqlite", "sqlite+pysqlite") and is_file:
        return _sqlite(url)
    raise StoreError(StoreErrorCode.BAD_ADDRESS)


@contextmanager
def read_connection(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a connection for reading, whose data does not change while it is open."""
    with _translated_errors(engine.url), engine.connect() as connection:
        if is_postgresql(engine):
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def write_transaction(engine: sa.Engine, *, read_timeout: float | None = WRITING_SECONDS) -> Iterator[sa.Connection]:
    """Open a connection for writing in one transaction, which is rolled back where the block raises.

    A PostgreSQL that is silent for so many seconds counts as lost; with None, never.
    """
    with _translated_errors(engine.url), engine.connect() as connection:
        connection.execution_options(**{_WRITES: True})
        with connection.begin():
            if is_postgresql(engine):
                server: Any = connection.connection.driver_connection
                server.read_timeout = read_timeout
                connection.execute(sa.text(f"SET LOCAL lock_timeout = '{_BUSY_SECONDS}s'"))
            yield connection
            file = connection.info.get(_FILE)
            if file is not None and file != _file_at(Path(str(engine.url.database))):
                raise StoreError(StoreErrorCode.UNREACHABLE)  # the changes would be lost with the file


def is_postgresql(engine: sa.Engine) -> bool:
    """Return whether the database is PostgreSQL, which several machines may share."""
    return engine.dialect.name == "postgresql"


def _connect(_dialect: Any, _record: Any, arguments: Any, options: Any) -> object:
    from store.read_timeout import TimeoutConnection  # noqa: PLC0415 - its driver is a tenth of a second's work

    return TimeoutConnection.connect(*arguments, **options)


def _restore_read_timeout(server: Any, _record: Any) -> None:
    """Bear with a silent server as long as a reader does, also where the connection was a writer's."""
    if server is not None:
        server.read_timeout = type(server).read_timeout


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
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        record.info[_FILE] = _file_at(path)

    def check(_: sqlite3.Connection, record: Any, __: Any) -> None:
        """Reconnect where the file was replaced or removed."""
        if record.info[_FILE] != _file_at(path):
            raise exc.DisconnectionError

    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _WRITES in connection.get_execution_options() else "BEGIN")

    pool: dict[str, Any] = {"poolclass": sa.NullPool} if immutable else _POOL
    engine = sa.create_engine(url, creator=connect, **pool)
    event.listen(engine, "connect", prepare)
    event.listen(engine, "checkout", check)
    event.listen(engine, "begin", begin)
    return engine


def _is_immutable(path: Path) -> bool:
    """Return whether a database is in a read-only folder, without a write-ahead log.

    SQLite could not even read it there, because it would write next to it. It is opened as immutable, with a new
    connection for each reading, because somebody else may be allowed to change it.
    """
    if _file_at(path) is None or _is_writable(path.parent):
        return False
    log = path.with_name(f"{path.name}-wal")
    return _file_at(log) is None or log.stat().st_size == 0


# The number of the advisory lock for migrating a PostgreSQL database.
_MIGRATION_LOCK = 20_110_437
# The permissions of a file with everything that was published: its owner reads and writes it, nobody else does.
PRIVATE = 0o600
_PRIVILEGES = sa.text("SELECT current_setting('transaction_read_only'), has_table_privilege('versions', 'INSERT')")


def open_database(address: str) -> sa.Engine:
    """Return the engine of a database at the newest schema.

    An up-to-date database is only read. Raises StoreError where it cannot be reached, created or migrated.
    """
    engine = engine_of(address)
    try:
        if not is_postgresql(engine):
            _create_file(engine)
        with read_connection(engine) as connection:
            found = _revision(connection)
        if found != REVISION:
            _migrate(engine)
    except BaseException:  # after any error, an interruption too, no connection stays open
        engine.dispose()
        raise
    return engine


def _create_file(engine: sa.Engine) -> None:
    """Create the file where it is missing. Its folder has to exist, so that a mistyped URL creates nothing."""
    path = Path(str(engine.url.database))
    try:
        if _file_at(path) is None:
            path.touch(mode=PRIVATE)
    except OSError as error:
        raise StoreError(_file_error_code(path)) from error


def _revision(connection: sa.Connection) -> str | None:
    """Return the revision of a database; None where it was never migrated."""
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(sa.select(sa.column("version_num")).select_from(sa.table(VERSION_TABLE))).scalar()


def _migrate(engine: sa.Engine) -> None:
    """Create or migrate a database in one transaction, however long it takes; a second process waits."""
    from store.migrations import create, known_revisions, upgrade  # noqa: PLC0415 - Alembic is only needed to migrate

    if not is_postgresql(engine):
        _enable_wal(engine)
    with write_transaction(engine, read_timeout=None) as connection:
        if is_postgresql(engine):
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
        found = _revision(connection)
        if found is not None and found not in known_revisions():
            raise StoreError(StoreErrorCode.NEWER_SCHEMA)
        if found is None:
            create(connection)
        elif found != REVISION:
            upgrade(connection)


def _enable_wal(engine: sa.Engine) -> None:
    """Set WAL mode, which is permanent: readers never wait for a publisher.

    SQLite does not wait here for another process that does the same, so it is tried again.
    """
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            with closing(engine.raw_connection()) as connection:  # outside of a transaction, as SQLite requires
                connection.cursor().execute("PRAGMA journal_mode = WAL")
                return
        except sqlite3.Error as error:
            code = _sqlite_error_code(error, Path(str(engine.url.database)))
            if code is not StoreErrorCode.UNREACHABLE or time.monotonic() > deadline:
                raise StoreError(code) from error
            time.sleep(0.05)


def refuse_unwritable(engine: sa.Engine) -> None:
    """Raise StoreError(NOT_WRITABLE) where nothing can be published; it takes no lock and does not wait."""
    if is_postgresql(engine):
        with read_connection(engine) as connection:
            read_only, may_insert = connection.execute(_PRIVILEGES).one()
        writable = read_only == "off" and may_insert
    else:
        path = Path(str(engine.url.database))
        writable = _is_writable(path) and _is_writable(path.absolute().parent)
    if not writable:
        raise StoreError(StoreErrorCode.NOT_WRITABLE)


# With fewer free bytes, a write error means that the disk is full.
_MIN_FREE_BYTES = 2**20
_READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_SQLITE_CODES = dict.fromkeys(_READ_ONLY, StoreErrorCode.NOT_WRITABLE) | {
    sqlite3.SQLITE_FULL: StoreErrorCode.FULL,
    sqlite3.SQLITE_READONLY_DBMOVED: StoreErrorCode.UNREACHABLE,
    sqlite3.SQLITE_NOTADB: StoreErrorCode.BAD_ADDRESS,
}
_POSTGRESQL_CODES = {"53100": StoreErrorCode.FULL} | dict.fromkeys(("25006", "42501"), StoreErrorCode.NOT_WRITABLE)
# Errors in the code that uses the database, which are not translated.
_PROGRAMMING_ERRORS = (exc.IntegrityError, exc.DataError, exc.ProgrammingError, exc.NotSupportedError)


@contextmanager
def _translated_errors(url: sa.URL) -> Iterator[None]:
    """Raise a StoreError for an error of the database, with that error as its cause."""
    try:
        yield
    except exc.TimeoutError as error:
        raise StoreError(StoreErrorCode.UNREACHABLE) from error
    except exc.DBAPIError as error:
        code = None if isinstance(error, _PROGRAMMING_ERRORS) else StoreErrorCode.UNREACHABLE
        if not isinstance(error.orig, sqlite3.Error):
            code = _POSTGRESQL_CODES.get(getattr(error.orig, "sqlstate", None) or "", code)
        elif code is not None:
            code = _sqlite_error_code(error.orig, Path(str(url.database)))
        if code is None:  # our own code is wrong
            raise
        raise StoreError(code) from error


def _sqlite_error_code(error: sqlite3.Error, path: Path) -> StoreErrorCode:
    """Return the code for an error of SQLite; an I/O error is explained by the state of the file."""
    extended = getattr(error, "sqlite_errorcode", None) or 0
    code = extended & 0xFF
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return _file_error_code(path)
    return _SQLITE_CODES.get(extended) or _SQLITE_CODES.get(code, StoreErrorCode.UNREACHABLE)


def _file_error_code(path: Path) -> StoreErrorCode:
    """Return the code for a file of SQLite that cannot be opened or written."""
    folder = path.absolute().parent
    if _file_at(folder) is None:
        return StoreErrorCode.UNREACHABLE
    if not _is_writable(folder) or (_file_at(path) is not None and not _is_writable(path)):
        return StoreErrorCode.NOT_WRITABLE
    return StoreErrorCode.FULL if shutil.disk_usage(folder).free < _MIN_FREE_BYTES else StoreErrorCode.UNREACHABLE


def _file_at(path: Path) -> tuple[int, int] | None:
    """Return the device and inode of the file at a path; None where it is missing or not accessible."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _is_writable(path: Path) -> bool:
    """Return whether this process may write to a file or into a folder."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
