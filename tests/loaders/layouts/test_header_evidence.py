"""Header rows: mostly unknown headings, years above them, and rows that are none."""

from datetime import date
from typing import Any

import pytest

from loaders.options import ReadOptions
from loaders.pipeline import read_workbook
from model.tracker.reading import WorkbookError
from tests.support.workbooks.layouts import book_of, issues, read, texts, updates

IN_JUNE = ReadOptions(as_at="2024-06")
TASKS = [[n, f"Write lesson number {n} of the course.", "Maria", "2024-05-0" + str(n)] for n in range(1, 5)]


def test_one_known_heading_and_texts_below_an_unknown_one_are_a_table():
    reading = read({"T": [["Nr", "Onderwerp", "Owner", "Datum"], *TASKS]}, options=IN_JUNE)

    assert texts(reading) == [(str(n), text) for n, text, _, _ in TASKS]
    assert ("heading-uncertain", "T B1") in issues(reading)


CONTROLS: list[list[str | None]] = [
    ["4.1", "Rules for visitors", "Visitors shall wear a badge on all floors.", "Yes", "X", None],
    ["4.2", "Rules for keys", "Keys shall be counted at the end of each week.", "No", None, None],
    ["4.3", "Rules for doors", "Doors shall be locked when nobody is in the room.", "Yes", "X", "X"],
    ["4.4", "Rules for lamps", "Lamps shall be put out by whoever leaves last.", "Yes", None, "X"],
    ["4.5", "Rules for desks", "Desks shall be cleared before the end of the day.", "No", None, None],
    ["4.6", "Rules for boxes", "Boxes shall be kept off the floor of each store.", "Yes", "X", None],
]


def test_an_answer_that_its_column_repeats_is_no_heading_whatever_else_it_means():
    rows = [["Point", "Point Title", "Point Words", "Chosen", "Law", "Trade"], *CONTROLS]

    with pytest.raises(WorkbookError) as refused:
        read_workbook(book_of({"T": rows}))  # not a table below “No”

    assert refused.value.code == "no-table"


def test_headings_merged_over_two_rows_are_read_with_those_below_their_groups():
    head = ["Point", "Point Title", "Point Description", "Applied?", "Why", None]
    rows = [head, [None, None, None, None, "Law", "Trade"], *CONTROLS]
    merged = ["T!A1:A2", "T!B1:B2", "T!C1:C2", "T!D1:D2", "T!E1:F1"]
    reading = read({"T": rows}, options=IN_JUNE, merged=merged)

    assert texts(reading) == [(row[0], row[2]) for row in CONTROLS]
    assert [row["status"] for row in reading.rows["progress"]] == ["Yes", "No", "Yes", "Yes", "No", "Yes"]


def test_a_plain_heading_of_recommendations_and_an_owner_are_enough_next_to_others():
    head = ["Function", "Focus", "Now (1-5)", "Then (1-5)", "Step", "Recommendation", "Owner"]
    rows = [[f"F{n}", f"Area {n}", n, n + 1, 1, f"Write lesson {n} of the course.", f"Team {n}"] for n in range(1, 5)]
    reading = read({"T": [["Course"], [], head, *rows]}, options=IN_JUNE)

    assert [text for _, text in texts(reading)] == [row[5] for row in rows]
    assert [row["lead_agency"] for row in reading.rows["recommendations"]] == [row[6] for row in rows]


def test_a_column_headed_by_a_word_for_a_status_is_no_row_of_items():
    head = ["control_id", "area", "control_name", "implemented", "gap_found"]
    rows = [
        [f"C{n:03}", area, f"Control number {n} of the plan", "No" if n % 2 else "Yes", f"Rule {n} is not kept yet"]
        for n, area in enumerate(["Doors", "Keys", "Doors", "Keys", "Visitors"], 1)
    ]
    assert [ref for ref, _ in texts(read({"T": [head, *rows]}))] == [row[0] for row in rows]


