"""Timestamps in the time zone of the office."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import dates as babel_dates

from wording.catalogue import Translator

OFFICE = ZoneInfo("Europe/London")
"""Timestamps are stored in UTC and shown in the local time of Wales."""


def format_timestamp(at: datetime, _: Translator, *, short: bool = False) -> str:
    """Return a timestamp to the minute: "25 November 2026, 14:05", or "25 Nov 2026, 14:05" in the short form."""
    pattern = "d MMM y, HH:mm" if short else "d MMMM y, HH:mm"
    return babel_dates.format_datetime(at, pattern, tzinfo=OFFICE, locale=_.language.value)


def format_time(at: datetime, _: Translator) -> str:
    """Return the local time of a timestamp: "14:05"."""
    return babel_dates.format_time(at, "HH:mm", tzinfo=OFFICE, locale=_.language.value)


def format_timestamp_day(at: datetime, _: Translator) -> str:
    """Return the local day of a timestamp in words: "25 November 2026"."""
    return babel_dates.format_datetime(at, "d MMMM y", tzinfo=OFFICE, locale=_.language.value)


def start_of_day(day: date) -> datetime:
    """Return the moment at which a local day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=OFFICE)


def local_day(at: datetime) -> date:
    """Return the local day of a timestamp."""
    return at.astimezone(OFFICE).date()
