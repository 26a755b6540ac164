"""Over time: movement between any two rounds, and who reported."""

from contextlib import closing
from datetime import date

from components.session.view import today
from model.returns.round import Recipient, RequestedUpdate, Round, Scope
from store.rounds.rounds import start_round
from store.store import Store
from tests.support.page_text import (
    all_of,
    follow,
    heading,
    lines,
    links,
    nodes,
    open_page,
    text_of,
    texts,
)
from tests.support.published_trackers import ME, candidate, month, rows, update
from tests.support.workbooks.canonical import RATED, RECOMMENDATION, TARGET


def _table(app, key):
    return [[text_of(cell).strip(" |") for cell in row[2:]] for row in all_of(nodes(app, key), "tr")]


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


def test_rounds_in_the_address_that_there_are_not_are_ignored():
    app = open_page("over-time", start="1999-01", end="rubbish")
    assert heading(app) == heading(open_page("over-time"))


def test_target_dates_that_have_slipped_are_shown_by_round_where_there_are_any(shown):
    slip = {**TARGET, "Date": "June 2024", "Target": "May 2025"}
    rated = [RATED, {**RATED, "Date": "June 2024"}]
    shown(recommendations=[RECOMMENDATION], progress=rated, targets=[TARGET, slip])
    app = open_page("over-time", as_at="2024-06")
    assert _table(app, "targets") == [
        ["Lead agency", "Feb 2024", "Jun 2024", "With a target date", "Past target", "Days late"],
        ["Dyfed-Powys Police", "0", "1", "1", "0", "0"],
    ]


def test_what_is_outstanding_stands_by_theme_and_agency(shown):
    shown(
        recommendations=[RECOMMENDATION, {**RECOMMENDATION, "Ref": "2", "Theme": "Data", "Lead agency": "Courts"}],
        progress=[RATED, {**RATED, "Ref": "2"}],
    )
    assert _table(open_page("over-time"), "heat") == [
        ["Theme", "Courts", "Dyfed-Powys Police"],
        ["Data", "1", "–"],
        ["Resourcing", "–", "1"],
    ]


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
    assert "1 reported nothing in October 2026" in lines(nodes(open_page(), "late"))
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
