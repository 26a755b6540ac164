"""The displayed version: the current one, the same object for all; an earlier one; the last one without a store."""

import gc
import shutil
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from weakref import ref

import pytest

from analysis.selection import Selection
from components import published
from components.published import (
    ask_store,
    displayed_tracker,
    displayed_version,
    limited_to,
    loaded_from,
    published_store,
)
from model.access import local_actor
from model.settings import BUNDLED_TRACKER
from model.terms import RED_AMBER_GREEN
from model.tracker.tracker import Tracker
from model.versions.version import StoreError, StoreErrorCode
from store.store import Store
from tests.support.published_trackers import candidate, recommendation, rows


def publish(url, *refs):
    """Publish a small tracker as another editor: through another store object."""
    store = Store.open(url)
    try:
        store.publish(candidate(rows(*refs)), actor=local_actor("An editor"), reason="A round")
    finally:
        store.close()


def version_of(loaded):
    assert loaded.version is not None
    return loaded.version


def refs(loaded):
    return loaded.tracker.recommendations["ref"].tolist()


def path_of(url):
    return Path(url.removeprefix("sqlite:///"))


def test_the_first_start_publishes_the_bundled_tracker_as_version_1(temporary_database):
    loaded = displayed_tracker()
    version = Store.open(temporary_database).version(1)
    assert loaded.version == version
    assert (version.who, version.reason) == ("Cynnydd", "The bundled sample tracker.")
    assert version.source.sha256 == sha256(BUNDLED_TRACKER.read_bytes()).hexdigest()
    assert loaded.sample
    assert len(refs(loaded)) == 18


@pytest.mark.usefixtures("temporary_database")
def test_many_first_readers_publish_one_version_and_share_one_object():
    with ThreadPoolExecutor(16) as pool:
        seen = list(pool.map(lambda _: displayed_tracker(), range(50)))
    assert len({id(loaded) for loaded in seen}) == 1
    assert [version.number for version in published_store().versions()] == [1]


def test_the_current_version_stays_in_memory_however_many_others_are_opened(temporary_database):
    for count in range(1, published.MAX_VERSIONS + 4):
        publish(temporary_database, *map(str, range(count)))
    current = displayed_tracker()
    for number in range(1, published.MAX_VERSIONS + 3):
        assert version_of(displayed_tracker(number)).number == number
    assert displayed_tracker() is current


def test_versions_of_a_read_only_database_are_displayed(temporary_database):
    publish(temporary_database, "1", "2")
    _forbid_writing(path_of(temporary_database))
    shown = displayed_version()
    assert (shown.current_number, refs(shown.loaded)) == (1, ["1", "2"])


def test_without_a_database_connection_the_last_version_is_displayed_until_it_returns(temporary_database, monkeypatch):
    publish(temporary_database, "1", "2")
    before = displayed_tracker()
    published_store().close()
    away = path_of(temporary_database).rename(path_of(temporary_database).with_suffix(".away"))
    lost = displayed_version()
    assert (lost.loaded, lost.current_number, lost.fault and lost.fault.code) == (before, 1, StoreErrorCode.UNREACHABLE)
    assert displayed_version(9).loaded is before
    away.rename(path_of(temporary_database))
    assert (fault := displayed_version().fault) and fault.code is StoreErrorCode.UNREACHABLE, (
        "a dead database is not tried again on every run"
    )
    monkeypatch.setattr(published, "RETRY_SECONDS", 0)
    assert (displayed_version().loaded, displayed_version().fault) == (before, None)


def test_while_a_lost_database_is_tried_again_nobody_else_waits_for_it(temporary_database, monkeypatch):
    publish(temporary_database, "1", "2")
    before = displayed_tracker()

    def lose(_store):
        raise StoreError(StoreErrorCode.UNREACHABLE)

    def look_meanwhile(store):
        monkeypatch.setattr(published, "RETRY_SECONDS", 60)
        meanwhile = displayed_version()
        assert (meanwhile.loaded, meanwhile.fault and meanwhile.fault.code) == (before, StoreErrorCode.UNREACHABLE)
        return store.current()

    monkeypatch.setattr(published, "RETRY_SECONDS", 0)
    with pytest.raises(StoreError):
        ask_store(lose)
    assert ask_store(look_meanwhile) == 1
    assert displayed_version().fault is None


def test_a_version_of_a_database_that_a_backup_has_replaced_is_not_taken_for_one_of_the_backup(
    temporary_database, tmp_path
):
    path = path_of(temporary_database)
    publish(temporary_database, "1")
    shutil.copy(path, tmp_path / "backup")
    publish(temporary_database, "1", "2")
    lost = displayed_tracker(1)
    assert refs(displayed_tracker()) == ["1", "2"]
    published_store().close()
    path.unlink()
    shutil.copy(tmp_path / "backup", path)
    publish(temporary_database, "1", "2", "3")
    shown = displayed_version()
    assert (shown.current_number, refs(shown.loaded), displayed_tracker(1) is lost) == (2, ["1", "2", "3"], False)


def _forbid_writing(path):
    """Let SQLite open a file for reading only, whoever runs the tests: of a format that is too new to be written."""
    content = bytearray(path.read_bytes())
    content[18] = 3
    path.write_bytes(content)


REFS = tuple(str(number) for number in range(1, 61))


def load_sixty():
    """Return a loaded tracker of sixty recommendations, each with a theme of its own."""
    tables = rows(*REFS, recommendations=[recommendation(ref, theme=f"Theme {ref}") for ref in REFS])
    reading = candidate(tables).reading
    return loaded_from(reading, Tracker.from_rows(tables, RED_AMBER_GREEN))


@pytest.fixture
def loaded():
    return load_sixty()


def test_what_is_drawn_is_cached_by_what_a_tracker_holds_and_who_sees_it(loaded):
    drawn = loaded.drawn(("a page",), list)
    assert load_sixty().drawn(("a page",), list) is drawn
    assert loaded.drawn(("another page",), list) is not drawn
    assert limited_to(loaded, frozenset({"Agency A"})).drawn(("a page",), list) is not drawn


def test_the_complete_tracker_is_freed_though_answers_about_it_stay():
    loaded = load_sixty()
    Selection(theme=("Theme 1",)).apply(loaded.tracker)
    limited_to(loaded, frozenset({"Agency A"})).drawn(("a page",), list)
    freed = ref(loaded), ref(loaded.tracker)
    del loaded
    gc.collect()
    assert [reference() for reference in freed] == [None, None]
