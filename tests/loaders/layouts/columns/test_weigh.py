"""The meaning of a column by the weight of its heading and its values."""

from datetime import date

import pytest

from loaders.options import ReadOptions
from model.issues.issue import Severity
from tests.support.workbooks.layouts import GREEN, RED, issues, read

IN_JUNE = ReadOptions(as_at="2024-06")


def read_question(heading, *answers, more=()):
    head = ["Ref", "Recommendation", "Owner", heading, *more]
    rows = [[number, f"Task {number}.", "DPP", *answer] for number, answer in enumerate(answers, 1)]
    return read({"T": [head, *rows]}, options=IN_JUNE)


def statuses(reading):
    return [(row["ref"], row["status"]) for row in reading.rows["progress"]]


@pytest.mark.parametrize(
    "heading", ["Implemented? Y/N", "Complete (Yes/No/Partial)", "Compliance", "Done?", "Completed"]
)
def test_yes_no_and_partial_are_a_status_with_a_scale_to_confirm(heading):
    reading = read_question(heading, ["Y"], ["N"], ["Partial"], [None])
    assert statuses(reading) == [("1", "Y"), ("2", "N"), ("3", "Partial")]
    assert [(i.cell, i.details["order"].strip('"')) for i in reading.issues if i.code == "scale-proposed"] == [
        ("D2", "N, Partial, Y")
    ]


def test_the_order_of_yes_and_no_is_an_option():
    head = ["Ref", "Recommendation", "Owner", "Implemented? Y/N"]
    options = ReadOptions(as_at="2024-06", scale=("N", "Partial", "Y"))
    reading = read({"T": [head, [1, "Train.", "DPP", "y"], [2, "Count.", "DPP", "N"]]}, options=options)
    assert statuses(reading) == [("1", "Y"), ("2", "N")]
    assert reading.scale.complete == ("Y",)
    assert reading.publishable


def test_a_plain_status_goes_before_a_question():
    reading = read_question("Implemented? Y/N", ["N", "Red"], ["Y", "Green"], more=["RAG"])
    assert statuses(reading) == [("1", "Red"), ("2", "Green")]
    assert [row["evidence"] for row in reading.rows["progress"]] == ["Implemented? Y/N: N", "Implemented? Y/N: Y"]
    assert [(i.code, i.cell, i.severity) for i in reading.issues if i.cell == "D1"] == [
        ("column-as-evidence", "D1", Severity.WARNING)
    ]


def test_days_under_a_question_are_when_it_was_done():
    reading = read_question("Completed", [date(2024, 3, 5), "Red"], [None, "Red"], more=["RAG"])
    assert [(row["status"], row["evidence"]) for row in reading.rows["progress"]] == [
        ("Red", "Completed: 2024-03-05"),
        ("Red", None),
    ]


def test_other_words_under_such_a_heading_are_evidence_and_a_question():
    reading = read_question("Completed", ["by hand in May", "Red"], more=["RAG"])
    assert issues(reading, but=["snapshot-dated"]) == [
        ("column-as-evidence", "T D1"),
        ("heading-uncertain", "T D1"),
    ]


def test_done_belongs_to_what_was_promised_where_something_was():
    head = ["Ref", "Recommendation", "Owner", "RAG", "Activity", "Due", "Done"]
    reading = read({"T": [head, [1, "Train.", "DPP", "Red", "Meet.", "July 2024", "Yes"]]}, options=IN_JUNE)
    assert [row["done"] for row in reading.rows["monitoring"]] == [True]
    assert statuses(reading) == [("1", "Red")]


def test_next_to_a_round_without_a_status_a_question_is_its_status_and_reported():
    head = ["Ref", "Recommendation", "Owner", "Fixed (Y/N)", "Update June 2024"]
    reading = read({"T": [head, [1, "Train.", "DPP", "Y", "Begun."], [2, "Count.", "DPP", "N", "None."]]})
    assert statuses(reading) == [("1", "Y"), ("2", "N")]
    assert issues(reading) == [("heading-placed", "T D1"), ("scale-proposed", "T D2")]


def test_next_to_rounds_with_statuses_a_question_is_evidence_and_reported():
    head = ["Ref", "Recommendation", "Owner", "RAG June 2024", "Update June 2024", "Implemented? Y/N"]
    reading = read({"T": [head, [1, "Train.", "DPP", "R", "Begun.", "N"]]})
    assert [(row["status"], row["evidence"]) for row in reading.rows["progress"]] == [("Red", "Implemented? Y/N: N")]
    assert [(i.cell, i.severity) for i in reading.issues if i.code == "column-as-evidence"] == [
        ("F1", Severity.WARNING)
    ]


