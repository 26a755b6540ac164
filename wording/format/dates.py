"""Dates, times and spans as people write them, to their recorded precision."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import dates as babel_dates

from model.dates import Precision
from wording.catalogue import Translator
from wording.sentences import label

# A day, from a table or a calendar; NaT and None mean no day. Without pandas, which a command needs not.
Day = date | None
_YEAR = re.compile(r"\b\d{4}(?:\s*[/–-]\s*\d{2,4})?\b")
# Timestamps are stored in UTC and shown in the local time of Wales.
OFFICE = ZoneInfo("Europe/London")


def format_round(month: date, _: Translator, *, short: bool = False) -> str:
    """Return the month of a round: "June 2024", or "Jun 2024" in the short form."""
    return _round_name(date(month.year, month.month, 1), "MMM y" if short else "MMMM y", _.language.value)


@lru_cache(maxsize=1024)
def _round_name(month: date, pattern: str, locale: str) -> str:
    """Return the name of a month, remembered: a page names the rounds of its tracker at each mark."""
    return babel_dates.format_date(month, pattern, locale=locale)


def format_day(day: date, _: Translator, *, short: bool = False) -> str:
    """Return a day: "1 July 2024", or "1 Jul" in the short form, which leaves the year out."""
    return babel_dates.format_date(day, "d MMM" if short else "d MMMM y", locale=_.language.value)


def format_date(first: Day, last: Day, precision: object, words: object, _: Translator) -> str:
    """Return a date to its precision: a day, a month, the months it covers, a season, a year or its words.

    The arguments are the fields of a PartialDate, or the four columns a date has in a table.
    """
    written = words.strip() if isinstance(words, str) else ""
    if first is None or last is None or first != first or last != last:  # noqa: PLR0124 - NaT is not equal to itself
        return label("unknown-date", written.casefold(), _, default="") or written or _("no date given")
    if precision == Precision.SEASON:
        return _season(written, _) or written or _between(format_round(first, _), format_round(last, _), _)
    if precision == Precision.YEAR:
        return str(first.year) if first.year == last.year else f"{first.year}/{last.year % 100:02}"
    if precision == Precision.DAY:
        return _between(format_day(first, _), format_day(last, _), _)
    return _months(first, last, _)


def _months(first: date, last: date, _: Translator) -> str:
    """Return the months from one day to another; within one year the year appears only at the end."""
    if (first.year, first.month) == (last.year, last.month):
        return format_round(first, _)
    if first.year == last.year:
        return _between(babel_dates.format_date(first, "MMMM", locale=_.language.value), format_round(last, _), _)
    return _between(format_round(first, _), format_round(last, _), _)


def _between(first: str, last: str, _: Translator) -> str:
    return first if first == last else _("{first} to {last}", first=first, last=last)


def _season(words: str, _: Translator) -> str:
    """Return the season and year that the words name; "" where they name anything else."""
    year = _YEAR.search(words)
    name = words.replace(year[0] if year else "", "").strip(" ,").casefold().removeprefix("tymor ")
    return label("season", name, _, default="", year=year[0] if year else "").strip()


def how_long_ago(day: date, today: date, _: Translator) -> str:
    """Return how long ago a day was: in days up to a month, then in completed months and years."""
    if day >= today:
        return _("today") if day == today else _("in the future")
    return _("{time} ago", time=_time_between(day, today, _))


def time_and_rounds(rounds: int, days: int, since: date, _: Translator) -> str:
    """Return for how long something has been the same: "4 months (the last 2 rounds)".

    Args:
        rounds: the number of rounds, the first and the latest included; 0 where it began after the latest one.
        days: the number of days since the first day.
        since: the first day.
        _: the translator.
    """
    last_rounds = _.plural("the latest round", "the last {n} rounds", rounds) if rounds else _("after the latest round")
    if not days:
        return last_rounds
    time = _time_between(since, since + timedelta(days=days), _)
    return _("{time} ({rounds})", time=time, rounds=last_rounds)


def _time_between(first: date, last: date, _: Translator) -> str:
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if not months:
        return _.plural("{n} day", "{n} days", (last - first).days)
    return _years_and_months(*divmod(months, 12), _)


def _years_and_months(years: int, months: int, _: Translator) -> str:
    """Return a number of years and months; without the one that is none.

    Welsh has another word for *and* before one, eight and eleven, which begin with a vowel.
    """
    time = _years(years, _), _.plural("{n} month", "{n} months", months)
    if not (years and months):
        return time[0] if years else time[1]
    if months in (1, 8, 11):
        return _.within("one, eight, eleven", "{years} and {months}", years=time[0], months=time[1])
    return _("{years} and {months}", years=time[0], months=time[1])


def _years(n: int, _: Translator) -> str:
    """Return a number of years; Welsh has a form of the word for four, which is not among its forms for counts."""
    return _("4 years") if n == 4 else _.plural("{n} year", "{n} years", n)


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
