"""What every calendar file is made of: its head, and all-day events that leave their days free."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event, vText

from model.language import Language
from reports.content.document import Text
from reports.content.storable_text import storable


def empty_calendar(product: str, name: str, description: str, *, language: Language) -> Calendar:
    """Return a calendar without events.

    It has no METHOD: with one, each event would need an ORGANIZER (RFC 5546, 3.2.1), whose address is not known here.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Cynnydd//{product}//EN")
    calendar.add("version", "2.0")
    calendar.add("name", storable(name), parameters=_language(language))
    calendar.add("x-wr-calname", storable(name))  # the name of a calendar before RFC 7986
    calendar.add("description", storable(description), parameters=_language(language))
    return calendar


def all_day_event(uid: str, *, stamp: datetime, first: date, last: date) -> Event:
    """Return an event over all days from the first to the last."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def describe_event(event: Event, *, summary: Text, lines: Sequence[str], language: Language) -> None:
    """Add the summary and the description of an event; a calendar shows little more than the summary."""
    event.add("summary", vText(storable(summary.words)), parameters=_language(summary.language or language))
    event.add("description", vText(storable("\n".join(lines))), parameters=_language(language))


def event_uid(*parts: str) -> str:
    """Return the UID of an event: the same for the same parts."""
    return f"{sha256(chr(0).join(parts).encode()).hexdigest()[:32]}@cynnydd"


def _language(language: Language) -> dict[str, str]:
    return {"LANGUAGE": language.tag}
