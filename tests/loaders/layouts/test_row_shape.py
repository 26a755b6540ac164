"""The shape of a table's rows: bands, and blocks below the table."""

from datetime import date

import pytest

from loaders.options import ReadOptions
from tests.support.workbooks.layouts import items, read, texts

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


def test_a_short_text_alone_is_a_band_where_every_item_has_a_status():
    head = ["Recommendation", "Owner", "Target date", "Status"]
    rows = [head, ["Skills"], *([f"Train {n}.", "DPP", "June 2025", "Open"] for n in range(3))]

    assert items(read({"T": rows}, options=IN_JUNE)) == [(str(n), "Skills", "DPP") for n in range(1, 4)]


def test_a_block_below_a_blank_row_with_other_columns_is_not_in_the_table():
    scores = [["Scores"], ["Severity 5", 5, 10, 15], ["Severity 4", 4, 8, 12]]
    rows = [HEAD, *([f"R{n}", f"Do thing {n}.", "DPP", "Open"] for n in range(1, 5)), [], *scores]

    assert [ref for ref, _ in texts(read({"T": rows}, options=IN_JUNE))] == ["R1", "R2", "R3", "R4"]


def test_an_item_below_many_blank_rows_is_in_the_table():
    rows = [HEAD, *([n, f"Do thing {n}.", "DPP", "Open"] for n in range(1, 5)), *([] for _ in range(30))]
    rows.append([5, "Do thing 5.", "CPS", "Closed"])

    assert texts(read({"T": rows}, options=IN_JUNE))[-1] == ("5", "Do thing 5.")


def test_headings_below_a_blank_row_where_numbers_were_begin_another_table():
    risks = [[f"Hall {n} floods.", n, n + 2, "Clear the drains.", f"Team {n}"] for n in range(1, 5)]
    other = [["Case", "Name", "Hours", "Tests", "Points"], *([f"Case {n}", 2, n, 4, 50] for n in range(1, 6))]
    reading = read({"T": [["Risk", "Impact", "Likelihood", "Comments", "Owner"], *risks, [], *other]}, options=IN_JUNE)

    assert [text for _, text in texts(reading)] == [row[0] for row in risks]
    assert [i.found for i in reading.issues if i.code == "rows-below-table"] == ["7-12"]


def test_a_sentence_that_goes_on_in_the_next_row_is_one_text():
    head = ["Ref", "Recommendation", "Owner", "Status", "Progress"]
    rows = [
        head,
        [1, "Train all officers.", "DPP", "Open", "Begun."],
        [2, "Share the risk assessments before", "CPS", "Open", "It is signed."],
        [None, "any interview takes place.", None, None, "It is in use."],
        [3, "Agree one file with the", "CPS", "Closed"],
        [None, "Crown Prosecution Service."],
        [4, "Count the cases.", "CPS", "Closed"],
    ]
    reading = read({"T": rows}, options=IN_JUNE)

    assert texts(reading) == [
        ("1", "Train all officers."),
        ("2", "Share the risk assessments before any interview takes place."),
        ("3", "Agree one file with the Crown Prosecution Service."),
        ("4", "Count the cases."),
    ]
    assert [row["update"] for row in reading.rows["progress"]][:2] == ["Begun.", "It is signed.\nIt is in use."]
    assert [(i.cell, i.found) for i in reading.issues if i.code == "rows-continue"] == [("B4", "4, 6")]


def test_guidance_below_the_headings_and_totals_below_the_list_are_no_items():
    head = ["ID", "Action", "Owner", "Raised", "Due", "Status", "Update"]
    guidance = ["Number", "Say what is to be done", "Who will do it", "dd/mm/yy", "dd/mm/yy", "Open / Closed", "News"]
    days = [date(2024, 1, 5), date(2025, 1, 5)]
    rows = [[n, f"Do thing {n}.", "DPP", *days, "Open", "Begun."] for n in range(1, 5)]
    below = [[5], [6], [], ["Total", 4, None, None, None, "4 open"], [], ["Insert new rows above the total."]]
    reading = read({"T": [head, guidance, *rows, *below]}, options=IN_JUNE)

    assert [ref for ref, _ in texts(reading)] == ["1", "2", "3", "4"]
    assert [i.found for i in reading.issues if i.code == "rows-not-items"] == ["2"]
    assert [i.found for i in reading.issues if i.code == "rows-below-table"] == ["7-8, 10, 12"]


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
        *(["Grand total", 4, None, "2 open, 2 closed"], [None, "Total recommendations: 4"], ["Open", 2]),
        *([None, None, "Total:", 4], ["Average", None, None, "50%"], ["Number of actions", 4]),
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
