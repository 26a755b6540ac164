"""Sheets named by a month without a year are dated if the year is certain, and else are an issue."""

import pytest

from loaders.options import ReadOptions
from loaders.vocabulary.rounds import round_of_name
from model.terms import Language
from model.tracker.reading import Severity
from tests.support.workbooks.layouts import read, updates
from wording.catalogue import translator
from wording.issues import message, remedy

HEAD = ["Ref", "Recommendation", "Owner", "RAG"]


def sheets(*names, above=()):
    """Return a sheet for each name; `above` has the rows above the table of each sheet in turn."""
    rows = [HEAD, [1, "Train.", "CPS", "Red"], [2, "Count.", "CPS", "Green"]]
    over = [*above, *((),) * len(names)]
    return {name: [*over[index], *rows] for index, name in enumerate(names)}


def rounds(reading):
    return [words for ref, words, _, _ in updates(reading) if ref == "1"]


def reported(reading):
    return [
        (one.sheet, one.cell, one.severity, one.found, one.details["taken"], one.details["by"])
        for one in reading.issues
        if one.code == "round-year-given"
    ]


TITLE = [["Our tracker, 2024"]]


@pytest.mark.parametrize(
    ("names", "found", "taken", "by"),
    [
        (["March 2024", "April", "May"], "April, May", "April 2024, May 2024", "March 2024"),
        (["RAG Jan 2024", "RAG Feb", "Mar update"], "RAG Feb, Mar update", "Feb 2024, Mar 2024", "Jan 2024"),
        (["Mehefin 2024", "Mai", "Ebrill"], "Mai, Ebrill", "Mai 2024, Ebrill 2024", "Mehefin 2024"),
    ],
)
def test_the_name_of_another_sheet_gives_the_year(names, found, taken, by):
    reading = read(sheets(*names))
    assert reading.layout == "sheets-by-round"
    assert [one[2:] for one in reported(reading)] == [(Severity.WARNING, found, taken, by)]
    stated = [round_of_name(name) for name in names if "20" in name]
    assert sorted(rounds(reading)) == sorted([*stated, *taken.split(", ")])


@pytest.mark.parametrize(
    ("above", "name", "by"), [([TITLE, TITLE], "", "Our tracker, 2024"), ([], "tracker_2024.xlsx", "tracker 2024")]
)
def test_a_title_or_the_file_gives_the_year_with_a_warning(above, name, by):
    reading = read(sheets("Feb", "June", above=above), name=name)
    assert rounds(reading) == ["Feb 2024", "June 2024"]
    assert reported(reading) == [("Feb", "", Severity.WARNING, "Feb, June", "Feb 2024, June 2024", by)]


def test_a_financial_year_gives_two_years_and_a_sentence_explains_it():
    reading = read(sheets("Jun", "Sept", "Dec", "Mar"), name="Tracker 2023-24.xlsx")
    assert rounds(reading) == ["Jun 2023", "Sept 2023", "Dec 2023", "Mar 2024"]
    reading = read(sheets("Jun", "Sept", "Dec", "Mar", above=[[["Tracker 2023/24"]]]))
    assert rounds(reading) == ["Jun 2023", "Sept 2023", "Dec 2023", "Mar 2024"]
    english = translator(Language.ENGLISH)
    [issue] = [one for one in reading.issues if one.code == "round-year-given"]
    assert message(issue, english) == (
        "These sheets are named by a month without a year: Jun, Sept, Dec, Mar. By “Tracker 2023/24” they were read as "
        "Jun 2023, Sept 2023, Dec 2023, Mar 2024."
    )
    assert remedy(issue, english) == "Nothing, if that is right; else write the year into the name of each sheet."


@pytest.mark.parametrize(
    ("names", "above", "name"),
    [
        (["Feb", "June"], [], ""),
        (["June", "Feb"], [TITLE], ""),
        (["Feb", "June"], [[["February 2023"]], [["June 2024"], ["June 2023"]]], "Feb"),
    ],
    ids=["nothing", "not in order", "two years above"],
)
def test_an_uncertain_year_is_an_issue(names, above, name):
    reading = read(sheets(*names, above=above), name=name)
    assert reported(reading) == []
    assert [(i.sheet, i.severity) for i in reading.issues if i.code == "date-year-missing"] == [
        (one, Severity.ERROR) for one in names
    ]
    assert not reading.publishable


def test_one_list_on_a_sheet_of_a_month_has_the_year_of_its_title_unless_a_person_chose_the_month():
    reading = read(sheets("Jan", above=[TITLE]))
    assert (reading.layout, rounds(reading)) == ("snapshot", ["Jan 2024"])
    assert [(i.cell, i.found) for i in reading.issues if i.code == "snapshot-dated"] == [("A2", "Jan 2024")]
    assert rounds(read(sheets("Jan", above=[TITLE]), options=ReadOptions(as_at="2023-05"))) == ["2023-05"]


def test_a_month_of_a_sheet_is_not_counted_from_the_day_a_review_was_published():
    book = sheets("Feb", "June") | {
        "Reviews": [["Review", "Title", "Published"], ["Stalking", "Deep dive", "May 2022"]]
    }
    reading = read(book)
    assert [(i.sheet, i.severity) for i in reading.issues if i.code == "date-year-missing"] == [
        ("Feb", Severity.ERROR),
        ("June", Severity.ERROR),
    ]


@pytest.mark.parametrize("name", ["2026", "Tracker 2025-26"])
def test_a_year_alone_is_no_month_of_a_list_but_those_of_several_sheets_distinguish_them(name):
    asked = [one.cell for one in read(sheets(name)).issues if one.code == "snapshot-undated"]
    assert (rounds(read(sheets(name))), asked) == ([None], ["A1"])
    assert rounds(read(sheets("2024", "2025"))) == ["2024", "2025"]
