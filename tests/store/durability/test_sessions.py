"""Sessions of the dashboard during publishing: each sees a complete version; and two publishers at the same time."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from components.published import displayed_tracker, published_store
from store.store import Store
from tests.store.durability.publishing import start_publisher
from tests.store.durability.rounds import expected_content, generate_round, recorded_content
from tests.support.processes.forking import run_command, start_process
from tests.support.published_trackers import ME
from tests.support.workbooks.canonical import RECOMMENDATION, write_workbook

pytestmark = pytest.mark.long

SESSIONS = 20
PAUSE_SECONDS = 0.3
"""The pause of a session. They begin one after the other, so that at any moment some are reading."""
PATIENCE_SECONDS = 120
PUBLISH = ("publish", "--reason", "Next", "--accept-losses")
SIZE = 30
ROUNDS = {number: generate_round(number, SIZE) for number in range(1, 6)}


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


def publish_elsewhere(url, number):
    """Publish a round as the version with its number, in another process."""
    publisher = start_publisher()
    try:
        publisher.prepare(url, number, SIZE, number - 1, "whole")
        publisher.begin()
        publisher.read_until()
        assert publisher.answer == number
    finally:
        publisher.stop()


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
                publish_elsewhere(shared, number)
        finally:
            done.set()
        seen = [numbers.result() for numbers in watchers]
    assert {numbers[-1] for numbers in seen} == {len(ROUNDS)}
    assert {number for numbers in seen for number in numbers} == set(ROUNDS)


def ended(commands):
    """Run commands of the store at the same time, each in another process; return what each came to."""
    started = [start_process(run_command, *map(str, command)) for command in commands]
    return [connection.recv() for _process, connection in started]


def test_of_two_simultaneous_commands_one_reports_the_version_of_the_other(shared, tmp_path):
    listed = {name: [{**RECOMMENDATION, "Title": name}] for name in ("One", "Two")}
    books = [write_workbook(tmp_path / f"{name}.xlsx", recommendations=rows) for name, rows in listed.items()]
    both = ended(
        (
            shared,
            "publish",
            book,
            "--reason",
            "Next",
            "--accept-losses",
            "--who",
            book.stem,
            "--compared-with",
            1,
            "--json",
        )
        for book in books
    )
    assert sorted(status for status, _output, _errors in both) == [0, 3]
    won = [status for status, _output, _errors in both].index(0)
    assert json.loads(both[won][1])["version"] == 2
    assert both[1 - won][2].startswith(f"{books[won].stem} (not verified) has published version 2 since. Nothing ")


def test_two_commands_with_one_token_publish_a_single_version(shared, tmp_path):
    book = write_workbook(tmp_path / "next.xlsx")
    both = ended([(shared, *PUBLISH, book, "--token", "one", "--json")] * 2)
    outputs = [json.loads(output) for _status, output, _errors in both]
    assert [(output["version"], output["unchanged"]) for output in outputs] == [(2, False)] * 2
    assert published_store().current() == 2
