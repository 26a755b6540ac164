"""The meeting pack on screen: for an occasion, or for what matches the filter."""

import pytest

from tests.support.page_text import all_of, files, heading, lines, links, nodes, open_page, text_of, texts
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION

JANUARY = "2025-01-detective-superintendent-for-protecting-vulnerable-people"


def items(app):
    """Return the heading of each recommendation."""
    return [text_of(each).strip() for each in all_of(nodes(app, "pack"), "h2")]


def item(app, number):
    """Return the lines of one recommendation."""
    return lines([all_of(nodes(app, "pack"), "section")[number]])


def test_the_title_of_an_occasion_has_its_date_with_whom_and_its_number_of_recommendations():
    app = open_page("meeting", occasion=JANUARY)
    assert heading(app) == "January 2025, with the Detective Superintendent: 6 recommendations"
    assert [each.split(" ")[0] for each in items(app)] == ["A1", "A4", "A6", "A8", "A9", "A11"]
    assert any("6 Amber · Data as at June 2024 · 19 questions to ask" in line for line in texts(app))


def test_each_recommendation_has_status_history_latest_update_promises_and_questions():
    assert item(open_page("meeting", occasion=JANUARY), 0) == [
        "A1 Find lasting funding for the perpetrator co-ordinator",
        "Amber, inferred… Jul 2023A Feb 2024A Jun 2024",
        "What was said last, in June 2024",
        "Funding is confirmed until April 2025.",
        "The force is seeking long-term funding.",
        "What was promised",
        "Meet the Detective Superintendent for Protecting Vulnerable People, to keep sight of progress on every "
        "outstanding recommendation.January 2025 · with the Detective Superintendent · Meeting · overdue today",
        "Request an update on the position with long-term funding.no date given · with the Detective Superintendent · "
        "Request",
        "What has not moved",
        "The status has been the same since February 2024: 4 months (the last 2 rounds).",
        "Questions to ask",
        "What follows April 2025?The update of June 2024 says: “Funding is confirmed until April 2025.”",
        "What is needed to move on from Amber?"
        "It has stood at the same status in the last 2 rounds, since February 2024. ",
        "Is Amber the right status?It was inferred from the update of June 2024; none has been published. ",
    ]


def test_what_moved_in_the_latest_round_has_not_stood_still():
    shown_lines = item(open_page("meeting", occasion=JANUARY), 4)
    assert shown_lines[0].startswith("A9 ")
    assert "What has not moved" not in shown_lines


def test_what_has_become_overdue_since_is_counted_of_this_meeting_alone():
    (line,) = lines(nodes(open_page("meeting", occasion=JANUARY), "since"))
    assert line.startswith("At the end of June 2024 no monitoring promise was overdue. Today 6 are. ")


def test_as_at_today_it_asks_what_became_of_what_was_promised():
    shown_lines = item(open_page("meeting", occasion=JANUARY, as_at="today"), 1)
    assert any(line.startswith("February 2025 has passed: was it done?") for line in shown_lines)
    assert any(line.startswith("This was promised for January 2025: was it kept") for line in shown_lines)


def test_who_reported_nothing_comes_first_counted_of_this_meeting_alone(shown):
    silent = {**RECOMMENDATION, "Ref": "2"}
    shown(recommendations=[RECOMMENDATION, silent], progress=[RATED], monitoring=[PROMISE, {**PROMISE, "Ref": "2"}])
    (subtitle,) = lines(nodes(open_page("meeting"), "quiet"))
    assert subtitle.startswith("1 of 2 reported nothing in February 2024. 1 Amber and 1 never reported · Data as at ")


def test_a_pack_opened_from_monitoring_is_judged_from_the_same_day():
    monitoring = open_page("monitoring")
    opened = dict(links(nodes(monitoring, "meetings")))["Meeting pack on all that is chosen"]
    assert opened == "meeting?as_at=today"
    assert lines(nodes(open_page("meeting", as_at="today"), "overdue")) == [heading(monitoring)]
    overdue = [
        line for line in lines(nodes(open_page("meeting", as_at="today"), "pack")) if line.endswith(" · overdue")
    ]
    assert lines(nodes(monitoring, "promise-counts"))[0] == f"{len(overdue)}Overdue" == "9Overdue"
    assert dict(links(nodes(open_page("monitoring", as_at="2024-06"), "meetings")))["Meeting pack"] == (
        f"meeting?occasion={JANUARY}&as_at=2024-06"
    )


def test_a_filter_restricts_an_occasion_and_stands_alone_without_one():
    app = open_page("meeting", occasion=JANUARY, theme="training")
    assert heading(app) == "January 2025, with the Detective Superintendent: 2 recommendations"
    assert heading(open_page("meeting", theme="training")) == "Meeting pack: 4 recommendations"


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ({}, "monitoring?as_at=2024-06"),
        ({"as_at": "2024-02", "theme": "training"}, "monitoring?theme=training&as_at=2024-02"),
        ({"as_at": "today"}, "monitoring?as_at=today"),
    ],
)
def test_the_link_to_all_promises_is_judged_from_the_day_of_the_pack(query, url):
    assert dict(links(nodes(open_page("meeting", **query), "quiet")))["All monitoring promises"] == url


def test_an_unknown_occasion_is_reported_with_a_link_back():
    app = open_page("meeting", occasion="2031-01-nobody")
    assert heading(app) == "There is no such occasion."
    assert links(nodes(app, "unknown")) == [("All monitoring promises", "monitoring")]


def test_the_pack_is_offered_as_word_and_as_pdf_and_its_promises_as_a_calendar_where_it_has_any_that_are_open():
    listed, pack = ["This list as Excel", "This list as CSV"], ["Download as Word", "Download as PDF"]
    offered = [label for label, _href in files(open_page("meeting", occasion=JANUARY))]
    assert offered == [*listed, *pack, "Download as a calendar (.ics)"]
    assert not files(open_page("meeting", q="policing and judges"))


def test_two_occasions_whose_names_have_one_code_have_two_addresses(shown):
    promises = [{**PROMISE, "With": "板"}, {**PROMISE, "With": "局"}]
    shown(recommendations=[RECOMMENDATION], progress=[RATED], monitoring=promises)
    found = links(nodes(open_page("monitoring"), "meetings"))
    assert [target for text, target in found if text == "Meeting pack"] == [
        "meeting?occasion=2025-01-x&as_at=today",
        "meeting?occasion=2025-01-x-2&as_at=today",
    ]
    assert "with 局" in heading(open_page("meeting", occasion="2025-01-x-2"))
