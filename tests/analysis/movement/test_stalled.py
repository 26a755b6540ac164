import pytest

from analysis.movement.stalled import stalled
from analysis.updates.rounds import NO_MONTH
from model.terms import StallSign
from tests.support.trackers import month, rows, tracker_of, update_row

JULY, FEBRUARY, JUNE = "July 2023", "February 2024", "June 2024"
WORDS = "An evaluation will follow next year."


def signs(tracker, **options):
    return rows(stalled(tracker, as_at=month(JUNE), **options), "ref", "reason", "since", "rounds", "words")


def test_a_status_repeated_or_unreported_for_two_rounds_has_stalled():
    tracker = tracker_of(
        ["1", "2", "3"],
        [
            update_row("1", FEBRUARY, "Amber", "One."),
            update_row("1", JUNE, "Amber", "Two."),
            update_row("2", FEBRUARY, "Red", "One."),
            update_row("3", FEBRUARY, "Red", "One."),
            update_row("3", JUNE, "Amber", "Two."),
        ],
    )
    assert signs(tracker) == [
        ("1", "same-status", "2024-02-01", 2, None),
        ("2", "same-status", "2024-02-01", 2, None),
    ]
    assert signs(tracker, rounds=3) == []


def test_a_complete_recommendation_never_stalls():
    tracker = tracker_of(["1"], [update_row("1", FEBRUARY, "Green", WORDS), update_row("1", JUNE, "Green", WORDS)])
    assert signs(tracker) == []


def test_what_is_not_rated_stalls_by_its_words_alone():
    tracker = tracker_of(["1"], [update_row("1", FEBRUARY, None, WORDS), update_row("1", JUNE, None, WORDS)])
    assert signs(tracker) == [("1", "same-words", "2024-02-01", 2, WORDS)]


def test_words_count_from_the_round_in_which_they_first_stood():
    tracker = tracker_of(
        ["1", "2"],
        [
            update_row("1", JULY, None, WORDS),
            update_row("2", FEBRUARY, None, "News."),
            update_row("1", JUNE, None, WORDS),
        ],
    )
    assert signs(tracker) == [("1", "same-words", "2023-07-01", 3, WORDS)]


def test_only_the_latest_words_of_a_recommendation_count():
    tracker = tracker_of(
        ["1", "2"],
        [
            update_row("1", FEBRUARY, "Red", "No progress: update as of July 2023."),
            update_row("1", JUNE, "Amber", "A post is funded."),
            update_row("2", FEBRUARY, None, "Update as of July 2023."),
        ],
    )
    assert signs(tracker) == [("2", "update-as-of", "2024-02-01", 2, "Update as of July 2023")]


def test_several_signs_of_one_recommendation_are_listed_in_their_order_without_repeats():
    words = "The interim process remains in place."
    tracker = tracker_of(
        ["1"], [update_row("1", FEBRUARY, "Amber", words), update_row("1", JUNE, "Amber", f"{words}\n{words}")]
    )
    assert signs(tracker) == [
        ("1", "same-status", "2024-02-01", 2, None),
        ("1", "same-words", "2024-02-01", 2, words),
        ("1", "no-change", "2024-06-01", 1, "interim process remains in place"),
    ]


def test_the_tracker_is_judged_as_at_the_month():
    tracker = tracker_of(["1"], [update_row("1", FEBRUARY, "Amber", WORDS), update_row("1", JUNE, "Amber", WORDS)])
    assert stalled(tracker, as_at=month(FEBRUARY)).empty


def test_with_one_round_alone_no_status_has_stalled():
    assert signs(tracker_of(["1"], [update_row("1", JUNE, "Red", "One.")])) == []


@pytest.mark.parametrize("refs", [[], ["1"]])
def test_nothing_has_stalled_where_nothing_was_reported(refs):
    table = stalled(tracker_of(refs), as_at=NO_MONTH)
    assert table.empty
    assert table.columns.tolist() == ["review", "ref", "reason", "since", "rounds", "words"]


def test_the_signs_have_codes_that_do_not_change():
    assert [each.value for each in StallSign] == ["same-status", "same-words", "update-as-of", "no-change"]
