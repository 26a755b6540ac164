"""A server that is asked to end while somebody publishes: the version is published, and the publisher reads so."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from signal import SIGTERM

from store.store import Store
from tests.support.browser.serving import SERVERS
from tests.support.published_trackers import ADMINISTRATOR, candidate, rows
from tests.support.sign_in.reader import Reader
from tests.support.sign_in.signing_in import EDDA, signing_in


def test_whoever_publishes_is_answered_before_the_server_ends(tmp_path):
    database = tmp_path / "published.db"
    with closing(Store.open(f"sqlite:///{database.as_posix()}")) as store, ThreadPoolExecutor(1) as pool:
        for refs in ("1", "12"):
            store.publish(candidate(rows(*refs)), actor=ADMINISTRATOR, reason="A round.")
        with signing_in(tmp_path) as servers, servers.client(EDDA) as client, servers.websocket(client) as socket:
            reader, server = Reader(socket, page="versions").run(), SERVERS[f"http://127.0.0.1:{servers.port}"]
            with closing(sqlite3.connect(database, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                publishing = pool.submit(reader.run, reader.roll_back("A mistake."))
                time.sleep(1)
                server.terminate()
                time.sleep(0.5)
                assert (server.poll(), publishing.done()) == (None, False)
                other.execute("ROLLBACK")
            assert "Version 1 is published again, as version 3" in publishing.result(60).text
            assert store.version(3).who == "Edda Editor"
            server.wait(60)
        assert server.poll() == -SIGTERM
