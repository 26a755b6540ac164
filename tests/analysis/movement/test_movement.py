import pytest

from analysis.movement.movement import grid_between, latest_movement, movement_between
from model.status.scale import Scale, Status
from tests.support.trackers import month, rows, tracker_of, update_row

FEBRUARY, JUNE = month("February 2024"), month("June 2024")


@pytest.mark.parametrize(
    ("before", "after", "movement"),
    [
        ("Amber", "Green", "completed"),
        ("Red", "Green", "completed"),
        ("Green", "Amber", "reopened"),
        ("Red", "Amber", "improved"),
        ("Amber", "Red", "worsened"),
        ("Amber", "Amber", "unchanged"),
        ("Amber", None, "unchanged"),
        (None, "Red", "newly rated"),
        (None, None, "not rated"),
    ],
)
def test_each_recommendation_makes_exactly_one_movement(before, after, movement):
    tracker = tracker_of(["1"], [update_row("1", "February 2024", before), update_row("1", "June 2024", after)])
    moves = movement_between(tracker, start=FEBRUARY, end=JUNE)
    assert moves["movement"].tolist() == [movement]


def test_what_was_not_reported_in_the_later_round_is_not_called_unchanged():
    updates = [update_row("1", "February 2024", "Amber"), update_row("2", "April 2024", "Amber")]
    tracker = tracker_of(["1", "2", "3", "4"], [*updates, update_row("4", "June 2024", None)])
    moves = movement_between(tracker, start=FEBRUARY, end=JUNE)
    assert moves["movement"].tolist() == ["not reported", "newly rated", "not reported", "not rated"]


def test_two_statuses_that_both_mean_done_are_compared_by_their_place():
    scale = Scale((Status("Red"), Status("Green", complete=True), Status("Blue", complete=True)))
    tracker = tracker_of(
        ["1"], [update_row("1", "February 2024", "Green"), update_row("1", "June 2024", "Blue")], scale=scale
    )
    assert movement_between(tracker, start=FEBRUARY, end=JUNE)["movement"].tolist() == ["improved"]


def test_a_correction_within_a_round_is_never_a_movement():
    tracker = tracker_of(
        ["1"],
        [
            update_row("1", "February 2024", "Amber"),
            update_row("1", "June 2024", "Red", basis="Inferred"),
            update_row("1", "June 2024", "Amber", basis="Published"),
        ],
    )
    assert rows(movement_between(tracker, start=FEBRUARY, end=JUNE), "from_mark", "to_mark", "movement") == [
        ("Amber", "Amber", "unchanged")
    ]


def test_each_row_has_the_marks_before_and_after_and_the_columns_that_name_the_recommendation():
    tracker = tracker_of(
        [{"ref": "1", "title": "Fund it", "title_cy": "Ariannu", "theme": "Data", "lead_agency": "Police"}],
        [update_row("1", "June 2024", "Red", basis="Inferred")],
    )
    assert rows(movement_between(tracker, start=FEBRUARY, end=JUNE)) == [
        (
            "Stalking",
            "1",
            "Fund it",
            "Ariannu",
            "Data",
            "Police",
            "not reported",
            None,
            "Red",
            "Inferred",
            "2024-06-01",
            "newly rated",
        )
    ]


def test_before_the_first_round_nothing_was_rated():
    tracker = tracker_of(["1", "2"], [update_row("1", "June 2024", "Red")])
    moves = movement_between(tracker, start=None, end=JUNE)
    assert rows(moves, "from_mark", "movement") == [("not reported", "newly rated"), ("not reported", "not reported")]


def test_the_grid_holds_every_pair_of_marks():
    tracker = tracker_of(["1"], [update_row("1", "February 2024", "Red"), update_row("1", "June 2024", "Amber")])
    grid = grid_between(tracker, start=FEBRUARY, end=JUNE)
    assert len(grid) == 25
    assert rows(grid.head(2)) == [("Red", "Red", 0), ("Red", "Amber", 1)]
    assert grid["count"].sum() == 1


def test_the_grid_of_a_scale_of_200_statuses_has_each_move_at_its_pair():
    scale = Scale(tuple(Status(f"Level {number}") for number in range(200)))
    updates = [update_row("1", "February 2024", "Level 199"), update_row("1", "June 2024", "Level 170")]
    moved = grid_between(tracker_of(["1", "2"], updates, scale=scale), start=FEBRUARY, end=JUNE)
    assert len(moved) == 202**2
    assert rows(moved[moved["count"].gt(0)]) == [
        ("Level 199", "Level 170", 1),
        ("not reported", "not reported", 1),
    ]


def test_the_grid_between_two_months_is_that_of_their_movement():
    tracker = tracker_of(["1"], [update_row("1", "February 2024", "Red"), update_row("1", "June 2024", "Amber")])
    moved = grid_between(tracker, start=FEBRUARY, end=JUNE)
    assert rows(moved[moved["count"].gt(0)]) == [("Red", "Amber", 1)]


def test_the_latest_movement_is_that_since_the_round_before_and_none_where_there_is_none_before():
    tracker = tracker_of(["1"], [update_row("1", "February 2024", "Red"), update_row("1", "June 2024", "Amber")])
    columns = ["ref", "from_mark", "to_mark", "movement"]
    assert rows(latest_movement(tracker, as_at=month("August 2024")), *columns) == [("1", "Red", "Amber", "improved")]
    first = latest_movement(tracker, as_at=FEBRUARY)
    assert (first.empty, set(columns) <= set(first.columns)) == (True, True)


def test_an_empty_tracker_moves_nothing():
    assert movement_between(tracker_of([]), start=FEBRUARY, end=JUNE).empty
    assert grid_between(tracker_of([]), start=FEBRUARY, end=JUNE)["count"].sum() == 0
