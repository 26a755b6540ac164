from analysis.movement.movement import latest_movement
from analysis.selection.selection import restricted_to
from analysis.status.silence import Silence, silence_at
from analysis.updates.rounds import NO_MONTH
from tests.support.trackers import month, tracker_of, update_row

UPDATES = [update_row("1", "February 2024", "Green"), update_row("2", "June 2024", None), update_row("3", "April 2024")]


def test_who_reported_nothing_in_the_latest_round_is_counted_and_is_not_reported_in_movement():
    tracker = tracker_of(["1", "2", "3", "4"], UPDATES)
    for as_at in ("June 2024", "November 2026"):
        assert silence_at(tracker, as_at=month(as_at)) == Silence(2, 3, month("June 2024"))
        movements = latest_movement(tracker, as_at=month(as_at))["movement"]
        assert movements.value_counts().to_dict() == {"not reported": 2, "not rated": 1, "unchanged": 1}


def test_without_a_round_nobody_was_silent():
    assert silence_at(tracker_of(["1"]), as_at=NO_MONTH).count == 0


def test_of_some_recommendations_those_without_an_entry_in_the_round_are_counted():
    tracker = tracker_of(["1", "2", "3", "4"], UPDATES)
    part = restricted_to(tracker, tracker.recommendations.tail(2))
    assert silence_at(part, as_at=month("June 2024")) == Silence(2, 2, month("June 2024"))
