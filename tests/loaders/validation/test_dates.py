"""Issues that show only in a whole column of dates."""

from datetime import datetime

from openpyxl import load_workbook

from loaders import read_workbook
from tests.support.workbooks.canonical import PROMISE, write_workbook

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


def test_texts_with_days_up_to_12_show_nothing(tmp_path):
    assert date_issues(tmp_path, "3/2/2025", datetime(2025, 3, 2), "27 February 2025") == []


def test_texts_with_dots_show_nothing_because_no_spreadsheet_takes_them_for_dates(tmp_path):
    assert date_issues(tmp_path, "22.08.2022", datetime(2025, 3, 2)) == []


def test_unambiguous_real_dates_are_not_reported(tmp_path):
    assert date_issues(tmp_path, "27/2/2025", datetime(2025, 3, 27), datetime(2025, 5, 5)) == []


def test_months_are_not_reported(tmp_path):
    assert date_issues(tmp_path, "27/2/2025", datetime(2025, 3, 1), formats={"D3": "mmm-yy"}) == []


def test_dates_displayed_without_a_year_are_reported_in_one_issue(tmp_path):
    dues = (datetime(2025, 3, 12), datetime(2025, 4, 12), datetime(2025, 5, 12))
    formats = {"D2": "dd/mm/yyyy", "D3": "d-mmm", "D4": "mm/dd"}
    assert date_issues(tmp_path, *dues, formats=formats) == [("date-year-hidden", "D3", "2025-04-12", {})]
