import pytest

from reports.kinds import FORMATS, Paper
from reports.outline import Part, outline_of
from tests.analysis.trackers import tracker_of
from tests.reports.editions import edition_of


def parts(paper, ending, **options):
    told = outline_of(edition_of(**options), paper, ending)
    return [(part.name, part.holds) for part in told.parts]


def test_a_panel_report_is_told_by_its_headings_and_how_many_recommendations_are_below_each():
    told = outline_of(edition_of(), Paper.PANEL, ".pdf")
    assert told.title == "Progress report: Stalking"
    assert told.lines == ("Data as at June 2024",)
    assert told.words[0] == "None of the 2 recommendations is complete. 1 is Amber, 1 is not rated, and none is Red."
    assert told.holds == "6 parts"
    assert [(part.name, part.holds) for part in told.parts] == [
        ("Overview", ""),
        ("Key", "1 table"),
        ("Summary", "2 tables"),
        ("Recommendations", "1 recommendation"),
        ("Reported by The Force", "1 recommendation"),
        ("Conclusion", ""),
    ]
    assert told.foot == "Data as at June 2024 · version 3 · published by A. Adviser, 2 July 2024"


def test_slides_are_told_by_their_titles():
    told = outline_of(edition_of(), Paper.PANEL, ".pptx")
    assert told.holds == "10 slides"
    assert told.parts[1] == Part("What each status means")


def test_a_workbook_and_open_data_are_told_by_their_tables_with_their_rows():
    assert ("Updates", "3 rows") in parts(Paper.WORKBOOK, ".xlsx")
    assert ("progress.csv", "3 rows") in parts(Paper.OPEN_DATA, ".zip")
    assert ("Updates", "1 row") in parts(Paper.WORKBOOK, ".xlsx", as_at="2024-02")


def test_a_calendar_is_told_by_its_events():
    assert parts(Paper.CALENDAR, ".ics") == [
        ("1: Attend the clinic.", "1 March 2024"),
        ("1: Ask again.", "1 July 2024"),
    ]


def test_an_outline_is_in_the_language_of_the_paper():
    assert outline_of(edition_of(language="cy"), Paper.PANEL, ".docx").parts[0].name == "Trosolwg"


@pytest.mark.parametrize(
    ("paper", "ending"), [(paper, ending) for paper, formats in FORMATS.items() for ending in formats]
)
def test_a_tracker_without_anything_has_an_outline_too(paper, ending):
    assert outline_of(edition_of(tracker_of([])), paper, ending).title
