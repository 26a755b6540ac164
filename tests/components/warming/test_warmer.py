"""Pages are run in advance a single time a version and day, without filling the memory that readers need."""

from datetime import date

import pytest

from analysis.bounded_cache import BoundedCache
from components.published.loaded_tracker import loaded_from
from components.published.published_version import DisplayedVersion
from components.warming import warmer as warmer_module
from components.warming.addresses import with_filter, without_filter
from components.warming.warmer import PageWarmer
from model.status.scale import RED_AMBER_GREEN
from model.tracker.tracker import Tracker
from tests.support.published_trackers import candidate, rows


def displayed():
    tables = rows("1")
    reading = candidate(tables).reading
    tracker = Tracker.from_rows(tables, RED_AMBER_GREEN)
    return DisplayedVersion(loaded_from(reading, tracker, original=lambda _actor: b""))


@pytest.fixture
def runs():
    return []


@pytest.fixture
def warmer(runs):
    return PageWarmer(lambda shown, address: runs.append((shown.loaded, address)))


def run_all(warmer, shown):
    while warmer.run_next(shown):
        pass


def test_every_page_is_run_a_single_time_without_a_filter_first(warmer, runs):
    shown = displayed()
    run_all(warmer, shown)
    run_all(warmer, shown)
    assert runs == [(shown.loaded, address) for address in (*without_filter(), *with_filter(shown.loaded))]


def test_another_version_begins_anew_and_so_does_another_day(warmer, runs, monkeypatch):
    first, second = displayed(), displayed()
    warmer.run_next(first)
    warmer.run_next(first)
    warmer.run_next(second)

    class Tomorrow(date):
        @classmethod
        def today(cls):
            return date.fromordinal(date.today().toordinal() + 1)

    monkeypatch.setattr(warmer_module, "date", Tomorrow)
    warmer.run_next(second)
    home, recommendations = list(without_filter())[:2]
    assert runs == [
        (first.loaded, home),
        (first.loaded, recommendations),
        (second.loaded, home),
        (second.loaded, home),
    ]


def test_no_further_page_is_run_where_the_memory_is_nearly_full(warmer, runs):
    shown = displayed()
    object.__setattr__(shown.loaded, "pieces", BoundedCache(2048))
    assert warmer.run_next(shown) > 0
    shown.loaded.pieces.value("piece", lambda: b"")
    shown.loaded.pieces.value("another", lambda: b"")
    assert warmer.run_next(shown) == 0
    assert warmer.run_next(shown) == 0
    assert len(runs) == 1


@pytest.mark.parametrize(("seconds", "count"), [(600.0, len(list(without_filter()))), (-1.0, 0)])
def test_a_new_version_is_prepared_with_the_pages_without_a_filter_as_long_as_there_is_time(
    warmer, runs, seconds, count
):
    shown = displayed()
    warmer.run_without_filter(shown.loaded, seconds=seconds)
    assert len(runs) == count
