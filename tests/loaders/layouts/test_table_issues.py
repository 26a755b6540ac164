"""What is reported of a table that was read: evidence, months in rows, merged cells, and colours that say nothing."""

from datetime import date, datetime, time

import pytest
from openpyxl.worksheet.cell_range import CellRange

from loaders.options import ReadOptions
from model.tracker.reading import Severity
from tests.support.workbooks.layouts import AMBER, GREEN, RED, issues, items, read, updates

HEAD = ["Ref", "Recommendation", "Owner"]
FEB, JUNE = ["RAG Feb 24", "Progress Feb 24"], ["RAG June 2024", "Progress June 2024"]
RATED = [*HEAD, "RAG"]
FUND, TRAIN = [1, "Find funding.", "DPP"], [2, "Train officers.", "CPS"]
IN_JUNE = ReadOptions(as_at="2024-06")


def evidence(reading):
    return [(row["ref"], row["status"], row["evidence"]) for row in reading.rows["progress"]]


def reported(reading):
    return [
        (i.cell, i.severity, i.details["kind"], i.details["left_out"])
        for i in reading.issues
        if i.code == "column-as-evidence"
    ]


def test_other_ratings_are_lines_of_evidence_and_never_a_status():
    head = [*HEAD, "Probability", "Impact", "Likelihood (1-5)", "Priority", "RACI", "R", "RAG", "Update"]
    rows = [
        [*FUND, "Red", "Green", 3, "High", "A", "x", None, "Begun."],
        [*TRAIN, "Amber", "#REF!", 1, None, None, None, "Green", None],
    ]
    reading = read({"T": [head, *rows]}, options=IN_JUNE)
    assert evidence(reading) == [
        ("1", None, "Probability: Red\nImpact: Green\nLikelihood (1-5): 3\nPriority: High\nRACI: A\nR: x"),
        ("2", "Green", "Probability: Amber\nLikelihood (1-5): 1"),
    ]
    left_out = {"E1": "3"}
    cells = [f"{column}1" for column in "DEFGHI"]
    assert reported(reading) == [(cell, Severity.INFO, "rating", left_out.get(cell, "")) for cell in cells]


def test_a_rating_or_a_comment_belongs_to_the_round_it_names_else_to_the_latest_update_of_its_row():
    head = [*HEAD, *FEB, "Impact Feb 24", *JUNE, "Impact", "Comments", "Comments Feb 24", "Management response"]
    rows = [
        [*FUND, "Red", "Begun.", "High", "Amber", "Half.", "Low", "Call.", "Ring them.", "Agreed."],
        [*TRAIN, "Red", "None.", "High", None, None, "Low"],
        [3, "Share.", "CPS", None, None, "High", None, None, "Low"],
    ]
    reading = read({"T": [head, *rows]})
    assert evidence(reading) == [
        ("1", "Red", "Impact Feb 24: High"),
        ("1", "Amber", "Impact: Low\nComments: Call.\nManagement response: Agreed."),
        ("2", "Red", "Impact Feb 24: High\nImpact: Low"),
    ]
    assert reading.rows["progress"][0]["update"] == "Begun.\nComments Feb 24: Ring them."
    assert reported(reading) == [
        ("F1", Severity.INFO, "rating", "4"),
        ("I1", Severity.INFO, "rating", "4"),
        ("J1", Severity.INFO, "comment", ""),
        ("L1", Severity.INFO, "comment", ""),
    ]


def test_evidence_has_the_displayed_text_of_a_cell_after_that_of_the_evidence_column():
    head = [*HEAD, "RAG", "Update", "Comments", "Evidence", "Rank", "Effort", "Score", "Date closed", "Date done"]
    row = [*FUND, "Red", 0.4, 0.5, "Minutes.", 1 / 3, time(8, 15), 1234.5, date(2024, 3, 1), date(2024, 3, 5)]
    formats = {"E2": "0%", "F2": "0.0%", "I2": "h:mm", "J2": '"£"#,##0.00', "K2": "mmm-yy"}

    def shape(book):
        for cell, number_format in formats.items():
            book["T"][cell].number_format = number_format

    (update,) = read({"T": [head, row]}, options=IN_JUNE, change=shape).rows["progress"]
    assert update["update"] == "40%\nComments: 50.0%"
    assert update["evidence"].split("\n") == [
        *("Minutes.", "Rank: 0.333333333333333", "Effort: 8:15", "Score: £1,234.50"),
        *("Date closed: March 2024", "Date done: 2024-03-05"),
    ]


