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


def test_guidance_below_headings_of_ratings_is_no_item():
    head = ["No.", "Risk", "Impact", "Likelihood", "Owner"]
    guidance = [None, None, "How bad it would be, from 1 to 5", "How likely it is, from 1 to 5"]
    reading = read({"T": [head, guidance, [1, "The hall floods.", 4, 2, "Hall"], [2, "The lamps fail.", 2, 3, "Hall"]]})

    assert texts(reading) == [("1", "The hall floods."), ("2", "The lamps fail.")]
    assert [i.found for i in reading.issues if i.code == "rows-not-items"] == ["2"]


RISKS = [
    ["The hall floods.", "The concert is put off to another day.", 4, "The drains of the hall are cleared each month."],
    ["The lamps fail.", "Nobody sees the choir in the evening.", 2, "Two spare lamps were bought for it in May."],
    [
        "The choir is ill.",
        "The concert is short by half of its songs.",
        3,
        "A second choir was asked to be ready.",
    ],
]


def test_a_row_merged_over_the_table_names_a_group_also_where_few_headings_are_known():
    rows = [["Risk", "Effect", "Severity", "Review"], ["Risks of the hall"], *RISKS[:2], ["Risks of people"], RISKS[2]]
    reading = read({"T": rows}, options=ReadOptions(as_at="2024-06"), merged=["T!A2:D2", "T!A5:D5"])

    items = [(row["recommendation"].split("\n")[0], row["theme"]) for row in reading.rows["recommendations"]]
    themes = ["Risks of the hall", "Risks of the hall", "Risks of people"]
    assert items == [(risk[0], theme) for risk, theme in zip(RISKS, themes, strict=True)]
    assert [row["update"] for row in reading.rows["progress"]] == [risk[3] for risk in RISKS]


def test_a_text_merged_over_several_rows_is_one_item():
    head = ["Risk", "Impact", "Mitigation strategy", "Responsible individual"]
    lines = [f"Write down step {n} of the plan for the hall." for n in range(1, 6)]
    rows = [["The hall floods.", "High", lines[0], "Team A"], [None, None, lines[1]], [None, None, lines[2]]]
    rows += [["The lamps fail.", "Low", lines[3], "Team B"], [None, None, lines[4]]]
    reading = read({"T": [head, *rows]}, options=ReadOptions(as_at="2024-06"), merged=["T!A2:A4", "T!A5:A6"])

    items = reading.rows["recommendations"]
    assert [(row["ref"], row["lead_agency"]) for row in items] == [("1", "Team A"), ("2", "Team B")]
    assert [sum(line in row["recommendation"] for line in lines) for row in items] == [3, 2]
