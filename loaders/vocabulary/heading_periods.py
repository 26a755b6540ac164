"""Rounds in headings and names: "Progress Feb 24" is progress, of the round February 2024."""

import re
from datetime import datetime, time, timedelta
from functools import lru_cache

from loaders.cells.values import DAY_ZERO, DateCell, Value, plain_text
from model.dates.date_grammar import FIRST_YEAR, LAST_YEAR, read_date
from model.dates.date_words import MONTHS, SEASONS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_LONG_MONTH = "|".join(sorted((name for name in MONTHS if len(name) > 3), key=len, reverse=True))
_YEARS = r"'?(?:\d{4}(?:\s?[/–-]\s?\d{2}(?:\d{2})?)?|\d{2}(?:\s?[/–-]\s?\d{2})?)"
_ROUNDS = re.compile(
    rf"""(?<![\w/])(?:
        (?:{_LONG_MONTH})\s*(?:to|i|[–-])\s*(?:{_LONG_MONTH})\s+\d{{4}}
      | \d{{4}}-\d{{2}}(?:-\d{{2}})?
      | \d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d{{2}})
      | (?:\d{{1,2}}(?:st|nd|rd|th|af|il|ydd|edd|ed|fed|eg|ain)?\s+)?(?:{_MONTH})\.?\s*[-–/,’']?\s*'?(?:\d{{4}}|\d{{2}})
      | (?:q|quarter|ch|chwarter)\s?[1-4][\s,–/-]+{_YEARS}
      | {_YEARS}[\s,–/-]+(?:q|ch)\s?[1-4]
      | tymor\s+yr?\s+(?:gwanwyn|haf|hydref|gaeaf)\s+\d{{4}}
      | (?:{"|".join(SEASONS)})\s+{_YEARS}
      | \d{{1,2}}/\d{{4}}
      | (?:19|20)\d{{2}}(?:/\d{{2}}(?:\d{{2}})?)?
      | (?:{_LONG_MONTH})
    )(?![\w/])""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST = 2_000
"""A longer text is neither a heading nor a name, and no round is looked for in it."""
_FIVE_DIGITS = re.compile(r"\d{5}")
_AROUND = re.compile(
    r"^(?:[\s:–—,/()|_-]|(?:as at|as of|at|for|to|in|on|of|end|round|by|since|ym|yn|mis|ar|hyd at)\b)+"
    r"|(?:[\s:–—,/()|_-]|\b(?:as at|as of|at|for|to|in|on|of|end|round|since|ym|yn|mis|ar|hyd at))+$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def split_round(text: str) -> tuple[str, str | None]:
    """Return a text without the round it names, and the round's own words; of several rounds the last.

    Only what the grammar of dates reads as days is a round; a month without a year is one where it is spelt out, or
    where there is nothing else.
    """
    if len(text) > _LONGEST:
        return text, None
    if text.strip(" .").casefold() in MONTHS:
        return "", text.strip(" .")
    for found in reversed(list(_ROUNDS.finditer(text))):
        words = " ".join(found[0].replace("’", "'").split())
        read = read_date(words)
        if read.date.first is not None or words.casefold().rstrip(".") in MONTHS:
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return _AROUND.sub("", " ".join(rest.split())).strip(), words
    return text, None


def round_of_cell(value: Value) -> Value:
    """Return the round that a heading is, where it is nothing but a round: a real date, or its words; else None."""
    if isinstance(value, DateCell):
        return value
    counted = _day_number(value)
    if counted is not None:
        return counted
    if isinstance(value, str):
        rest, words = split_round(value)
        return words if words is not None and not rest else None
    return None


def _day_number(value: Value) -> DateCell | None:
    """Return the day that a number counts, as a file of comma-separated values has it where Excel showed a date."""
    if (
        isinstance(value, bool)
        or not isinstance(value, str | int | float)
        or not _FIVE_DIGITS.fullmatch(plain_text(value))
    ):
        return None
    day = datetime.combine(DAY_ZERO, time()) + timedelta(days=int(plain_text(value)))
    within = FIRST_YEAR <= day.year <= LAST_YEAR
    return DateCell(day, "mmm-yy" if day.day == 1 else "dd/mm/yyyy") if within else None


def shown_round(value: Value) -> str:
    """Return a round as it is compared: its first day where that is known, else its words."""
    if isinstance(value, DateCell):
        month = "d" not in value.number_format.lower()
        first = value.value.date()
        return (first.replace(day=1) if month else first).isoformat()
    read = read_date(str(value)).date
    return read.first.isoformat() if read.first else str(value).casefold()


def last_day(value: Value) -> str:
    """Return a sort key of a round: the last day it covers, so that the latest round sorts last."""
    if isinstance(value, DateCell):
        return (value.value.date() + timedelta(days=27)).isoformat()
    read = read_date(str(value)).date
    return read.last.isoformat() if read.last else ""
