from analysis.grid import grid_of
from analysis.rounds import NO_MONTH
from tests.analysis.trackers import month, said, tracker_of


def test_a_status_is_held_until_the_next_and_silence_before_the_first_is_told_apart():
    tracker = tracker_of(
        ["1", "2", "3"],
        [
            said("1", "July 2023", "Red"),
            said("2", "February 2024"),
            said("1", "June 2024", "Green"),
            said("3", "June 2024", "Amber"),
        ],
    )
    grid = grid_of(tracker, as_at=month("June 2024"))
    red, amber, green, not_rated, not_reported = range(5)
    assert grid.rounds == [month("July 2023"), month("February 2024"), month("June 2024")]
    assert grid.given.tolist() == [
        [red, not_reported, green],
        [not_reported, not_rated, not_reported],
        [not_reported, not_reported, amber],
    ]
    assert grid.held.tolist() == [
        [red, red, green],
        [not_reported, not_rated, not_rated],
        [not_reported, not_reported, amber],
    ]


def test_without_a_round_the_grid_has_no_column():
    grid = grid_of(tracker_of(["1"]), as_at=NO_MONTH)
    assert (grid.rounds, grid.held.shape) == ([], (1, 0))
