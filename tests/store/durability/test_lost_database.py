"""A database that is lost during a publish: the error is reported, nothing is lost, and the token finds the result."""

from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from components.published import published_store
from store.store import Store
from tests.pages.uploads import canonical, published, ticked, uploaded
from tests.store.durability.killing import reopen_store
from tests.store.durability.rounds import generate_round, write_next_round
from tests.support.page_text import heading, unescaped
from tests.support.postgresql import restart_cluster, stop_cluster, temporary_cluster
from tests.support.published_trackers import ADMINISTRATOR, ME

LOST = (
    "The database cannot be reached. Try again in a minute. If it stays so, whoever runs the dashboard should see "
    "whether the database is running and whether CYNNYDD_DATABASE_URL names it."
)


@pytest.fixture(scope="module")
def stoppable_cluster(postgresql_programs):
    """Return a PostgreSQL cluster that may be stopped, because no other test uses it."""
    with temporary_cluster(postgresql_programs) as started:
        yield started


@pytest.fixture
def stoppable_url(stoppable_cluster, monkeypatch):
    """Return the URL of a database in it, which commands and pages use."""
    url = stoppable_cluster.url(stoppable_cluster.new_database())
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", url)
    return url


@contextmanager
def lost_at(words, lose):
    """Lose the database when the first statement with these words is about to run, on any connection."""
    waiting = [lose]

    def lose_database(_connection, _cursor, statement, *_):
        if statement.startswith(words) and waiting:
            waiting.pop()()

    event.listen(sa.Engine, "before_cursor_execute", lose_database)
    try:
        yield
    finally:
        event.remove(sa.Engine, "before_cursor_execute", lose_database)
    assert not waiting, "nothing was lost"


def has_only_first_version(url, *, audited=1):
    """Return whether a store is unchanged since its first version."""
    store = reopen_store(url)
    state = (store.current(), len(store.versions()), len(store.audit(actor=ADMINISTRATOR)), store.is_intact(1))
    store.close()
    return state == (1, 1, audited, True)


def publish_the_first(url):
    store = Store.open(url)
    store.publish(generate_round(1, 50), **ME)
    store.close()


def retry_is_idempotent(run, url, arguments):
    """Return whether the same command publishes, and the next time finds what it has published."""
    done = [run(*arguments), run(*arguments)]
    store = Store.open(url)
    state = (store.current(), len(store.audit(actor=ADMINISTRATOR)), store.is_intact(2))
    store.close()
    return (done, state) == ([(0, "")] * 2, (2, 2, True))


def test_a_server_that_stops_while_a_command_publishes(stoppable_cluster, stoppable_url, run, tmp_path):
    publish_the_first(stoppable_url)
    arguments = (
        "publish",
        write_next_round(tmp_path / "next.xlsx"),
        "--reason",
        "Next",
        "--accept-losses",
        "--token",
        "one try",
    )
    with lost_at("INSERT INTO audit", lambda: stop_cluster(stoppable_cluster)):
        assert run(*arguments) == (4, f"{LOST}\n")
    assert run("versions") == (4, f"{LOST}\n")
    restart_cluster(stoppable_cluster)
    assert has_only_first_version(stoppable_url)
    assert retry_is_idempotent(run, stoppable_url, arguments)


def test_a_folder_that_vanishes_while_a_command_publishes(run, tmp_path, monkeypatch):
    folder = tmp_path / "data"
    folder.mkdir()
    url = f"sqlite:///{(folder / 'cynnydd.db').as_posix()}"
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", url)
    publish_the_first(url)
    arguments = (
        "publish",
        write_next_round(tmp_path / "next.xlsx"),
        "--reason",
        "Next",
        "--accept-losses",
        "--token",
        "one try",
    )
    with lost_at("INSERT INTO audit", lambda: folder.rename(tmp_path / "away")):
        assert run(*arguments) == (4, f"{LOST}\n")
    assert run("versions") == (4, f"{LOST}\n")
    (tmp_path / "away").rename(folder)
    assert has_only_first_version(url)
    assert retry_is_idempotent(run, url, arguments)


def test_a_server_that_stops_while_the_page_publishes(stoppable_cluster, stoppable_url, tmp_path, monkeypatch):
    monkeypatch.setattr("components.published.RETRY_SECONDS", 0)
    app = ticked(uploaded(canonical(tmp_path)))
    with lost_at("INSERT INTO audit", lambda: stop_cluster(stoppable_cluster)):
        app = published(app)
    assert [unescaped(each.value) for each in app.error] == [LOST]
    restart_cluster(stoppable_cluster)
    assert has_only_first_version(stoppable_url, audited=2)  # the upload is on record too
    assert heading(published(app.run())) == "Version 2 is published."
    assert (published_store().current(), len(published_store().versions())) == (2, 2)
    published_store().close()
