"""Headings that name a month without a year: read where the year is clear, else a question."""

import pytest

from model.issues.issue import Severity
from tests.support.workbooks.layouts import GREEN, issues, read, updates

ITEM = ["Ref", "Recommendation", "Owner"]


def tracker(*headings, above=()):
    """Return a tracker with a status under each heading."""
    statuses = ["Red", "Amber", "Green", "Green", "Green"][: len(headings)]
    rows = [[1, "Train.", "CPS", *statuses], [2, "Count.", "CPS", *statuses]]
    return [*above, [*ITEM, *headings], *rows]


def rounds(reading):
    return [words for ref, words, _, _ in updates(reading) if ref == "1"]


def reported_years(reading):
    return [
        (one.code, one.severity, one.cell, one.found, one.details["taken"], one.details["by"])
        for one in reading.issues
        if one.code == "round-year-given"
    ]


@pytest.mark.parametrize(
    ("headings", "found", "taken", "by"),
    [
        (["Feb 24", "Mar", "June"], "Mar, June", "Mar 2024, June 2024", "Feb 24"),
        (["RAG Feb", "RAG Apr 2024"], "RAG Feb", "Feb 2024", "RAG Apr 2024"),
        (["Nov 2023", "Dec", "Jan", "Chwefror"], "Dec, Jan, Chwefror", "Dec 2023, Jan 2024, Chwefror 2024", "Nov 2023"),
        (["June 2024", "May", "Mawrth"], "May, Mawrth", "May 2024, Mawrth 2024", "June 2024"),
        (["June", "May", "Apr 2024"], "June, May", "June 2024, May 2024", "Apr 2024"),
    ],
)
def test_another_heading_gives_the_year(headings, found, taken, by):
    reading = read({"T": tracker(*headings)})
    [one] = reported_years(reading)
    assert (one[1], *one[3:]) == (Severity.INFO, found, taken, by)
    assert sorted(rounds(reading)) == sorted(
        [*(one.removeprefix("RAG ") for one in headings if "20" in one or "24" in one), *taken.split(", ")]
    )


@pytest.mark.parametrize(
    ("sheet", "above", "name", "by"),
    [
        ("T", [["Our tracker, 2024"]], "", "Our tracker, 2024"),
        ("2024", [], "", "2024"),
        ("T", [], "tracker_2024.xlsx", "tracker 2024"),
        ("T", [["Progress to June 2024"]], "June 2024.xlsx", "Progress to June 2024"),
    ],
)
def test_the_sheet_a_title_or_the_file_gives_the_year_with_a_warning(sheet, above, name, by):
    reading = read({sheet: tracker("Feb", "June", above=above)}, name=name)
    assert rounds(reading) == ["Feb 2024", "June 2024"]
    assert [one[1:] for one in reported_years(reading)] == [
        (Severity.WARNING, f"D{len(above) + 1}", "Feb, June", "Feb 2024, June 2024", by)
    ]


def test_a_financial_year_gives_two_years():
    reading = read({"T": tracker("June", "Sept", "Dec", "Mar", above=[["Tracker 2023/24"]])})
    assert rounds(reading) == ["June 2023", "Sept 2023", "Dec 2023", "Mar 2024"]


@pytest.mark.parametrize(
    ("headings", "above", "name", "questions"),
    [
        (["Feb", "June"], [], "", ["D1", "E1"]),
        (["Chwefror", "Mehefin"], [], "", ["D1", "E1"]),
        (["June", "Feb"], [["Our tracker, 2024"]], "", ["D2", "E2"]),
        (["Feb", "June"], [["Our tracker, 2024"]], "2023.xlsx", ["D2", "E2"]),
        (["Feb", "Dec"], [["Progress to June 2024"]], "", ["D2", "E2"]),
        (["Nov 2023", "Jan"], [], "", ["E1"]),
        (["Feb 24", "June", "Mar", "Oct"], [], "", ["E1", "F1", "G1"]),
    ],
    ids=["none", "Welsh", "not in order", "two years", "later than it", "before or after", "in disorder"],
)
def test_where_the_year_is_unclear_the_columns_are_a_question_and_not_read(headings, above, name, questions):
    reading = read({"T": tracker(*headings, above=above)}, name=name)
    assert [cell.removeprefix("T ") for code, cell in issues(reading) if code == "round-without-year"] == questions
    assert not reading.publishable
    assert rounds(reading) == [heading for heading in headings if "20" in heading or "24" in heading]


def test_a_column_of_fills_is_a_question_too():
    reading = read({"T": [[*ITEM, "Feb", "June"], [1, "Train.", "CPS", None, None]]}, fills={"T!D2": GREEN})
    assert [place for code, place in issues(reading) if code == "round-without-year"] == ["T D1"]


def test_a_month_above_its_columns_is_a_question():
    groups = [None, None, None, "February", None, "June", None]
    rows = [groups, [*ITEM, "RAG", "Update", "RAG", "Update"], [1, "Train.", "CPS", "Red", "No.", "Green", "Yes."]]
    reading = read({"T": rows})
    assert [place for code, place in issues(reading) if code == "round-without-year"] == [
        "T D2",
        "T E2",
        "T F2",
        "T G2",
    ]


def test_sheets_named_by_months_without_a_year_are_rounds_whose_year_is_a_question():
    rows = [[*ITEM, "RAG"], [1, "Train.", "CPS", "Red"], [2, "Count.", "CPS", "Green"]]
    reading = read({"Feb": rows, "Mar": rows})
    assert reading.layout == "sheets-by-round"
    assert [row["theme"] for row in reading.rows["recommendations"]] == [None, None]
    questions = [(issue.sheet, issue.severity) for issue in reading.issues if issue.code == "date-year-missing"]
    assert questions == [("Feb", Severity.ERROR), ("Mar", Severity.ERROR)]
