"""Database errors during publishing: each is reported, and nothing is lost."""

import os
import shutil
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from model.access import local_actor
from model.versions.version import Action, StoreError, StoreErrorCode
from store.database import refuse_unwritable
from store.store import Store
from tests.store.conftest import refusal, sqlite_url
from tests.support.intact_versions import is_intact
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, rows

NOBODY = 65534
NOT_ON_WINDOWS = pytest.mark.skipif(os.name == "nt", reason="Windows knows no folder that nobody may write to")
AS_ROOT = os.name != "nt" and os.geteuid() == 0


def fault(call, *arguments, **named):
    with pytest.raises(StoreError) as raised:
        call(*arguments, **named)
    assert raised.value.__cause__ is not None
    return raised.value.code


@pytest.fixture
def published(store):
    """Return a store with one version."""
    store.publish(candidate(rows("1", "2")), **ME)
    return store


ON_SQLITE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)


def is_unchanged(store):
    """Return whether a store with one version is unchanged, and can publish the next one."""
    state = (store.current(), len(store.versions()), len(store.audit(actor=ADMINISTRATOR)), is_intact(store, 1))
    next_version = store.publish(candidate(rows("1", "3")), **ME, compared_with=1).version.number
    return (state, next_version, is_intact(store, 2)) == ((1, 1, 1, True), 2, True)


@contextmanager
def at_first_statement(store, words, action):
    """Run an action when the first statement with these words is about to run."""
    pending = [action]

    def run_action(connection, _cursor, statement, *_):
        if statement.startswith(words) and pending:
            pending.pop()(connection)

    event.listen(store.engine, "before_cursor_execute", run_action)
    yield
    event.remove(store.engine, "before_cursor_execute", run_action)


@ON_SQLITE
def test_a_full_disk_is_reported_and_nothing_is_lost(published, open_store):
    """SQLite gets too few pages for the workbook."""

    def fill(connection):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")

    with at_first_statement(published, "INSERT INTO originals", fill):
        workbook = candidate(rows(*map(str, range(200))), original=b"x" * 200_000)
        assert fault(published.publish, workbook, **ME) is StoreErrorCode.FULL
    published.close()
    assert is_unchanged(open_store(str(published.engine.url)))


STATES = {"53100": StoreErrorCode.FULL, "25006": StoreErrorCode.NOT_WRITABLE, "57P01": StoreErrorCode.UNREACHABLE}


@ON_POSTGRESQL
def test_each_error_of_postgresql_has_its_code(published):
    """PostgreSQL raises the error while the last table is written."""
    trigger = "CREATE TRIGGER refuse BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION refuse()"
    for state, expected in STATES.items():
        body = f"RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE SQLSTATE '{state}'; END $$"
        with published.engine.begin() as connection:
            connection.execute(sa.text(f"CREATE FUNCTION refuse() {body}"))
            connection.execute(sa.text(trigger))
        assert fault(published.publish, candidate(rows("9")), **ME) is expected
        with published.engine.begin() as connection:
            connection.execute(sa.text("DROP FUNCTION refuse CASCADE"))
    assert is_unchanged(published)


@ON_POSTGRESQL
def test_a_connection_that_is_lost_while_publishing_is_reported_and_the_next_one_works(databases, published):
    def cut(connection):
        number = connection.connection.driver_connection.info.backend_pid
        databases.cluster.run(f"SELECT pg_terminate_backend({number})")

    with at_first_statement(published, "INSERT INTO audit", cut):
        assert fault(published.publish, candidate(rows("9")), **ME) is StoreErrorCode.UNREACHABLE
    assert is_unchanged(published)


def test_a_commit_whose_answer_was_lost_is_found_by_its_token(published):
    """The version exists though its publisher does not know: the second try finds it."""
    workbook, token = candidate(rows("9"), original=b"nine"), {"token": "one try"}
    pending = [True]

    def lose_answer(connection):
        if pending.pop() if pending else False:
            connection.connection.dbapi_connection.commit()
            raise StoreError(StoreErrorCode.UNREACHABLE)

    event.listen(published.engine, "commit", lose_answer)
    with pytest.raises(StoreError):
        published.publish(workbook, **ME, **token)
    event.remove(published.engine, "commit", lose_answer)
    assert published.current() == 2
    published.publish(candidate(rows("9", "10")), **ME)
    found = published.publish(workbook, **ME, compared_with=1, **token)
    assert (found.version.number, found.unchanged) == (2, False)
    assert published.current() == 3


