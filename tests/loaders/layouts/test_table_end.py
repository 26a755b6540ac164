"""Footnotes and legends below a table are reported and are no items; items that continue the refs are items."""

from typing import Any

import pytest

from tests.support.workbooks.layouts import issues, read, texts

HEAD = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Update Feb 24"]
TRACKER: list[list[Any]] = [HEAD, *([number, f"Do thing {number}.", "CPS", "Red", "Begun."] for number in range(1, 5))]
TEXTS = [(str(number), f"Do thing {number}.") for number in range(1, 5)]


@pytest.mark.parametrize(
    "notes",
    [
        [["a", "Figures are provisional"], ["b", "Rated by the office"]],
        [[1, "Figures are provisional"], [2, "Rated by the office"]],
        [["Footnotes"], [1, "Figures are provisional"], [2, "Rated by the office"]],
        [["How we rate"], ["B", "Complete"], ["R", "Late"], ["A", "At risk"], ["G", "On track"]],
    ],
    ids=["letters", "numbers", "a title", "a legend"],
)
def test_footnotes_after_a_gap_are_no_items(notes):
    reading = read({"T": [*TRACKER, [], *notes]})
    assert texts(reading) == TEXTS
    assert issues(reading, but=("key-missing",)) == [("rows-below-table", "T A7")]


@pytest.mark.parametrize(
    "more",
    [[[], [5, "Do thing 5."]], [["a", "Do thing a."]], [[], ["a", "Do thing a.", "DPP"]]],
    ids=["a ref", "no gap", "whole"],
)
def test_items_with_a_ref_and_a_text_go_on_with_the_table(more):
    assert texts(read({"T": [*TRACKER, *more]}))[4:] == [(str(more[-1][0]), more[-1][1])]
