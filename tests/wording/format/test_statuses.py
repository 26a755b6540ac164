"""Statuses and their counts."""

import pandas as pd

from model.status import RED_AMBER_GREEN, Scale, Status
from model.terms import NOT_RATED, NOT_REPORTED, Basis
from wording.format.statuses import (
    mark_counts,
    mark_letter,
    mark_meaning,
    mark_words,
    spoken_mark,
    written_word,
)

FIVE = Scale((Status("Blocked"), Status("Behind"), Status("Begun"), Status("On track"), Status("Done", complete=True)))


def test_every_mark_has_a_word_worst_first(english, welsh):
    assert mark_words(RED_AMBER_GREEN, english) == (
        ("Red", "Red"),
        ("Amber", "Amber"),
        ("Green", "Green"),
        (NOT_RATED, "not rated"),
        (NOT_REPORTED, "not reported"),
    )
    assert [word for _mark, word in mark_words(RED_AMBER_GREEN, welsh)] == [
        "Coch",
        "Ambr",
        "Gwyrdd",
        "heb ei raddio",
        "heb ei adrodd",
    ]


def test_no_two_marks_of_a_scale_share_a_letter(english):
    marks = (*FIVE.names, NOT_RATED, NOT_REPORTED)
    assert [mark_letter(mark, FIVE, english) for mark in marks] == ["BL", "BEH", "BEG", "O", "D", "…", "–"]


def test_a_meaning_is_in_the_words_of_the_scales_owner(english, welsh):
    assert mark_meaning("Red", RED_AMBER_GREEN, english) == "No progress has been made."
    assert mark_meaning("Red", RED_AMBER_GREEN, welsh) == "Ni wnaed unrhyw gynnydd."
    assert mark_meaning(NOT_REPORTED, RED_AMBER_GREEN, english) == "Nothing was reported."


def test_a_mark_speaks_its_recommendation_its_status_and_its_title(english):
    text = spoken_mark("9", "Amber", Basis.INFERRED, "Expand performance dashboards", RED_AMBER_GREEN, english)
    assert text == "Recommendation 9: Amber, inferred. Expand performance dashboards"
    text = spoken_mark("9", "Amber", Basis.PUBLISHED, "Expand {them}", RED_AMBER_GREEN, english)
    assert text == "Recommendation 9: Amber. Expand {them}"


def test_a_mark_speaks_a_symbol_in_words_and_the_key_shows_both(english, welsh):
    scale = Scale((Status("❌"), Status("✅ Done", name_cy="✅ Wedi'i wneud", complete=True), Status("Closed")))
    assert spoken_mark("9", "❌", Basis.PUBLISHED, None, scale, english) == "Recommendation 9: Red cross."
    assert spoken_mark("9", "❌", Basis.PUBLISHED, None, scale, welsh) == "Argymhelliad 9: Croes goch."
    marks = (*scale.names, NOT_RATED)
    assert [written_word(mark, scale, english) for mark in marks] == [
        "Red cross (❌)",
        "Done (✅ Done)",
        "Closed",
        "not rated",
    ]
    assert written_word("❌", scale, welsh) == "Croes goch (❌)"


def test_marks_are_counted_worst_first_and_those_that_none_carries_left_out(english, welsh):
    marks = pd.Series([NOT_REPORTED, "Green", "Amber", "Amber"], dtype="str")
    assert mark_counts(marks, RED_AMBER_GREEN, english) == "2 Amber, 1 Green and 1 never reported"
    assert mark_counts(marks, RED_AMBER_GREEN, welsh) == "Ambr (2), Gwyrdd (1), heb ei adrodd erioed (1)"
    assert mark_counts(marks.iloc[:0], RED_AMBER_GREEN, english) == "none"
