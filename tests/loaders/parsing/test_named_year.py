"""A date without a year is in the year that the title or the sheet names, and is marked as worked out."""

import pytest

from tests.support.workbooks.layouts import read

HEAD = ["Ref", "Recommendation", "Lead", "Target date", "Date", "Status", "Update"]
ROW = ["1", "Train every officer.", "DPP", "30 Nov", "16 Mar", "Red", "Begun."]


def dates(sheets):
    reading = read(sheets)
    found = [
        *(row["target"].words for row in reading.rows["recommendations"]),
        *(row["date"].words for row in reading.rows["progress"]),
    ]
    issues = [(i.severity, i.details["taken"]) for i in reading.issues if i.code == "date-year-missing"]
    return found, issues


@pytest.mark.parametrize(
    "sheets", [{"T": [["Joint Audit Committee action tracker 2026"], HEAD, ROW]}, {"Actions 2026": [HEAD, ROW]}]
)
def test_it_is_the_year_of_the_title_or_of_the_sheet(sheets):
    found, issues = dates(sheets)
    assert found == ["2026-11-30", "2026-03-16"]
    assert sorted(issues) == [("warning", "2026-03-16"), ("warning", "2026-11-30")]


def test_within_a_financial_year_it_is_that_part_of_it():
    assert dates({"T": [["Tracker 2025/26"], HEAD, ROW]})[0] == ["2025-11-30", "2026-03-16"]


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, ROW],
        [["Review of 2024, as followed up in 2026"], HEAD, ROW],
        [["Tracker 2026"], HEAD, ROW, ["2", "Tell every victim.", "DPP", "May 2027", "3 April", "Red", "Begun."]],
    ],
    ids=["no year", "two years", "a date outside it"],
)
def test_without_one_year_it_is_a_question(rows):
    found, issues = dates({"T": rows})
    assert "16 Mar" in found
    assert ("error", "") in issues
