"""Simultaneous publishing and reading, in one process and in two: no update is lost, and no reader sees a mixture."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from model.versions.version import Candidate
from store.publish import content_of
from store.store import Store
from tests.store.editor import main, outcome
from tests.support.processes.forking import start_process
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, rows, update

TIMES = 50
SESSIONS = 25
PAUSE_SECONDS = 0.3
"""The pause of a reader. They begin one after the other, so that at any moment some are reading and one publishes."""


@pytest.fixture
def editors(url):
    """Return the connections of two processes that publish on request."""
    started = [start_process(main, url) for _ in range(2)]
    assert [connection.recv() for _, connection in started] == ["ready"] * 2
    yield [connection for _, connection in started]
    for process, connection in started:
        connection.send("")
        process.join()
        assert process.exitcode == 0


def ask(editors, lines):
    """Send each process its line, all at the same time, and return their answers."""
    for editor, line in zip(editors, lines, strict=True):
        editor.send(line)
    return [editor.recv() for editor in editors]


def test_of_two_first_versions_by_two_processes_only_one_is_published(store, editors):
    assert sorted(ask(editors, ["one first", "two first"])) == ["published 1", "unchanged 1"]
    assert [version.number for version in store.versions()] == [1]
    assert len(store.audit(actor=ADMINISTRATOR)) == 1


def test_two_processes_that_publish_simultaneously_lose_no_update(store, editors):
    store.publish(candidate(rows("1")), **ME)
    published = {}
    for number in range(1, TIMES + 1):
        texts = [f"{name}-{number}" for name in ("one", "two")]
        answers = ask(editors, [f"{text} {number}" for text in texts])
        assert sorted(answers) == ["conflict", f"published {number + 1}"]
        published[number + 1] = texts[answers.index(f"published {number + 1}")]
    assert_all_there(store, published)


def test_two_threads_of_one_store_that_publish_simultaneously_lose_no_update(store):
    store.publish(candidate(rows("1")), **ME)
    published = {}
    with ThreadPoolExecutor(2) as editors:
        for number in range(1, TIMES + 1):
            texts = [f"{name}-{number}" for name in ("one", "two")]
            answers = list(editors.map(outcome, [store] * 2, texts, [str(number)] * 2))
            assert sorted(answers) == ["conflict", f"published {number + 1}"]
            published[number + 1] = texts[answers.index(f"published {number + 1}")]
    assert_all_there(store, published)


def assert_all_there(store, published):
    """Assert that each version is the one its editor published, made from the one before it."""
    assert store.current() == max(published)
    assert [version.compared_with for version in store.versions()] == [*range(max(published) - 1, 0, -1), None]
    assert {n: store.load(n).rows["progress"][0]["update"] for n in published} == published
    assert all(store.is_intact(number) for number in published)


def test_readers_during_publishing_see_each_version_complete(store, url):
    """Every row of version n has the text n, and there are n of them; their digest is that on record."""
    publish_numbered(store, 1)
    other = Store.open(url)
    done = threading.Event()

    def read(of, place):
        seen: list[int] = []
        last = False
        time.sleep(PAUSE_SECONDS * place / SESSIONS)
        while not last:
            last = done.is_set()
            number = of.current()
            reading = of.load(number)
            assert [row["update"] for row in reading.rows["progress"]] == [str(number)] * number
            assert content_of(Candidate(reading, b"")).digest == of.version(number).digest
            seen.append(number)
            time.sleep(PAUSE_SECONDS)
        assert seen == sorted(seen)
        return seen

    with ThreadPoolExecutor(SESSIONS) as readers:
        futures = [readers.submit(read, (store, other)[place % 2], place) for place in range(SESSIONS)]
        for number in range(2, 16):
            publish_numbered(store, number)
        done.set()
        seen = [future.result() for future in futures]
    assert {numbers[-1] for numbers in seen} == {15}
    assert len({number for numbers in seen for number in numbers}) > 2
    other.close()


def publish_numbered(store, number):
    refs = [str(ref) for ref in range(number)]
    store.publish(candidate(rows(*refs, progress=[update(ref, update=str(number)) for ref in refs])), **ME)
