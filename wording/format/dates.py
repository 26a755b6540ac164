"""Dates as people write them, to their recorded precision."""

import re
from datetime import date
from functools import lru_cache

import pandas as pd
from babel import dates as babel_dates

from model.dates.date import Precision
from wording.catalogue import Translator

Day = date | pd.Timestamp | None
"""A day, from a table or a calendar; NaT and None mean no day."""

_YEAR = re.compile(r"\b\d{4}(?:\s*[/–-]\s*\d{2,4})?\b")
_SEASONS = {
    "spring": "spring",
    "gwanwyn": "spring",
    "summer": "summer",
    "haf": "summer",
    "autumn": "autumn",
    "hydref": "autumn",
    "winter": "winter",
    "gaeaf": "winter",
}


def format_round(month: date | pd.Timestamp, _: Translator, *, short: bool = False) -> str:
    """Return the month of a round: "June 2024", or "Jun 2024" in the short form."""
    return _round_name(date(month.year, month.month, 1), "MMM y" if short else "MMMM y", _.language.value)


@lru_cache(maxsize=1024)
def _round_name(month: date, pattern: str, locale: str) -> str:
    """Return the name of a month, remembered: a page names the rounds of its tracker at each mark."""
    return babel_dates.format_date(month, pattern, locale=locale)


def format_day(day: date | pd.Timestamp, _: Translator, *, short: bool = False) -> str:
    """Return a day: "1 July 2024", or "1 Jul" in the short form, which leaves the year out."""
    return babel_dates.format_date(day, "d MMM" if short else "d MMMM y", locale=_.language.value)


def format_date(first: Day, last: Day, precision: object, words: object, _: Translator) -> str:
    """Return a date to its precision: a day, a month, the months it covers, a season, a year or its words.

    The arguments are the fields of a PartialDate, or the four columns a date has in a table.
    """
    written = words.strip() if isinstance(words, str) else ""
    if first is None or last is None or pd.isna(first) or pd.isna(last):
        return _unknown_date_words(written, _) or written or _("no date given")
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
    name = words.replace(year[0] if year else "", "").strip(" ,").casefold()
    name = name.removeprefix("tymor ").removeprefix("yr ").removeprefix("y ")
    spoken = {
        "spring": _("Spring {year}", year=year[0] if year else ""),
        "summer": _("Summer {year}", year=year[0] if year else ""),
        "autumn": _("Autumn {year}", year=year[0] if year else ""),
        "winter": _("Winter {year}", year=year[0] if year else ""),
    }
    return spoken[_SEASONS[name]].strip() if name in _SEASONS else ""


def _unknown_date_words(words: str, _: Translator) -> str:
    """Return the usual words for an unknown date, translated; "" for all other words."""
    return {
        "to be arranged": _("to be arranged"),
        "tba": _("to be arranged"),
        "to be confirmed": _("to be confirmed"),
        "tbc": _("to be confirmed"),
    }.get(words.casefold(), "")
