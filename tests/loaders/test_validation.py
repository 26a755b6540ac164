"""What only a comparison of rows shows: nothing filled in, dates that may be wrong, and repeated rows."""

from datetime import datetime, time

import pytest
from openpyxl import load_workbook

from loaders.pipeline import read_workbook
from model.tracker.reading import WorkbookError
from tests.support.workbooks.canonical import PROMISE, REVIEW, write_workbook
from tests.support.workbooks.layouts import read

HEADINGS = ["Ref", "Recommendation", "Theme", "Owner", "Status June 2024", "Update June 2024"]


def codes(reading):
    return [issue.code for issue in reading.issues]


@pytest.mark.parametrize(
    "rows",
    [[], [[number] for number in range(1, 41)], [[number, None, None, None, "Open"] for number in range(1, 41)]],
    ids=["headings only", "refs only", "refs and a default status"],
)
def test_headings_with_nothing_below_are_refused_as_not_filled_in_yet(rows):
    with pytest.raises(WorkbookError) as refusal:
        read({"Tracker": [["Our tracker"], HEADINGS, *rows]})
    assert (refusal.value.code, refusal.value.details) == ("tracker-empty", {"sheet": "Tracker", "row": "2"})


def test_recommendations_with_only_refs_are_one_issue(tmp_path):
    rows = [{"Review": REVIEW["Review"], "Ref": str(number)} for number in range(1, 41)]
    reading = read_workbook(write_workbook(tmp_path / "tracker.xlsx", recommendations=rows, progress=[]))
    assert [(issue.code, issue.sheet) for issue in reading.issues] == [("recommendations-empty", "Recommendations")]


@pytest.mark.parametrize("status", [[], ["Status June 2024"]], ids=["no column", "an empty column"])
def test_a_tracker_without_statuses_has_that_as_one_issue_and_none_of_who_gave_them(status):
    rows = [["Ref", "Recommendation", "Owner", "Update June 2024", *status], [1, "Train officers.", "CPS", "Begun."]]
    assert codes(read({"Tracker": rows})) == ["review-assumed", "statuses-missing"]


def test_a_list_without_statuses_and_updates_needs_no_month():
    reading = read({"Tracker": [["Ref", "Recommendation", "Owner", "Status"], [1, "Train officers.", "CPS"]]})
    assert (codes(reading), reading.publishable) == (["review-assumed", "statuses-missing"], True)


CODES = ("dates-may-be-swapped", "date-year-hidden")


def date_issues(tmp_path, *dues, formats=None):
    """Return the issues of a column of due dates that begins at Monitoring D2."""
    path = write_workbook(tmp_path / "t.xlsx", monitoring=[{**PROMISE, "Due": due} for due in dues])
    if formats:
        book = load_workbook(path)
        for cell, number_format in formats.items():
            book["Monitoring"][cell].number_format = number_format
        book.save(path)
    return [(i.code, i.cell, i.found, dict(i.details)) for i in read_workbook(path).issues if i.code in CODES]


def test_day_first_texts_in_a_column_with_ambiguous_real_dates_are_reported_in_one_issue(tmp_path):
    dues = ("27/2/2025", datetime(2025, 3, 2), "29/03/25", datetime(2025, 4, 5), datetime(2025, 5, 5))
    details = {"text": "27/2/2025", "count": "2"}
    assert date_issues(tmp_path, *dues) == [("dates-may-be-swapped", "D3", "2025-03-02", details)]


@pytest.mark.parametrize(
    ("dues", "formats"),
    [
        (("3/2/2025", datetime(2025, 3, 2), "27 February 2025"), {}),
        (("22.08.2022", datetime(2025, 3, 2)), {}),
        (("27/2/2025", datetime(2025, 3, 27), datetime(2025, 5, 5)), {}),
        (("27/2/2025", datetime(2025, 3, 1)), {"D3": "mmm-yy"}),
    ],
    ids=["days up to 12", "dots, which stay text", "days that cannot be months", "months"],
)
def test_dates_that_no_spreadsheet_swaps_are_not_reported(tmp_path, dues, formats):
    assert date_issues(tmp_path, *dues, formats=formats) == []


def test_dates_displayed_without_a_year_are_reported_in_one_issue(tmp_path):
    dues = (datetime(2025, 3, 12), datetime(2025, 4, 12), datetime(2025, 5, 12))
    formats = {"D2": "dd/mm/yyyy", "D3": "d-mmm", "D4": "mm/dd"}
    assert date_issues(tmp_path, *dues, formats=formats) == [("date-year-hidden", "D3", "2025-04-12", {})]


def test_a_target_more_than_a_year_before_the_first_update_is_reported():
    head = ["Ref", "Recommendation", "Target date", "RAG Feb 24", "Progress Feb 24", "RAG June 24", "Progress June 24"]
    targets = ("December 2023", "January 2023", "Feb 24", "Summer 2024", "TBC", None)
    reading = read({"T": [head, *([n, f"Task {n}.", target, "R", "x", "A", "y"] for n, target in enumerate(targets))]})
    early = [(i.cell, i.found, i.details["date"]) for i in reading.issues if i.code == "date-before-review"]
    assert early == [("C3", "January 2023", "2024-02-01")]


# A ref 3:1 that Excel made a time of: it stays as it is.
CLOCK = time(3, 1)
ROUND = ["Ref", "Recommendation", "Owner", "RAG Feb 24", "Progress Feb 24"]


def test_a_ref_and_an_update_on_two_sheets_name_the_first():
    reading = read({name: [ROUND, [CLOCK, f"{name} a thing", None, "Red", "Begun."]] for name in ("DPP", "CPS")})
    repeated = [(i.code, f"{i.sheet} {i.cell}", i.details["first"]) for i in reading.issues if "repeated" in i.code]
    assert repeated == [("ref-repeated", "CPS A2", "DPP A2"), ("update-repeated", "CPS A2", "DPP D1")]
