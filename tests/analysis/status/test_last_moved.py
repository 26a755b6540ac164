import pytest

from analysis.status.last_moved import since_last_movement
from analysis.updates.rounds import NO_MONTH
from tests.support.trackers import month, rows, tracker_of, update_row

JULY, FEBRUARY, JUNE = "July 2023", "February 2024", "June 2024"


@pytest.mark.parametrize(
    ("given", "moved_on", "rounds", "days"),
    [
        ({JULY: "Red", FEBRUARY: "Amber", JUNE: "Amber"}, "2024-02-01", 2, 121),
        ({JULY: "Amber", FEBRUARY: None, JUNE: "Amber"}, "2023-07-01", 3, 336),
        ({JULY: "Amber", FEBRUARY: "Red", JUNE: "Amber"}, "2024-06-01", 1, 0),
        ({JULY: None, FEBRUARY: "Red", JUNE: None}, "2024-02-01", 2, 121),
        ({JULY: None, FEBRUARY: None, JUNE: None}, None, None, None),
    ],
)
def test_a_status_moved_in_the_round_since_which_it_is_unchanged(given, moved_on, rounds, days):
    tracker = tracker_of(["1"], [update_row("1", when, status) for when, status in given.items()])
    assert rows(since_last_movement(tracker, as_at=month(JUNE))) == [("Stalking", "1", moved_on, rounds, days)]


def test_rounds_are_the_trackers_and_days_run_to_the_month():
    tracker = tracker_of(
        ["1", "2"], [update_row("1", FEBRUARY, "Red"), update_row("2", JUNE), update_row("2", "September 2024")]
    )
    moved = since_last_movement(tracker, as_at=month("August 2024"))
    assert rows(moved, "ref", "rounds", "days") == [("1", 2, 182), ("2", None, None)]


def test_a_correction_within_a_round_does_not_restart_the_run():
    tracker = tracker_of(
        ["1"], [update_row("1", FEBRUARY, "Red"), update_row("1", JUNE, "Amber"), update_row("1", JUNE, "Red")]
    )
    assert rows(since_last_movement(tracker, as_at=month(JUNE)), "moved_on") == [("2024-02-01",)]


def test_nothing_moved_where_nothing_was_reported():
    assert rows(since_last_movement(tracker_of(["1"]), as_at=NO_MONTH)) == [("Stalking", "1", None, None, None)]
    assert since_last_movement(tracker_of([]), as_at=month(JUNE)).empty


def test_a_status_of_a_month_that_is_no_round_counts_from_that_month_and_rounds_are_those_of_its_review():
    tracker = tracker_of(
        ["1", "2", "3", {"ref": "1", "review": "Custody"}],
        [
            *(update_row(ref, when, "Red") for ref in ("1", "2", "3") for when in (JULY, FEBRUARY, JUNE)),
            update_row("1", "April 2024", "Amber"),
            update_row("1", JUNE, "Amber"),
            update_row("2", "August 2024", "Amber"),
            update_row("1", FEBRUARY, "Red", review="Custody"),
        ],
    )
    assert rows(since_last_movement(tracker, as_at=month("August 2024")), "review", "ref", "moved_on", "rounds") == [
        ("Stalking", "1", "2024-04-01", 1),
        ("Stalking", "2", "2024-08-01", 0),
        ("Stalking", "3", "2023-07-01", 3),
        ("Custody", "1", "2024-02-01", 1),
    ]
