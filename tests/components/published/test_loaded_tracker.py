"""Readers who filter alike share one restricted tracker, bounded by memory and not by number."""

import pytest

from analysis.selection.selection import Selection
from components.published.loaded_tracker import chosen_from, loaded_from
from model.status.scale import RED_AMBER_GREEN
from model.tracker.tracker import Tracker
from tests.support.published_trackers import candidate, recommendation, rows

REFS = tuple(str(number) for number in range(1, 61))


@pytest.fixture
def loaded():
    """Return a loaded tracker of sixty recommendations, each with a theme of its own."""
    tables = rows(*REFS, recommendations=[recommendation(ref, theme=f"Theme {ref}") for ref in REFS])
    reading = candidate(tables).reading
    return loaded_from(reading, Tracker.from_rows(tables, RED_AMBER_GREEN), original=lambda _actor: b"")


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
