"""Readers who filter alike share one restricted tracker, and those of the same agencies another."""

import gc
from weakref import ref

import pytest

from analysis.selection import Selection
from components.published import limited_to, loaded_from
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


def test_a_month_selects_others_only_where_statuses_are_filtered(loaded):
    by_theme = [Selection(themes=("Theme 1",), as_at=as_at).apply(loaded.tracker) for as_at in (None, "2024-01")]
    assert by_theme[0].digest == by_theme[1].digest
    now, before = (Selection(statuses=("Red",), as_at=as_at).apply(loaded.tracker) for as_at in (None, "2024-01"))
    assert (len(now.recommendations), len(before.recommendations)) == (len(REFS), 0)


def test_without_a_filter_it_is_the_complete_tracker_at_every_month(loaded):
    assert Selection(as_at="2024-01").apply(loaded.tracker) is loaded.tracker
    assert Selection(text=" ").apply(loaded.tracker) is loaded.tracker


def test_a_restricted_tracker_counts_by_its_share_of_the_complete_one(loaded):
    all_of_it = loaded.tracker.nbytes
    half = Selection(themes=tuple(f"Theme {ref}" for ref in REFS[:30])).apply(loaded.tracker)
    tables = (half.reviews, half.recommendations, half.progress, half.monitoring, half.targets, half.decisions)
    made = sum(column.array.nbytes for table in tables for _name, column in table.items())
    assert made < all_of_it
    assert half.nbytes == len(REFS) + all_of_it // 2


def test_who_is_tied_to_the_same_agencies_sees_the_same_tracker(loaded):
    limited = limited_to(loaded, frozenset({"Agency A"}))
    assert limited_to(loaded, frozenset({"Agency A"})).key == limited.key
    assert limited_to(loaded, frozenset({"Agency A"})).tracker is limited.tracker
    assert limited_to(loaded, frozenset({"Agency B"})).key != limited.key


def test_what_is_drawn_is_cached_by_what_a_tracker_holds_and_who_sees_it(loaded):
    drawn = loaded.drawn(("a page",), list)
    assert load_sixty().drawn(("a page",), list) is drawn
    assert loaded.drawn(("another page",), list) is not drawn
    assert limited_to(loaded, frozenset({"Agency A"})).drawn(("a page",), list) is not drawn


def test_the_complete_tracker_is_freed_though_answers_about_it_stay():
    loaded = load_sixty()
    Selection(themes=("Theme 1",)).apply(loaded.tracker)
    limited_to(loaded, frozenset({"Agency A"})).drawn(("a page",), list)
    freed = ref(loaded), ref(loaded.tracker)
    del loaded
    gc.collect()
    assert [reference() for reference in freed] == [None, None]
