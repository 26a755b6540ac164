"""The server follows new versions also where nobody reads, and uses its idle time for pages."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from components.published import published_version, version_cache
from components.published.published_version import displayed_version, published_store
from components.warming import follower as follower_module
from components.warming.follower import PAUSE, POLL_SECONDS, Follower
from components.warming.warmer import PageWarmer
from store import uploads
from store.schema.tables import UPLOADS
from store.store import Store
from store.uploads import store_upload
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, rows


@pytest.fixture
def runs():
    return []


@pytest.fixture
def follower(runs, monkeypatch):
    """Return a follower whose pages are noted instead of run; nothing stays prepared by it after the test."""
    monkeypatch.setattr(version_cache, "_preparations", [])
    return Follower(PageWarmer(lambda shown, address: runs.append((shown.current_number, address.page))))


def publish(url, *refs):
    store = Store.open(url)
    try:
        store.publish(candidate(rows(*refs)), **ME)
    finally:
        store.close()


def test_each_turn_runs_a_page_of_the_current_version_and_then_rests_longer_than_that(
    temporary_database, follower, runs
):
    publish(temporary_database, "1")
    rest = [follower.turn(), follower.turn()]
    publish(temporary_database, "1", "2")
    rest.append(follower.turn())
    assert runs == [(1, ""), (1, "recommendations"), (2, "")]
    assert all(0 < seconds < POLL_SECONDS for seconds in rest)
    assert PAUSE >= 1


def test_with_nothing_left_a_turn_looks_for_a_new_version_alone(temporary_database, runs, monkeypatch):
    monkeypatch.setattr(version_cache, "_preparations", [])
    publish(temporary_database, "1")
    assert Follower(None).turn() == POLL_SECONDS
    assert runs == []
    assert version_cache._preparations == []


def test_a_large_version_has_its_pages_without_a_filter_before_readers_see_it(
    temporary_database, follower, runs, monkeypatch
):
    monkeypatch.setattr(version_cache, "SMALL_UPDATES", 0)
    publish(temporary_database, "1")
    follower.turn()
    publish(temporary_database, "1", "2")
    while published_version.version_for_readers().current_number == 1:
        pass
    of_second = [page for number, page in runs if number == 2]
    assert of_second[:2] == ["", "recommendations"]
    assert len(of_second) == 24


def test_a_tracker_that_cannot_be_read_is_tried_again(tmp_path, monkeypatch, follower, runs):
    monkeypatch.setenv("CYNNYDD_TRACKER", str(tmp_path / "none.xlsx"))
    assert follower.turn() == POLL_SECONDS
    assert runs == []


def test_old_uploads_are_deleted_from_time_to_time(temporary_database, follower, monkeypatch):
    displayed_version()
    store = published_store()
    monkeypatch.setattr(uploads, "LONGEST", timedelta(seconds=-1))
    store_upload(store, "token", "next.xlsx", b"content", actor=ADMINISTRATOR)
    follower.turn()
    assert stored_uploads(store) == 1
    monkeypatch.setattr(follower_module, "CLEANING_SECONDS", 0.0)
    follower.turn()
    assert stored_uploads(store) == 0


def stored_uploads(store):
    with store.engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(UPLOADS)).scalar()
