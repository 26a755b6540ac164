"""Sessions of the dashboard during publishing: each sees a complete version; and two publishers at the same time."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from components.published import displayed_tracker, published_store
from store.store import Store
from tests.store.durability.rounds import expected_content, generate_round, recorded_content
from tests.store.durability.writer import SIZE, take
from tests.support.processes.forking import run_command, start_process
from tests.support.published_trackers import ME
from tests.support.workbooks.canonical import write_workbook

pytestmark = pytest.mark.long

SESSIONS = 6
PAUSE_SECONDS = 0.3
"""The pause of a session. They begin one after the other, so that at any moment some are reading."""
PATIENCE_SECONDS = 120
PUBLISH = ("publish", "--reason", "Next", "--accept-losses")
ROUNDS = {number: generate_round(number, SIZE) for number in range(1, 4)}


@pytest.fixture
def shared(url, monkeypatch):
    """Return the address of a database with a version, which the dashboard uses."""
    yield publish_first(url, monkeypatch)
    published_store().close()


def publish_first(url, monkeypatch):
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", url)
    store = Store.open(url)
    store.publish(ROUNDS[1], **ME)
    store.close()
    return url


def tracker_content(tracker):
    """Return the refs and updates of the tracker of a session."""
    progress = tracker.progress
    updates = zip(progress["ref"].tolist(), progress["kind"].tolist(), progress["update"].tolist(), strict=True)
    return sorted(tracker.recommendations["ref"].tolist()), sorted(updates)


def workbook_content(workbook):
    """Return the refs and updates of a published workbook."""
    rows = workbook.reading.rows
    updates = [(row["ref"], row["kind"], row["update"]) for row in rows["progress"]]
    return sorted(row["ref"] for row in rows["recommendations"]), sorted(updates)


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
            assert (recorded_content(loaded.version), tracker_content(loaded.tracker)) == expected[number]
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


def ended(commands):
    """Run commands of the store at the same time, each in another process; return what each came to."""
    started = [start_process(run_command, *map(str, command)) for command in commands]
    return [connection.recv() for _process, connection in started]


def test_two_commands_with_one_token_publish_a_single_version(shared, tmp_path):
    book = write_workbook(tmp_path / "next.xlsx")
    both = ended([(shared, *PUBLISH, book, "--token", "one", "--json")] * 2)
    outputs = [json.loads(output) for _status, output, _errors in both]
    assert [(output["version"], output["unchanged"]) for output in outputs] == [(2, False)] * 2
    assert published_store().current() == 2
