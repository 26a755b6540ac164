import pytest

from wording.format.lists import begin_sentence, join_clauses, join_words


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], ""), (["Data"], "Data"), (["Data", "Victims"], "Data and Victims"), (["A", "B", "C"], "A, B and C")],
)
def test_words_are_listed_as_in_british_english(english, words, expected):
    assert join_words(words, english) == expected


def test_welsh_words_are_listed_by_commas_for_its_and_changes_what_follows(welsh):
    assert join_words(["Coch", "Ambr", "Gwyrdd"], welsh) == "Coch, Ambr, Gwyrdd"


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [([], ""), (["3 are Red"], "3 are Red"), (["3 are Red", "1 is Amber"], "3 are Red, and 1 is Amber")],
)
def test_clauses_are_joined_with_a_comma_before_and(english, clauses, expected):
    assert join_clauses(clauses, english) == expected


def test_a_sentence_begins_with_a_capital_and_keeps_the_rest_as_it_is():
    assert begin_sentence("none is Red") == "None is Red"
    assert begin_sentence("") == ""
