"""The meeting pack on screen: for an occasion, or for what matches the filter."""

from tests.support.page_text import all_of, files, heading, lines, links, nodes, open_page
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION

JANUARY = "2025-01-detective-superintendent-for-protecting-vulnerable-people"


def item(app, number):
    """Return the lines of one recommendation."""
    return lines([all_of(nodes(app, "pack"), "section")[number]])


def test_as_at_today_it_asks_what_became_of_what_was_promised():
    shown_lines = item(open_page("meeting", occasion=JANUARY, as_at="today"), 0)
    assert any(line.startswith("February 2025 has passed: was it done?") for line in shown_lines)
    assert any(line.startswith("This was promised for January 2025: was it kept") for line in shown_lines)


def test_a_question_about_several_is_one_question_with_their_numbers():
    first, second = lines(all_of(nodes(open_page("meeting"), "pack"), "ul")[:1])
    assert first.startswith("Is Amber still right for 17 of them? (1, 2, 3, ")
    assert second.startswith("What is needed to move 12 of them on from Amber? (1, 2, 3, 4, 6, ")
    asked = lines(nodes(open_page("meeting"), "pack"))
    assert not any(line.startswith("Is Amber the right status?") for line in asked)


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
