import pytest

from wording.format.numbers import format_count, format_share, number_word


def test_thousands_stand_apart(english):
    assert format_count(1234567, english) == "1,234,567"


@pytest.mark.parametrize(("part", "whole", "said"), [(1, 18, "6%"), (18, 18, "100%"), (0, 18, "0%"), (0, 0, "–")])
def test_a_share_is_a_whole_percentage_and_a_dash_where_there_is_no_whole(english, part, whole, said):
    assert format_share(part, whole, english) == said


@pytest.mark.parametrize(("n", "said"), [(0, "no"), (1, "one"), (9, "nine"), (10, "10"), (1200, "1,200")])
def test_numbers_under_ten_are_words_in_an_english_sentence(english, n, said):
    assert number_word(n, english) == said


def test_numbers_are_figures_in_a_welsh_sentence(welsh):
    assert [number_word(n, welsh) for n in (1, 6, 12)] == ["1", "6", "12"]
