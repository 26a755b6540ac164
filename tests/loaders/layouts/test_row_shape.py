"""The rows of a table: items, bands, guidance, totals, texts that go on, and where a table ends."""

from typing import Any

import pytest

from loaders.options import ReadOptions
from tests.support.workbooks.layouts import issues, items, read, texts

IN_JUNE = ReadOptions(as_at="2024-06")
HEAD = ["Ref", "Recommendation", "Owner", "Status"]


def test_rows_with_a_number_of_another_form_and_a_text_are_bands():
    rows = [
        HEAD,
        ["V1", "Skills"],
        ["1.1", "Train.", "DPP", "Open"],
        ["1.2", "Count.", "DPP", "Open"],
        ["V2", "Data"],
        ["2.1", "Publish.", "CPS", "Closed"],
    ]

    assert items(read({"T": rows}, options=IN_JUNE)) == [
        ("1.1", "Skills", "DPP"),
        ("1.2", "Skills", "DPP"),
        ("2.1", "Data", "CPS"),
    ]


def test_rows_below_repeated_headings_are_still_in_the_band_above_them():
    rows = [HEAD, ["Skills"], ["1", "Train.", "DPP", "Open"], HEAD, ["2", "Count.", "DPP", "Open"], ["Data"]]
    reading = read({"T": [*rows, ["3", "Publish.", "CPS", "Closed"]]}, options=IN_JUNE)

    assert items(reading) == [("1", "Skills", "DPP"), ("2", "Skills", "DPP"), ("3", "Data", "CPS")]


def test_a_short_text_alone_is_a_band_where_every_item_has_a_status():
    head = ["Recommendation", "Owner", "Target date", "Status"]
    lines = [[f"Train {n}.", "DPP", "June 2025", "Open", 1] for n in range(3)]

    for band in (["Skills"], ["Skills", None, None, None, 0.4]):
        reading = read({"T": [[*head, "% Complete"], band, *lines]}, options=IN_JUNE)
        assert items(reading) == [(str(n), "Skills", "DPP") for n in range(1, 4)]


def test_a_block_below_a_blank_row_with_other_columns_is_not_in_the_table():
    scores = [["Scores"], ["Severity 5", 5, 10, 15], ["Severity 4", 4, 8, 12]]
    rows = [HEAD, *([f"R{n}", f"Do thing {n}.", "DPP", "Open"] for n in range(1, 5)), [], *scores]

    assert [ref for ref, _ in texts(read({"T": rows}, options=IN_JUNE))] == ["R1", "R2", "R3", "R4"]


def test_headings_below_a_blank_row_where_numbers_were_begin_another_table():
    risks = [[f"Hall {n} floods.", n, n + 2, "Clear the drains.", f"Team {n}"] for n in range(1, 5)]
    other = [["Case", "Name", "Hours", "Tests", "Points"], *([f"Case {n}", 2, n, 4, 50] for n in range(1, 6))]
    reading = read({"T": [["Risk", "Impact", "Likelihood", "Comments", "Owner"], *risks, [], *other]}, options=IN_JUNE)

    assert [text for _, text in texts(reading)] == [row[0] for row in risks]
    assert [i.found for i in reading.issues if i.code == "rows-below-table"] == ["7-12"]


FOUR = [
    *([1, "Train the officers.", "DPP", "Open"], [2, "Count the cases.", "CPS", "Closed"]),
    *([3, "Buy cameras.", "CPS", "Closed"], [4, "Hire staff.", "DPP", "Open"]),
]


def reported(reading, code):
    return [i.found for i in reading.issues if i.code == code]


@pytest.mark.parametrize(
    "row",
    [
        *(["Total", None, None, "3"], ["Totals", "4 recommendations", None, "2 open"], ["Count", 4, 2, 1]),
        *(
            [None, None, "Total:", 4],
            [None, "Total for theme", None, 4],
            ["Average", None, None, "50%"],
            ["Number of actions", 4],
        ),
    ],
)
def test_a_row_of_totals_is_no_item(row):
    reading = read({"T": [HEAD, *FOUR, row]}, options=IN_JUNE)
    assert [ref for ref, _ in texts(reading)] == ["1", "2", "3", "4"]
    assert reported(reading, "rows-below-table") == ["6"]


