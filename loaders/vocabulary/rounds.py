"""The rounds that headings, names and titles give: a day, a month, a quarter, a season or a year."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from loaders.cells import DateCell, Value, plain_text
from loaders.vocabulary import WORDS, text_pattern
from model.dates import MONTHS, SEASONS, Precision, read_date
from model.terms import normalise_space

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
# A longer text is neither a heading nor a name, and is not searched for a round.
_LONGEST = 2_000
_CONNECTING_WORDS = text_pattern("around_round")
_PROGRESS_WORDS = WORDS["patterns"]["progress"]
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


def round_at_start(line: str) -> str:
    """Return the words of the round that a line begins with, behind a bullet; "" for none, as of July 22, 2026."""
    line = line.lstrip(" \t•*–-")
    found = _ROUNDS.match(line)
    return found[0] if found and not line[found.end() :].lstrip(" ,")[:1].isdigit() else ""


def round_of_cell(value: Value) -> Value:
    """Return the round of a heading that is nothing but a round: a real date, or its words; else None."""
    if isinstance(value, DateCell):
        return value
    if isinstance(value, str):
        rest, words = split_round(value)
        return words if words is not None and not rest else None
    return None


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


def month_without_year(value: Value) -> int:
    """Return the number of the month that a text names without a year; 0 for any other value."""
    return MONTHS.get(value.casefold().rstrip("."), 0) if isinstance(value, str) else 0


def months_with_years(rounds: Sequence[Value], titles: Iterable[str]) -> tuple[Mapping[str, str], str]:
    """Return each month without a year with its year, and the words that name it; no months where it is not certain.

    It is the one year of the rounds that have one, or else of the titles: a calendar year, a financial year, or that of
    a month before which all rounds are. The rounds must be in order within it, the first or the last first.
    """
    texts = [*map(plain_text, rounds)]
    undated = [text for text in texts if month_without_year(text)]
    if not undated:
        return {}, ""
    days = {text: day for text in texts if (day := read_date(text).date.first) is not None}
    months = [month_without_year(text) or days[text].month for text in texts]
    starts: dict[date, str] = {}
    for text in days or titles:
        named = read_date(split_round(text)[1] or "").date
        if named.first is not None and named.precision is Precision.YEAR:
            starts.setdefault(named.first, text)
        elif named.first is not None and (days or max(months) <= named.first.month):
            starts.setdefault(named.first.replace(month=1, day=1), text)
    start, words = next(iter(starts.items()), (date.max, ""))
    years = {month: start.year + (month < start.month) for month in months}
    order = [12 * years[month] + month for month in months]
    steps = {after > before for before, after in pairwise(order)}
    is_in_order = steps <= {True} or (len(order) > 2 and not any(steps))
    is_certain = len(starts) == 1 and len({*months}) == len(months) and is_in_order
    return ({text: f"{text} {years[month_without_year(text)]}" for text in undated}, words) if is_certain else ({}, "")


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
    written = (value for value in dates if isinstance(value, str | DateCell))
    days = [each.value.date() if isinstance(each, DateCell) else read_date(each).date.first for each in written]
    return first - timedelta(days=1) if all(first <= day <= last for day in days if day is not None) else None


def _is_round(words: str) -> bool:
    return read_date(words).date.first is not None or month_without_year(words) > 0
