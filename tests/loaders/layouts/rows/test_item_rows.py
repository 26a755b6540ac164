"""Rows below a table, and rows with a ref unlike the others: reported, and never read as recommendations."""

import pytest

from loaders.options import ReadOptions
from tests.support.workbooks.layouts import issues, read, texts

HEAD = ["Ref", "Recommendation", "Owner", "RAG June 24", "Progress June 24"]
ONE, TWO = [1, "Train officers.", "DPP", "Red", "Begun."], [2, "Count.", "CPS", "Green", "Done."]
NEW = ["TBC", "Ask victims.", "OPCC"]


@pytest.mark.parametrize(
    ("below", "first", "rows"),
    [
        ([["Note", "Given by the board"], ["*", "Dates may change"], ["© OPCC 2024"]], "A4", "4-6"),
        ([[], ["Prepared by", "The office"], ["Approved by", "The board"], ["Date", "3 June 2024"]], "A5", "5-7"),
        ([["Total", 2], ["Average", "2 of 3", "x"], ["Green", "1"], ["Amber", "3", "y"]], "A4", "4-7"),
        ([[], ["Budget line", "Cost", "Spent"], ["Training", 100, 50], ["IT", 30, 20]], "A5", "5-7"),
    ],
    ids=["notes", "signatures", "sums", "another-list"],
)
def test_rows_below_a_table_are_reported_and_are_no_recommendations(below, first, rows):
    reading = read({"T": [HEAD, ONE, TWO, *below]})
    assert texts(reading) == [("1", "Train officers."), ("2", "Count.")]
    assert issues(reading) == [("rows-below-table", f"T {first}")]
    assert [one.found for one in reading.issues if one.code == "rows-below-table"] == [rows]


def test_a_row_between_items_with_a_ref_unlike_theirs_is_reported():
    reading = read({"T": [HEAD, ONE, ["Moved", "From last year", "DPP"], TWO]})
    assert texts(reading) == [("1", "Train officers."), ("2", "Count.")]
    assert issues(reading) == [("rows-not-items", "T A3")]


def test_a_row_with_an_update_is_an_item_whatever_its_ref():
    reading = read({"T": [HEAD, ONE, TWO, ["Extra", "Ask victims.", "OPCC", None, "Begun."]]})
    assert texts(reading) == [("1", "Train officers."), ("2", "Count."), ("Extra", "Ask victims.")]
    assert issues(reading) == []


def test_a_placeholder_for_a_ref_is_a_ref():
    assert texts(read({"T": [HEAD, ONE, TWO, NEW]}))[2:] == [("TBC", "Ask victims.")]


def test_where_refs_are_words_a_word_is_one():
    named = [["Training", *ONE[1:]], ["Data", *TWO[1:]], ["Voices", "Ask victims.", "OPCC"]]
    assert [ref for ref, _ in texts(read({"T": [HEAD, *named]}))] == ["Training", "Data", "Voices"]


LESSONS = ["Sl. No", "Date raised", "Recommendation", "Owner", "Status"]
GUIDANCE = [None, "Put the day it came up", "Write what should be done", "Name who sees to it", "Done or not yet"]
FOUND = [
    [1, "2024-05-03", "Count the chairs before each concert.", "Hall team", "Done"],
    [2, "2024-05-09", "Lock the store at night.", "Hall team", "Not yet"],
]


def test_a_first_row_of_guidance_is_no_item_and_is_named():
    reading = read({"T": [LESSONS, GUIDANCE, *FOUND]}, options=ReadOptions(as_at="2024-06"))

    assert texts(reading) == [("1", FOUND[0][2]), ("2", FOUND[1][2])]
    assert [(i.cell, i.found) for i in reading.issues if i.code == "rows-not-items"] == [("B2", "2")]


def test_a_first_row_with_sentences_as_others_have_them_is_an_item():
    rows = [[n, "in the first week of May", text, "Hall team of the north", "Done"] for n, _, text, *_ in FOUND]
    reading = read({"T": [LESSONS, *rows]}, options=ReadOptions(as_at="2024-06"))

    assert texts(reading) == [("1", FOUND[0][2]), ("2", FOUND[1][2])]