def test_words_of_the_key_are_statuses_under_any_heading():
    key = [["Key"], ["Dormant", "Nobody works on it"], ["Embedding", "It is being taught"], ["Rooted", "It is done"]]
    rows = [[1, "Train.", "DPP", "Dormant"], [2, "Count.", "CPS", "Embedding"], [3, "Publish.", "DPP", "Rooted"]]
    sheets = {"T": [["Ref", "Recommendation", "Owner", "Where we are"], *rows], "Key": key}

    assert statuses(read(sheets, options=IN_JUNE)) == [("1", "Dormant"), ("2", "Embedding"), ("3", "Rooted")]


def test_levels_are_no_statuses_even_under_a_status():
    head = ["Ref", "Recommendation", "Owner", "Risk status"]
    rows = [[1, "Train.", "DPP", "Low"], [2, "Count.", "CPS", "High"], [3, "Publish.", "DPP", "Medium"]]

    assert statuses(read({"T": [head, *rows]}, options=IN_JUNE)) == []


def test_sentences_under_status_are_updates():
    head = ["Ref", "Recommendation", "Owner", "Current status"]
    texts = [
        "The course was written and is taught.",
        "Nobody has counted them at all.",
        "It was published in May.",
    ]
    rows = [[number, f"Task {number}.", "DPP", text] for number, text in enumerate(texts, 1)]

    assert [row["update"] for row in read({"T": [head, *rows]}, options=IN_JUNE).rows["progress"]] == texts


def test_a_text_that_only_its_values_show_is_read_and_is_a_question():
    head = ["Ref", "Onderwerp", "Owner", "Status"]
    rows = [[n, f"Write the course of lesson number {n}.", "DPP", "Open"] for n in range(1, 5)]
    reading = read({"T": [head, *rows]}, options=IN_JUNE)

    assert [row["recommendation"] for row in reading.rows["recommendations"]] == [row[1] for row in rows]
    assert ("heading-uncertain", "T B1") in issues(reading)


def test_a_sub_area_is_no_part_of_the_ref():
    head = ["Main Area", "Sub Area", "Recommendation", "Status"]
    rows = [["Operations", area, f"Do {n}.", "Open"] for n, area in enumerate(["Storage", "Network"] * 3, 1)]
    reading = read({"T": [head, *rows]}, options=IN_JUNE)

    assert [(row["ref"], row["theme"]) for row in reading.rows["recommendations"]] == [
        (str(number), "Operations") for number in range(1, 7)
    ]
    assert ("column-second", "T B1") in issues(reading)


@pytest.mark.parametrize("digits", ["9" * 5000, "²"])
def test_a_number_that_no_list_has_breaks_nothing(digits):
    rows = [["No", "Recommendation", "Status"], ["1", "Train.", "Open"], [digits, "Recruit.", "Open"]]
    assert len(read({"Tracker": rows}).rows["recommendations"]) == 2


def texts(reading):
    return [row["recommendation"] for row in reading.rows["recommendations"]]


def test_counts_under_a_heading_for_texts_are_no_text():
    head = ["Code", "Status", "Tasks", "Registration", "Title"]
    rows = [[f"AUD-{n}", "Closed", "0", "x", f"Audit of the ward {n} in spring"] for n in range(1, 7)]
    assert texts(read({"T": [head, *rows]}, options=IN_JUNE)) == [row[-1] for row in rows]


def test_days_under_a_heading_that_is_similar_to_that_of_refs_are_no_refs():
    head = ["Control name", "Owner", "Description", "Finding date", "Status"]
    rows = [["NC-1: Access", "Finance", "Review who has access.", "20 Mar 2026", "Open"]] * 2
    rows += [["NC-2: Law", "Legal", "List the laws that apply.", "20 Mar 2026", "Open"]]
    reading = read({"T": [head, *rows]}, options=IN_JUNE)
    assert {row["ref"] for row in reading.rows["recommendations"]} == {"1", "2"}
    assert "Finding date" in [i.found for i in reading.issues if i.code == "heading-unknown"]


def test_a_blank_column_of_findings_leaves_the_questions_to_be_the_text():
    head = ["id", "area", "question", "method", "finding", "status"]
    rows = [[f"CL{n}", "Access", f"Is rule {n} kept by all of the staff?", "Review", None, "Pending"] for n in range(5)]
    reading = read({"T": [head, *rows]}, options=IN_JUNE)
    assert texts(reading) == [row[2] for row in rows]
    assert "value-missing" not in {i.code for i in reading.issues}