def test_texts_with_a_theme_and_what_they_rest_on_are_a_list():
    head = ["Category", "What happened", "How it changes the work", "Action items"]
    rows = [
        ["Design", f"Event {n} took more time than planned", f"Plan {n} gets two more weeks", f"Plan case {n} earlier"]
        for n in range(1, 6)
    ]
    reading = read({"Lessons": [head, *rows]})
    assert [text.splitlines()[0] for _, text in texts(reading)] == [row[3] for row in rows]
    assert {row["theme"] for row in reading.rows["recommendations"]} == {"Design"}


def test_a_name_that_may_be_a_title_or_an_owner_is_a_question():
    names = ["Anna Berg", "Rhys Llwyd", "Maya Patel", "Owen Price", "Zoe Quinn"]
    rows = [[number, name, "Draft", "Review"] for number, name in enumerate(names, 1)]
    reading = read({"T": [["No.", "Name", "1 June 2024", "2 June 2024"], *rows]})
    assert ("heading-uncertain", "T B1") in issues(reading)
    assert [column.candidates for column in reading.columns if column.cell == "B1"] == [("title", "lead_agency")]


def test_rows_with_one_text_and_different_themes_are_several_items():
    rows = [["Kitchen", "Mend the door", "Open"], ["Hall", "Mend the door", "Done"], ["Hall", "Paint the wall", "Open"]]
    reading = read({"T": [["Area", "Task", "Status"], *rows]}, options=IN_JUNE)
    assert [(row["theme"], row["recommendation"]) for row in reading.rows["recommendations"]] == [
        (theme, task) for theme, task, _ in rows
    ]


H = ["Ref", "Recommendation", "Owner", "Status"]


@pytest.mark.parametrize(
    "rows",
    [
        [["R1", "Response", "Lead", "Complete"], ["R2", "Progress", "Agency", "Open"], ["R3", "It", "CPS", "Open"]],
        [["Training", "Response", "Lead", "Open"], ["Data", "Action", "Owner", "Open"], ["Law", "Title", "X", "Done"]],
        [["A-1", "Recommendation", "Owner", "Status"]],
    ],
    ids=["the words of headings", "without numbers", "a single row"],
)
def test_a_row_is_no_heading_if_it_is_like_the_rows_of_its_table(rows):
    reading = read({"T": [H, *rows]}, options=IN_JUNE)
    assert [(row["ref"], row["recommendation"]) for row in reading.rows["recommendations"]] == [
        (row[0], row[1]) for row in rows
    ]


def test_headings_right_below_another_table_begin_a_table():
    rows = [H, [1, "Train.", "DPP", "Open"], ["Ref", "Action", "Lead", "RAG"], [2, "Buy.", "CPS", "Red"], H]
    reading = read({"T": [*rows, [3, "Count.", "CPS", "Open"]]}, options=IN_JUNE)
    assert texts(reading) == [("1", "Train."), ("2", "Buy."), ("3", "Count.")]


@pytest.mark.parametrize(
    ("years", "labels", "rounds"),
    [
        (["2023/24", "2024/25"], ["Q4", "Q4 RAG", "Q1", "RAG Q1"], ["Q4 2023/24", "Q1 2024/25"]),
        ([2024, None], ["Feb", "Feb RAG", "June update", "June RAG"], ["Feb 2024", "June 2024"]),
        (["2023/24", None], ["Nov update", "Nov RAG", "March update", "March RAG"], ["Nov 2023", "March 2024"]),
        (["2023", "2024"], ["Autumn", "Autumn RAG", "Spring update", "Spring RAG"], ["Autumn 2023", "Spring 2024"]),
    ],
    ids=["quarters", "months", "months of a financial year", "seasons"],
)
def test_a_year_belongs_to_what_stands_under_it(years, labels, rounds):
    first, second = years
    rows: list[list[Any]] = [
        [None, None, first, None, second, None],
        ["Ref", "Recommendation", *labels],
        [1, "Train.", "Begun.", "Red", "Half done.", "Amber"],
    ]
    merged = ["T!C1:D1", "T!E1:F1"] if second else ["T!C1:F1"]
    reading = read({"T": rows}, merged=merged)
    told = [(row["date"].words, row["status"], row["update"]) for row in reading.rows["progress"]]
    assert told == [(rounds[0], "Red", "Begun."), (rounds[1], "Amber", "Half done.")]
    assert issues(reading, but=("key-missing",)) == []


