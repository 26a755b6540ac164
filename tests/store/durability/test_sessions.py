"""Sessions of the dashboard, in one process and in two, during publishing: each sees a complete version."""

import json
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from components.session.published_version import displayed_tracker, published_store
from store.store import Store
from tests.store.durability.publishing import start_publisher
from tests.store.durability.rounds import expected_content, generate_round, recorded_content, write_next_round
from tests.support.published_trackers import ME
from tests.support.workbooks.canonical import RECOMMENDATION, write_workbook

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
SESSIONS = 50
PAUSE_SECONDS = 0.3
"""The pause of a session. They begin one after the other, so that at any moment some are reading."""
SIZE = 30
ROUNDS = {number: generate_round(number, SIZE) for number in range(1, 6)}
DASHBOARD = """
import sys
from tests.support.page_text import heading, open_page
app = open_page("recommendations")
print(heading(app), flush=True)
for _ in sys.stdin:
    print(heading(app.run()), flush=True)
"""
"""A dashboard in another process: a session that prints its heading, also after each interaction."""


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
    done = threading.Event()

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
            time.sleep(PAUSE_SECONDS)
        assert seen == sorted(seen)
        return seen

    with ThreadPoolExecutor(SESSIONS) as sessions:
        watchers = [sessions.submit(watch, place) for place in range(SESSIONS)]
        try:
            for number in range(2, len(ROUNDS) + 1):
                publish_elsewhere(shared, number)
        finally:
            done.set()
        seen = [numbers.result() for numbers in watchers]
    assert {numbers[-1] for numbers in seen} == {len(ROUNDS)}
    assert len({number for numbers in seen for number in numbers}) > 2


# Two processes


@pytest.fixture
def dashboards(databases_of, monkeypatch):
    """Return two dashboards on one PostgreSQL."""
    publish_first(databases_of("postgresql").ready(), monkeypatch)
    piped: dict[str, Any] = {
        "stdin": subprocess.PIPE,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.DEVNULL,
        "text": True,
    }
    started: list[Any] = [subprocess.Popen([sys.executable, "-c", DASHBOARD], cwd=ROOT, **piped) for _ in range(2)]
    yield started
    for dashboard in started:
        dashboard.kill()
        dashboard.communicate()


def headings(dashboards):
    return [dashboard.stdout.readline().strip() for dashboard in dashboards]


def command(*arguments):
    """Start a command of the store in another process."""
    full_command = [sys.executable, "-m", "store", *map(str, arguments)]
    return subprocess.Popen(full_command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_dashboards_in_two_processes_show_what_a_third_publishes_at_the_next_interaction(dashboards, tmp_path):
    assert headings(dashboards) == ["30 recommendations"] * 2
    workbook = write_next_round(tmp_path / "next.xlsx")
    publishing = command("publish", workbook, "--reason", "Next", "--accept-losses")
    assert (publishing.communicate()[1], publishing.returncode) == ("", 0)
    for dashboard in dashboards:
        dashboard.stdin.write("\n")
        dashboard.stdin.flush()
    assert headings(dashboards) == ["1 recommendation"] * 2


def test_of_two_simultaneous_commands_one_reports_the_version_of_the_other(shared, tmp_path):
    listed = {name: [{**RECOMMENDATION, "Title": name}] for name in ("One", "Two")}
    books = [write_workbook(tmp_path / f"{name}.xlsx", recommendations=rows) for name, rows in listed.items()]
    both = [
        command(
            "publish", book, "--reason", "Next", "--accept-losses", "--who", book.stem, "--compared-with", 1, "--json"
        )
        for book in books
    ]
    outputs = [process.communicate() for process in both]
    assert sorted(process.returncode for process in both) == [0, 3]
    won = [process.returncode for process in both].index(0)
    assert json.loads(outputs[won][0])["version"] == 2
    assert outputs[1 - won][1].startswith(
        f"{books[won].stem} has published version 2 since. Nothing was published now."
    )


def test_two_commands_with_one_token_publish_a_single_version(shared, tmp_path):
    book = write_workbook(tmp_path / "next.xlsx")
    both = [
        command("publish", book, "--reason", "Next", "--accept-losses", "--token", "one", "--json") for _ in range(2)
    ]
    outputs = [json.loads(output.communicate()[0]) for output in both]
    assert [(output["version"], output["unchanged"]) for output in outputs] == [(2, False)] * 2
    assert published_store().current() == 2
