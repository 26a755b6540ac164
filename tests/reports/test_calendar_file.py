"""Calendars of a tracker and of a round."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from icalendar import Calendar

from model.terms import Language
from reports.calendar_file import calendar_bytes, round_calendar_bytes
from tests.support.editions import NASTY, edition_of
from tests.support.returns import round_of
from tests.support.trackers import tracker_of, update_row
from wording.catalogue import translator

MEET = {"ref": "1", "activity": "Meet.", "kind": "Meeting", "with": "The Force"}
STARTED = replace(round_of(), number=1, started_at=datetime(2024, 9, 30, 9, 30, 15, 7, tzinfo=UTC))


def calendar(edition):
    return Calendar.from_ical(calendar_bytes(edition))


def events(edition):
    return calendar(edition).walk("VEVENT")


def description(event):
    return event["description"].split("\n")


def edition_with(*promises, progress=(), language="en", **more):
    tracker = tracker_of([{"ref": "1", "title": "Fund the post"}], progress, monitoring=promises)
    return edition_of(tracker, language=language, as_at="2024-06", **more)


def test_on_an_occasion_that_is_overdue_in_part_each_overdue_promise_is_marked():
    force = {**MEET, "due": "5 July 2024"}
    tracker = tracker_of(["1", "2"], monitoring=[force, {**force, "ref": "2", "due": "20 July 2024"}])
    (event,) = events(replace(edition_of(tracker, as_at="2024-07"), today=pd.Timestamp("2024-07-10")))
    assert description(event)[2] == "overdue"
    promises = ["Meet. (due 5 July 2024; overdue)", "Meet. (due 20 July 2024)"]
    assert [line for line in description(event) if line.startswith("Meet.")] == promises


@pytest.mark.parametrize("chosen", [{}, {"theme": ("Training",)}])
def test_the_event_of_a_meeting_has_one_uid_when_it_moves_when_a_promise_is_done_and_when_a_filter_restricts_it(chosen):
    def meeting(due, **first):
        tracker = tracker_of(
            [{"ref": "2", "theme": "Training"}, {"ref": "1", "theme": "Data"}],
            monitoring=[{**MEET, "ref": "2", "activity": "Ask.", "due": due}, {**MEET, "due": due, **first}],
        )
        (event,) = events(edition_of(tracker, as_at="2024-06", **chosen))
        return event["uid"]

    alone = tracker_of(["1"], monitoring=[{**MEET, "due": "July 2024"}])
    (of_first_promise,) = events(edition_of(alone, as_at="2024-06"))
    uids = [meeting("July 2024"), meeting("August 2024"), meeting("July 2024", done=True)]
    assert uids == [of_first_promise["uid"]] * 3


def test_an_event_keeps_its_uid_when_its_date_moves_and_no_two_have_the_same():
    (before,) = events(edition_with({**MEET, "due": "July 2024"}))
    (after,) = events(edition_with({**MEET, "due": "August 2024"}))
    assert before["uid"] == after["uid"]
    dues = (("1", "July 2024"), ("1", "August 2024"), ("1", "May 2024"), ("2", "September 2024"))
    promises = [{**MEET, "ref": ref, "due": due} for ref, due in dues]
    several = events(edition_of(tracker_of(["1", "2"], monitoring=promises)))
    assert len({event["uid"] for event in several}) == 4


def test_an_event_of_what_is_not_published_is_stamped_on_its_month_without_a_sequence():
    (unpublished,) = events(edition_with({**MEET, "due": "July 2024"}, version=None))
    assert unpublished.decoded("dtstamp") == datetime(2024, 6, 1, tzinfo=UTC)
    assert "sequence" not in unpublished


def test_of_one_occasion_it_has_the_same_events_and_no_deadlines():
    progress = [update_row("1", "June 2024", "Amber", "Funding is confirmed until April 2025.")]
    july = {**MEET, "due": "July 2024"}
    everything = edition_with(july, {**july, "activity": "Ask."}, {**MEET, "due": "May 2024"}, progress=progress)
    july_only = replace(everything, occasion="2024-07/The Force")
    assert len(events(everything)) == 3
    assert calendar(july_only)["x-wr-calname"] == "Monitoring promises: July 2024, with The Force"
    assert {event["uid"] for event in events(july_only)} < {event["uid"] for event in events(everything)}
    assert [event["summary"] for event in events(july_only)] == ["Meeting with The Force: 1 recommendation"]


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
        f"SUMMARY;LANGUAGE=en-GB:1: {escaped * 4}Gŵyl …"
    ]
    described = [line for line in unfolded if line.startswith(f"DESCRIPTION;LANGUAGE=en-GB:1: {escaped * 12}line two")]
    assert len(described) == 1


@pytest.mark.parametrize("text", NASTY)
def test_free_text_stays_text(text):
    (event,) = events(edition_with({**MEET, "activity": f"{text}; a, b\nBEGIN:VEVENT", "due": "July 2024"}))
    assert event["summary"] == f"1: {' '.join(text.replace(chr(7), '').split())}; a, b BEGIN:VEVENT"


def test_the_formal_response_to_a_review_is_an_event_until_it_has_come():
    reviews = [{"title": "Deep dive", "published": "3 June 2024", "response_days": "56"}]
    response = update_row("1", "June 2024", kind="Response")
    found = [
        events(edition_of(tracker_of(["1"], given, reviews=reviews), as_at="2024-06")) for given in ((), [response])
    ]
    assert [[event["summary"] for event in each] for each in found] == [["Formal response due: Deep dive"], []]


def test_an_open_target_date_is_an_event_that_stays_the_same_when_it_is_moved():
    listed = [{"ref": ref, "target": target} for ref, target in (("1", "31 October 2024"), ("2", "May 2024"))]
    moved = [{"ref": "1", "date": "June 2024", "target": "31 March 2025", "reason": "Late."}]
    complete = [update_row("2", "June 2024", "Green")]
    (before,), (after,) = (
        events(edition_of(tracker_of(listed, complete, targets=targets), as_at="2024-06")) for targets in ([], moved)
    )
    assert [each.decoded("dtstart") for each in (before, after)] == [date(2024, 10, 31), date(2025, 3, 31)]
    assert before["uid"] == after["uid"]


def test_a_calendar_that_reads_the_file_again_moves_its_events():
    rounds = (STARTED, STARTED, replace(STARTED, due=date(2024, 11, 1)))
    first, again, later = (round_calendar_bytes(each, translator(Language.ENGLISH)) for each in rounds)
    uids = [[event["uid"] for event in Calendar.from_ical(each).walk("VEVENT")] for each in (first, later)]
    assert (first == again, uids[0] == uids[1], len(set(uids[0]))) == (True, True, 3)