def test_a_title_with_a_date_to_the_right_of_the_headings_is_no_group_above_them():
    rows = [
        [None, "State of works", None, None, date(2024, 6, 19)],
        ["Priority", "Project", "Status", "Notes"],
        ["High", "New lamps in the hall", "On Hold", "No money yet."],
        ["Low", "New chairs in the hall", "Completed", "All are there."],
        ["Low", "New paint in the yard", "In Progress", "Half is done."],
    ]
    reading = read({"T": rows})

    assert texts(reading) == [
        ("1", "New lamps in the hall"),
        ("2", "New chairs in the hall"),
        ("3", "New paint in the yard"),
    ]
    assert [row["status"] for row in reading.rows["progress"]] == ["On Hold", "Completed", "In Progress"]


def test_a_row_with_a_number_written_as_a_text_is_no_row_of_headings():
    rows = [
        ["Victims", "1", "Find lasting funding.", "DPP/CPS", "Red", "- Begun - Planned", "Done", "45000"],
        [None, "2.0", "Train staff.", "the Force", "G", None, "No progress", "Autumn 2024"],
        [None, "3a", "Count them.", "HMCTS OPCC", None, "x", "y", "TBC"],
    ]
    with pytest.raises(WorkbookError, match="no-table"):
        read({"T": rows})


HEAD = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]
POLICY: list[Any] = ["1", "Write the policy.", "CPS", "Red", "Begun."]


def test_headings_that_stand_again_with_another_word_are_no_item():
    reading = read({"T": [HEAD, POLICY, ["Ref", "Recommendation", "Lead", "RAG Feb 24", "Progress Feb 24"]]})
    assert texts(reading) == [("1", "Write the policy.")]
    assert issues(reading) == [("table-not-read", "T A3")]


def test_headings_without_rows_above_the_same_headings_are_a_table_that_is_not_read():
    reading = read({"T": [HEAD, HEAD, POLICY]})
    assert texts(reading) == [("1", "Write the policy.")]
    assert issues(reading) == [("table-not-read", "T A1")]


def test_the_last_of_several_groups_of_headings_is_as_wide_as_the_one_before():
    groups = [None, None, "July 2023", None, "June 2024", None, None]
    head = ["Ref", "Recommendation", "RAG", "Progress", "RAG", "Progress", "Comments"]
    reading = read({"T": [groups, head, ["1", "Write it.", "Red", "Begun.", "Green", "Done.", "Well done."]]})
    assert updates(reading) == [("1", "July 2023", "Red", "Begun."), ("1", "June 2024", "Green", "Done.")]


def test_a_number_above_the_headings_of_another_table_is_no_title_and_is_named():
    others = [[None, None, None, None, None, 7.5], ["Name", "Role", "Telephone", "Email"], ["A", "B", "1", "c"]]
    reading = read({"T": [HEAD, POLICY, ["2", "Print it.", "CPS", "Red", "Begun."], *others]})
    assert issues(reading) == [("rows-below-table", "T F4"), ("table-not-read", "T A5")]


def test_the_day_of_the_next_review_above_a_heading_is_no_day_of_the_statuses_below_it():
    head = ["Ref", "Recommendation", None, "RAG"]
    reading = read({"Plan": [["Next review: 14/10/2026"], head, ["1", "Write it.", None, "Red"]]})
    assert [(ref, status) for ref, _, status, _ in updates(reading)] == [("1", "Red")]
    assert [row["date"] for row in reading.rows["progress"]] == [None]
    assert issues(reading) == [("rows-above-headings", "Plan A1"), ("snapshot-undated", "Plan A2")]
