"""A server that stops during a publish: the error is reported, nothing is lost, and the token finds the result."""

from contextlib import closing, contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from store.store import Store
from tests.store.durability.writer import generate_round, write_next_round
from tests.support.intact_versions import is_intact
from tests.support.postgresql import restart_cluster, stop_cluster, temporary_cluster
from tests.support.published_trackers import ADMINISTRATOR, ME

pytestmark = pytest.mark.nightly

LOST = (
    "The database cannot be reached. Try again in a minute. If it stays so, whoever runs the dashboard should see "
    "whether the database is running and whether CYNNYDD_DATABASE_URL names it."
)


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


def test_a_server_that_stops_while_a_command_publishes(postgresql_programs, run, tmp_path, monkeypatch):
    with temporary_cluster(postgresql_programs) as cluster:
        url = cluster.url(cluster.new_database())
        monkeypatch.setenv("CYNNYDD_DATABASE_URL", url)
        with closing(Store.open(url)) as store:
            store.publish(generate_round(1, 50), **ME)
        workbook = write_next_round(tmp_path / "next.xlsx")
        arguments = ("publish", workbook, "--reason", "Next", "--accept-losses", "--token", "one try")
        with lost_at("INSERT INTO audit", lambda: stop_cluster(cluster)):
            assert run(*arguments)[::2] == (4, f"{LOST}\n")
        assert run("versions")[::2] == (4, f"{LOST}\n")
        restart_cluster(cluster)
        with closing(Store.open(url)) as store:
            assert (store.current(), len(store.versions()), is_intact(store, 1)) == (1, 1, True)
            assert [run(*arguments)[::2], run(*arguments)[::2]] == [(0, "")] * 2
            assert (store.current(), len(store.audit(actor=ADMINISTRATOR)), is_intact(store, 2)) == (2, 2, True)
