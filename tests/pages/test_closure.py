"""Closure on the pages: what was decided, what agencies propose, and what they say of themselves."""

import csv
from io import StringIO

import pytest

from components.feeds import feed_of
from components.published import load_workbook
from model.language import Language
from tests.support.page_text import heading, lines, nodes, open_page
from tests.support.workbooks.canonical import DECISION, PROMISE, RATED, RECOMMENDATION, REVIEW

PROPOSAL = {"Agency status": "Green", "Proposed closure": "Yes", "Closure reason": "It runs."}


@pytest.fixture
def decided(shown):
    """Show three recommendations: 1 was closed, 2 is proposed for closure, and 3 was closed after the month."""
    shown(
        recommendations=[{**RECOMMENDATION, "Ref": ref} for ref in ("1", "2", "3")],
        progress=[
            {**RATED, "Ref": "1", "Date": "June 2024"},
            {**RATED, "Ref": "2", "Date": "June 2024", **PROPOSAL},
            {**RATED, "Ref": "3", "Date": "June 2024", "Agency status": "Amber"},
        ],
        decisions=[{**DECISION, "By": "Commissioner"}, {**DECISION, "Ref": "3", "Date": "July 2024"}],
    )


@pytest.mark.usefixtures("decided")
def test_a_recommendation_has_its_decision_and_the_view_of_its_agency_below_its_status():
    assert lines(nodes(open_page("recommendation", ref="1"), "closure")) == [
        "Closed, June 2024, by: Commissioner It was checked."
    ]
    assert lines(nodes(open_page("recommendation", ref="2"), "closure")) == [
        "The agency’s own status, June 2024: Green · in June 2024 the agency gave Green, the office Amber",
        "The agency proposes to close it (June 2024): It runs.",
    ]
    assert lines(nodes(open_page("recommendation", ref="3"), "closure")) == [
        "The agency’s own status, June 2024: Amber",
        "1 decision was made after June 2024 and is not shown.",
    ]


def test_what_was_promised_about_a_closed_recommendation_is_overdue_nowhere(shown):
    shown(
        recommendations=[{**RECOMMENDATION, "Ref": ref} for ref in ("1", "2")],
        progress=[{**RATED, "Ref": ref, "Date": "June 2024"} for ref in ("1", "2")],
        monitoring=[
            {**PROMISE, "Ref": "1", "Due": "May 2024", "Activity": "Meet the lead."},
            {**PROMISE, "Ref": "1", "Due": None, "Activity": "Ask for minutes."},
            {**PROMISE, "Ref": "2", "Due": "May 2024", "Activity": "Read the audit."},
        ],
        decisions=[{**DECISION, "Decision": "Superseded by"}],
    )
    app = open_page("monitoring", as_at="2024-06")
    assert heading(app) == "1 monitoring promise is overdue. None is still to come."
    counted = ["1Overdue", "0Due next", "0Without a date", "0Kept", "2Recommendation closed"]
    assert lines(nodes(app, "promise-counts")) == counted
    listed = lines(nodes(open_page("monitoring", as_at="2024-06", timing="closed"), "promises"))
    activities = ("Meet the lead.", "Ask for minutes.", "Read the audit.")
    assert [each for each in activities for line in listed if each in line] == ["Meet the lead.", "Ask for minutes."]
    assert "Meet the lead." not in " ".join(lines(nodes(open_page("overview", as_at="2024-06"), "promised")))
    (first, second) = lines(nodes(open_page("recommendation", ref="1", as_at="2024-06"), "promises"))
    assert first == "Meet the lead.May 2024 · no longer due: the recommendation is closed"
    assert second.endswith("no longer due: the recommendation is closed")
    pack = lines(nodes(open_page("meeting", as_at="2024-06"), "pack"))
    assert "Meet the lead.May 2024 · Meeting · no longer due: the recommendation is closed" in pack
    assert [line for line in pack if "overdue" in line] == [
        "Read the audit.May 2024 · Meeting · overdue",
        "This was promised for May 2024: was it kept, and what came of it?"
        "A monitoring promise that is overdue: “Read the audit.”",
    ]


def test_what_was_closed_after_the_month_is_not_overdue_today(shown):
    shown(
        recommendations=[{**RECOMMENDATION, "Ref": ref} for ref in ("1", "2")],
        progress=[{**RATED, "Ref": ref, "Date": "February 2024"} for ref in ("1", "2")],
        monitoring=[{**PROMISE, "Ref": ref, "Due": "May 2024"} for ref in ("1", "2")],
        decisions=[{**DECISION, "Ref": "1"}],
    )
    assert heading(open_page("monitoring")) == "1 monitoring promise is overdue. None is still to come."
    assert lines(nodes(open_page("overview"), "late")) == ["1 promise is overdue none at the end of February 2024"]
    found = [lines(nodes(open_page("recommendation", ref=ref), "promises")) for ref in ("1", "2")]
    assert found == [["Meet the lead.May 2024"], ["Meet the lead.May 2024 · overdue today"]]


def test_what_takes_the_place_of_a_superseded_recommendation_is_a_link_on_both_pages_and_in_the_feed(shown):
    custody = {**REVIEW, "Review": "Custody", "Title": "Custody review"}
    path = shown(
        reviews=[REVIEW, custody],
        recommendations=[
            *({**RECOMMENDATION, "Ref": ref, "Title": f"Title {ref}"} for ref in ("1", "2", "3")),
            {**RECOMMENDATION, "Review": "Custody", "Ref": "1", "Title": "Cells"},
        ],
        progress=[{**RATED, "Date": "June 2024"}],
        decisions=[
            {**DECISION, "Ref": "1", "Decision": "Superseded by", "Superseded by": 2},
            {**DECISION, "Ref": "3", "Decision": "Superseded by", "Superseded by": "Rec 1 (Custody)"},
        ],
    )
    expected = {
        ("Stalking", "1"): ["Superseded by 2 (Stalking) Title 2"],
        ("Stalking", "2"): ["Takes the place of 1 (Stalking) Title 1"],
        ("Stalking", "3"): ["Superseded by 1 (Custody) Cells"],
        ("Custody", "1"): ["Takes the place of 3 (Stalking) Title 3"],
    }
    for (review, ref), linked in expected.items():
        assert lines(nodes(open_page("recommendation", review=review, ref=ref), "links")) == linked
    (decided,) = lines(nodes(open_page("recommendation", review="Stalking", ref="3"), "closure"))
    assert decided == "Superseded by 1 (Custody), June 2024 It was checked."
    feed = feed_of("recommendations.csv", load_workbook(path), Language.ENGLISH)
    assert feed is not None
    rows = csv.DictReader(StringIO(feed.content.decode("utf-8-sig")))
    assert [row["superseded_by"] for row in rows] == ["2", "", "1 (Custody)", ""]
