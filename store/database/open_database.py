"""Open a database: create it where it is missing, and migrate it to the newest schema."""

import sqlite3
import time
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import exc

from model.versions.version import StoreError, StoreErrorCode
from store.database.connection import engine_of, is_postgresql, read_connection, write_transaction
from store.database.errors import file_at, file_error_code, is_writable, translated_errors
from store.tables import REVISION, VERSION_TABLE, VERSIONS

# The number of the advisory lock for migrating a PostgreSQL database.
_MIGRATION_LOCK = 20_110_437
_PATIENCE_SECONDS = 15
# The permissions of a file with everything that was published: its owner reads and writes it, nobody else does.
PRIVATE = 0o600
_PRIVILEGES = sa.select(
    sa.func.current_setting("transaction_read_only"),
    sa.func.has_table_privilege(VERSIONS.name, "INSERT"),
)


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
    if file_at(path) is not None:
        return
    try:
        path.touch(mode=PRIVATE)
        sqlite3.connect(path).close()
        with path.open("ab"):
            pass
    except (OSError, sqlite3.Error) as error:
        raise StoreError(file_error_code(path)) from error


def _revision(connection: sa.Connection) -> str | None:
    """Return the revision of a database; None where it was never migrated."""
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    table = sa.table(VERSION_TABLE, sa.column("version_num"))
    return connection.execute(sa.select(table.c.version_num)).scalar()


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
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            with translated_errors(engine.url):
                _set_wal_mode(engine)
        except StoreError as error:
            if error.code is not StoreErrorCode.UNREACHABLE or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _set_wal_mode(engine: sa.Engine) -> None:
    """Set WAL mode outside of a transaction, as SQLite requires."""
    with translated_errors(engine.url):
        connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        raise exc.OperationalError("PRAGMA journal_mode = WAL", None, error) from error
    finally:
        connection.close()


def refuse_unwritable(engine: sa.Engine) -> None:
    """Raise StoreError(NOT_WRITABLE) where nothing can be published; it takes no lock and does not wait."""
    if is_postgresql(engine):
        with read_connection(engine) as connection:
            read_only, may_insert = connection.execute(_PRIVILEGES).one()
        writable = read_only == "off" and may_insert
    else:
        path = Path(str(engine.url.database))
        writable = is_writable(path) and is_writable(path.absolute().parent)
    if not writable:
        raise StoreError(StoreErrorCode.NOT_WRITABLE)
