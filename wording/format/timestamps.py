"""When something was done, by the clock of the office."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import dates as babel_dates

from wording.catalogue import Translator

OFFICE = ZoneInfo("Europe/London")
"""Moments are kept in UTC and told by the clock in Wales."""


def format_moment(at: datetime, _: Translator, *, short: bool = False) -> str:
    """Return a moment to the minute: "25 November 2026, 14:05", or "25 Nov 2026, 14:05" where there is little room."""
    pattern = "d MMM y, HH:mm" if short else "d MMMM y, HH:mm"
    return babel_dates.format_datetime(at, pattern, tzinfo=OFFICE, locale=_.language.value)


def format_moment_day(at: datetime, _: Translator) -> str:
    """Return the day of a moment: "25 November 2026"."""
    return babel_dates.format_datetime(at, "d MMMM y", tzinfo=OFFICE, locale=_.language.value)


def moment_day(at: datetime) -> date:
    """Return the day of a moment by the same clock."""
    return at.astimezone(OFFICE).date()
