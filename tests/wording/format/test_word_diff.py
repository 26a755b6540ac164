from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wording.format.word_diff import DiffKind, diff_words

KEPT, REMOVED, ADDED = DiffKind.UNCHANGED, DiffKind.REMOVED, DiffKind.ADDED
TEXTS = st.text(st.sampled_from("ab.,\n\t é’"), max_size=40)


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("", "", []),
        ("", "All of it.", [("All of it.", ADDED)]),
        ("All of it.", "", [("All of it.", REMOVED)]),
        ("Same  words.\n", "Same  words.\n", [("Same  words.\n", KEPT)]),
        ("Work goes on.", "Work goes on. It is late.", [("Work goes on.", KEPT), (" It is late.", ADDED)]),
        (
            "The lead is sought.",
            "The lead is found.",
            [("The lead is ", KEPT), ("sought", REMOVED), ("found", ADDED), (".", KEPT)],
        ),
        ("one two", "three four", [("one two", REMOVED), ("three four", ADDED)]),
        ("one\ntwo", "one two", [("one", KEPT), ("\n", REMOVED), (" ", ADDED), ("two", KEPT)]),
    ],
)
def test_words_are_marked_as_kept_removed_or_added(before, after, marked):
    assert diff_words(before, after) == marked


@given(TEXTS, TEXTS)
def test_both_texts_are_kept_whole_and_no_run_stands_beside_one_of_its_mark(before, after):
    marked = diff_words(before, after)
    assert "".join(text for text, mark in marked if mark is not ADDED) == before
    assert "".join(text for text, mark in marked if mark is not REMOVED) == after
    assert all(one[1] is not other[1] for one, other in pairwise(marked))


def test_a_change_in_the_longest_cell_of_a_workbook_is_found_at_once():
    before = "one two three four " * 1_700
    after = f"Zero {before.replace('three', '3', 400)}end"
    started = perf_counter()
    marked = diff_words(before, after)
    assert perf_counter() - started < 2
    assert "".join(text for text, mark in marked if mark is not REMOVED) == after
