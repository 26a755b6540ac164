"""Readers see a large version once it is warm; who works on the tracker sees it at once."""

from contextlib import contextmanager
from threading import Event
from time import sleep

import pandas as pd
import pytest
from streamlit.util import calc_hash

from analysis.selection.selection import Selection
from components.published import published_version, version_cache
from components.published.loaded_tracker import EARLIER_SHARE, MAX_ANSWER_BYTES, answer, month_of
from components.published.published_version import displayed_version, version_for_readers
from model.store_error import StoreError, StoreErrorCode
from store.store import Store
from tests.support.page_text import heading, open_page
from tests.support.published_trackers import ME, candidate, month, rows, update

PATIENCE_SECONDS = 60
EVERYTHING = Selection()


@pytest.fixture
def large(temporary_database, monkeypatch):
    """Return the address of a database with a version; each is large enough to be warmed, however long that takes."""
    monkeypatch.setattr(version_cache, "SMALL_UPDATES", 0)
    monkeypatch.setattr(version_cache, "LONGEST_SECONDS", 600.0)
    publish(temporary_database, "1")
    return temporary_database


def publish(url, *refs, **tables):
    """Publish a tracker from another process's point of view: through another store object."""
    store = Store.open(url)
    try:
        store.publish(candidate(rows(*refs, **tables)), **ME)
    finally:
        store.close()


class Question:
    """A question that a reader asked of version 1; its answer for a version with more than one row waits."""

    def __init__(self):
        self.begun, self.may_end, self.calls = Event(), Event(), []

    def __call__(self, tracker, *, as_at, today=None):
        count = len(tracker.recommendations)
        if count > 1:
            self.begun.set()
            self.may_end.wait(PATIENCE_SECONDS)
        self.calls.append((count, as_at, today))
        return count


@contextmanager
def warming(*, number=2):
    """Yield the question that version 1 has answered; at the end, wait until readers see a later version."""
    loaded = version_for_readers().loaded
    question = Question()
    answer(loaded, EVERYTHING, question, as_at=month_of(loaded, EVERYTHING))
    try:
        yield question
    finally:
        question.may_end.set()
        wait_until_readers_see(number)


def wait_until_readers_see(number):
    for _turn in range(PATIENCE_SECONDS * 100):
        if version_for_readers().current_number == number:
            return
        sleep(0.01)
    raise AssertionError(f"version {number} was never shown")


def test_readers_see_the_version_before_until_the_new_one_is_warm(large):
    with warming() as question:
        publish(large, "1", "2")
        assert version_for_readers().current_number == 1
        assert question.begun.wait(PATIENCE_SECONDS)
        assert version_for_readers().current_number == 1
        assert version_for_readers(least=2).current_number == 2, "whoever has seen it goes on seeing it"
        assert displayed_version().current_number == 2
        assert version_for_readers().current_number == 1
    assert displayed_version() == version_for_readers()


def test_a_warm_version_has_the_answers_to_the_questions_of_readers_at_its_latest_round(large):
    with warming() as question:
        publish(large, "1", "2", progress=[update("1", at=month(2024, 6)), update("2")])
        version_for_readers()
    loaded = version_for_readers().loaded
    june = pd.Timestamp("2024-06-01")
    assert answer(loaded, EVERYTHING, question, as_at=june) == 2
    assert question.calls == [(1, pd.Timestamp("2024-02-01"), None), (2, june, None)]


def test_a_version_is_shown_cold_where_nobody_saw_another_or_that_is_too_long_ago(large, monkeypatch):
    assert version_for_readers().current_number == 1
    monkeypatch.setattr(version_cache, "LONGEST_SECONDS", 0.0)
    publish(large, "1", "2")
    assert version_for_readers().current_number == 2


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_version_that_cannot_be_warmed_is_shown_all_the_same(large):
    def fail(tracker, *, as_at):
        if len(tracker.recommendations) > 1:
            raise ArithmeticError("no answer")
        return as_at

    loaded = version_for_readers().loaded
    answer(loaded, EVERYTHING, fail, as_at=month_of(loaded, EVERYTHING))
    publish(large, "1", "2")
    wait_until_readers_see(2)


def test_without_a_database_readers_see_the_version_before_while_nothing_was_loaded(large, monkeypatch):
    before = version_for_readers()
    publish(large, "1", "2")
    lost = published_version._version_cache(large)
    assert lost.current() == 2

    def lose(_store):
        raise StoreError(StoreErrorCode.UNREACHABLE)

    with pytest.raises(StoreError):
        published_version.ask_store(lose)
    shown = version_for_readers()
    assert (shown.loaded, shown.current_number) == (before.loaded, 1)


def test_a_page_of_readers_shows_the_version_before_and_whoever_saw_versions_the_new_one_from_then_on(large):
    assert heading(open_page("recommendations")) == "1 recommendation"
    with warming() as question:
        publish(large, "1", "2")
        assert heading(open_page("recommendations")) == "1 recommendation"
        assert question.begun.wait(PATIENCE_SECONDS)
        editor = open_page("versions")
        editor._page_hash = calc_hash("recommendations")
        assert heading(editor.run()) == "2 recommendations"
        assert heading(open_page("recommendations")) == "1 recommendation"
    assert heading(open_page("recommendations")) == "2 recommendations"


def test_only_the_current_version_and_the_one_that_readers_see_have_all_the_memory_of_their_caches(large):
    cache = published_version._version_cache(large)

    with warming(number=3) as question:
        for refs in ("12", "123"):
            publish(large, *refs)
        assert version_for_readers().current_number == 1
        assert question.begun.wait(PATIENCE_SECONDS)
        loaded = [cache.version(number) for number in (1, 2, 3)]
        assert [each.answers.max_bytes / MAX_ANSWER_BYTES for each in loaded] == [1, EARLIER_SHARE, 1]
    assert [each.answers.max_bytes / MAX_ANSWER_BYTES for each in loaded] == [EARLIER_SHARE, EARLIER_SHARE, 1]