def test_the_day_of_completion_is_evidence_and_no_status_even_without_another():
    head = ["Checklist item", "Compliance", "Evidence / Notes", "Fixed Date"]
    rows = [["Lock doors.", "Y", "Seen.", date(2024, 3, 5)], ["Wash hands.", "Partial", None, None], ["Rest.", "N"]]
    reading = read({"T": [head, *rows]}, options=IN_JUNE)
    assert evidence(reading)[0] == ("1", "Y", "Fixed Date: 2024-03-05")
    assert reported(reading) == [("D1", Severity.INFO, "completed", "")]
    alone = read({"T": [[*HEAD, "Date completed"], [*FUND, "12/3/2024"], TRAIN]}, options=IN_JUNE)
    assert evidence(alone) == [("1", None, "Date completed: 12/3/2024")]
    assert reported(alone) == [("D1", Severity.WARNING, "only-completed", "")]


@pytest.mark.parametrize(
    ("february", "june"),
    [
        (["Feb 24"], ["June 2024"]),
        ([None, "Progress Feb 24"], [None, "Update: June 2024"]),
        ([datetime(2024, 2, 1)], [datetime(2024, 6, 1)]),
    ],
)
def test_rows_with_only_a_month_date_the_rows_below_them(february, june):
    reading = read({"T": [RATED, february, [*FUND, "R"], [*TRAIN, "A"], june, [*FUND, "A"], [*TRAIN, "G"]]})
    found = [(row["ref"], row["date"].round.isoformat()[:7], row["status"]) for row in reading.rows["progress"]]
    months = [("1", "2024-02", "Red"), ("2", "2024-02", "Amber"), ("1", "2024-06", "Amber"), ("2", "2024-06", "Green")]
    assert (reading.layout, found) == ("long", months)
    assert issues(reading) == [("rounds-read", f"T {'A2' if february[0] else 'B2'}")]
    assert [i.found for i in reading.issues if i.code == "rounds-read"] == ["2, 5"]


def test_themes_within_months_and_months_within_themes_begin_anew():
    rows = [["Feb 24"], ["Money"], [*FUND, "R"], ["June 2024"], [*TRAIN, "G"], ["Data"], [3, "Count.", "DPP", "A"]]
    reading = read({"T": [RATED, *rows]})
    assert items(reading) == [("1", "Money", "DPP"), ("2", None, "CPS"), ("3", "Data", "DPP")]
    assert [month for _, month, *_ in updates(reading)] == ["Feb 24", "June 2024", "June 2024"]
    money = [["Money"], ["Feb 24"], [*FUND, "R"], ["June 2024"], [*FUND, "A"]]
    reading = read({"T": [RATED, *money, ["Data"], ["June 2024"], [*TRAIN, "G"]]})
    assert items(reading) == [("1", "Money", "DPP"), ("2", "Data", "CPS")]
    assert [month for _, month, *_ in updates(reading)] == ["Feb 24", "June 2024", "June 2024"]


@pytest.mark.parametrize(
    ("rows", "cell"),
    [([[*FUND, "R"], [None, "June 2024"], [*TRAIN, "G"]], "T B3"), ([["June"], [*FUND, "R"], [*TRAIN, "G"]], "T A2")],
    ids=["above some rows only", "without a year"],
)
def test_a_month_that_dates_nothing_is_a_question(rows, cell):
    reading = read({"T": [RATED, *rows]})
    assert [row["date"] for row in reading.rows["progress"]] == [None, None]
    assert ("round-in-row", cell) in issues(reading)
    dated = [[*row[:3], "5 June 2024", row[3]] for row in ([*FUND, "R"], [*TRAIN, "G"])]
    assert issues(read({"T": [[*HEAD, "Date", "RAG"], ["June 2024"], *dated]})) == [("rows-not-items", "T A2")]


