"""Sheets with an earlier or closed part of a list: the current sheet is read, and no round is invented."""

import pytest

from loaders.options import ReadOptions
from tests.support.workbooks.layouts import issues, items, read, texts, updates

HEAD = ["Ref", "Recommendation", "Owner", "RAG", "Update"]
JUNE = ReadOptions(as_at="2024-06")


def sheet(*rows, update="x"):
    return [HEAD, *([number, f"Do thing {number}.", "CPS", status, update] for number, status in rows)]


NOW, THEN = sheet((1, "Amber"), (2, "Green"), update="Now."), sheet((1, "Red"), (2, "Amber"), update="Then.")


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("Current", "Previous"),
        ("Latest", "Last"),
        ("Now", "Before"),
        ("This month", "Last month"),
        ("Cyfredol", "Blaenorol"),
        ("Tracker", "Archive"),
        ("Recommendations list", "Old"),
    ],
)
@pytest.mark.parametrize("first", ["now", "then"])
def test_an_earlier_sheet_without_a_month_is_only_reported_by_its_name(now, then, first):
    sheets = {now: NOW, then: THEN} if first == "now" else {then: THEN, now: NOW}
    reading = read(sheets)
    assert (reading.layout, items(reading)) == ("snapshot", [("1", None, "CPS"), ("2", None, "CPS")])
    assert updates(reading) == [("1", None, "Amber", "Now."), ("2", None, "Green", "Now.")]
    assert sorted(issues(reading)) == sorted(
        [("earlier-sheet-left-out", f"{then} A1"), ("snapshot-undated", f"{now} A1")]
    )


def test_a_month_that_a_person_gives_is_that_of_what_is_current():
    reading = read({"Current": NOW, "Previous": THEN}, options=JUNE)
    assert updates(reading) == [("1", "2024-06", "Amber", "Now."), ("2", "2024-06", "Green", "Now.")]
    assert [row["review"] for row in reading.rows["recommendations"]] == ["Tracker", "Tracker"]
    assert issues(reading) == [("snapshot-dated", "Current A1"), ("earlier-sheet-left-out", "Previous A1")]


@pytest.mark.parametrize(
    ("name", "rows"),
    [("Previous (Feb 24)", THEN), ("Previous", [["Position at Feb 24"], *THEN])],
    ids=["name", "title"],
)
def test_an_earlier_sheet_with_a_month_is_a_round(name, rows):
    reading = read({"Current": NOW, name: rows}, options=JUNE)
    assert sorted(updates(reading)) == [
        ("1", "2024-06", "Amber", "Now."),
        ("1", "Feb 24", "Red", "Then."),
        ("2", "2024-06", "Green", "Now."),
        ("2", "Feb 24", "Amber", "Then."),
    ]


def test_a_closed_sheet_among_themes_is_no_theme():
    sheets = {"Training": sheet((1, "Red")), "Data": sheet((2, "Red")), "Closed": sheet((3, "Green"))}
    reading = read(sheets, options=JUNE)
    assert items(reading) == [("1", "Training", "CPS"), ("2", "Data", "CPS"), ("3", None, "CPS")]


def test_an_item_that_is_open_and_closed_is_one_and_its_two_statuses_are_an_error():
    closed = sheet((2, "Green"), (3, "Green"))
    closed[1][1] = "Do thing 2!"
    reading = read({"Open": sheet((1, "Red"), (2, "Red")), "Closed": closed}, options=JUNE)
    assert texts(reading) == [("1", "Do thing 1."), ("2", "Do thing 2."), ("3", "Do thing 3.")]
    assert updates(reading) == [
        ("1", "2024-06", "Red", "x"),
        ("2", "2024-06", None, "x"),
        ("3", "2024-06", "Green", "x"),
    ]
    assert issues(reading, but={"snapshot-dated", "sheets-combined"}) == [
        ("rows-joined", "Open A3"),
        ("item-differs", "Closed B2"),
        ("statuses-differ", "Closed D2"),
    ]


def test_rows_of_a_closed_sheet_with_an_open_status_are_named_and_read():
    words = ["OPEN", "Open", "In progress", "Closed"]
    closed = sheet(*enumerate(words, start=3))
    reading = read({"Open issues": sheet((1, "OPEN")), "Closed issues": closed}, options=JUNE)
    assert [row["status"] for row in reading.rows["progress"]] == ["OPEN", "OPEN", "OPEN", "In progress", "Closed"]
    assert [
        (one.sheet, one.cell, one.found, one.details["rows"])
        for one in reading.issues
        if one.code == "closed-sheet-not-closed"
    ] == [("Closed issues", "D1", "Open, In progress", "2-4")]


@pytest.mark.parametrize("heading", ["Recommendation", "Description"])
def test_a_closed_sheet_with_fewer_columns_is_named_and_not_combined(heading):
    other = [["Ref", heading, "Date closed"], [2, "Ring them.", "3 May 2024"]]
    reading = read({"Open": sheet((1, "Red")), "Closed": other}, options=JUNE)
    assert texts(reading) == [("1", "Do thing 1.")]
    assert ("table-not-read", "Closed A1") in issues(reading)
