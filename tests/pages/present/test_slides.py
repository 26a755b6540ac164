"""The slides of the presentation: their order, their links and what a slide of a recommendation has."""

import pytest

from tests.support.page_text import heading, lines, links, nodes, open_page
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION


@pytest.fixture
def tracker(shown):
    """Show two recommendations: one with an inferred status and an overdue promise, one without a report."""
    shown(
        recommendations=[
            RECOMMENDATION,
            {**RECOMMENDATION, "Ref": "2", "Title": "Training"},
        ],
        progress=[{**RATED, "Basis": "Inferred"}],
        monitoring=[{**PROMISE, "Due": "January 2024"}],
    )


@pytest.mark.usefixtures("tracker")
@pytest.mark.parametrize(
    ("slide", "title"),
    [
        ("1", "None of the 2 recommendations is complete. 1 is Amber, 1 was never reported, and none is Red."),
        ("2", "Status over time"),
        ("3", "What is late"),
        ("4", "What to ask about first"),
        ("5", "1 Funding"),
        ("6", "2 Training"),
    ],
)
def test_the_answer_the_chart_and_the_briefing_come_before_the_recommendations(slide, title):
    assert heading(open_page("present", slide=slide)) == title


@pytest.mark.usefixtures("tracker")
@pytest.mark.parametrize("slide", ["0", "7", "-1", "two", "１", "9" * 5000])
def test_an_unknown_slide_is_the_first(slide):
    app = open_page("present", slide=slide)
    assert heading(app) == heading(open_page("present"))
    assert "slide" not in app.query_params


@pytest.mark.usefixtures("tracker")
def test_the_links_carry_the_order_and_lead_back_to_the_overview():
    assert links(nodes(open_page("present", slide="5", sort="-number", q="training"), "steps")) == [
        ("← Previous", "present?q=training&sort=-number&slide=4"),
        ("Leave (Esc)", "./?q=training"),
    ]
    assert links(nodes(open_page("present"), "steps")) == [("Next →", "present?slide=2"), ("Leave (Esc)", "./")]


@pytest.mark.usefixtures("tracker")
@pytest.mark.parametrize(
    ("back", "url"),
    [
        ("themes", "themes?q=training"),
        ("recommendation?ref=2&review=A", "recommendation?q=training&ref=2&review=A"),
        ("recommendations?sort=-title&q=else", "recommendations?q=training&sort=-title"),
        ("monitoring?by=agency", "monitoring?q=training&as_at=2024-02&by=agency"),
        ("./", "./?q=training"),
        ("present", "./?q=training"),
        ("https://example.org/", "./?q=training"),
        ("//example.org", "./?q=training"),
    ],
)
def test_leaving_goes_back_to_the_page_it_was_opened_from_with_the_filter(back, url):
    steps = nodes(open_page("present", q="training", back=back), "steps")
    assert dict(links(steps))["Leave (Esc)"] == url


@pytest.mark.usefixtures("tracker")
def test_each_slide_keeps_the_way_back():
    steps = nodes(open_page("present", back="over-time?show=share"), "steps")
    assert dict(links(steps))["Next →"] == "present?back=over-time%3Fshow%3Dshare&slide=2"


@pytest.mark.usefixtures("tracker")
def test_a_recommendation_has_its_status_in_words_its_latest_words_and_its_next_promise():
    assert lines(nodes(open_page("present", slide="5"), "slide")) == [
        "AAmber, inferred",
        "Resourcing · Dyfed-Powys Police",
        "Find lasting funding.",
        "Latest words, February 2024",
        "Work has begun.",
        "Next promise: January 2024 overdue",
    ]


@pytest.mark.usefixtures("tracker")
def test_a_recommendation_without_a_report_has_no_words():
    assert lines(nodes(open_page("present", slide="6"), "slide"))[-1] == (
        "Nothing has been reported on this recommendation yet."
    )


@pytest.mark.usefixtures("tracker")
def test_the_number_of_a_recommendation_leads_to_its_slide_and_an_unknown_one_stays():
    app = open_page("present", slide="2", to="2")
    assert heading(app) == "2 Training"
    assert heading(open_page("present", slide="2", to="99")) == "Status over time"