def test_a_blank_column_of_recommendations_leaves_the_findings_to_be_the_text():
    rows = [[n, f"The team found fault number {n} in the files.", None, "Open"] for n in range(1, 6)]
    reading = read({"T": [["Ref", "Finding", "Recommendation", "Status"], *rows]}, options=IN_JUNE)
    assert texts(reading) == [row[1] for row in rows]
    assert [i.found for i in reading.issues if i.code == "columns-blank"] == ["Recommendation"]


def test_a_promise_without_a_day_is_what_should_be_done():
    head = ["id", "area", "status", "promise", "keyNumber", "whatHappened"]
    rows = [
        [
            f"p-{n}",
            "Climate",
            "delivered",
            f"Pass the law number {n} on clean air",
            f"Law {n} promised and passed {n} times",
            "x " * 90,
        ]
        for n in range(1, 7)
    ]
    assert [text.splitlines()[0] for text in texts(read({"T": [head, *rows]}, options=IN_JUNE))] == [r[3] for r in rows]


def test_the_name_of_an_area_is_no_owner():
    head = ["Ref", "Control area name", "Recommendation", "Status"]
    names = ["Access Control", "Access Control", "Staff Training", "Staff Training", "Physical Protection"]
    rows = [[n, name, f"Do thing {n} in every office.", "Open"] for n, name in enumerate(names, 1)]
    found = read({"T": [head, *rows]}, options=IN_JUNE).rows["recommendations"]
    assert [(row["lead_agency"], row["theme"]) for row in found] == [(None, name) for name in names]


@pytest.mark.parametrize(
    ("second", "cells"), [("Risk (P*I)", [12, 12, 6, 6]), ("Action", [None] * 4)], ids=["numbers", "blank"]
)
def test_texts_are_in_the_column_that_has_them_despite_the_words_of_another_heading(second, cells):
    texts = ["Paint the hall in May.", "Mend the roof before autumn.", "Sweep the yard each week.", "Buy four ladders."]
    rows = [
        [text, cell, "Hall team", status]
        for text, cell, status in zip(texts, cells, ["Open", "Done", "Open", "Done"], strict=True)
    ]
    reading = read({"T": [["Item", second, "Owner", "Status"], *rows]}, options=IN_JUNE)

    assert [row["recommendation"] for row in reading.rows["recommendations"]] == texts


def test_codes_are_the_refs_next_to_row_numbers():
    head = ["#", "Risk ID", "Description", "Status"]
    rows = [
        [n, f"K-{code}", f"The {word} may be late.", "Open"]
        for n, code, word in ((1, 7, "tent"), (2, 4, "stage"), (3, 9, "band"))
    ]
    reading = read({"T": [head, *rows]}, options=IN_JUNE)

    assert [row["ref"] for row in reading.rows["recommendations"]] == ["K-7", "K-4", "K-9"]
    assert ("column-second", "T A1") in issues(reading)


def test_a_word_and_a_number_are_refs_under_a_heading_for_numbers():
    head = ["Rule/Chapter Number", "Recommendation", "Owner"]
    rows = [["Chapter 9", "Count the chairs."], ["Rule 5.17", "Lock the gate."], ["Rule 8.2", "Oil the hinges."]]
    reading = read({"T": [head, *([*row, "Hall team"] for row in rows)]}, options=IN_JUNE)

    assert [row["ref"] for row in reading.rows["recommendations"]] == [ref for ref, _ in rows]


def test_several_names_in_a_cell_are_owners_and_not_the_texts():
    head = ["No.", "Ativity", "Due Date", "Status", "Individual taking over activity"]
    tasks = [
        "Share out the keys of the hall",
        "Keep the list of visitors up to date",
        "Water the plants",
        "Close the gate",
    ]
    names = ["Ann Bell,Carl Dunn", "Eve Finn", "Gus Hale,Ida Jones", "Ann Bell"]
    rows = [[n, task, None, "Ongoing", name] for n, (task, name) in enumerate(zip(tasks, names, strict=True), 1)]
    reading = read({"T": [head, *rows]}, options=IN_JUNE)

    assert [row["recommendation"] for row in reading.rows["recommendations"]] == tasks
    assert [row["lead_agency"] for row in reading.rows["recommendations"]][1] == "Eve Finn"


def test_numbers_are_no_dates_under_a_heading_that_is_only_like_one():
    head = ["Ref", "Recommendation", "Owner", "Completion Pct"]
    rows = [[n, f"Mend step {n} of the stairs.", "Hall team", percent] for n, percent in ((1, 40), (2, 100), (3, 0))]
    reading = read({"T": [head, *rows]}, options=IN_JUNE)

    assert [row["target"] for row in reading.rows["recommendations"]] == [None, None, None]
    assert ("heading-unknown", "T D1") in issues(reading)


