"""What moved, and what has stalled."""

import pytest

from analysis.movement import latest_movement, movement_between, stalled
from model.terms import Scale, Status
from tests.support.trackers import month, rows, tracker_of, update_row, updates_of

IN_JULY, IN_FEBRUARY, IN_JUNE = "July 2023", "February 2024", "June 2024"
FEBRUARY, JUNE = month(IN_FEBRUARY), month(IN_JUNE)
WORDS = "An evaluation will follow next year."


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
    updates = updates_of({"1": {"February 2024": "Amber"}, "2": {"April 2024": "Amber"}, "4": {"June 2024": None}})
    tracker = tracker_of(["1", "2", "3", "4"], updates)
    moves = movement_between(tracker, start=FEBRUARY, end=JUNE)
    assert moves["movement"].tolist() == ["not reported", "newly rated", "not reported", "not rated"]


def test_two_statuses_that_both_mean_done_are_compared_by_their_place():
    scale = Scale((Status("Red"), Status("Green", complete=True), Status("Blue", complete=True)))
    tracker = tracker_of(["1"], updates_of({"1": {"February 2024": "Green", "June 2024": "Blue"}}), scale=scale)
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


def test_the_latest_movement_is_that_since_the_round_before_and_none_where_there_is_none_before():
    tracker = tracker_of(["1"], [update_row("1", "February 2024", "Red"), update_row("1", "June 2024", "Amber")])
    columns = ["ref", "from_mark", "to_mark", "movement"]
    assert rows(latest_movement(tracker, as_at=month("August 2024")), *columns) == [("1", "Red", "Amber", "improved")]
    first = latest_movement(tracker, as_at=FEBRUARY)
    assert (first.empty, set(columns) <= set(first.columns)) == (True, True)


def signs(tracker):
    return rows(stalled(tracker, as_at=JUNE), "ref", "reason", "since", "rounds", "words")


def test_a_status_repeated_or_unreported_for_two_rounds_has_stalled():
    tracker = tracker_of(
        ["1", "2", "3"],
        [
            update_row("1", IN_FEBRUARY, "Amber", "One."),
            update_row("1", IN_JUNE, "Amber", "Two."),
            update_row("2", IN_FEBRUARY, "Red", "One."),
            update_row("3", IN_FEBRUARY, "Red", "One."),
            update_row("3", IN_JUNE, "Amber", "Two."),
        ],
    )
    assert signs(tracker) == [("1", "same-status", "2024-02-01", 2, None), ("2", "same-status", "2024-02-01", 2, None)]


def test_words_count_from_the_round_in_which_they_first_stood():
    tracker = tracker_of(
        ["1", "2"],
        [
            update_row("1", IN_JULY, None, WORDS),
            update_row("2", IN_FEBRUARY, None, "News."),
            update_row("1", IN_JUNE, None, WORDS),
        ],
    )
    assert signs(tracker) == [("1", "same-words", "2023-07-01", 3, WORDS)]


def test_only_the_latest_words_of_a_recommendation_count():
    tracker = tracker_of(
        ["1", "2"],
        [
            update_row("1", IN_FEBRUARY, "Red", "No progress: update as of July 2023."),
            update_row("1", IN_JUNE, "Amber", "A post is funded."),
            update_row("2", IN_FEBRUARY, None, "Update as of July 2023."),
        ],
    )
    assert signs(tracker) == [("2", "update-as-of", "2024-02-01", 2, "Update as of July 2023")]


def test_several_signs_of_one_recommendation_are_listed_in_their_order_without_repeats():
    words = "The interim process remains in place."
    updates = [update_row("1", IN_FEBRUARY, "Amber", words), update_row("1", IN_JUNE, "Amber", f"{words}\n{words}")]
    tracker = tracker_of(["1"], updates)
    assert signs(tracker) == [
        ("1", "same-status", "2024-02-01", 2, None),
        ("1", "same-words", "2024-02-01", 2, words),
        ("1", "no-change", "2024-06-01", 1, "interim process remains in place"),
    ]