@pytest.mark.parametrize(
    "row",
    [
        *(["(number)", "(what must be done)", "(agency)", "(RAG)"], ["eg 1", "eg Train officers", "eg DPP", "eg Open"]),
        *([None, "Please copy the text of the report in full"], ["Example", "Example: train them.", "DPP", "Open"]),
        ["Unique number", "The wording as in the report", "Lead agency", "Choose from list"],
    ],
)
def test_a_first_row_of_guidance_or_of_examples_is_no_item(row):
    reading = read({"T": [HEAD, row, *FOUR]}, options=IN_JUNE)
    assert items(reading) == [(str(n), None, owner) for n, _, owner, _ in FOUR]
    assert reported(reading, "rows-not-items") == ["2"]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Train all in the", "use of the tool."], "Train all in the use of the tool."),
        (["Train them all", "in the tool"], "Train them all in the tool"),
        (["Train them.", "This includes the night shift."], "Train them.\nThis includes the night shift."),
        (["You should:", "- train;", "- count."], "You should:\n- train;\n- count."),
    ],
    ids=["wrapped", "no full stops", "a paragraph", "points"],
)
def test_a_text_that_goes_on_in_the_next_rows_is_one_text(lines, text):
    first, *others = lines
    rows = [[1, first, "DPP", "Open"], *([None, line] for line in others), *FOUR[1:]]
    reading = read({"T": [HEAD, *rows]}, options=IN_JUNE)
    assert texts(reading) == [("1", text), *((str(n), words) for n, words, *_ in FOUR[1:])]
    assert [row["theme"] for row in reading.rows["recommendations"]] == [None] * 4
    assert len(reported(reading, "rows-continue")) == 1


def test_a_wrapped_text_goes_on_without_refs_and_below_the_last_row_and_next_to_wrapped_owners():
    wrapped = [["Train all the officers in the", "Dyfed-Powys", "Open"], ["use of the tool.", "Police"]]
    without_refs = read({"T": [HEAD[1:], *wrapped, ["Count.", "CPS", "Closed"]]}, options=IN_JUNE)
    assert items(without_refs) == [("1", None, "Dyfed-Powys Police"), ("2", None, "CPS")]
    last = read({"T": [HEAD, [1, *wrapped[0]], [None, *wrapped[1]]]}, options=IN_JUNE)
    assert texts(last) == [("1", "Train all the officers in the use of the tool.")]


def test_a_sentence_below_the_last_row_is_a_note():
    reading = read({"T": [HEAD, *FOUR, [None, "The figures are those of the last meeting."]]}, options=IN_JUNE)
    assert texts(reading)[-1] == ("4", "Hire staff.")
    assert reported(reading, "rows-below-table") == ["6"]


ITEM_HEAD = ["Ref", "Recommendation", "Owner", "RAG June 24", "Progress June 24"]
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
    reading = read({"T": [ITEM_HEAD, ONE, TWO, *below]})
    assert texts(reading) == [("1", "Train officers."), ("2", "Count.")]
    assert issues(reading) == [("rows-below-table", f"T {first}")]
    assert [one.found for one in reading.issues if one.code == "rows-below-table"] == [rows]


@pytest.mark.parametrize("row", [["Prepared by", "The office"], ["Total", 2], ["Notes", "Given by the board"]])
def test_a_foot_of_two_cells_is_no_item_of_a_table_without_refs(row):
    table = [line[1:4] for line in (ITEM_HEAD, ONE, TWO)]
    reading = read({"T": [*table, row]})
    assert texts(reading) == [("1", "Train officers."), ("2", "Count.")]
    assert ("rows-below-table", "T A4") in issues(reading)


def test_below_a_total_a_whole_item_goes_on_with_the_table_and_so_do_those_after_it():
    reading = read({"T": [ITEM_HEAD, ONE, ["Total", 1], ["Notes: as below."], TWO, [3, "Ask victims."], ["Total", 3]]})
    assert texts(reading) == [("1", "Train officers."), ("2", "Count."), ("3", "Ask victims.")]
    assert issues(reading) == [("rows-not-items", "T A3"), ("rows-below-table", "T A7")]


def test_a_row_between_items_with_a_ref_unlike_theirs_is_reported():
    reading = read({"T": [ITEM_HEAD, ONE, ["Moved", "From last year", "DPP"], TWO]})
    assert texts(reading) == [("1", "Train officers."), ("2", "Count.")]
    assert issues(reading) == [("rows-not-items", "T A3")]


def test_a_row_with_an_update_is_an_item_whatever_its_ref():
    reading = read({"T": [ITEM_HEAD, ONE, TWO, ["Extra", "Ask victims.", "OPCC", None, "Begun."]]})
    assert texts(reading) == [("1", "Train officers."), ("2", "Count."), ("Extra", "Ask victims.")]
    assert issues(reading) == []


def test_a_placeholder_for_a_ref_is_a_ref_and_where_refs_are_words_a_word_is_one():
    assert texts(read({"T": [ITEM_HEAD, ONE, TWO, NEW]}))[2:] == [("TBC", "Ask victims.")]
    named = [["Training", *ONE[1:]], ["Data", *TWO[1:]], ["Voices", "Ask victims.", "OPCC"]]
    assert [ref for ref, _ in texts(read({"T": [ITEM_HEAD, *named]}))] == ["Training", "Data", "Voices"]


