"""The outline of each paper is what the paper has; a stack has one order on screen, on slides and in papers."""

import re
from dataclasses import replace

import pytest
from icalendar import Calendar

from analysis.promises import occasions
from analysis.status import count_by_group, count_by_round, status_at
from charts.base import Style
from model.status import RED_AMBER_GREEN, Appearance
from reports.calendar_file import calendar_bytes
from reports.document import Heading, SlideChart
from reports.excel.record_sheets import summary_sheets
from reports.figures import status_over_time_svg
from reports.meeting_pack import meeting_pack
from reports.outline import OutlinePart, build_outline
from reports.panel.report import panel_report
from reports.panel.slides import group_chart, over_time_chart
from reports.registry import FORMATS, PaperType
from reports.text.narrator import Narrator
from tests.support.chart_tables import FIVE, draw_small_multiples, draw_status_over_time
from tests.support.editions import edition_of, nasty_tracker
from tests.support.trackers import tracker_of, update_row


def parts(paper, ending, **options):
    outline = build_outline(edition_of(**options), paper, ending)
    return [(part.name, part.size) for part in outline.parts]


def test_the_outline_of_a_panel_report_has_its_headings_and_how_many_recommendations_are_below_each():
    outline = build_outline(edition_of(), PaperType.PANEL, ".pdf")
    assert outline.title == "Progress report: Stalking"
    assert outline.subtitle == ("Data as at June 2024",)
    assert (
        outline.sentences[0]
        == "None of the 2 recommendations is complete. 1 is Amber, 1 is not rated, and none is Red."
    )
    assert outline.size == "6 parts"
    assert [(part.name, part.size) for part in outline.parts] == [
        ("Overview", ""),
        ("Key", ""),
        ("Summary", ""),
        ("Recommendations", "1 recommendation"),
        ("Reported by The Force", "1 recommendation"),
        ("Conclusion", ""),
    ]
    assert outline.footer == "Data as at June 2024 · version 3 · published by Office of the Commissioner, 2 July 2024"


def test_the_outline_of_slides_has_their_titles():
    outline = build_outline(edition_of(), PaperType.PANEL, ".pptx")
    assert outline.size == "10 slides"
    assert outline.parts[1] == OutlinePart("What each status means")


def test_the_outline_of_a_workbook_or_open_data_has_their_tables_with_their_rows():
    assert ("Updates", "3 rows") in parts(PaperType.WORKBOOK, ".xlsx")
    assert ("progress.csv", "3 rows") in parts(PaperType.OPEN_DATA, ".zip")
    assert ("Updates", "1 row") in parts(PaperType.WORKBOOK, ".xlsx", as_at="2024-02")


def test_the_outline_of_a_calendar_has_its_events():
    assert parts(PaperType.CALENDAR, ".ics") == [
        ("1: Attend the clinic.", "March 2024"),
        ("1: Ask again.", "July 2024"),
    ]


def test_an_outline_is_in_the_language_of_the_paper():
    assert build_outline(edition_of(language="cy"), PaperType.PANEL, ".docx").parts[0].name == "Trosolwg"


def test_a_tracker_without_anything_has_an_outline_too():
    edition = edition_of(tracker_of([]))
    assert all(build_outline(edition, paper, ending).title for paper in FORMATS for ending in FORMATS[paper])


@pytest.mark.parametrize("tracker", [None, nasty_tracker()], ids=["usual", "nasty"])
def test_an_outline_of_a_document_names_exactly_its_parts(tracker):
    usual = edition_of(tracker)
    key = next(iter(occasions(usual.tracker, as_at=usual.as_at)["occasion"]))
    for edition in (usual, replace(usual, occasion=key), replace(usual, occasion="2031-01/2031-01/Nobody")):
        _names_its_parts(edition)


def _names_its_parts(edition):
    for paper, document in ((PaperType.PANEL, panel_report(edition)), (PaperType.PACK, meeting_pack(edition))):
        headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
        outline = build_outline(edition, paper, ".docx")
        assert [part.name for part in outline.parts] == headings
        assert outline.title == document.title


@pytest.mark.parametrize("tracker", [None, nasty_tracker(), tracker_of([])], ids=["usual", "nasty", "empty"])
def test_an_outline_counts_what_is_in_the_file(tracker):
    edition = edition_of(tracker)
    of_occasion = replace(edition, occasion="2024-07/2024-07/The Force")
    assert build_outline(of_occasion, PaperType.CALENDAR, ".ics").size == ("1 event" if tracker is None else "0 events")
    for sheet in summary_sheets(Narrator(edition)):
        assert len(list(sheet.rows)) == len(sheet.records), sheet.name
    events = len(Calendar.from_ical(calendar_bytes(edition)).walk("VEVENT"))
    assert build_outline(edition, PaperType.CALENDAR, ".ics").size == f"{events} event{'' if events == 1 else 's'}"


def test_judged_from_a_later_month_a_paper_gives_the_month_of_the_data_and_the_day_of_judgement():
    outline = build_outline(edition_of(as_at="2026-10"), PaperType.PANEL, ".pdf")
    assert outline.subtitle == ("Data as at June 2024 (latest round) · judged on 31 October 2026",)
    assert outline.footer.startswith("Data as at June 2024 · judged on 31 October 2026 · version 3")


@pytest.fixture(params=[RED_AMBER_GREEN, FIVE], ids=["three", "five"])
def edition(request):
    """Return an edition of a tracker with a recommendation of one theme at each mark of a scale."""
    names = request.param.names
    refs = [f"{number}" for number in range(1, len(names) + 3)]
    updates = [update_row(ref, "June 2024", status) for ref, status in zip(refs, (*names, None), strict=False)]
    recommendations = [{"ref": ref, "theme": "Data"} for ref in refs]
    return edition_of(tracker_of(recommendations, updates, scale=request.param))


def plotly_order(figure):
    """Return the letters of the bars of a figure, from the foot up."""
    return [trace.name for trace in figure.data if trace.type == "bar"]


def svg_order(svg):
    """Return the labels of the segments of an SVG figure, from the left."""
    placed = re.findall(r'<text x="([\d.]+)" y="[\d.]+" text-anchor="middle"[^>]*>([^<]+)<', svg)
    return [label.removesuffix(" 1") for _x, label in sorted(placed, key=lambda each: float(each[0]))]


def slide_order(chart: SlideChart):
    return [series.mark.letter for series in chart.series]


def test_charts_on_screen_on_slides_and_in_papers_stack_in_the_order_of_the_scale(edition):
    narrator, tracker = Narrator(edition), edition.tracker
    counts = count_by_round(tracker, as_at=edition.as_at)
    labelled = counts.assign(round_label="June 2024")
    style = Style(tracker.scale, Appearance.LIGHT, tuple((mark, mark) for mark in tracker.scale.marks))
    statuses = status_at(tracker, as_at=edition.as_at)
    letters = [style.letter(mark) for mark in tracker.scale.stack]
    words = [*tracker.scale.names[::-1], "… not rated", "– not reported"]
    assert [len(count_by_group(statuses, group="theme", scale=tracker.scale)), len(letters)] == [len(words)] * 2
    assert plotly_order(draw_status_over_time(labelled, style=style)) == words
    assert plotly_order(draw_small_multiples(labelled.assign(group="Data", group_label="Data"), style=style)) == words
    assert slide_order(over_time_chart(narrator, counts)) == letters
    assert slide_order(group_chart(narrator, statuses, "theme")) == letters
    assert svg_order(status_over_time_svg(narrator, counts)) == letters
