import numpy as np
import pytest

from analysis.status.counts import (
    count_by_group,
    count_by_group_and_round,
    count_by_round,
    count_marks,
    counts_at,
    tally,
)
from analysis.status.latest_status import status_at
from analysis.updates.rounds import NO_MONTH
from tests.support.trackers import month, rows, tracker_of, update_row

JUNE = month("June 2024")
MARKS = ["Red", "Amber", "Green", "not rated", "not reported"]


@pytest.fixture
def tracker():
    return tracker_of(
        [
            {"ref": "1", "theme": "Victims", "lead_agency": "Police"},
            {"ref": "2", "theme": "Data", "lead_agency": "Police"},
            {"ref": "3", "theme": "Victims"},
            {"ref": "4", "lead_agency": "Courts"},
        ],
        [
            update_row("1", "February 2024", "Red"),
            update_row("2", "February 2024"),
            update_row("2", "June 2024", "Green"),
            update_row("3", "June 2024", "Red"),
        ],
    )


def test_every_mark_is_counted_even_where_none_carries_it(tracker):
    counts = count_marks(status_at(tracker, as_at=JUNE), scale=tracker.scale)
    assert rows(counts) == [("Red", 2), ("Amber", 0), ("Green", 1), ("not rated", 0), ("not reported", 1)]


def test_counts_by_round_carry_a_status_and_share_out_all_recommendations(tracker):
    counts = count_by_round(tracker, as_at=JUNE)
    assert rows(counts) == [
        ("2024-02-01", "Red", 1, 0.25),
        ("2024-02-01", "Amber", 0, 0.0),
        ("2024-02-01", "Green", 0, 0.0),
        ("2024-02-01", "not rated", 1, 0.25),
        ("2024-02-01", "not reported", 2, 0.5),
        ("2024-06-01", "Red", 2, 0.5),
        ("2024-06-01", "Amber", 0, 0.0),
        ("2024-06-01", "Green", 1, 0.25),
        ("2024-06-01", "not rated", 0, 0.0),
        ("2024-06-01", "not reported", 1, 0.25),
    ]


def test_not_rated_is_carried_forward_over_rounds_without_an_update():
    tracker = tracker_of(["1", "2"], [update_row("1", "February 2024"), update_row("2", "June 2024", "Red")])
    counts = count_by_round(tracker, as_at=JUNE)
    assert counts["count"].tolist() == [0, 0, 0, 1, 1, 1, 0, 0, 1, 0]


def test_the_last_rounds_counts_are_those_of_the_standing(tracker):
    last = count_by_round(tracker, as_at=JUNE).tail(len(MARKS))
    assert last["count"].tolist() == count_marks(status_at(tracker, as_at=JUNE), scale=tracker.scale)["count"].tolist()


def test_a_missing_group_is_counted_as_the_last_group(tracker):
    counts = count_by_group(status_at(tracker, as_at=JUNE), group="theme", scale=tracker.scale)
    assert rows(counts[counts["count"] > 0]) == [
        ("Victims", "Red", 2, 1.0),
        ("Data", "Green", 1, 1.0),
        (None, "not reported", 1, 1.0),
    ]
    assert len(counts) == 3 * len(MARKS)


def test_counts_by_agency_go_by_the_lead(tracker):
    counts = count_by_group(status_at(tracker, as_at=JUNE), group="lead_agency", scale=tracker.scale)
    assert rows(counts[counts["count"] > 0]) == [
        ("Police", "Red", 1, 0.5),
        ("Police", "Green", 1, 0.5),
        ("Courts", "not reported", 1, 1.0),
        (None, "Red", 1, 1.0),
    ]


def test_counts_by_group_and_round_share_out_the_group(tracker):
    counts = count_by_group_and_round(tracker, group="theme", as_at=JUNE)
    assert rows(counts[counts["count"] > 0]) == [
        ("Victims", "2024-02-01", "Red", 1, 0.5),
        ("Victims", "2024-02-01", "not reported", 1, 0.5),
        ("Victims", "2024-06-01", "Red", 2, 1.0),
        ("Data", "2024-02-01", "not rated", 1, 1.0),
        ("Data", "2024-06-01", "Green", 1, 1.0),
        (None, "2024-02-01", "not reported", 1, 1.0),
        (None, "2024-06-01", "not reported", 1, 1.0),
    ]
    assert len(counts) == 3 * 2 * len(MARKS)


def test_an_empty_tracker_counts_nothing():
    empty = tracker_of([])
    standing = status_at(empty, as_at=NO_MONTH)
    assert count_marks(standing, scale=empty.scale)["count"].tolist() == [0] * len(MARKS)
    assert count_by_group(standing, group="theme", scale=empty.scale).empty
    assert count_by_round(empty, as_at=NO_MONTH).empty
    assert count_by_group_and_round(empty, group="theme", as_at=NO_MONTH).empty


def test_a_tracker_without_updates_has_no_rounds_to_count():
    assert count_by_round(tracker_of(["1"]), as_at=NO_MONTH).empty
    assert count_by_group_and_round(tracker_of(["1"]), group="theme", as_at=NO_MONTH).empty


def test_the_counts_as_at_a_month_are_those_of_its_standing():
    tracker = tracker_of(["1", "2"], [update_row("1", "June 2024", "Red"), update_row("2", "August 2024", "Red")])
    counts = counts_at(tracker, as_at=month("June 2024"))
    assert rows(counts) == [("Red", 1), ("Amber", 0), ("Green", 0), ("not rated", 0), ("not reported", 1)]


def test_numbers_of_groups_of_a_small_type_are_counted_in_their_cells():
    codes = np.array([[1] * 200, [0] * 200], dtype="int16")
    counts = tally(codes, np.array([0, 200], dtype="int16"), groups=201, marks=2)
    assert (counts.shape, counts.sum()) == ((201, 200, 2), 400)
    assert (counts[0, :, 1].tolist(), counts[200, :, 0].tolist()) == ([1] * 200, [1] * 200)
