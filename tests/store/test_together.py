"""Two processes that publish at the same moment: no update is lost."""

import pytest

from tests.store.editor import main
from tests.support.processes.forking import start_process
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, rows

TIMES = 10


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


def assert_all_there(store, published):
    """Assert that each version is the one its editor published, made from the one before it."""
    assert store.current() == max(published)
    assert [version.compared_with for version in store.versions()] == [*range(max(published) - 1, 0, -1), None]
    assert {n: store.load(n).rows["progress"][0]["update"] for n in published} == published
    assert all(store.is_intact(number) for number in published)