def test_a_row_with_other_content_under_a_merged_cell_is_not_filled_and_many_ranges_end_in_time():
    rows = [["Theme", *RATED], ["Training", *FUND, "Red"], [None, *TRAIN, "Green"]]
    for area, second in (("A2:E3", None), ("A2:A3", "Training")):
        reading = read({"T": rows}, change=lambda book, area=area: book["T"].merged_cells.add(area), options=IN_JUNE)
        assert [row["theme"] for row in reading.rows["recommendations"]] == ["Training", second]
    rows = [RATED, *([ref, f"Do {ref}.", "CPS", "Red"] for ref in range(1, 2001))]
    areas = [CellRange(f"A{row}:A1048576") for row in range(2, 2002)]
    reading = read({"T": rows}, change=lambda book: book["T"].merged_cells.ranges.update(areas))
    assert len(reading.rows["recommendations"]) == 2000


BAND = {"T!A2": RED, "T!B2": RED, "T!C2": RED, "T!A3": GREEN, "T!B3": GREEN, "T!C3": GREEN}


@pytest.mark.parametrize(
    ("fills", "status", "found"),
    [
        ({"T!A2": RED, "T!A3": AMBER, "T!A4": GREEN}, [], [("A1", "Red, Amber, Green")]),
        ({"T!B2": RED, "T!B3": GREEN}, [], [("B1", "Red, Green")]),
        ({"T!E2": RED, "T!E3": GREEN}, [], [("E1", "Red, Green")]),
        (BAND, [], [("A1", "Red, Green")]),
        ({"T!A2": GREEN, "T!A3": GREEN, "T!A4": GREEN}, [], []),
        ({"T!A2": RED, "T!A3": AMBER, "T!A4": GREEN}, ["RAG June 2024", "Red", "Red", "Red"], []),
    ],
    ids=["the refs", "the texts", "no heading", "whole rows", "one colour", "next to a status"],
)
def test_colours_of_statuses_in_other_columns_are_reported_where_no_column_has_a_status(fills, status, found):
    rows = [["Ref", "Recommendation", "Update June 2024"], *([n, f"Task {n}.", "Begun."] for n in "123")]
    rows = [[*row, more] for row, more in zip(rows, status or [None] * 4, strict=True)]
    reading = read({"T": rows}, fills=fills)
    assert {row["status"] for row in reading.rows["progress"]} == ({"Red"} if status else {None})
    colours = [(i.cell, i.details["statuses"]) for i in reading.issues if i.code == "colours-not-read"]
    assert colours == found


def test_a_value_covered_by_a_merged_cell_that_shows_another_is_read_and_named():
    rows = [
        [*RATED, "Theme"],
        [*FUND, "Red", "Money"],
        [*TRAIN, "Green", "People"],
        [3, "Share.", "DPP", "Red", "People"],
    ]
    reading = read({"T": rows}, change=lambda book: book["T"].merged_cells.add("E2:E4"), options=IN_JUNE)
    found = [(i.cell, i.found, i.details["kind"], i.severity) for i in reading.issues if i.code == "parts-hidden"]
    assert found == [("E3", "E3, E4", "cells", Severity.WARNING)]
    assert [row["theme"] for row in reading.rows["recommendations"]] == ["Money", "People", "People"]


@pytest.mark.parametrize(
    ("visible", "expected"),
    [([RATED], ("Old", "Form", "list", Severity.WARNING)), ([["Notes"]], ("Old", "", "", Severity.INFO))],
)
def test_a_hidden_list_is_a_warning_where_the_visible_sheet_is_blank(visible, expected):
    sheets = {"Form": visible, "Old": [RATED, [*FUND, "Red"], [*TRAIN, "Green"]]}
    reading = read(sheets, change=lambda book: setattr(book["Old"], "sheet_state", "hidden"), options=IN_JUNE)
    hidden = [each for each in reading.issues if each.code == "parts-hidden"]
    assert [(i.sheet, i.found, i.details.get("kind", ""), i.severity) for i in hidden] == [expected]