def test_a_date_and_an_owner_make_a_list_of_tasks_a_tracker():
    rows = [["20-06-2026", "Visit the town office.", "Ann"], ["21-06-2026", "Hire a small digger.", "Carl"]]
    reading = read({"T": [["Date", "Task", "Assigned To"], *rows]})

    assert [(row["recommendation"], row["lead_agency"]) for row in reading.rows["recommendations"]] == [
        ("Visit the town office.", "Ann"),
        ("Hire a small digger.", "Carl"),
    ]


def test_answers_under_a_heading_for_recommendations_leave_the_findings_to_be_the_text():
    head = ["Ref", "Category", "Finding", "Recommended action", "Recommendation"]
    rows = [[n, "Web", f"The page number {n} has no title of its own", "x", "No"] for n in range(1, 30)]
    found = texts(read({"T": [head, *rows]}, options=IN_JUNE))
    assert [text.splitlines()[0] for text in found] == [row[2] for row in rows]


def test_a_misspelt_status_with_unusual_words_is_a_question():
    head = ["No", "Current state", "Gap description"]
    words = ["Paper forms", "No lamps", "Paper forms", "Paper forms", "No lamps"]
    rows = [[n, word, f"The room {n} needs a list of what is in it."] for n, word in enumerate(words, 1)]
    reading = read({"T": [head, *rows]}, options=IN_JUNE)

    questions = [(i.cell, i.details["field"]) for i in reading.issues if i.code == "heading-uncertain"]
    assert ("B1", "Status") in questions


def test_items_without_a_real_text_are_not_joined():
    head = ["Gap description", "Owner", "Status"]
    rows = [["N/A", "Hall team", "Open"], ["N/A", "Lamp team", "Closed"], ["There is no list.", "Office", "Open"]]
    reading = read({"T": [head, *rows]}, options=IN_JUNE)
    assert [row["ref"] for row in reading.rows["recommendations"]] == ["1", "2", "3"]


def test_ids_of_something_else_that_repeat_are_no_refs():
    head = ["Asset ID", "Threat", "Owner", "Impact"]
    threats = ["The hall floods in spring.", "The lamps fail at night.", "The doors jam in winter.", "The roof leaks."]
    rows = [[f"A{n // 2}", threat, "Hall team", "High"] for n, threat in enumerate(threats)]
    reading = read({"T": [head, *rows]}, options=IN_JUNE)

    assert [(r["ref"], r["recommendation"]) for r in reading.rows["recommendations"]] == [
        (str(n), threat) for n, threat in enumerate(threats, 1)
    ]


def test_scores_under_an_unknown_heading_are_no_refs():
    head = ["Skor", "Recommendation", "Owner", "Status"]
    rows = [[score, f"Write lesson {n}.", "Team", "Open"] for n, score in enumerate((55, 70, 40, 65), 1)]
    assert [r["ref"] for r in read({"T": [head, *rows]}, options=IN_JUNE).rows["recommendations"]] == list("1234")


def test_numbers_in_order_are_refs_also_where_one_of_them_is_a_word():
    head = ["ac", "Description", "Owner", "Status"]
    rows = [[number, f"Write lesson {number}.", "Team", "Open"] for number in ("a", *range(1, 12))]
    refs = [r["ref"] for r in read({"T": [head, *rows]}, options=IN_JUNE).rows["recommendations"]]
    assert refs == ["a", *map(str, range(1, 12))]


def test_one_colour_in_a_blank_column_under_an_unknown_heading_is_no_status():
    head = ["Ref", "Recommendation", "Owner", "Influence"]
    rows = [[number, f"Write lesson {number}.", "Team"] for number in range(1, 5)]
    fills = {f"T!D{row}": GREEN for row in range(2, 6)}
    assert statuses(read({"T": [head, *rows]}, options=IN_JUNE, fills=fills)) == []
    rated = statuses(read({"T": [head, *rows]}, options=IN_JUNE, fills={**fills, "T!D3": RED}))
    assert [status for _, status in rated] == ["Green", "Red", "Green", "Green"]


def test_a_text_with_a_background_and_a_deadline_is_an_item():
    head = ["Feature", "Tasks", "Deadline"]
    rows = [[f"Readers can see what room {n} has.", f"Draw room {n} and show it.", date(2024, 7, n)] for n in (2, 3, 4)]
    found = [row["recommendation"] for row in read({"T": [head, *rows]}).rows["recommendations"]]
    assert len(found) == 3
    assert all("Draw room" in text and "Readers can see" in text for text in found)
