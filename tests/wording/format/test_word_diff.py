from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wording.format.word_diff import DiffKind, diff_words

UNCHANGED, REMOVED, ADDED = DiffKind.UNCHANGED, DiffKind.REMOVED, DiffKind.ADDED
TEXTS = st.text(st.sampled_from("ab.,\n\t é’"), max_size=40)


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
