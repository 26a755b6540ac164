"""The calendar of monitoring promises, parsed as iCalendar."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from reports.calendar_file.ics import calendar_bytes
from tests.support.editions import NASTY, edition_of
from tests.support.trackers import tracker_of, update_row

MEET = {"ref": "1", "activity": "Meet.", "kind": "Meeting", "with": "The Force"}


def calendar(edition):
    return Calendar.from_ical(calendar_bytes(edition))


def events(edition):
    return calendar(edition).walk("VEVENT")


def edition_with(*promises, progress=(), language="en", **more):
    tracker = tracker_of([{"ref": "1", "title": "Fund the post"}], progress, monitoring=promises)
    return edition_of(tracker, language=language, as_at="2024-06", **more)


@pytest.mark.parametrize(
    ("due", "first", "after"),
    [
        ("5 July 2024", date(2024, 7, 5), date(2024, 7, 6)),
        ("July 2024", date(2024, 7, 1), date(2024, 8, 1)),
        ("Winter 2024/25", date(2024, 12, 1), date(2025, 3, 1)),
    ],
)
def test_a_promise_lies_over_all_the_days_it_could_fall_on_and_leaves_them_free(due, first, after):
    (event,) = events(edition_with({**MEET, "due": due}))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (first, after)
    assert event["transp"] == "TRANSPARENT"


def test_an_event_names_its_promise_recommendation_date_role_and_kind():
    (event,) = events(edition_with({**MEET, "due": "July 2024"}))
    assert event["summary"] == "1: Meet."
    assert event["description"].split("\n") == ["Recommendation 1: Fund the post", "Due: July 2024", "with The Force"]
    assert event["categories"].cats == ["Meeting"]


def test_a_promise_that_is_done_or_has_no_date_is_left_out_and_an_overdue_one_is_marked():
    edition = edition_with(
        {**MEET, "due": "May 2024"},
        {**MEET, "activity": "Ask.", "due": "May 2024", "done": True},
        {**MEET, "activity": "Go."},
    )
    (event,) = events(edition)
    assert event["summary"] == "1: Meet."
    assert event["description"].endswith("overdue")


def test_an_event_keeps_its_uid_when_its_date_moves_and_no_two_have_the_same():
    (before,) = events(edition_with({**MEET, "due": "July 2024"}))
    (after,) = events(edition_with({**MEET, "due": "August 2024"}))
    assert before["uid"] == after["uid"]
    several = events(edition_with(*({**MEET, "due": due} for due in ("July 2024", "August 2024", "July 2024"))))
    assert len({event["uid"] for event in several}) == 3


def test_another_promise_or_another_recommendation_has_another_uid():
    tracker = tracker_of(["1", "2"], monitoring=[{**MEET, "ref": ref, "due": "July 2024"} for ref in ("1", "2")])
    first, second = events(edition_of(tracker))
    assert first["uid"] != second["uid"]


def test_the_same_edition_gives_the_same_bytes_stamped_when_its_version_was_published():
    edition = edition_with({**MEET, "due": "July 2024"})
    assert calendar_bytes(edition) == calendar_bytes(replace(edition))
    (event,) = events(edition)
    assert event.decoded("dtstamp") == datetime(2024, 7, 2, 9, 30, tzinfo=UTC)
    assert event["sequence"] == 3
    (unpublished,) = events(edition_with({**MEET, "due": "July 2024"}, version=None))
    assert unpublished.decoded("dtstamp") == datetime(2024, 6, 1, tzinfo=UTC)
    assert "sequence" not in unpublished


def test_a_date_in_an_update_is_an_event_marked_as_found_in_the_text():
    progress = [update_row("1", "June 2024", "Amber", "Funding is confirmed until April 2025.")]
    (event,) = events(edition_with(progress=progress))
    assert event["summary"] == "1: Funding is confirmed until April 2025."
    assert event["description"].split("\n") == [
        "Recommendation 1: Fund the post",
        "April 2025: found in the text of June 2024",
    ]
    assert event["categories"].cats == ["Found in the text"]
    assert event.decoded("dtend") == date(2025, 5, 1)


def test_a_filter_restricts_the_calendar():
    tracker = tracker_of(
        [{"ref": "1", "theme": "Data"}, {"ref": "2", "theme": "Training"}],
        monitoring=[{**MEET, "ref": ref, "due": "July 2024"} for ref in ("1", "2")],
    )
    assert [event["summary"] for event in events(edition_of(tracker, themes=("Training",)))] == ["2: Meet."]


def test_a_welsh_calendar_is_welsh_and_marks_its_english_words():
    both = {**MEET, "activity_cy": "Cwrdd.", "due": "July 2024"}
    welsh, english = events(edition_with(both, {**MEET, "activity": "Ask.", "due": "July 2024"}, language="cy"))
    assert (welsh["summary"], welsh["summary"].params["LANGUAGE"]) == ("1: Cwrdd.", "cy-GB")
    assert (english["summary"], english["summary"].params["LANGUAGE"]) == ("1: Ask.", "en-GB")
    assert welsh["description"].split("\n")[1] == "Erbyn: Gorffennaf 2024"
    assert welsh["categories"].cats == ["Cyfarfod"]


def test_of_one_occasion_it_has_the_same_events_and_no_deadlines():
    progress = [update_row("1", "June 2024", "Amber", "Funding is confirmed until April 2025.")]
    july = {**MEET, "due": "July 2024"}
    everything = edition_with(july, {**july, "activity": "Ask."}, {**MEET, "due": "May 2024"}, progress=progress)
    july_only = replace(everything, occasion="2024-07/2024-07/The Force")
    assert len(events(everything)) == 4
    assert calendar(july_only)["x-wr-calname"] == "Monitoring promises: July 2024, with The Force"
    assert {event["uid"] for event in events(july_only)} < {event["uid"] for event in events(everything)}
    assert [event["summary"] for event in events(july_only)] == ["1: Meet.", "1: Ask."]


def test_where_the_tracker_has_several_reviews_an_event_names_its_review():
    tracker = tracker_of(
        [{"ref": "1", "title": "Fund the post"}, {"ref": "1", "review": "Custody", "title": "Paint the walls"}],
        monitoring=[{**MEET, "due": "July 2024"}, {**MEET, "review": "Custody", "due": "July 2024"}],
    )
    first, second = events(edition_of(tracker, as_at="2024-06"))
    assert (first["summary"], second["summary"]) == ("1 (Stalking): Meet.", "1 (Custody): Meet.")
    assert second["description"].split("\n")[:2] == ["Recommendation 1 (Custody): Paint the walls", "Review: Custody"]
    (alone,) = events(edition_of(tracker, as_at="2024-06", reviews=("Custody",)))
    assert (alone["uid"], alone["summary"]) == (second["uid"], "1 (Custody): Meet.")


def test_lines_are_folded_and_texts_escaped_as_rfc_5545_asks():
    part, escaped = r"Gŵyl 🦉; a, b \ c ", r"Gŵyl 🦉\; a\, b \\ c "
    content = calendar_bytes(edition_with({**MEET, "activity": part * 12 + "\nline two", "due": "July 2024"}))
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert max(map(len, lines)) == 75
    assert all(line.decode() for line in lines[:-1])  # no letter is cut in two
    unfolded = content.replace(b"\r\n ", b"").decode().split("\r\n")
    assert [line for line in unfolded if line.startswith("SUMMARY")] == [
        f"SUMMARY;LANGUAGE=en-GB:1: {escaped * 12}line two"
    ]


@pytest.mark.parametrize("text", NASTY)
def test_free_text_stays_text(text):
    (event,) = events(edition_with({**MEET, "activity": f"{text}; a, b\nBEGIN:VEVENT", "due": "July 2024"}))
    assert event["summary"] == f"1: {' '.join(text.replace(chr(7), '').split())}; a, b BEGIN:VEVENT"


def test_a_calendar_without_events_is_still_one():
    empty = calendar(edition_with())
    assert empty["version"] == "2.0"
    assert not empty.walk("VEVENT")
