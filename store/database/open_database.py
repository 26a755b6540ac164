"""Opening a database: made where there is none, and brought to the newest schema."""

import sqlite3
import time
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import exc

from model.store_error import StoreError, StoreErrorCode
from store.database.connection import engine_of, is_postgresql, read_connection, write_transaction
from store.database.errors import file_at, is_writable, translated_errors
from store.schema.tables import REVISION, VERSION_TABLE, VERSIONS

_ONE_AT_A_TIME = 20_110_437
"""The number of the lock that whoever migrates a PostgreSQL database holds."""
_PATIENCE_SECONDS = 15


def open_database(address: str) -> sa.Engine:
    """Return the engine of a database that is at the newest schema.

    A database that is there already is only read. Raises StoreError where it cannot be reached, made or understood.
    """
    engine = engine_of(address)
    try:
        if not is_postgresql(engine):
            _make_file(engine)
        with read_connection(engine) as connection:
            found = _revision(connection)
        if found != REVISION:
            _migrate(engine)
    except BaseException:  # whatever broke it off, an interruption too, no connection is left open; it goes on as it is
        engine.dispose()
        raise
    return engine


def _make_file(engine: sa.Engine) -> None:
    """Make the file where there is none. Its folder has to be there: an address with a slip in it makes none."""
    path = Path(str(engine.url.database))
    if file_at(path) is not None:
        return
    with translated_errors(engine.url):
        try:
            sqlite3.connect(path).close()
            with path.open("ab"):
                pass
        except (OSError, sqlite3.Error) as error:
            raise exc.OperationalError(None, None, _cannot_open(error)) from error


def _cannot_open(error: Exception) -> sqlite3.Error:
    cannot = sqlite3.OperationalError(str(error))
    cannot.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    return cannot


def _revision(connection: sa.Connection) -> str | None:
    """Return the migration a database is at, or None where it has never been migrated."""
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    table = sa.table(VERSION_TABLE, sa.column("version_num"))
    return connection.execute(sa.select(table.c.version_num)).scalar()


def _migrate(engine: sa.Engine) -> None:
    """Bring a database to the newest schema, in one transaction; a second process waits and finds it done."""
    from store.migrations import known_revisions, upgrade  # noqa: PLC0415 - Alembic is needed once in a database's life

    if not is_postgresql(engine):
        _write_ahead(engine)
    with write_transaction(engine) as connection:
        if is_postgresql(engine):
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
        found = _revision(connection)
        if found is not None and found not in known_revisions():
            raise StoreError(StoreErrorCode.NEWER_SCHEMA)
        if found != REVISION:
            upgrade(connection)


def _write_ahead(engine: sa.Engine) -> None:
    """Put a file into WAL mode, in which it stays: whoever reads never waits for the one who publishes.

    SQLite does not wait here for another process that does the same.
    """
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            with translated_errors(engine.url):
                _set_write_ahead(engine)
        except StoreError as error:
            if error.code is not StoreErrorCode.UNREACHABLE or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _set_write_ahead(engine: sa.Engine) -> None:
    """Set the mode outside of a transaction, where alone it can be set."""
    with translated_errors(engine.url):
        connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        raise exc.OperationalError("PRAGMA journal_mode = WAL", None, error) from error
    finally:
        connection.close()


_ASKED = sa.select(
    sa.func.current_setting("transaction_read_only"),
    sa.func.has_table_privilege(VERSIONS.name, "INSERT"),
)


def refuse_unwritable(engine: sa.Engine) -> None:
    """Raise StoreError(NOT_WRITABLE) where nothing can be published. Nothing is locked, and nobody waited for."""
    if not (_may_insert(engine) if is_postgresql(engine) else _may_change(Path(str(engine.url.database)))):
        raise StoreError(StoreErrorCode.NOT_WRITABLE)


def _may_insert(engine: sa.Engine) -> bool:
    with read_connection(engine) as connection:
        read_only, may = connection.execute(_ASKED).one()
    return read_only == "off" and bool(may)


def _may_change(path: Path) -> bool:
    return is_writable(path) and is_writable(path.absolute().parent)
