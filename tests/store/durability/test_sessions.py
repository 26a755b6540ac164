"""Sessions of the dashboard during publishing: each sees a complete version; and two publishers at the same time."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from components.published import displayed_tracker, published_store
from store.store import Store
from tests.store.durability.writer import SIZE, expected_content, generate_round, recorded_content, take
from tests.support.processes.forking import run_command, start_process
from tests.support.published_trackers import ME
from tests.support.workbooks.canonical import write_workbook

pytestmark = pytest.mark.long

SESSIONS = 6
# The pause of a session. They begin one after the other, so that at any moment some are reading.
PAUSE_SECONDS = 0.3
PATIENCE_SECONDS = 120
ROUNDS = {number: generate_round(number, SIZE) for number in range(1, 4)}


@pytest.fixture
def shared(url, monkeypatch):
    """Return the address of a database with a version, which the dashboard uses."""
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", url)
    with closing(Store.open(url)) as store:
        store.publish(ROUNDS[1], **ME)
    yield url
    published_store().close()


def workbook_content(workbook):
    """Return the refs, kinds and texts of the updates of a workbook."""
    return sorted((row["ref"], row["kind"], row["update"]) for row in workbook.reading.rows["progress"])


def test_no_session_sees_a_mixture_while_versions_are_published(shared):
    expected = {number: (expected_content(workbook), workbook_content(workbook)) for number, workbook in ROUNDS.items()}
    done, shown = threading.Event(), {number: threading.Event() for number in ROUNDS}

    def watch(place):
        seen, last = [], False
        time.sleep(PAUSE_SECONDS * place / SESSIONS)
        while not last:
            last = done.is_set()
            loaded = displayed_tracker()
            assert loaded.version is not None
            number = loaded.version.number
            updates = sorted(loaded.tracker.progress[["ref", "kind", "update"]].itertuples(index=False, name=None))
            assert (recorded_content(loaded.version), updates) == expected[number]
            seen.append(number)
            shown[number].set()
            time.sleep(PAUSE_SECONDS)
        assert seen == sorted(seen)
        return seen

    with ThreadPoolExecutor(SESSIONS) as sessions:
        watchers = [sessions.submit(watch, place) for place in range(SESSIONS)]
        try:
            for number in range(2, len(ROUNDS) + 1):
                assert shown[number - 1].wait(PATIENCE_SECONDS)
                assert take(shared, "publish", number=number)[-1] == "done"
        finally:
            done.set()
        seen = [numbers.result() for numbers in watchers]
    assert {numbers[-1] for numbers in seen} == {len(ROUNDS)}
    assert {number for numbers in seen for number in numbers} == set(ROUNDS)


def test_two_commands_with_one_token_publish_a_single_version(shared, tmp_path):
    book = write_workbook(tmp_path / "next.xlsx")
    publish = ("publish", "--reason", "Next", "--accept-losses", str(book), "--token", "one", "--json")
    started = [start_process(run_command, shared, *publish) for _ in range(2)]
    outputs = [json.loads(connection.recv()[1]) for _process, connection in started]
    assert [(output["version"], output["unchanged"]) for output in outputs] == [(2, False)] * 2
    assert published_store().current() == 2
