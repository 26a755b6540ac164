from functools import cache
from pathlib import Path

import pytest

from analysis.selection import Selection
from loaders.pipeline import read_workbook
from model.tracker.reading import WorkbookError
from model.tracker.tracker import Tracker
from reports.meeting_pack import meeting_pack
from reports.word import word_bytes
from tests.support.editions import edition_of
from tests.support.papers.read_back import paper_of, printed_values, read_paper, tracker_at_random
from tests.support.trackers import tracker_of, update_row

BUNDLED = Path(__file__).parents[3] / "data" / "tracker.xlsx"
COURTS = "His Majesty's Courts and Tribunals Service"
JOINED = {"paper-lines-joined", "paper-statuses-by-position", "paper-titles-split"}
# The issues of every such paper: its sentences are in no table, its related refs may be in another paper, and its lines
# are wrapped, with the status of an update on a line by itself.
EXPECTED = {"paper-text-kept-out", "related-unknown", *JOINED}


def values_of(reading, **options):
    return printed_values(Tracker.from_rows(reading.rows, reading.scale), **options)


@cache
def bundled():
    reading = read_workbook(BUNDLED)
    return Tracker.from_rows(reading.rows, reading.scale)


@pytest.mark.parametrize(("language", "ending"), [("en", "pdf"), ("cy", "docx")])
def test_the_panel_report_of_the_bundled_tracker_gives_it_back_as_far_as_it_is_printed(language, ending):
    content = paper_of(bundled(), ending, language=language)
    reading = read_paper(content, ending)
    assert values_of(reading, language=language) == printed_values(bundled(), language=language)
    assert {issue.code for issue in reading.issues} <= EXPECTED
    assert reading.publishable


@pytest.mark.parametrize(
    ("seed", "language", "ending"),
    [
        pytest.param(
            number,
            ("en", "cy")[number % 2],
            ("docx", "pdf")[number // 2 % 2],
            marks=[pytest.mark.nightly] if number > 3 else [],
        )
        for number in range(12)
    ],
)
def test_the_panel_report_of_any_small_tracker_gives_it_back(seed, language, ending):
    tracker = tracker_at_random(seed)
    content = paper_of(tracker, ending, language=language)
    reading = read_paper(content, ending)
    assert values_of(reading, language=language) == printed_values(tracker, language=language)
    assert {issue.code for issue in reading.issues} <= EXPECTED


@pytest.mark.parametrize(
    ("selected", "part"),
    [
        ({"theme": ("Training",)}, ["Training"]),
        ({"agency": (COURTS,)}, [f"{COURTS}, leading or supporting"]),
        ({"as_at": "2024-02"}, []),
        ({"as_at": "2026-11"}, []),
    ],
)
def test_a_report_of_a_part_or_of_an_earlier_date_gives_its_part_back_and_is_reported_as_a_part(selected, part):
    reading = read_paper(paper_of(bundled(), "docx", **selected), "docx")
    until = "2024-02-01" if selected.get("as_at") == "2024-02" else None
    assert values_of(reading) == printed_values(Selection(**selected).apply(bundled()), as_at=until)
    assert [issue.found for issue in reading.issues if issue.code == "paper-of-a-part"] == part


def test_a_meeting_pack_is_no_such_report_and_is_refused():
    with pytest.raises(WorkbookError) as refusal:
        read_paper(word_bytes(meeting_pack(edition_of())), "docx")
    assert refusal.value.code == "not-a-report"


@pytest.mark.parametrize(("language", "ending"), [("en", "docx"), ("cy", "pdf")])
def test_targets_decisions_and_the_views_of_agencies_are_no_text_of_a_recommendation(ending, language):
    listed = [{"ref": "1", "recommendation": "Find lasting funding.", "target": "May 2024", "lead_agency": "The Force"}]
    update = update_row("1", "June 2024", "Amber", "Work goes on.")
    proposed = {"agency_status": "Green", "proposed_closure": True, "closure_reason": "It runs."}
    revised = [
        {"ref": "1", "date": "June 2023", "target": "December 2023"},
        {"ref": "1", "date": "February 2024", "target": "May 2024"},
    ]
    decided = [{"ref": "1", "date": "May 2024", "decision": "Kept open", "reason": "No evidence.", "by": "The Board"}]
    plain = tracker_of(listed, [update])
    full = tracker_of(listed, [{**update, **proposed}], targets=revised, decisions=decided)
    papers = [paper_of(tracker, ending, language=language) for tracker in (full, plain)]
    found, expected = (_without_places(read_workbook(paper, name=f"a.{ending}").rows) for paper in papers)
    assert found == expected


def _without_places(rows):
    """Return the recommendations and their updates without where in the paper they stand."""
    return rows["recommendations"], [{**row, "evidence": None} for row in rows["progress"]]