LESSONS = ["Sl. No", "Date raised", "Recommendation", "Owner", "Status"]
FOUND = [
    [1, "2024-05-03", "Count the chairs before each concert.", "Hall team", "Done"],
    [2, "2024-05-09", "Lock the store at night.", "Hall team", "Not yet"],
]


def test_a_first_row_with_sentences_as_others_have_them_is_an_item():
    rows = [[n, "in the first week of May", text, "Hall team of the north", "Done"] for n, _, text, *_ in FOUND]
    reading = read({"T": [LESSONS, *rows]}, options=ReadOptions(as_at="2024-06"))

    assert texts(reading) == [("1", FOUND[0][2]), ("2", FOUND[1][2])]


RISKS = [
    ["The hall floods.", "The concert is put off to another day.", 4, "The drains of the hall are cleared each month."],
    ["The lamps fail.", "Nobody sees the choir in the evening.", 2, "Two spare lamps were bought for it in May."],
    ["The choir is ill.", "The concert is short by half of its songs.", 3, "A second choir was asked to be ready."],
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


ROWS = [[number, f"Do thing {number}.", "CPS", "Red", "Begun."] for number in range(1, 8)]
TRACKER: list[list[Any]] = [["Ref", "Recommendation", "Owner", "RAG Feb 24", "Update Feb 24"], *ROWS[:4]]
NUMBER_TRACKER: list[list[Any]] = [["Ref", "Recommendation", "Owner", "RAG", "Progress"], *ROWS]
NUMBER_TEXTS = [(str(number), f"Do thing {number}.") for number in range(1, 8)]


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
    assert texts(reading) == NUMBER_TEXTS[:4]
    assert issues(reading, but=("key-missing",)) == [("rows-below-table", "T A7")]


@pytest.mark.parametrize(
    "more",
    [[[], [5, "Do thing 5."]], [["a", "Do thing a."]], [[], ["a", "Do thing a.", "DPP"]]],
    ids=["a ref", "no gap", "whole"],
)
def test_items_with_a_ref_and_a_text_go_on_with_the_table(more):
    assert texts(read({"T": [*TRACKER, *more]}))[4:] == [(str(more[-1][0]), more[-1][1])]


COUNTS = {
    "words": [["Status", "Number"], ["Red", 5], ["Amber", 7], ["Green", 6]],
    "letters and a total": [["RAG", "No."], ["R", 5], ["A", 7], ["G", 6], ["Total", 18]],
    "with a remark": [["Status", "Number", "Comment"], ["Red", 5, "Fewer"], ["Amber", 7, "More"]],
    "with prompts": [["Status", "Number"], ["Red", 5], ["Amber", 7], ["Green", 6], ["Select status", "Select owner"]],
}


@pytest.mark.parametrize("counts", COUNTS.values(), ids=COUNTS)
def test_a_table_of_status_counts_is_not_read_as_recommendations_with_those_numbers(counts):
    above = read({"June 2024": [*counts, [], *NUMBER_TRACKER]})
    below = read({"June 2024": [*NUMBER_TRACKER, [], *counts]})
    separate = read({"June 2024": NUMBER_TRACKER, "Summary": counts})
    for reading in (above, below, separate):
        assert texts(reading) == NUMBER_TEXTS
        assert [row["status"] for row in reading.rows["progress"]] == ["Red"] * 7
    assert ("table-not-read", "June 2024 A1") in issues(above)
    assert ("table-not-read", "June 2024 A10") in issues(below)
    assert ("table-not-read", "Summary A1") in issues(separate)


@pytest.mark.parametrize(
    "counts",
    [
        [["Theme", "Red", "Amber", "Green", "Total"], ["Training", 1, 2, 3, 6], ["Orders", 2, 2, 2, 6]],
        [["Lead", "Red", "Amber", "Green", "No."], ["DPP", 1, 2, 3, 6], ["CPS", 2, 2, 2, 6]],
        [["Red", "Amber", "Green"], [5, 7, 6]],
    ],
    ids=["by theme", "by agency", "across"],
)
def test_rows_of_counts_below_a_table_are_no_items(counts):
    reading = read({"June 2024": [*NUMBER_TRACKER, [], *counts]})
    assert texts(reading) == NUMBER_TEXTS
    assert ("rows-below-table", "June 2024 A10") in issues(reading)


def test_statuses_before_numbers_are_updates_if_they_are_repeated():
    log = [["Status", "Rec", "Date"], ["Red", 1, "June 2024"], ["Red", 2, "June 2024"], ["Amber", 3, "June 2024"]]
    reading = read({"List": [row[:3] for row in NUMBER_TRACKER], "Log": log})
    stated = [row["status"] for row in reading.rows["progress"]]
    assert stated == ["Red", "Red", "Amber"]
