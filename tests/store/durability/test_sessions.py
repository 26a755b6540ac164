"""Sessions of the dashboard, in one process and in two, while others publish: each sees a version, and a whole one."""

import json
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from components.session.published_version import displayed_tracker, published_store
from store.store import Store
from tests.store.durability.publishing import ROOT, PublisherProcess, start_publisher, stop_publisher
from tests.store.durability.rounds import expected_content, generate_round, recorded_content
from tests.support.published_trackers import ME
from tests.support.workbooks.canonical import RECOMMENDATION, write_workbook

pytestmark = pytest.mark.long

SESSIONS = 50
SIZE = 30
ROUNDS = {number: generate_round(number, SIZE) for number in range(1, 6)}


@pytest.fixture
def shared(url, monkeypatch):
    """Return the address of a database with a version, which the dashboard uses."""
    yield begun(url, monkeypatch)
    published_store().close()


def begun(url, monkeypatch):
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", url)
    store = Store.open(url)
    store.publish(ROUNDS[1], **ME)
    store.close()
    return url


def publish_elsewhere(url, number):
    """Publish a round as the version with its number, in another process."""
    one = PublisherProcess(start_publisher())
    try:
        one.prepare(url, number, SIZE, number - 1, "whole")
        one.begin()
        one.read_until()
        assert one.answer == number
    finally:
        stop_publisher(one.process)


def words(tracker):
    """Return what a page has on screen, by ref: of each row that differs between the rounds."""
    told = tracker.progress
    updates = zip(told["ref"].tolist(), told["kind"].tolist(), told["update"].tolist(), strict=True)
    return sorted(tracker.recommendations["ref"].tolist()), sorted(updates)


def words_of(given):
    """Return the same of a workbook that was published."""
    told = given.reading.rows
    updates = [(row["ref"], row["kind"], row["update"]) for row in told["progress"]]
    return sorted(row["ref"] for row in told["recommendations"]), sorted(updates)


def test_no_session_sees_a_mixture_while_versions_are_published(shared):
    promised = {number: (expected_content(given), words_of(given)) for number, given in ROUNDS.items()}
    done = threading.Event()

    def look():
        seen, last = [], False
        while not last:
            last = done.is_set()
            loaded = displayed_tracker()
            assert loaded.version is not None
            number = loaded.version.number
            assert (recorded_content(loaded.version), words(loaded.tracker)) == promised[number]
            seen.append(number)
            time.sleep(0.05)
        assert seen == sorted(seen)
        return seen

    with ThreadPoolExecutor(SESSIONS) as sessions:
        waiting_for = [sessions.submit(look) for _ in range(SESSIONS)]
        try:
            for number in range(2, len(ROUNDS) + 1):
                publish_elsewhere(shared, number)
        finally:
            done.set()
        seen = [one.result() for one in waiting_for]
    assert {one[-1] for one in seen} == {len(ROUNDS)}
    assert len({number for one in seen for number in one}) > 2


# Two processes


DASHBOARD = """
import sys
from tests.support.page_text import heading, open_page
app = open_page("recommendations")
print(heading(app), flush=True)
for _ in sys.stdin:
    print(heading(app.run()), flush=True)
"""
"""A dashboard in a process of its own: a session that says its heading, and again after each interaction."""


@pytest.fixture
def dashboards(databases_of, monkeypatch):
    """Return two dashboards on one PostgreSQL."""
    begun(databases_of("postgresql").ready(), monkeypatch)
    piped: dict[str, Any] = {
        "stdin": subprocess.PIPE,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.DEVNULL,
        "text": True,
    }
    started: list[Any] = [subprocess.Popen([sys.executable, "-c", DASHBOARD], cwd=ROOT, **piped) for _ in range(2)]
    yield started
    for one in started:
        stop_publisher(one)


def said(dashboards):
    return [one.stdout.readline().strip() for one in dashboards]


def command(*arguments):
    """Start a command of the store in a process of its own."""
    whole = [sys.executable, "-m", "store", *map(str, arguments)]
    return subprocess.Popen(whole, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_dashboards_in_two_processes_show_what_a_third_publishes_at_the_next_interaction(dashboards, tmp_path):
    assert said(dashboards) == ["30 recommendations"] * 2
    workbook = write_workbook(tmp_path / "next.xlsx", recommendations=[RECOMMENDATION])
    publishing = command("publish", workbook, "--reason", "Next")
    assert (publishing.communicate()[1], publishing.returncode) == ("", 0)
    for one in dashboards:
        one.stdin.write("\n")
        one.stdin.flush()
    assert said(dashboards) == ["1 recommendation"] * 2


def test_of_two_commands_that_publish_at_once_one_is_told_of_the_other(shared, tmp_path):
    listed = {name: [{**RECOMMENDATION, "Title": name}] for name in ("One", "Two")}
    books = [write_workbook(tmp_path / f"{name}.xlsx", recommendations=rows) for name, rows in listed.items()]
    both = [
        command("publish", book, "--reason", "Next", "--who", book.stem, "--compared-with", 1, "--json")
        for book in books
    ]
    told = [one.communicate() for one in both]
    assert sorted(one.returncode for one in both) == [0, 3]
    won = [one.returncode for one in both].index(0)
    assert json.loads(told[won][0])["version"] == 2
    assert told[1 - won][1].startswith(f"{books[won].stem} has published version 2 since. Nothing was published now.")


def test_two_commands_with_one_token_publish_once(shared, tmp_path):
    book = write_workbook(tmp_path / "next.xlsx")
    both = [command("publish", book, "--reason", "Next", "--token", "one", "--json") for _ in range(2)]
    told = [json.loads(one.communicate()[0]) for one in both]
    assert [(one["version"], one["unchanged"]) for one in told] == [(2, False)] * 2
    assert published_store().current() == 2
