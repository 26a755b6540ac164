"""Over time: movement between any two rounds, and who reported."""

from contextlib import closing
from datetime import date

from components.session.view import today
from model.returns.round import Recipient, RequestedUpdate, Round, Scope
from store.rounds.rounds import start_round
from store.store import Store
from tests.support.page_text import (
    all_of,
    charts,
    follow,
    heading,
    lines,
    links,
    nodes,
    open_page,
    section_headings,
    text_of,
    texts,
)
from tests.support.published_trackers import ME, candidate, month, rows, update
from tests.support.workbooks.canonical import RATED, RECOMMENDATION, TARGET


def _table(app, key):
    return [[text_of(cell).strip(" |") for cell in row[2:]] for row in all_of(nodes(app, key), "tr")]


def test_movement_between_the_last_two_rounds_is_a_grid_from_and_to():
    assert _table(open_page("over-time"), "grid") == [
        ["Feb 2024 ↓ to Jun 2024 →", "A Amber", "G Green"],
        ["R Red", "3", ""],
        ["A Amber", "12 unchanged", ""],
        ["… not rated", "1", ""],
        ["– not reported", "1", "1"],
    ]


def test_any_two_rounds_can_be_compared_whatever_their_order():
    forwards = open_page("over-time", start="2023-07", end="2024-02")
    backwards = open_page("over-time", start="2024-02", end="2023-07")
    assert heading(forwards) == heading(backwards)
    assert heading(forwards).startswith("From July 2023 to February 2024: ")
    assert _table(forwards, "grid")[0] == [
        "Jul 2023 ↓ to Feb 2024 →",
        "R Red",
        "A Amber",
        "… not rated",
        "– not reported",
    ]


def test_the_list_behind_the_grid_names_every_recommendation_that_moved():
    shown_lines = lines(nodes(open_page("over-time"), "moves"))
    assert shown_lines[:9] == [
        "Improved (3)",
        "A9 Expand performance dashboards to cover civil ordersfrom Red to Amber",
        "A10 Give investigators easy access to breach historyfrom Red to Amber",
        "A13 Record all considered assessments and interventionsfrom Red to Amber",
        "Newly rated (3)",
        "A5 Consider training judges on breaches of civil ordersAmber",
        "A15 Support reviews of civil orders with victims' viewsAmber",
        "G18 Consider stalking victims when retendering servicesGreen",
        "Unchanged (12)",
    ]
    assert len(shown_lines) == 9 + 1 + 12  # twelve unchanged ones lie behind one line to open


def test_coverage_shows_who_reported_in_which_round():
    rows = _table(open_page("over-time"), "coverage.chart-part")
    assert rows[0] == ["Lead agency", "Round", "Recommendations", "Reported", "Rated"]
    assert ["HMCTS", "Feb 2024", "1", "0", "0"] in rows
    assert ["DPP", "Feb 2024", "16", "16", "15"] in rows


def test_numbers_behind_a_chart_are_aligned_right_under_their_headings_and_a_round_stays_on_one_line():
    headings, *rows = all_of(nodes(open_page("over-time"), "coverage.chart-part"), "tr")
    assert [cell[1].get("class") for cell in headings[2:]] == [None, None, "number", "number", "number"]
    for row in rows:
        assert [cell[1].get("class") for cell in row[2:]] == [None, "nowrap", "number", "number", "number"]


def test_a_number_in_the_title_stays_on_one_line_with_its_word():
    (title,) = all_of(nodes(open_page("over-time"), "main"), "h1")
    assert "3\u00a0improved" in text_of(title)


def test_rounds_in_the_address_that_there_are_not_are_ignored():
    app = open_page("over-time", start="1999-01", end="rubbish")
    assert heading(app) == heading(open_page("over-time"))


def test_the_figures_behind_a_chart_filter_where_they_stand_by_round_status_and_agency():
    app = open_page("over-time", as_at="2024-02")
    table = links(all_of(nodes(app, "over-time.chart-part"), "table"))
    assert table[-6::2] == [
        ("Amber", "?as_at=2024-02&status=amber"),
        ("not rated", "?as_at=2024-02&status=not-rated"),
        ("not reported", "?as_at=2024-02&status=not-reported"),
    ]
    assert ("12", "recommendations?as_at=2024-02&at=2024-02&now=amber") in table
    assert links(nodes(app, "coverage.chart-part"))[:2] == [
        ("DPP", "?as_at=2024-02&lead=dyfed-powys-police"),
        ("Jul 2023", "?as_at=2023-07"),
    ]