def test_a_publisher_that_waits_too_long_for_another_gets_an_error(url, open_store, monkeypatch):
    monkeypatch.setattr("store.database._BUSY_SECONDS", 1)
    store, other = open_store(url), open_store(url)
    store.publish(candidate(rows("1", "2")), **ME)
    codes = []
    with at_first_statement(
        store, "INSERT INTO audit", lambda _: codes.append(fault(other.publish, candidate(rows("8")), **ME))
    ):
        store.publish(candidate(rows("9")), **ME)
    assert codes == [StoreErrorCode.UNREACHABLE]
    assert (other.current(), other.load(2).rows) == (2, store.load(2).rows)


@contextmanager
def without_rights():
    """Remove this process's right to write: root may write anywhere."""
    if AS_ROOT:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if AS_ROOT:
            os.seteuid(0)


@pytest.fixture
def folder(tmp_path):
    """Return a folder that any user may read."""
    path = tmp_path / "data"
    path.mkdir()
    closed = [part for part in (path, *path.parents) if part.stat().st_mode & 0o555 != 0o555]
    for part in closed if AS_ROOT else ():
        part.chmod(part.stat().st_mode | 0o555)
    yield path
    path.chmod(0o755)


@pytest.fixture
def in_folder(folder, templates, open_store):
    """Return an open store with one version in a folder, whose file any user may read."""
    shutil.copy(templates("sqlite"), folder / "cynnydd.db")
    (folder / "cynnydd.db").chmod(0o644)
    store = open_store(sqlite_url(folder / "cynnydd.db"))
    store.publish(candidate(rows("1")), **ME)
    return store


@NOT_ON_WINDOWS
def test_after_a_killed_server_its_write_ahead_log_is_read_as_well(folder, in_folder):
    """The server still has the file open, so it has not been checkpointed."""
    assert len(list(folder.iterdir())) == 3
    folder.chmod(0o555)
    with without_rights():
        store = Store.open(str(in_folder.engine.url))
        assert (store.current(), len(store.load(1).rows["progress"])) == (1, 1)
        store.close()


@NOT_ON_WINDOWS
def test_such_a_file_is_not_read_without_its_write_ahead_log(folder, in_folder):
    in_folder.close()
    (folder / "cynnydd.db-wal").write_bytes(b"a version that is not in the file yet")
    folder.chmod(0o555)
    with without_rights():
        assert fault(Store.open, str(in_folder.engine.url)) is StoreErrorCode.NOT_WRITABLE


@NOT_ON_WINDOWS
def test_a_file_that_cannot_be_written_can_be_read(folder, in_folder):
    in_folder.close()
    (folder / "cynnydd.db").chmod(0o444)
    folder.chmod(0o777)
    with without_rights():
        store = Store.open(str(in_folder.engine.url))
        assert (store.current(), len(store.versions())) == (1, 1)
        assert fault(store.publish, candidate(rows("9")), **ME) is StoreErrorCode.NOT_WRITABLE
        assert fault(store.record, Action.EXPORT, actor=local_actor("A"), details={}) is StoreErrorCode.NOT_WRITABLE
        assert refusal(refuse_unwritable, store.engine) is StoreErrorCode.NOT_WRITABLE
        store.close()


@ON_POSTGRESQL
def test_a_user_who_may_only_read_postgresql_cannot_publish(databases, published, open_store):
    name = published.engine.url.database
    for statement in ("CREATE ROLE reader LOGIN", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"):
        databases.cluster.run(statement, database=name)
    reader = open_store(databases.cluster.url(name).replace("cynnydd@", "reader@"))
    assert (reader.current(), len(reader.load(1).rows["progress"])) == (1, 2)
    assert refusal(refuse_unwritable, reader.engine) is StoreErrorCode.NOT_WRITABLE
    assert fault(reader.publish, candidate(rows("9")), **ME) is StoreErrorCode.NOT_WRITABLE
    reader.close()
    assert is_unchanged(published)


def test_a_programming_error_is_not_translated(published):
    with pytest.raises(sa.exc.IntegrityError), published.engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO versions (number) VALUES (9)"))
    with pytest.raises(sa.exc.StatementError):
        published.publish(candidate(rows(monitoring=[{"due": "soon"}])), **ME)
    assert is_unchanged(published)
