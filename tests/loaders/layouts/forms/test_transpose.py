"""Transposed tables: labels down a sheet, and a recommendation in each column."""

from datetime import datetime
from typing import Any

from tests.support.workbooks.layouts import AMBER, GREEN, issues, items, read, texts, updates

HEAD: list[list[Any]] = [["Ref", 1, 2], ["Recommendation", "Train them.", "Share it."], ["Owner", "DPP", "CPS"]]


def columns(reading):
    return [(one.cell, one.field, one.evidence, one.area) for one in reading.columns]


def test_each_column_is_a_recommendation_and_a_fill_may_be_the_only_status():
    rounds = [["Progress Feb 24", "None.", "Some."], ["RAG Feb 24", "R", "A"], ["RAG June 2024", None, None]]
    reading = read({"T": [["Our tracker"], [], *HEAD, *rounds]}, fills={"T!B8": AMBER, "T!C8": GREEN})
    assert (reading.layout, items(reading)) == ("turned", [("1", None, "DPP"), ("2", None, "CPS")])
    assert updates(reading) == [
        ("1", "Feb 24", "Red", "None."),
        ("1", "June 2024", "Amber", None),
        ("2", "Feb 24", "Amber", "Some."),
        ("2", "June 2024", "Green", None),
    ]
    assert columns(reading) == [
        ("A3", "ref", "heading", "B3:C3"),
        ("A4", "recommendation", "heading", "B4:C4"),
        ("A5", "lead_agency", "alias", "B5:C5"),
        ("A6", "update", "alias", "B6:C6"),
        ("A7", "status", "alias", "B7:C7"),
        ("A8", "status", "alias", "B8:C8"),
    ]
    assert issues(reading) == [("status-from-colour", "T B8")]
    issue = next(one for one in reading.issues if one.code == "status-from-colour")
    assert (issue.found, issue.details["count"], issue.details["rows"]) == ("Amber, Green", "2", "8")


def test_rounds_may_be_real_dates_down_the_side():
    rows = [[datetime(2024, 2, 1), "R", "A"], [datetime(2024, 6, 1), "A", "G"]]
    reading = read({"T": [*HEAD, *rows]})
    found = [(row["ref"], row["date"].round.isoformat()[:7], row["status"]) for row in reading.rows["progress"]]
    assert found == [
        ("1", "2024-02", "Red"),
        ("1", "2024-06", "Amber"),
        ("2", "2024-02", "Amber"),
        ("2", "2024-06", "Green"),
    ]
    assert issues(reading) == []


def test_rounds_may_be_in_a_separate_column_before_the_labels():
    rows = [[None, *row] for row in HEAD]
    rounds = [["Feb 24", "RAG", "R", "A"], [None, "Progress", "None.", "Some."], ["June 2024", "RAG", "A", "G"]]
    reading = read({"T": [*rows, *rounds]})
    assert updates(reading) == [
        ("1", "Feb 24", "Red", "None."),
        ("1", "June 2024", "Amber", None),
        ("2", "Feb 24", "Amber", "Some."),
        ("2", "June 2024", "Green", None),
    ]
    assert issues(reading) == []


def test_rounds_may_be_merged_next_to_the_labels_and_themes_over_columns():
    rows = [[row[0], None, *row[1:]] for row in HEAD]
    rounds = [["Feb 24", "RAG", "R", "A"], [None, "Progress", "None.", "Some."]]
    rounds += [["June 2024", "RAG", "A", "G"], [None, "Progress", "Half.", "All."]]
    reading = read({"T": [*rows, ["Theme", None, "Training"], *rounds]}, merged=["T!C4:D4", "T!A5:A6", "T!A7:A8"])
    assert items(reading) == [("1", "Training", "DPP"), ("2", "Training", "CPS")]
    assert updates(reading) == [
        ("1", "Feb 24", "Red", "None."),
        ("1", "June 2024", "Amber", "Half."),
        ("2", "Feb 24", "Amber", "Some."),
        ("2", "June 2024", "Green", "All."),
    ]
    assert issues(reading) == []


def test_refs_may_stand_above_the_columns_without_a_label():
    rows = [*HEAD[1:], ["RAG Feb 24", "R", "A"]]
    alone = read({"T": [["Our tracker"], [None, "Rec 1", "Rec 2"], *rows]})
    labelled = read({"T": [["Field", 1, 2], *rows]})
    assert texts(alone) == texts(labelled) == [("1", "Train them."), ("2", "Share it.")]
    assert columns(alone)[0] == ("A2", "ref", "position", "B2:C2")
    assert (issues(alone), issues(labelled)) == ([], [])


def test_columns_without_an_item_and_labels_that_nobody_knows_are_named():
    rows = [["Ref", 1, 2, 3], *HEAD[1:], ["RAG Feb 24", "R", "A"], ["Colour of tie", "blue", "red"]]
    reading = read({"T": [*rows, ["Owner", "Board", "Board"]]})
    assert items(reading) == [("1", None, "DPP"), ("2", None, "CPS")]
    reported = [(one.code, one.cell, one.found) for one in reading.issues if one.sheet and one.code != "review-assumed"]
    assert reported == [
        ("statuses-taken-as-published", "A1", ""),
        ("rows-not-items", "D1", "D1"),
        ("heading-unknown", "A5", "Colour of tie"),
        ("column-second", "A6", "Owner"),
    ]


def test_turned_tables_may_be_a_sheet_for_each_theme():
    def sheet(first):
        return [["Ref", first, first + 1], *HEAD[1:], ["RAG Feb 24", "R", "A"]]

    reading = read({"Training": sheet(1), "Data": sheet(3)})
    assert (reading.layout, [row["theme"] for row in reading.rows["recommendations"]]) == (
        "sheets-by-theme",
        ["Training", "Training", "Data", "Data"],
    )
    assert issues(reading) == [("sheets-combined", "Training")]


def test_a_fill_to_the_right_of_the_usual_values_is_the_status_of_its_form():
    form = [["Ref", "R1"], ["Recommendation", "Train them all."], ["Owner", "DPP"], ["RAG", None], ["Update", "Begun."]]
    reading = read({"June 2024": form}, fills={"June 2024!C4": AMBER})
    assert updates(reading) == [("R1", "June 2024", "Amber", "Begun.")]
