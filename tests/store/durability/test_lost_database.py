"""A database that is lost during a publish: that is said, nothing is lost, and the token finds what happened."""

from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from components.session.published_version import published_store
from store.store import Store
from tests.pages.uploads import canonical, published, uploaded
from tests.store.durability.killing import reopen_store
from tests.store.durability.rounds import generate_round
from tests.support.page_text import heading, unescaped
from tests.support.postgresql import restart_cluster, stop_cluster, temporary_cluster
from tests.support.published_trackers import ME
from tests.support.workbooks.canonical import write_workbook

LOST = (
    "The database cannot be reached. Try again in a minute. If it stays so, whoever runs the dashboard should see "
    "whether the database is running and whether CYNNYDD_DATABASE_URL names it."
)


@pytest.fixture(scope="module")
def own_cluster(postgresql_programs):
    """Return a PostgreSQL that may be stopped: nobody else uses it."""
    with temporary_cluster(postgresql_programs) as started:
        yield started


@pytest.fixture
def own_url(own_cluster, monkeypatch):
    """Return the address of a database in it, which commands and pages use."""
    url = own_cluster.url(own_cluster.new_database())
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", url)
    return url


@contextmanager
def lost_at(words, lose):
    """Have the database lost when a statement that begins with these words is about to run, once, wherever that is."""
    waiting = [lose]

    def look(_connection, _cursor, statement, *_):
        if statement.startswith(words) and waiting:
            waiting.pop()()

    event.listen(sa.Engine, "before_cursor_execute", look)
    try:
        yield
    finally:
        event.remove(sa.Engine, "before_cursor_execute", look)
    assert not waiting, "nothing was lost"


def nothing_but_the_first(url, *, audited=1):
    """Say whether a store is as it was before anybody tried to publish a second version."""
    store = reopen_store(url)
    held = (store.current(), len(store.versions()), len(store.audit()), store.is_intact(1))
    store.close()
    return held == (1, 1, audited, True)


def publish_the_first(url):
    store = Store.open(url)
    store.publish(generate_round(1, 50), **ME)
    store.close()


def second_try_publishes_once(run, url, asked):
    """Say whether the same command publishes, and finds once more what it has published."""
    done = [run(*asked), run(*asked)]
    store = Store.open(url)
    held = (store.current(), len(store.audit()), store.is_intact(2))
    store.close()
    return (done, held) == ([(0, "")] * 2, (2, 2, True))


def test_a_server_that_stops_while_a_command_publishes(own_cluster, own_url, run, tmp_path):
    publish_the_first(own_url)
    asked = ("publish", write_workbook(tmp_path / "next.xlsx"), "--reason", "Next", "--token", "one try")
    with lost_at("INSERT INTO audit", lambda: stop_cluster(own_cluster)):
        assert run(*asked) == (4, f"{LOST}\n")
    assert run("versions") == (4, f"{LOST}\n")
    restart_cluster(own_cluster)
    assert nothing_but_the_first(own_url)
    assert second_try_publishes_once(run, own_url, asked)


def test_a_folder_that_vanishes_while_a_command_publishes(run, tmp_path, monkeypatch):
    folder = tmp_path / "data"
    folder.mkdir()
    url = f"sqlite:///{(folder / 'cynnydd.db').as_posix()}"
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", url)
    publish_the_first(url)
    asked = ("publish", write_workbook(tmp_path / "next.xlsx"), "--reason", "Next", "--token", "one try")
    with lost_at("INSERT INTO audit", lambda: folder.rename(tmp_path / "away")):
        assert run(*asked) == (4, f"{LOST}\n")
    assert run("versions") == (4, f"{LOST}\n")
    (tmp_path / "away").rename(folder)
    assert nothing_but_the_first(url)
    assert second_try_publishes_once(run, url, asked)


def test_a_server_that_stops_while_the_page_publishes(own_cluster, own_url, tmp_path, monkeypatch):
    monkeypatch.setattr("components.session.published_version.RETRY_SECONDS", 0)
    app = uploaded(canonical(tmp_path))
    with lost_at("INSERT INTO audit", lambda: stop_cluster(own_cluster)):
        app = published(app)
    assert [unescaped(each.value) for each in app.error] == [LOST]
    restart_cluster(own_cluster)
    assert nothing_but_the_first(own_url, audited=2)  # the upload is on record too
    assert heading(published(app.run())) == "Version 2 is published."
    assert (published_store().current(), len(published_store().versions())) == (2, 2)
    published_store().close()
