"""The calendar of a tracker and of a round as iCalendar, with stable identities of the events."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import chain
from operator import attrgetter
from textwrap import shorten
from typing import NamedTuple

import pandas as pd

from analysis.promises import occasion_due, occasion_of, promises, targets_at
from analysis.status import is_closed
from analysis.table_rows import KEY, is_about, rows_about, rows_of
from analysis.texts.phrases import dates_in_prose
from model import terms
from model.returns.round import Reminder, Round, reminder_days
from reports.document import Edition, Text
from reports.reproducible import storable
from reports.text.narrator import Narrator, open_responses
from wording.answers import recommendation as phrases
from wording.catalogue import Translator, label
from wording.formatting import format_date, format_day, format_round, reviewed_ref
from wording.versions import response_sentences

# The most letters of the title of an event.
_LONGEST_SUMMARY = 79


class CalendarEvent(NamedTuple):
    """An event over all days from the first to the last, with the lines of its description; `when` is its date."""

    uid: str
    days: tuple[pd.Timestamp, pd.Timestamp]
    summary: Text
    lines: Sequence[str]
    categories: Sequence[str] = ()
    when: str = ""


def calendar_bytes(edition: Edition) -> bytes:
    """Return the occasions of open promises, target dates, deadlines in texts and formal responses, as an .ics file.

    Each is one all-day event over all the days it could fall on: a month, a season. It leaves its days free, and its
    last day is the day after which a promise is overdue. An event keeps its UID from version to version (a hash of the
    review, the ref and the words of the first promise of its occasion; of a target date, the review and the ref), so
    that a calendar that imports the file again moves the event.
    The file of one occasion has the same events as the file of everything, so that importing both duplicates none.
    The same edition gives the same bytes: events are stamped with the moment its version was published.
    """
    narrator, version = Narrator(edition), edition.version
    month = pd.Timestamp("2024-01-01") if pd.isna(edition.as_at) else edition.as_at
    stamp = version.published_at.astimezone(UTC) if version else datetime(month.year, month.month, 1, tzinfo=UTC)
    events = chain(*calendar_events(narrator))
    head = "Monitoring promises", calendar_title(narrator), narrator.footer
    return _calendar_bytes(head, events, stamp, edition.language, version.number if version else None)


def calendar_events(narrator: Narrator) -> tuple[list[CalendarEvent], ...]:
    """Return the events of occasions, of target dates, of deadlines in texts, and of formal responses.

    An edition with an occasion has the event of that occasion alone.
    """
    occasions = [_occasion(narrator, *each) for each in calendar_occasions(narrator.edition)]
    if narrator.edition.occasion is not None:
        return occasions, [], [], []
    return occasions, [*_targets(narrator)], [*_deadlines(narrator)], [*_responses(narrator)]


def _occasion(narrator: Narrator, first: terms.TableRow, promises: Sequence[terms.TableRow]) -> CalendarEvent:
    """Return the event of an occasion: its UID is that of its first promise, open or done, chosen or not."""
    _, due = narrator.translator, occasion_due(promises)
    repeat = f"{first.repeat + 1}-" if first.repeat else ""
    uid = repeat + _event_uid("promise", first.review, first.ref, f"{first.activity}")
    categories = [phrases.monitoring_kind_name(kind, _) for kind in dict.fromkeys(each.kind for each in promises)]
    summary, when = _occasion_summary(narrator, promises), format_date(*due, _)
    lines = [_("Due: {date}", date=when), *_occasion_lines(narrator, promises)]
    return CalendarEvent(uid, due[:2], summary, lines, categories, when)


def _targets(narrator: Narrator) -> Iterator[CalendarEvent]:
    """Yield the target date that holds of each open recommendation: one that is moved stays the same event."""
    _, edition = narrator.translator, narrator.edition
    listed = targets_at(edition.chosen, as_at=edition.as_at, today=edition.today)
    is_open = listed["timing"].isin([terms.TargetTiming.LATE, terms.TargetTiming.AHEAD])
    for row in rows_of(listed[is_open].sort_values(["target", "target_last"], kind="stable")):
        uid, named = _event_uid("target", row.review, row.ref), narrator.recommendations[row.review, row.ref]
        title, lead = narrator.words(named, "title"), narrator.full_name(terms.NameKind.AGENCY, named.lead_agency)
        words = _("Target date: {title}", title=title) if title else _("Target date")
        date = _("Target date: {date}", date=phrases.target_phrase(row, _))
        lines = [*_recommendation_lines(narrator, row), date, *([lead] if lead else [])]
        days, summary = (row.target, row.target_last), _numbered(narrator, row, Text(words))
        yield CalendarEvent(uid, days, summary, lines, [_("Target date")])


def _deadlines(narrator: Narrator) -> Iterator[CalendarEvent]:
    """Yield the dates in the latest update of each recommendation, with the note that they were found in its text."""
    _, edition = narrator.translator, narrator.edition
    named = dates_in_prose(edition.chosen, as_at=edition.as_at)
    is_open = named["source"].eq("update") & ~is_closed(edition.chosen, named, as_at=edition.as_at)
    for row in rows_of(named[is_open].drop_duplicates([*KEY, "sentence", "first"])):
        uid = _event_uid("deadline", row.review, row.ref, row.sentence, f"{row.first:%Y-%m-%d}")
        when = format_date(row.first, row.last, row.precision, row.words, _)
        found = _("{date}: found in the text of {month}", date=when, month=format_round(row.round, _))
        summary = _numbered(narrator, row, narrator.english(row.sentence))
        lines = [*_recommendation_lines(narrator, row), found]
        yield CalendarEvent(uid, (row.first, row.last), summary, lines, [_("Found in the text")])


def _responses(narrator: Narrator) -> Iterator[CalendarEvent]:
    """Yield the days on which a formal response is due."""
    _ = narrator.translator
    for row, title in open_responses(narrator, narrator.edition.chosen):
        uid, summary = _event_uid("response", row.review), Text(_("Formal response due: {review}", review=title))
        lines = [f"{title}: {response_sentences(row, _)}"]
        yield CalendarEvent(uid, (row.due, row.due_last), summary, lines, [_("Formal response")])


def _calendar_bytes(
    head: Sequence[str], events: Iterable[CalendarEvent], stamp: datetime, language: terms.Language, version: int | None
) -> bytes:
    """Return a calendar from its product, name and description, and its events.

    It has no METHOD: with one, each event would need an ORGANIZER (RFC 5546, 3.2.1), whose address is not known here.
    Calendars show little but the summary; a long one is shortened, and begins the description as a whole.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 - pages that name its events do not need it

    product, name, description = head
    calendar, tag = Calendar(), {"LANGUAGE": language.tag}
    calendar.add("prodid", f"-//Cynnydd//{product}//EN")
    calendar.add("version", "2.0")
    calendar.add("name", storable(name), parameters=tag)
    calendar.add("x-wr-calname", storable(name))  # the name of a calendar before RFC 7986
    calendar.add("description", storable(description), parameters=tag)
    for uid, (first, last), summary, lines, categories, _when in events:
        event, shortened = Event(), shorten(summary.words, _LONGEST_SUMMARY, placeholder=" …")
        whole = lines if shortened == summary.words else [summary.words, *lines]
        event.add("uid", uid)
        event.add("dtstamp", stamp.replace(microsecond=0))
        event.add("dtstart", first.date())
        event.add("dtend", last.date() + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("summary", storable(shortened), parameters={"LANGUAGE": (summary.language or language).tag})
        event.add("description", storable("\n".join(whole)), parameters=tag)
        if categories:
            event.add("categories", categories)
        if version is not None:
            event.add("sequence", version)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event_uid(*parts: str) -> str:
    """Return the UID of an event: the same for the same parts."""
    return f"{sha256(chr(0).join(parts).encode()).hexdigest()[:32]}@cynnydd"


def _occasion_summary(narrator: Narrator, promises: Sequence[terms.TableRow]) -> Text:
    """Return the summary of an occasion: its only promise, or what it is, with whom, and how many recommendations."""
    first, *others = promises
    if not others:
        return _numbered(narrator, first, narrator.localised(first, "activity") or Text(""))
    _ = narrator.translator
    count = len({(promise.review, promise.ref) for promise in promises})
    about = _.plural("{n} recommendation", "{n} recommendations", count)
    kinds = {promise.kind for promise in promises if isinstance(promise.kind, str)}
    if terms.MonitoringKind.MEETING in kinds:
        kinds = {terms.MonitoringKind.MEETING}
    kind = phrases.monitoring_kind_name(kinds.pop(), _) if len(kinds) == 1 else _("Monitoring")
    if not isinstance(first.with_whom, str):
        return Text(_("{kind}: {recommendations}", kind=kind, recommendations=about))
    whom = phrases.with_whom_phrase(first.with_whom, narrator.names, _)
    return Text(_("{kind} {with_whom}: {recommendations}", kind=kind, with_whom=whom, recommendations=about))


def _numbered(narrator: Narrator, row: terms.RefRow, text: Text) -> Text:
    """Return a text in one line, after the number of its recommendation."""
    number = reviewed_ref(row.review, row.ref, named=narrator.tracker_has_several_reviews)
    return Text(f"{number}: {terms.normalise_space(text.words)}", language=text.language)


def _occasion_lines(narrator: Narrator, promises: Sequence[terms.TableRow]) -> Iterator[str]:
    """Yield the lines that describe an occasion: with whom, then each recommendation with its promises.

    In brackets is the date of a promise and whether it is overdue, where others of the occasion differ.
    """
    _, overdue = narrator.translator, label("timing", terms.Timing.OVERDUE, narrator.translator)
    timings, days = {promise.timing for promise in promises}, occasion_due(promises)[:2]
    if isinstance(promises[0].with_whom, str):
        yield phrases.with_whom_phrase(promises[0].with_whom, narrator.names, _)
    if terms.Timing.OVERDUE in timings:
        yield overdue
    for rows in terms.group_by(promises, attrgetter("review", "ref")).values():
        yield from ("", *_recommendation_lines(narrator, rows[0]))
        for promise in rows:
            words, details = terms.normalise_space(narrator.words(promise, "activity")), []
            if (promise.due, promise.due_last) != days:
                details.append(_("due {date}", date=phrases.format_due(promise, _)))
            if promise.timing == terms.Timing.OVERDUE and terms.Timing.DUE in timings:
                details.append(overdue)
            yield f"{words} ({'; '.join(details)})" if details else words


def _recommendation_lines(narrator: Narrator, row: terms.RefRow) -> list[str]:
    """Return the title of a recommendation, and its review where the tracker has several."""
    lines = [narrator.title(narrator.recommendations[row.review, row.ref])]
    if not narrator.tracker_has_several_reviews:
        return lines
    reviews = rows_of(narrator.edition.tracker.reviews)
    title = next((narrator.words(each, "title") for each in reviews if each.review == row.review), "")
    return [*lines, narrator.translator("Review: {review}", review=title or row.review)]


def calendar_title(narrator: Narrator) -> str:
    """Return the name of the calendar, with its occasion or its reviews."""
    _ = narrator.translator
    if occasion := narrator.occasion_name:
        return _("Monitoring promises: {reviews}", reviews=occasion)
    return _("Monitoring promises and target dates: {reviews}", reviews=narrator.review_titles)


def calendar_occasions(edition: Edition) -> list[tuple[terms.TableRow, list[terms.TableRow]]]:
    """Return the occasions with an open promise, in the order in which they fall due: all, or that of the edition.

    Each is its first promise, which belongs to the lowest ref in the whole tracker, and its open promises that are
    chosen. A filter, a promise that is done and another date leave the first one the same.
    """
    listed = promises(edition.tracker, as_at=edition.as_at, today=edition.today)
    listed = rows_about(listed, edition.tracker.recommendations).sort_values(
        ["review", "ref"], key=lambda names: names.map(terms.natural_order), kind="stable"
    )
    repeat = listed.groupby([*KEY, "activity"], dropna=False).cumcount()
    listed = listed.assign(repeat=repeat, occasion=occasion_of(listed)).dropna(subset="occasion")
    is_open = listed["timing"].isin([terms.Timing.DUE, terms.Timing.OVERDUE])
    is_open &= is_about(listed, edition.chosen.recommendations)
    if edition.occasion is not None:
        is_open &= listed["occasion"].eq(edition.occasion)
    firsts = {row.occasion: row for row in rows_of(listed.drop_duplicates("occasion"))}
    chosen = terms.group_by(rows_of(listed[is_open]), attrgetter("occasion"))
    return [(firsts[key], rows) for key, rows in sorted(chosen.items(), key=lambda each: occasion_due(each[1])[:2])]


def round_calendar_bytes(of_round: Round, _: Translator) -> bytes:
    """Return the due date and the reminders of a round as an .ics file, each as an all-day event.

    The same round gives the same bytes: events are stamped with the moment it was started.
    """
    month = format_round(of_round.month, _)
    due = _("The returns of the round of {month} are due on {day}.", month=month, day=format_day(of_round.due, _))
    titles = {
        "due": _("Returns are due: round of {month}", month=month),
        Reminder.BEFORE.value: _("Remind those who have not answered, due in two weeks: round of {month}", month=month),
        Reminder.AFTER.value: _("Remind those who are overdue: round of {month}", month=month),
    }
    days = [(of_round.due, "due"), *((day, each.value) for each, day in reminder_days(of_round).items())]
    drafts = _("The page Round has draft e-mails to those who have not answered everything.")
    events = []
    for day, kind in sorted(days):
        uid = _event_uid("round", str(of_round.number), of_round.month.isoformat(), kind)
        when, lines = (pd.Timestamp(day),) * 2, [due] if kind == "due" else [due, drafts]
        events.append(CalendarEvent(uid, when, Text(titles[kind]), lines))
    head = "Rounds", _("Round of {month}", month=month), due
    return _calendar_bytes(head, events, of_round.started_at, _.language, None)
