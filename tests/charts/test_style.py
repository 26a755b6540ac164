from charts.style import Style
from model.status import RED_AMBER_GREEN, Appearance
from model.terms import NOT_RATED, NOT_REPORTED
from tests.support.chart_tables import ENGLISH, WELSH


def test_a_style_is_a_plain_value_that_can_be_a_cache_key():
    equal = Style(RED_AMBER_GREEN, Appearance.LIGHT, ENGLISH.words)
    assert ENGLISH.marks
    assert (equal, hash(equal)) == (ENGLISH, hash(ENGLISH))
    assert ENGLISH != WELSH


def test_marks_are_read_worst_first_and_stacked_best_first():
    assert ENGLISH.marks == ("Red", "Amber", "Green", NOT_RATED, NOT_REPORTED)
    assert ENGLISH.stack == ("Green", "Amber", "Red", NOT_RATED, NOT_REPORTED)


def test_words_and_letters_are_the_readers():
    assert [WELSH.word(mark) for mark in WELSH.marks] == ["Coch", "Ambr", "Gwyrdd", "heb ei raddio", "heb ei adrodd"]
    assert [WELSH.letter(mark) for mark in WELSH.marks] == ["C", "A", "G", "…", "–"]


def test_a_mark_without_a_word_has_the_word_of_the_workbook():
    assert Style(RED_AMBER_GREEN, Appearance.LIGHT, ()).word("Red") == "Red"
