from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.status.latest_status import status_at
from analysis.status.status_grid import status_grid
from analysis.updates.rounds import NO_MONTH
from tests.support.trackers import month, tracker_of, update_row


def test_a_status_is_carried_until_the_next_and_before_the_first_not_reported_differs_from_not_rated():
    tracker = tracker_of(
        ["1", "2", "3", "4", "5"],
        [
            update_row("1", "July 2023", "Red"),
            update_row("2", "February 2024"),
            update_row("1", "June 2024", "Green"),
            update_row("3", "June 2024", "Amber"),
            *(update_row(ref, when) for ref in "45" for when in ("July 2023", "February 2024", "June 2024")),
        ],
    )
    grid = status_grid(tracker, as_at=month("June 2024"))
    red, amber, green, not_rated, not_reported = range(5)
    assert grid.rounds == [month("July 2023"), month("February 2024"), month("June 2024")]
    assert grid.reported[:3].tolist() == [
        [red, not_reported, green],
        [not_reported, not_rated, not_reported],
        [not_reported, not_reported, amber],
    ]
    assert grid.carried[:3].tolist() == [
        [red, red, green],
        [not_reported, not_rated, not_rated],
        [not_reported, not_reported, amber],
    ]


def test_without_a_round_the_grid_has_no_column():
    grid = status_grid(tracker_of(["1"]), as_at=NO_MONTH)
    assert (grid.rounds, grid.carried.shape) == ([], (1, 0))


UPDATES = st.lists(
    st.builds(
        update_row,
        st.sampled_from(["1", "2", "3"]),
        st.sampled_from(["July 2023", "5 February 2024", "February 2024", "June 2024", "30 June 2024"]),
        st.sampled_from(["Red", "Amber", "Green", None]),
        st.sampled_from(["Words.", None]),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=50)
@given(UPDATES)
def test_the_carried_marks_of_each_round_are_the_latest_statuses_as_at_it(updates):
    tracker = tracker_of(["1", "2", "3"], updates)
    grid = status_grid(tracker, as_at=month("June 2024"))
    for column, each in enumerate(grid.rounds):
        held = [grid.marks[code] for code in grid.carried[:, column]]
        assert held == status_at(tracker, as_at=each)["mark"].tolist()
