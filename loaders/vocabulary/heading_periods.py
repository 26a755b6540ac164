"""The round in a heading or a name: "Progress Feb 24" is progress, of the round February 2024."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from loaders.cells.values import DAY_ZERO, DateCell, Value, plain_text
from model.dates.date import Precision
from model.dates.date_grammar import FIRST_YEAR, LAST_YEAR, read_date
from model.dates.date_words import MONTHS, SEASONS
from model.text import normalise_space

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_LONG_MONTH = "|".join(sorted((name for name in MONTHS if len(name) > 3), key=len, reverse=True))
_YEARS = r"'?(?:\d{4}(?:\s?[/–-]\s?\d{2}(?:\d{2})?)?|\d{2}(?:\s?[/–-]\s?\d{2})?)"
_ROUNDS = re.compile(
    rf"""(?<![\w/])(?<!\d:)(?:
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
"""A longer text is neither a heading nor a name, and is not searched for a round."""
_FIVE_DIGITS = re.compile(r"\d{5}")
_CONNECTING_WORDS = re.compile(
    r"^(?:[\s:–—,/()|_-]|(?:as at|as of|at|for|to|in|on|of|end|round|by|since|ym|yn|mis|ar|hyd at)\b)+"
    r"|(?:[\s:–—,/()|_-]|\b(?:as at|as of|at|for|to|in|on|of|end|round|since|ym|yn|mis|ar|hyd at))+$",
    re.IGNORECASE,
)

_PROGRESS_WORDS = (
    "rag|updates?|progress|status|reports?|returns?|reviews?|meetings?|round|position"
    "|diweddariad(?:au)?|cynnydd|statws|adroddiad|cyfarfod|adolygiad|rownd"
)
SHORT_MONTH = "|".join(name for name in MONTHS if len(name) < 4)
_PERIOD = re.compile(
    rf"(?:(?:{_PROGRESS_WORDS})[\s:(–—-]+)?"
    rf"(?P<words>(?:q|qtr|quarter|week|wk|term|chwarter|wythnos|tymor)\s*\d{{1,2}}|{'|'.join(SEASONS)}|{SHORT_MONTH})"
    rf"\.?\)?(?:[\s:–—-]+(?:{_PROGRESS_WORDS}))?",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def split_round(text: str) -> tuple[str, str | None]:
    """Return a text without the round it names, and the words of that round; of several rounds the last.

    Only what the date grammar reads as days is a round; a month without a year is one if it is spelt out, or if the
    text is nothing else.
    """
    if len(text) > _LONGEST:
        return text, None
    if text.strip(" .").casefold() in MONTHS:
        return "", text.strip(" .")
    for match in reversed(list(_ROUNDS.finditer(text))):
        words = normalise_space(match[0].replace("’", "'"))
        if _is_round(words):
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            return _CONNECTING_WORDS.sub("", normalise_space(rest)).strip(), words
    return text, None


def round_of_cell(value: Value) -> Value:
    """Return the round of a heading that is nothing but a round: a real date, or its words; else None."""
    if isinstance(value, DateCell):
        return value
    serial_date = _date_of_serial_number(value)
    if serial_date is not None:
        return serial_date
    if isinstance(value, str):
        rest, words = split_round(value)
        return words if words is not None and not rest else None
    return None


def _date_of_serial_number(value: Value) -> DateCell | None:
    """Return the date of a serial day number, which a CSV file may hold where Excel showed a date."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = plain_text(value)
    if not _FIVE_DIGITS.fullmatch(text):
        return None
    day = datetime.combine(DAY_ZERO, time()) + timedelta(days=int(text))
    in_range = FIRST_YEAR <= day.year <= LAST_YEAR
    return DateCell(day, "mmm-yy" if day.day == 1 else "dd/mm/yyyy") if in_range else None


def round_key(value: Value) -> str:
    """Return the key by which rounds are compared: the first day if it is known, else the words."""
    if isinstance(value, DateCell):
        month = "d" not in value.number_format.lower()
        first = value.value.date()
        return (first.replace(day=1) if month else first).isoformat()
    parsed = read_date(str(value)).date
    return parsed.first.isoformat() if parsed.first else str(value).casefold()


def last_day_key(value: Value) -> str:
    """Return a sort key of a round: the last day it covers, so that the latest round sorts last."""
    if isinstance(value, DateCell):
        return (value.value.date() + timedelta(days=27)).isoformat()
    parsed = read_date(str(value)).date
    return parsed.last.isoformat() if parsed.last else ""


def round_of_name(name: str) -> str | None:
    """Return the round in the name of a sheet, which may be a short month next to a word for progress."""
    words = period_of_name(name)
    return words if words is not None and _is_round(words) else None


def period_of_name(name: str) -> str | None:
    """Return the round in the name of a sheet, which may be a quarter, a season or a week without its year."""
    words = split_round(name)[1]
    period = _PERIOD.fullmatch(name.strip()) if words is None else None
    return period["words"] if period else words


def _is_round(words: str) -> bool:
    return read_date(words).date.first is not None or words.casefold().rstrip(".") in MONTHS


def file_words(file_name: str) -> str:
    """Return the words of a file name, without its extension."""
    return re.sub(r"[_.]+", " ", re.sub(r"\.\w{2,4}$", "", file_name))


def day_before_named_year(texts: Iterable[str], dates: Iterable[Value]) -> date | None:
    """Return the day before the twelve months that texts name, so that a date without a year is read within them.

    None where they name no year or several, and where a date that has a year lies outside it.
    """
    words = (split_round(text)[1] or "" for text in texts)
    years = {(named.first, named.last) for each in words if (named := read_date(each).date).precision is Precision.YEAR}
    first, last = years.pop() if len(years) == 1 else (None, None)
    if first is None or last is None:
        return None
    days = [
        value.value.date() if isinstance(value, DateCell) else read_date(value).date.first
        for value in dates
        if isinstance(value, str | DateCell)
    ]
    return first - timedelta(days=1) if all(first <= day <= last for day in days if day is not None) else None
