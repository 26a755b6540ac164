"""The page of a recommendation: its updates, its facts, its links, and the previous and next one."""

import pytest

from tests.support.page_text import heading, lines, links, nodes, open_page, texts


def test_the_updates_of_recommendation_9_are_shown_newest_first_with_status_and_flag():
    assert lines(nodes(open_page("recommendation", ref="9"), "story")) == [
        "A",
        "June 2024",
        "Progress · Amber, inferred · rated by: Transcriber",
        "As per Recommendation 2, perpetrators under civil orders are being listed by the Civil Order Co-ordinator. "
        "This has to go onto a performance dashboard, and what the dashboard should show is still under discussion.",
        "A newly recruited Vulnerability Analyst is going through the available data, to enrich what performance "
        "boards consider.",
        "The force's Performance Manager is assessing whether breaches are dealt with effectively: challenging work "
        "that will make the force better at monitoring and responding to them.",
        "R",
        "February 2024",
        "Progress · Red, inferred · rated by: Transcriber",
        "No progress. Update as of July 2023.",
        "Points back to an earlier update: nothing new is reported.",
        "…",
        "July 2023",
        "Response · not rated",
        "The strategic and performance teams will work closely together so that the dashboard captures this "
        "information.",
        "The Civil Order Co-ordinator will also check force systems daily, to monitor incidents and see that any "
        "breach gets a robust response.",
    ]


def test_where_recommendation_9_stands_and_how_it_got_there():
    app = open_page("recommendation", ref="9")
    assert lines(nodes(app, "now")) == [
        "AAmber: some progress has been made but more is required"
        "improved from Red to Amber in June 2024 · inferred from the words of the update"
    ]
    assert lines(nodes(app, "facts")) == [
        "Lead agency",
        "Dyfed-Powys Police",
        "Lead role",
        "Detective Superintendent for Protecting Vulnerable People",
        "Theme",
        "Data",
        "Target date",
        "none set",
        "Same status since",
        "June 2024, the latest round",
    ]


def test_the_agency_and_the_theme_of_a_recommendation_lead_to_the_list_of_theirs():
    facts = nodes(open_page("recommendation", ref="9", as_at="2024-02", theme="data"), "facts")
    assert links(facts) == [
        ("Dyfed-Powys Police", "recommendations?lead=dyfed-powys-police&as_at=2024-02"),
        ("Data", "recommendations?theme=data&as_at=2024-02"),
    ]


def test_the_status_leads_to_the_list_of_its_like_and_its_round_to_the_recommendation_as_at_it():
    app = open_page("recommendation", ref="1")
    assert links(nodes(app, "now")) == [("Amber", "recommendations?status=amber")]
    assert links(nodes(app, "facts"))[-1] == ("February 2024", "recommendation?ref=1&as_at=2024-02")


def test_the_date_of_an_earlier_update_leads_to_the_recommendation_as_at_its_round():
    assert links(nodes(open_page("recommendation", ref="9", theme="data"), "story")) == [
        ("February 2024", "recommendation?ref=9&theme=data&as_at=2024-02"),
        ("July 2023", "recommendation?ref=9&theme=data&as_at=2023-07"),
    ]


def test_the_age_of_a_status_is_shown_in_rounds_and_days():
    assert "February 2024, 4 months (the last 2 rounds)" in lines(nodes(open_page("recommendation", ref="1"), "facts"))


def test_the_promises_on_recommendation_9_have_their_date_and_with_whom():
    assert lines(nodes(open_page("recommendation", ref="9"), "promises")) == [
        "Request an update on how the performance dashboard is developing."
        "January 2025 · with Detective Superintendent for Protecting Vulnerable People · overdue today",
        "Attend force governance meetings to monitor progress on performance dashboards."
        "no date given · with Dyfed-Powys Police",
    ]


def test_references_lead_both_ways():
    linked = nodes(open_page("recommendation", ref="9"), "links")
    assert lines(linked) == [
        "Refers to 2 Recruit a Civil Orders Officer and monitor orders",
        "Referred to by 8 Set out methods for repeat offenders in crime profiles",
    ]
    assert [href for _text, href in links(linked)] == ["recommendation?ref=2", "recommendation?ref=8"]


def test_a_reference_of_17_to_itself_is_labelled():
    assert "A text refers to Recommendation 17, which is this one: probably another was meant." in lines(
        nodes(open_page("recommendation", ref="17"), "links")
    )


@pytest.mark.parametrize(
    ("ref", "neighbours"),
    [
        ("1", [("Recommendation 2 →", "recommendation?ref=2")]),
        (
            "9",
            [("← Recommendation 8", "recommendation?ref=8"), ("Recommendation 10 →", "recommendation?ref=10")],
        ),
        ("18", [("← Recommendation 17", "recommendation?ref=17")]),
    ],
)
def test_previous_and_next_follow_the_trackers_order(ref, neighbours):
    back, _theme, *steps = links(nodes(open_page("recommendation", ref=ref), "crumbs"))
    assert back == ("All recommendations", "recommendations")
    assert steps == neighbours


def test_previous_and_next_stay_inside_what_is_chosen():
    _back, theme, *steps = links(nodes(open_page("recommendation", ref="10", theme="data"), "crumbs"))
    assert theme == ("Data", "recommendations?theme=data")
    assert steps == [("← Recommendation 9", "recommendation?ref=9&theme=data")]


@pytest.mark.parametrize("ref", [str(number) for number in range(1, 19)])
def test_every_recommendation_has_its_page(ref):
    app = open_page("recommendation", ref=ref)
    assert f"Recommendation {ref}" in lines(nodes(app, "crumbs"))[0]
    assert len(lines(nodes(app, "story"))) > 3


@pytest.mark.parametrize(
    ("query", "title"),
    [({"ref": "99"}, "There is no recommendation 99."), ({}, "No recommendation was asked for.")],
)
def test_an_unknown_ref_is_reported_with_a_link_to_the_list(query, title):
    app = open_page("recommendation", **query)
    assert heading(app) == title
    assert links(nodes(app, "unknown")) == [("See all recommendations", "recommendations")]


def test_an_unknown_ref_that_looks_like_markup_stays_text():
    assert heading(open_page("recommendation", ref="**9**")) == "There is no recommendation **9**."


def test_as_at_an_earlier_round_later_updates_are_not_shown():
    app = open_page("recommendation", ref="9", as_at="2024-02")
    assert "June 2024" not in lines(nodes(app, "story"))
    assert lines(nodes(app, "story"))[1] == "February 2024"
    assert any(text.startswith("RRed: no progress has been made") for text in texts(app))
