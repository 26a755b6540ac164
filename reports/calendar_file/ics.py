"""Write monitoring promises and target dates as an iCalendar file, for Outlook, Google and Apple."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pandas as pd
from icalendar import Event

from analysis.table_rows import rows_of
from analysis.targets import TargetNowRow
from analysis.texts.prose_dates import ProseDateRow
from model.language import Language
from reports.calendar_file.calendar_parts import all_day_event, describe_event, empty_calendar, event_uid
from reports.calendar_file.event_texts import (
    numbered,
    occasion_categories,
    occasion_lines,
    occasion_summary,
    recommendation_lines,
    target_lines,
    target_summary,
)
from reports.calendar_file.events import (
    CalendarOccasion,
    calendar_deadlines,
    calendar_occasions,
    calendar_responses,
    calendar_targets,
    calendar_title,
)
from reports.content.document import Text
from reports.content.edition import Edition
from reports.text.headers_footers import footer
from reports.text.narrator import Narrator
from wording.format.dates import format_date, format_round
from wording.rounds import response_event, response_sentences


def calendar_bytes(edition: Edition) -> bytes:
    """Return the occasions of open promises, target dates, deadlines in texts and formal responses, as an .ics file.

    Each is one all-day event over all the days it could fall on: a month, a season. It leaves its days free, and its
    last day is the day after which a promise is overdue. An event keeps its UID from version to version (a hash of the
    review, the ref and the words of the first promise of its occasion; of a target date, the review and the ref), so
    that a calendar that imports the file again moves the event.
    The file of one occasion has the same events as the file of everything, so that importing both duplicates none.
    The same edition gives the same bytes: events are stamped with the moment its version was published.
    """
    narrator = Narrator(edition)
    name, description = calendar_title(narrator), footer(narrator)
    calendar = empty_calendar("Monitoring promises", name, description, language=edition.language)
    for event in (*_occasions(narrator), *_targets(narrator), *_deadlines(narrator), *_responses(narrator)):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _occasions(narrator: Narrator) -> Iterator[Event]:
    return (_occasion(narrator, occasion) for occasion in calendar_occasions(narrator.edition))


def _occasion(narrator: Narrator, occasion: CalendarOccasion) -> Event:
    first = occasion.first
    uid = event_uid("promise", first.review, first.ref, f"{first.activity}")
    repeated_uid = f"{first.repeat + 1}-{uid}" if first.repeat else uid
    event = _event(narrator, repeated_uid, occasion.due, occasion.due_last)
    summary, lines = occasion_summary(narrator, occasion), occasion_lines(narrator, occasion)
    describe_event(event, summary=summary, lines=lines, language=narrator.edition.language)
    event.add("categories", occasion_categories(narrator, occasion))
    return event


def _targets(narrator: Narrator) -> Iterator[Event]:
    """Yield the target date that holds of each open recommendation: one that is moved stays the same event."""
    language = narrator.edition.language
    for row in rows_of(calendar_targets(narrator.edition), TargetNowRow):
        event = _event(narrator, event_uid("target", row.review, row.ref), row.target, row.target_last)
        summary, lines = target_summary(narrator, row), target_lines(narrator, row)
        describe_event(event, summary=summary, lines=lines, language=language)
        event.add("categories", [narrator.translator("Target date")])
        yield event


def _deadlines(narrator: Narrator) -> Iterator[Event]:
    """Yield the dates in the latest update of each recommendation, with the note that they were found in its text."""
    _, edition = narrator.translator, narrator.edition
    for row in rows_of(calendar_deadlines(edition), ProseDateRow):
        uid = event_uid("deadline", row.review, row.ref, row.sentence, f"{row.first:%Y-%m-%d}")
        when = format_date(row.first, row.last, row.precision, row.words, _)
        found = _("{date}: found in the text of {month}", date=when, month=format_round(row.round, _))
        event = _event(narrator, uid, row.first, row.last)
        language = Language.ENGLISH if edition.language is Language.WELSH else None
        summary = numbered(narrator, row, Text(row.sentence, language=language))
        lines = [*recommendation_lines(narrator, row), found]
        describe_event(event, summary=summary, lines=lines, language=edition.language)
        event.add("categories", [_("Found in the text")])
        yield event


def _responses(narrator: Narrator) -> Iterator[Event]:
    """Yield the days on which a formal response is due."""
    _ = narrator.translator
    for row, title in calendar_responses(narrator):
        event = _event(narrator, event_uid("response", row.review), row.due, row.due_last)
        summary, lines = Text(response_event(title, _)), [f"{title}: {response_sentences(row, _)}"]
        describe_event(event, summary=summary, lines=lines, language=narrator.edition.language)
        event.add("categories", [_("Formal response")])
        yield event


def _event(narrator: Narrator, uid: str, first: pd.Timestamp, last: pd.Timestamp) -> Event:
    event = all_day_event(uid, stamp=_timestamp(narrator.edition), first=_day(first), last=_day(last))
    if narrator.edition.version is not None:
        event.add("sequence", narrator.edition.version)
    return event


def _timestamp(edition: Edition) -> datetime:
    """Return when the version was published, or the first day of the month of a tracker from a file."""
    if edition.published_at is not None:
        return edition.published_at.astimezone(UTC).replace(microsecond=0)
    month = pd.Timestamp("2024-01-01") if pd.isna(edition.as_at) else edition.as_at
    return datetime(month.year, month.month, 1, tzinfo=UTC)


def _day(day: pd.Timestamp) -> date:
    return date(day.year, day.month, day.day)
