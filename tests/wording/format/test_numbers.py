import pytest

from wording.format.numbers import format_count, format_share, number_word


def test_thousands_have_separators(english):
    assert format_count(1234567, english) == "1,234,567"


@pytest.mark.parametrize(("part", "total", "expected"), [(1, 18, "6%"), (18, 18, "100%"), (0, 18, "0%"), (0, 0, "–")])
def test_a_share_is_a_percentage_without_decimals_and_a_dash_where_the_total_is_zero(english, part, total, expected):
    assert format_share(part, total, english) == expected


@pytest.mark.parametrize(("n", "expected"), [(0, "no"), (1, "one"), (9, "nine"), (10, "10"), (1200, "1,200")])
def test_numbers_under_ten_are_words_in_an_english_sentence(english, n, expected):
    assert number_word(n, english) == expected


def test_numbers_are_figures_in_a_welsh_sentence(welsh):
    assert [number_word(n, welsh) for n in (1, 6, 12)] == ["1", "6", "12"]
