"""Opening a database: created as declared, refused where it cannot be, never changed by hand; and a silent server."""

import sqlite3
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from model.returns.round import Recipient, RequestedUpdate, Round, Scope
from model.terms import Scale
from model.versions.version import StoreError, StoreErrorCode
from store.database import engine_of, open_database, read_connection, write_transaction
from store.read_timeout import TimeoutConnection
from store.rounds.rounds import start_round
from store.store import Store
from store.tables import METADATA, POINTER, RECORDS, RETURNS, ROWS, VERSION_TABLE
from tests.store.conftest import refusal, sqlite_url
from tests.store.durability.writer import send_current_version
from tests.support.processes.forking import start_process
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, rows


def test_a_new_database_is_what_is_declared(databases):
    engine = open_database(databases.empty())
    with engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), METADATA) == []
    engine.dispose()


def test_four_processes_open_an_empty_database_together(databases):
    url = databases.empty()
    started = [start_process(send_current_version, url) for _ in range(4)]
    assert [connection.recv() for _, connection in started] == [None] * 4


def test_a_schema_of_another_release_is_left_alone(databases):
    url = databases.empty()
    engine = open_database(url)
    with engine.begin() as connection:
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))  # noqa: S608 - our own name
    engine.dispose()
    assert refusal(Store.open, url) is StoreErrorCode.NEWER_SCHEMA


@pytest.mark.parametrize(
    "address",
    [
        *("", "tracker.db", "sqlite://", "sqlite:///:memory:", "sqlite:////tmp/a.db?mode=ro"),
        *("mysql://root@localhost/x", "postgresql+asyncpg://localhost/x", "postgresql://localhost:port/x"),
    ],
)
def test_an_invalid_database_url_is_refused(address):
    assert refusal(Store.open, address) is StoreErrorCode.BAD_ADDRESS


def test_a_file_that_is_no_database_is_refused_and_not_changed(tmp_path):
    (tmp_path / "notes.txt").write_text("Dear all, " * 1000, encoding="utf-8")
    assert refusal(Store.open, sqlite_url(tmp_path / "notes.txt")) is StoreErrorCode.BAD_ADDRESS
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "Dear all, " * 1000


def test_a_folder_that_is_not_there_is_not_made(tmp_path):
    assert refusal(Store.open, sqlite_url(tmp_path / "not there" / "cynnydd.db")) is StoreErrorCode.UNREACHABLE
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_does_not_answer_is_unreachable():
    assert refusal(Store.open, "postgresql://cynnydd@127.0.0.1:1/cynnydd") is StoreErrorCode.UNREACHABLE


def test_database_urls_of_other_programs_are_accepted(postgresql):
    url = postgresql.url(postgresql.new_database())
    for scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        Store.open(url.replace("postgresql", scheme, 1)).close()


def test_a_path_may_have_any_character(open_store, tmp_path):
    for name in ("a b.db", "tracker #1.db", "100%.db", "Cyflwr â.db"):
        open_store(sqlite_url(tmp_path / name)).publish(candidate(rows("1")), **ME)
        assert (tmp_path / name).is_file()


def test_what_was_published_is_never_changed_not_even_by_hand(store):
    everything = {"monitoring": [{"review": "A", "ref": "1"}], "names": [{"kind": "Theme", "name": "A"}]}
    everything |= {table: [{"review": "A", "ref": "1"}] for table in ("targets", "decisions")}
    store.publish(candidate(rows("1", **everything)), **ME, token="x" * 9)
    store.publish(candidate({}, scale=Scale(())), **ME)
    planned = Round(date(2099, 10, 1), date(2099, 10, 23), Scope.ALL, 1)
    start_round(store, planned, [RequestedUpdate(Recipient("A", ""), "A", "1")], actor=ADMINISTRATOR)
    received: dict[str, object] = dict.fromkeys(("agency", "role", "received_by", "file", "answers", "issues"), "")
    received |= {"number": 1, "round": 1, "received_at": datetime.now(UTC), "verified": False}
    with store.engine.begin() as connection:
        connection.execute(sa.insert(RETURNS), received)
    changes = [sa.delete(POINTER), sa.update(POINTER).values(version=1), sa.update(POINTER).values(version=None)]
    changes += [sa.delete(table) for table in RECORDS]
    changes += [sa.update(table).values({column: column}) for table in RECORDS for column in table.columns]
    for table in ROWS.values():
        fixed = [column for column in table.columns if column.name != "retired"]
        changes += [sa.update(table).values({column: column}) for column in fixed]
        changes += [sa.delete(table), *(sa.update(table).values(retired=number) for number in (None, 1, 2))]
    before = [store.load(1), store.load(2), store.versions(), store.audit(actor=ADMINISTRATOR)]
    assert [str(change) for change in changes if not _refused(store, change)] == []
    assert [store.load(1), store.load(2), store.versions(), store.audit(actor=ADMINISTRATOR)] == before


def test_postgresql_truncates_no_table(databases_of, open_store):
    store = open_store(databases_of("postgresql").ready())
    for table in (*RECORDS, *ROWS.values(), POINTER):
        assert _refused(store, sa.text(f"TRUNCATE {table.name} CASCADE"))


def _refused(store, change):
    try:
        with store.engine.begin() as connection:
            connection.execute(change)
    except sa.exc.IntegrityError as error:
        assert "never changed" in str(error.orig)
        return True
    return False


def test_a_file_of_sqlite_keeps_what_was_acknowledged(databases_of, open_store):
    with open_store(databases_of("sqlite").ready()).engine.connect() as connection:
        settings = ("journal_mode", "synchronous", "foreign_keys")
        found = [connection.execute(sa.text(f"PRAGMA {name}")).scalar() for name in settings]
    assert found == ["wal", 2, 1]


def test_a_file_that_was_taken_away_does_not_come_back_empty(databases_of):
    url = databases_of("sqlite").ready()
    store = Store.open(url)
    store.close()
    path = Path(url.removeprefix("sqlite:///"))
    path.rename(path.with_suffix(".away"))
    assert refusal(store.current) is StoreErrorCode.UNREACHABLE
    assert not path.exists()
    with closing(sqlite3.connect(path.with_suffix(".away"))) as connection:
        assert connection.execute("SELECT count(*) FROM pointer").fetchone() == (1,)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_only_its_owner_reads_the_files_of_a_new_database(open_store, tmp_path):
    open_store(sqlite_url(tmp_path / "published.db")).publish(candidate(rows("1")), **ME)
    modes = {file.name: oct(file.stat().st_mode & 0o777) for file in tmp_path.iterdir()}
    assert modes == dict.fromkeys(("published.db", "published.db-wal", "published.db-shm"), "0o600")


READ_TIMEOUT = 1.0
SLEEP, LONG_SLEEP = sa.text("SELECT pg_sleep(1.3)"), sa.text("SELECT pg_sleep(600)")


@pytest.fixture
def engine(postgresql, monkeypatch):
    """Return an engine with a connection, whose readers bear little silence."""
    monkeypatch.setattr(TimeoutConnection, "read_timeout", READ_TIMEOUT)
    database = postgresql.new_database()
    made = engine_of(postgresql.url(database))
    made.connect().close()
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
