"""The pace at which recommendations become complete."""

from analysis.pace import pace_at
from tests.support.trackers import month, tracker_of, update_row

ROUNDS = ("January 2024", "April 2024", "July 2024", "October 2024")


def tracker_with(*completed):
    """Return a tracker of ten recommendations of which so many are complete in each round."""
    updates = [
        update_row(str(number), when, status="Green" if number <= done else "Amber")
        for when, done in zip(ROUNDS, completed, strict=False)
        for number in range(1, 11)
    ]
    return tracker_of([str(number) for number in range(1, 11)], updates)


def test_the_pace_is_the_gain_by_the_months_and_its_range_leaves_one_round_out():
    pace = pace_at(tracker_with(0, 1, 2, 6), as_at=month("October 2024"))
    assert pace is not None
    assert (pace.rounds, round(pace.a_month, 2), pace.outstanding) == (4, 0.67, 4)
    assert (pace.month, pace.earliest, pace.latest) == (month("April 2025"), month("March 2025"), month("October 2025"))


def test_few_rounds_and_rounds_without_gain_have_no_pace():
    assert pace_at(tracker_with(0, 1, 2), as_at=month("July 2024")) is None
    assert pace_at(tracker_with(2, 2, 2, 2), as_at=month("October 2024")) is None
    assert pace_at(tracker_with(2, 5, 7, 10), as_at=month("October 2024")) is None


def test_a_range_without_an_end_has_no_latest_month():
    pace = pace_at(tracker_with(2, 2, 2, 6), as_at=month("October 2024"))
    assert pace is not None
    assert pace.latest is None
