"""Readers who filter alike share one restricted tracker, and those of the same agencies another."""

import gc
from weakref import ref

import pytest

from analysis.selection import Selection
from components.published import chosen_from, limited_to, loaded_from
from model.status import RED_AMBER_GREEN
from model.tracker.tracker import Tracker
from tests.support.published_trackers import candidate, recommendation, rows

REFS = tuple(str(number) for number in range(1, 61))


def load_sixty():
    """Return a loaded tracker of sixty recommendations, each with a theme of its own."""
    tables = rows(*REFS, recommendations=[recommendation(ref, theme=f"Theme {ref}") for ref in REFS])
    reading = candidate(tables).reading
    return loaded_from(reading, Tracker.from_rows(tables, RED_AMBER_GREEN), original=lambda _actor: b"")


@pytest.fixture
def loaded():
    return load_sixty()


def test_a_filter_gives_one_tracker_however_many_others_are_used(loaded):
    selections = [Selection(themes=(f"Theme {ref}",)) for ref in REFS]
    first = [chosen_from(loaded, selection) for selection in selections]
    assert [tracker.recommendations["ref"].tolist() for tracker in first] == [[ref] for ref in REFS]
    assert all(chosen_from(loaded, selection) is tracker for selection, tracker in zip(selections, first, strict=True))


def test_a_month_gives_another_tracker_only_where_statuses_are_filtered(loaded):
    by_theme = [chosen_from(loaded, Selection(themes=("Theme 1",), as_at=as_at)) for as_at in (None, "2024-01")]
    assert by_theme[0] is by_theme[1]
    now, before = (chosen_from(loaded, Selection(statuses=("Red",), as_at=as_at)) for as_at in (None, "2024-01"))
    assert (len(now.recommendations), len(before.recommendations)) == (len(REFS), 0)


def test_without_a_filter_it_is_the_complete_tracker_at_every_month(loaded):
    assert chosen_from(loaded, Selection(as_at="2024-01")) is loaded.tracker
    assert chosen_from(loaded, Selection(text=" ")) is loaded.tracker
    assert len(loaded.chosen) == 0


def test_a_restricted_tracker_counts_by_its_share_of_the_complete_one(loaded):
    all_of_it = loaded.tracker.nbytes
    half = Selection(themes=tuple(f"Theme {ref}" for ref in REFS[:30])).apply(loaded.tracker)
    tables = (half.reviews, half.recommendations, half.progress, half.monitoring, half.targets, half.decisions)
    made = sum(column.array.nbytes for table in tables for _name, column in table.items())
    assert made < all_of_it
    assert half.nbytes == len(REFS) + all_of_it // 2


def test_who_is_tied_to_the_same_agencies_sees_the_same_tracker(loaded):
    limited = limited_to(loaded, frozenset({"Agency A"}))
    assert limited_to(loaded, frozenset({"Agency A"})) is limited
    assert limited_to(loaded, frozenset({"Agency B"})) is not limited


def test_all_that_was_computed_from_a_tracker_is_freed_with_it():
    loaded = load_sixty()
    limited = limited_to(loaded, frozenset({"Agency A"}))
    for each in (loaded, limited):
        Selection().month(each.tracker)
        chosen_from(each, Selection(themes=("Theme 1",)))
    freed = ref(loaded), ref(limited)
    del loaded, limited, each
    gc.collect()
    assert [reference() for reference in freed] == [None, None]


@pytest.mark.parametrize("cache", ["answers", "pieces", "chosen", "limited"])
def test_the_caches_of_a_limited_tracker_have_a_sixteenth_of_the_memory(loaded, cache):
    limited = limited_to(loaded, frozenset({"Agency A"}))
    assert 16 * getattr(limited, cache).max_bytes == getattr(loaded, cache).max_bytes


def test_fifteen_limited_trackers_are_in_memory_and_fewer_of_an_earlier_version(loaded):
    def limited():
        return [limited_to(loaded, frozenset({f"Agency {number}"})) for number in range(15)]

    assert limited() == limited()
    loaded.limit_caches(1 / 4)
    assert len(loaded.limited) == 3
