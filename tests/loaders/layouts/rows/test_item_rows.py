"""Rows below a table, and rows with a ref unlike the others: reported, and never read as recommendations."""

import pytest

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
