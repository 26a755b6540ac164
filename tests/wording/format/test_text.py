"""Lists, numbers, lines and changed words."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wording.format.text import (
    DiffKind,
    begin_sentence,
    bind_clauses,
    diff_words,
    format_count,
    format_share,
    join_clauses,
    join_words,
    number_word,
)

UNCHANGED, REMOVED, ADDED = DiffKind.UNCHANGED, DiffKind.REMOVED, DiffKind.ADDED
TEXTS = st.text(st.sampled_from("ab.,\n\t é’"), max_size=40)


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


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("1 of 9 is complete. 17 are Amber, and none is Red.", "1_of_9_is_complete. 17_are_Amber, and none is_Red."),
        ("1 of 18 recommendations is complete.", "1_of 18_recommendations is_complete."),
        (
            "9 promises are overdue. None with a date is still to come.",
            "9_promises_are_overdue. None_with_a_date is still to_come.",
        ),
        ("All is done. Why?", "All is done. Why?"),
        (
            "Mae gan 8 y statws Coch, a gan 17 y statws Gwyrdd.",
            "Mae_gan_8_y_statws_Coch, a_gan_17_y_statws_Gwyrdd.",
        ),
        ("Panel report on 5,000 recommendations", "Panel report on 5,000_recommendations"),
        ("1,063 are Red, and 1,550 are Amber.", "1,063_are_Red, and_1,550_are_Amber."),
        ("Mae 3 yn Goch; nid yw 2 wedi.", "Mae_3_yn_Goch; nid_yw_2_wedi."),
    ],
)
def test_a_short_clause_with_a_number_has_no_break_spaces(sentence, bound):
    assert bind_clauses(sentence).replace("\u00a0", "_") == bound


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("", "", []),
        ("", "All of it.", [("All of it.", ADDED)]),
        ("All of it.", "", [("All of it.", REMOVED)]),
        ("Same  words.\n", "Same  words.\n", [("Same  words.\n", UNCHANGED)]),
        ("Work goes on.", "Work goes on. It is late.", [("Work goes on.", UNCHANGED), (" It is late.", ADDED)]),
        (
            "The lead is sought.",
            "The lead is found.",
            [("The lead is ", UNCHANGED), ("sought", REMOVED), ("found", ADDED), (".", UNCHANGED)],
        ),
        ("one two", "three four", [("one two", REMOVED), ("three four", ADDED)]),
        ("one\ntwo", "one two", [("one", UNCHANGED), ("\n", REMOVED), (" ", ADDED), ("two", UNCHANGED)]),
    ],
)
def test_words_are_unchanged_removed_or_added(before, after, marked):
    assert diff_words(before, after) == marked


@given(TEXTS, TEXTS)
def test_both_texts_are_complete_and_no_two_neighbouring_runs_are_of_one_kind(before, after):
    marked = diff_words(before, after)
    assert "".join(text for text, mark in marked if mark is not ADDED) == before
    assert "".join(text for text, mark in marked if mark is not REMOVED) == after
    assert all(one[1] is not other[1] for one, other in pairwise(marked))


def test_a_change_in_the_longest_cell_of_a_workbook_is_found_fast():
    before = "one two three four " * 1_700
    after = f"Zero {before.replace('three', '3', 400)}end"
    started = process_time()
    marked = diff_words(before, after)
    assert process_time() - started < 2
    assert "".join(text for text, mark in marked if mark is not REMOVED) == after