def test_target_dates_that_have_slipped_are_shown_by_round_where_there_are_any(shown):
    slip = {**TARGET, "Date": "June 2024", "Target": "May 2025"}
    rated = [RATED, {**RATED, "Date": "June 2024"}]
    shown(recommendations=[RECOMMENDATION], progress=rated, targets=[TARGET, slip])
    app = open_page("over-time", as_at="2024-06")
    sentence = "By June 2024, 1 of 1 target date has slipped. Past the target date: 0; days late together: 0."
    assert [chart["alt"] for chart in charts(app)][-1] == (
        f"Target dates that have slipped by each round: February 2024: 0 of 1; June 2024: 1 of 1. {sentence}"
    )


def test_without_target_dates_there_is_no_such_section():
    assert "Target dates that have slipped" not in section_headings(open_page("over-time"))


def test_one_dated_response_makes_no_round_and_nobody_is_silent_in_its_month(temporary_database):
    late = update("1", at=month(2024, 6), kind="Response", status=None, update="Our response.")
    tables = rows("1", "2", "3", "4")
    with closing(Store.open(temporary_database)) as store:
        store.publish(candidate({**tables, "progress": [*tables["progress"], late]}), **ME)
    words = [*texts(open_page("overview")), *texts(open_page("over-time")), *texts(open_page("data-checks"))]
    assert not [text for text in words if "reported nothing" in text or "not reported" in text]
    assert "There are not yet two rounds to compare." in words
    assert "Our response." in texts(open_page("recommendation", ref="1"))


def test_a_round_of_a_part_is_a_round_and_nobody_else_is_silent_in_it(temporary_database):
    tables = rows("1", "2", "3", "4", "5")
    asked = [RequestedUpdate(Recipient("The Force", ""), "Stalking", ref) for ref in "12"]
    answer = update("1", at=month(2026, 10), update="Our answer.")
    with closing(Store.open(temporary_database)) as store:
        store.publish(candidate(tables), **ME)
        start_round(store, Round(date(2026, 10, 1), today(), Scope.ALL, 1), asked, actor=ME["actor"])
        store.publish(candidate({**tables, "progress": [*tables["progress"], answer]}), **ME)
    assert [text for text in texts(open_page()) if text.startswith("1 of 2 reported nothing in October 2026. ")]
    marks = [row[1:] for row in _table(open_page(), "matrix")[2:]]
    assert marks == [["R", "R"], ["R", "–"], ["R", ""], ["R", ""], ["R", ""]]


def test_before_its_review_was_published_a_recommendation_is_counted_nowhere(shown):
    reviews = [{"Review": "Stalking", "Published": "July 2023"}, {"Review": "Custody", "Published": "May 2024"}]
    recommendations = [
        {**RECOMMENDATION, "Review": review, "Ref": ref}
        for review, refs in (("Stalking", "123"), ("Custody", "45"))
        for ref in refs
    ]
    entries = [("Stalking", ref, when) for when in ("February 2024", "June 2024") for ref in "12"]
    entries += [("Custody", "4", "June 2024"), ("Stalking", "3", "July 2024")]
    progress = [{**RATED, "Review": review, "Ref": ref, "Date": when} for review, ref, when in entries]
    shown(reviews=reviews, recommendations=recommendations, progress=progress)
    counted = [
        ["Feb 2024", "Amber", "2", "67%"],
        ["Feb 2024", "not reported", "1", "33%"],
        ["Jun 2024", "Amber", "3", "60%"],
        ["Jun 2024", "not reported", "2", "40%"],
        ["Jul 2024", "Amber", "4", "80%"],
        ["Jul 2024", "not reported", "1", "20%"],
    ]
    app = open_page("over-time")
    assert _table(app, "over-time.chart-part")[1:] == counted
    for label, address in links(nodes(app, "over-time.chart-part")):
        if address.startswith("recommendations?"):
            assert heading(follow(app, address)).split()[0] == label
    february = open_page(as_at="2024-02")
    assert heading(february) == (
        "None of the 3 recommendations is complete. 2 are Amber, 1 was never reported, and none is Red."
    )
    later = texts(open_page("recommendation", ref="4", as_at="2024-02"))
    assert "The review of recommendation 4 was published after February 2024." in later
    assert not [text for text in later if "Not reported" in text]
