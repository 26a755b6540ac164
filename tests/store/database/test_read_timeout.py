"""A PostgreSQL that is silent counts as lost, and the next connection works."""

import pytest
import sqlalchemy as sa

from model.store_error import StoreError, StoreErrorCode
from store.database.connection import engine_of, read_connection, write_transaction
from store.database.read_timeout import TimeoutConnection

READ_TIMEOUT = 1.0
SLEEP, LONG_SLEEP = sa.text("SELECT pg_sleep(1.3)"), sa.text("SELECT pg_sleep(600)")


@pytest.fixture
def engine(postgresql, monkeypatch):
    """Return an engine with a connection, whose readers bear little silence."""
    database = postgresql.new_database()
    made = engine_of(postgresql.url(database))
    made.connect().close()
    monkeypatch.setattr(TimeoutConnection, "read_timeout", READ_TIMEOUT)
    yield made
    made.dispose()
    postgresql.drop(database)


def test_a_reader_waits_for_no_server_that_is_silent(engine):
    with pytest.raises(StoreError) as raised, read_connection(engine) as connection:
        connection.execute(LONG_SLEEP)
    assert raised.value.code is StoreErrorCode.UNREACHABLE
    with read_connection(engine) as connection:
        assert connection.execute(sa.text("SELECT 1")).scalar() == 1


def test_a_writer_waits_longer_and_a_migration_as_long_as_it_takes(engine):
    for read_timeout in (60, None):
        with write_transaction(engine, read_timeout=read_timeout) as connection:
            connection.execute(SLEEP)
    with pytest.raises(StoreError) as raised, write_transaction(engine, read_timeout=0) as connection:
        connection.execute(LONG_SLEEP)
    assert raised.value.code is StoreErrorCode.UNREACHABLE
