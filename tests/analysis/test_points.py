import pytest

from analysis.entries import entries, words_of
from analysis.points import point_at, points_of, repeated_points
from tests.analysis.trackers import rows, said, tracker_of


def repeated(*updates):
    tracker = tracker_of(["1", "2"], updates)
    listed = entries(tracker)
    return rows(repeated_points(listed, words_of(tracker, listed), asked=listed.index), "round", "since", "words")


def test_points_are_lines_without_their_bullets():
    assert points_of("• One.\n  – Two.\n\n3) Three.\nFour - five.\n- ") == ["One.", "Two.", "Three.", "Four - five."]


def test_the_point_a_word_stands_in_is_its_line():
    assert point_at("• One.\n• Two is here.", 10) == "Two is here."
    assert point_at("One.", 0) == "One."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Funding is being sought.", "• funding is  being sought"),
        ("A “formal” evaluation will follow", 'A "formal" evaluation will follow…'),
        ("Mae’r gwaith yn parhau", "Mae'r gwaith yn parhau."),
        ("Other.\n- Long-term funding is sought", "– Long–term funding is sought\nNew."),
    ],
)
def test_capitals_punctuation_bullets_and_spaces_make_no_difference(first, second):
    found = repeated(said("1", "February 2024", update=first), said("1", "June 2024", update=second))
    assert [each[:2] for each in found] == [("2024-06-01", "2024-02-01")]


@pytest.mark.parametrize(
    "later",
    [
        said("1", "June 2024", update="Funding was being sought."),
        said("2", "June 2024", update="Funding is being sought."),
        said("1", "February 2024", update="Funding is being sought."),
    ],
)
def test_other_words_another_recommendation_and_the_same_round_repeat_nothing(later):
    assert repeated(said("1", "February 2024", update="Funding is being sought."), later) == []


def test_a_point_of_under_four_words_is_no_repetition():
    assert (
        repeated(said("1", "2023", update="As before, ongoing."), said("1", "2024", update="As before, ongoing.")) == []
    )


def test_a_point_made_three_times_was_first_made_in_the_first_round():
    words = "The interim process remains in place."
    updates = [said("1", when, update=words) for when in ("July 2023", "February 2024", "June 2024")]
    assert repeated(*updates) == [
        ("2024-02-01", "2023-07-01", words),
        ("2024-06-01", "2023-07-01", words),
    ]


def test_welsh_words_repeat_as_english_ones_do():
    found = repeated(
        said("1", "2023", update="A.", update_cy="Mae'r broses yn parhau"),
        said("1", "2024", update="B.", update_cy="Mae'r broses yn parhau"),
    )
    assert found == [("2024-01-01", "2023-01-01", "Mae'r broses yn parhau")]
