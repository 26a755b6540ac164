"""The calendar of a round, parsed as iCalendar."""

from dataclasses import replace
from datetime import UTC, date, datetime

from icalendar import Calendar

from model.language import Language
from reports.calendar_file.round_calendar import round_calendar_bytes
from tests.support.returns import round_of
from wording.catalogue import translator

STARTED = replace(round_of(), number=1, started_at=datetime(2024, 9, 30, 9, 30, 15, 7, tzinfo=UTC))


def events(of_round, language=Language.ENGLISH):
    calendar = Calendar.from_ical(round_calendar_bytes(of_round, translator(language)))
    return calendar, calendar.walk("VEVENT")


def test_it_has_the_due_date_and_both_reminders_in_their_order():
    calendar, listed = events(STARTED)
    assert calendar["x-wr-calname"] == "Round of October 2024"
    assert [(event.decoded("dtstart"), event.decoded("dtend"), event["summary"]) for event in listed] == [
        (
            date(2024, 10, 11),
            date(2024, 10, 12),
            "Remind those who have not answered, two weeks before it is due: round of October 2024",
        ),
        (date(2024, 10, 25), date(2024, 10, 26), "Returns are due: round of October 2024"),
        (date(2024, 10, 26), date(2024, 10, 27), "Remind those who are overdue: round of October 2024"),
    ]
    assert listed[0]["description"].split("\n") == [
        "The returns of the round of October 2024 are due on 25 October 2024.",
        "The page Round has draft e-mails to those who have not answered everything.",
    ]


def test_a_round_that_starts_later_has_no_reminder_before():
    _calendar, listed = events(replace(STARTED, started_at=datetime(2024, 10, 12, tzinfo=UTC)))
    assert [event.decoded("dtstart") for event in listed] == [date(2024, 10, 25), date(2024, 10, 26)]


def test_a_calendar_that_reads_the_file_again_moves_its_events():
    later = replace(STARTED, due=date(2024, 11, 1))
    uids = [[event["uid"] for event in events(each)[1]] for each in (STARTED, later)]
    assert uids[0] == uids[1]
    assert len(set(uids[0])) == 3
    assert round_calendar_bytes(STARTED, translator(Language.ENGLISH)) == round_calendar_bytes(
        STARTED, translator(Language.ENGLISH)
    )


def test_in_welsh_it_is_in_welsh():
    calendar, listed = events(STARTED, Language.WELSH)
    assert calendar["x-wr-calname"] == "Rownd Hydref 2024"
    assert listed[1]["summary"] == "Dyddiad cau'r ffurflenni: rownd Hydref 2024"
    assert listed[1]["summary"].params["LANGUAGE"] == "cy-GB"
