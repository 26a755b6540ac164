"""Dates with their precision: the grammar by which they are written, and the days that they cover."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from model.terms import normalise_space

# The English and the Welsh name of each month, and their abbreviations, casefolded. `hydref` is October, which lies in
# the autumn it also means.
_MONTH_NAMES = (
    "january ionawr jan ion",
    "february chwefror feb chwef chw",
    "march mawrth mar maw",
    "april ebrill apr ebr",
    "may mai",
    "june mehefin jun meh",
    "july gorffennaf jul gorff gor",
    "august awst aug",
    "september medi sept sep",
    "october hydref oct hyd",
    "november tachwedd nov tach",
    "december rhagfyr dec rhag",
)
# Months by their names and abbreviations, and the English and the Welsh name of each month by its number.
MONTHS: Mapping[str, int] = {name: month for month, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
ENGLISH_MONTHS, WELSH_MONTHS = (
    {month: names.split()[place].capitalize() for month, names in enumerate(_MONTH_NAMES, 1)} for place in (0, 1)
)
# The first month of each meteorological season, casefolded; a winter ends in the year after the one it is named by.
SEASONS: Mapping[str, int] = {"spring": 3, "gwanwyn": 3, "summer": 6, "haf": 6, "autumn": 9, "winter": 12, "gaeaf": 12}
_NO_DATE = """
tbc | tbd | tba | n/a | na | - | – | — | none | unknown | ongoing | on-going | continuous | continuing |
immediate | immediately | later | to be confirmed | to be arranged | to be agreed | to be determined |
to be decided | to be scheduled | to be announced | on going | not applicable | no date | not set | not known |
as required | as needed | when required | when available | later this year | this year | next year | monthly |
quarterly | annually | yearly | next meeting | i'w drefnu | i'w threfnu | i'w gadarnhau | i'w chadarnhau |
i'w gytuno | i'w bennu | parhaus | yn parhau | amherthnasol | dim | yn ôl yr angen | yn ddiweddarach eleni |
eleni | yn fisol | yn chwarterol | yn flynyddol | ar unwaith
"""
# Words that people write where a date is not known, casefolded: they are kept and raise no issue.
KNOWN_WORDS = frozenset(map(str.strip, _NO_DATE.split("|")))


class Precision(StrEnum):
    """How precise a date is. `WORDS` covers no days: "to be arranged"."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A range of days with its precision and the words it was written in.

    An update takes effect on `first`; a promise is overdue only after `last`. Both are None where no days are named.
    """

    first: date | None
    last: date | None
    precision: Precision
    words: str

    @property
    def round(self) -> date | None:
        """The round of the date: the first day of its month; of a quarter or a season, of its first month."""
        return self.first.replace(day=1) if self.first else None


def is_one_month(written: PartialDate) -> bool:
    """Return whether a date lies within one month, as a day does and a quarter, a season or a year does not."""
    return written.first is not None and written.last is not None and written.round == written.last.replace(day=1)


def months_from(first: date, count: int, *, precision: Precision, words: str) -> PartialDate:
    """Return the date that covers `count` months, beginning with the month of `first`."""
    start = first.replace(day=1)
    year, month = divmod(start.year * 12 + start.month - 1 + count - 1, 12)
    last = date(year, month + 1, monthrange(year, month + 1)[1])
    return PartialDate(first=start, last=last, precision=precision, words=words)


# Years outside this range are refused: they come from slips and from spreadsheets' own zero.
FIRST_YEAR, LAST_YEAR = 1990, 2100


class Doubt(StrEnum):
    """Why a date is uncertain.

    Attributes:
        AMBIGUOUS: day and month could be exchanged: it was read day first.
        YEAR_MISSING: no year was written: it is the next one after the round, or none where no round is known.
        IMPOSSIBLE: a day or a month that no calendar has, such as 31 February or a thirteenth month.
        OUT_OF_RANGE: the year lies outside 1990 to 2100.
        UNRECOGNISED: the words are neither a date nor known words that stand for none.
    """

    AMBIGUOUS = "ambiguous"
    YEAR_MISSING = "year-missing"
    IMPOSSIBLE = "impossible"
    OUT_OF_RANGE = "out-of-range"
    UNRECOGNISED = "unrecognised"


class ReadDate(NamedTuple):
    """A parsed date, and what is doubtful about it (None: nothing)."""

    date: PartialDate
    doubt: Doubt | None = None


def parse_date(text: str, *, after: date | None = None) -> PartialDate:
    """Parse a date; a text that is no date keeps its words, with precision `WORDS`."""
    return read_date(text, after=after).date


@lru_cache(maxsize=4096)
def read_date(text: str, *, after: date | None = None) -> ReadDate:
    """Parse a date, and return it with what is doubtful about it.

    Day before month; a two-digit year is 1990 to 2089; a quarter belongs to the financial year where the year is
    written 2024/25 (Q1 is April to June) and to the calendar year otherwise. The words of a day are its ISO form; a
    month gets the year that was inferred for it, so that a later reading gives the same date; every other date keeps
    the words it was written in.

    Args:
        text: the text of the cell.
        after: any day of the round the text was written in; a month without a year is the next one after it.
    """
    words = text.strip()
    plain = normalise_space(words).casefold().replace("’", "'").replace("‘", "'").rstrip(".,;").strip()
    if plain in KNOWN_WORDS:
        return _no_days(words)
    plain = _LEADING.sub("", _WEEKDAY.sub("", _TIME.sub("", plain)))
    for pattern, _build in _FORMS:
        found = pattern.fullmatch(plain)
        if found:
            return _build(found, words, after)
    return _no_days(words, Doubt.UNRECOGNISED)


def day(first: date) -> PartialDate:
    """Return the date of one day."""
    return PartialDate(first=first, last=first, precision=Precision.DAY, words=first.isoformat())


def _no_days(words: str, doubt: Doubt | None = None) -> ReadDate:
    return ReadDate(PartialDate(first=None, last=None, precision=Precision.WORDS, words=words), doubt)


def _day_or_month(found: re.Match[str], words: str, _: date | None) -> ReadDate:
    """Return the date of a day or a month; a day in numbers is ambiguous where its month could be the day."""
    year, month, day_of_month = _year(found["year"]), found["month"], found.groupdict().get("day")
    number = MONTHS.get(month) or int(month)
    if day_of_month is None:
        return _months(year, number, 1, Precision.MONTH, words)
    read = _on_day(year, number, int(day_of_month), words)
    is_exchangeable = month.isdigit() and found.start("day") < found.start("year") and int(day_of_month) <= 12
    is_ambiguous = is_exchangeable and read.doubt is None and int(day_of_month) != number
    return read._replace(doubt=Doubt.AMBIGUOUS) if is_ambiguous else read


def _without_year(found: re.Match[str], words: str, after: date | None) -> ReadDate:
    """Return the next such day or month after the month of `after`; a season without a year is no date."""
    if after is None or found["month"] is None:
        return _no_days(words, Doubt.YEAR_MISSING)
    month = MONTHS[found["month"]]
    year = after.year + (month <= after.month)
    if found["day"]:
        read = _on_day(year, month, int(found["day"]), words)
    else:
        read = _months(year, month, 1, Precision.MONTH, f"{words.rstrip('.,;')} {year}")
    return read._replace(doubt=read.doubt or Doubt.YEAR_MISSING)


def _on_day(year: int, month: int, day_of_month: int, words: str) -> ReadDate:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _no_days(words, Doubt.OUT_OF_RANGE)
    if not 1 <= month <= 12 or not 1 <= day_of_month <= monthrange(year, month)[1]:
        return _no_days(words, Doubt.IMPOSSIBLE)
    return ReadDate(day(date(year, month, day_of_month)))


def _quarter(found: re.Match[str], words: str, _: date | None) -> ReadDate:
    year, first = _year(found["year"]), 3 * int(found["quarter"]) - 2
    if found["next"]:
        if not _follows(found):
            return _no_days(words, Doubt.UNRECOGNISED)
        year, first = (year + 1, 1) if first == 10 else (year, first + 3)
    return _months(year, first, 3, Precision.QUARTER, words)


def _season(found: re.Match[str], words: str, _: date | None) -> ReadDate:
    first = SEASONS.get(found["season"], 9)  # `hydref` after its article
    if found.groupdict().get("next") and not (first == 12 and _follows(found)):
        return _no_days(words, Doubt.UNRECOGNISED)
    return _months(_year(found["year"]), first, 3, Precision.SEASON, words)


def _from_month_to_month(found: re.Match[str], words: str, _: date | None) -> ReadDate:
    """Return the quarter between its first and last months; any other range of months is not recognised."""
    first, last = MONTHS[found["month"]], MONTHS[found["until"]]
    if last - first != 2 or first % 3 != 1:
        return _no_days(words, Doubt.UNRECOGNISED)
    return _months(int(found["year"]), first, 3, Precision.QUARTER, words)


def _calendar_or_financial_year(found: re.Match[str], words: str, _: date | None) -> ReadDate:
    year, following = int(found["year"]), found["next"]
    if not following or _follows(found):
        return _months(year, 4 if following else 1, 12, Precision.YEAR, words)
    if len(following) == 2 and 1 <= int(following) <= 12:
        return _months(year, int(following), 1, Precision.MONTH, words)
    return _no_days(words, Doubt.UNRECOGNISED)


def _months(year: int, month: int, count: int, precision: Precision, words: str) -> ReadDate:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _no_days(words, Doubt.OUT_OF_RANGE)
    if not 1 <= month <= 12:
        return _no_days(words, Doubt.IMPOSSIBLE)
    return ReadDate(months_from(date(year, month, 1), count, precision=precision, words=words))


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= FIRST_YEAR % 100 else 2000)


def _follows(found: re.Match[str]) -> bool:
    """Return whether the second half of a year written 2024/25 is the year after the first."""
    return _year(found["next"]) == _year(found["year"]) + 1


_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_UNTIL = rf"(?P<until>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_SEASON = rf"(?P<season>{'|'.join(SEASONS)})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|af|il|ydd|edd|ed|fed|eg|ain)?"
_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_YEARS = r"(?P<year>\d{4}|\d{2})(?:\s?[/–-]\s?(?P<next>\d{4}|\d{2}))?"
_QUARTER = r"(?:q|qtr|quarter|ch|chwarter)\s?(?P<quarter>[1-4])"
_GAP = r"(?:\s*,\s*|\s*[-–/]\s*|\s+)"
# Words before a date that leave the days it covers as they are: a promise "by the end of March" is due in March.
_LEADING = re.compile(
    r"^(?:(?:by|in|during|early|mid|late|end|the|of|erbyn|yn|ym|dechrau|canol|diwedd|mis)[\s-]+)+(?=\w*\d|\w+)"
)
_DAY_NAME = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
    r"|(?:dydd\s+)?(?:llun|mercher|iau|gwener|sadwrn|sul)|dydd\s+mawrth)"
)
# The weekday next to a date, which adds nothing.
_WEEKDAY = re.compile(rf"^{_DAY_NAME}[\s,]+(?=\d)|(?<=\d)[\s,]*\({_DAY_NAME}\)$|(?<=\d)[\s,]+{_DAY_NAME}$")
# The time behind a day in numbers or words, as programs export it: 12/Sep/24 2:30 PM.
_TIME = re.compile(r"(?<=\d)(?:t|,?\s)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[ap]\.?m)?$")
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str, date | None], ReadDate]], ...] = tuple(
    (re.compile(pattern, re.ASCII), _build)
    for pattern, _build in (
        (r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", _day_or_month),
        (r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})", _day_or_month),
        (r"(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4}|\d{2})", _day_or_month),
        (rf"{_DAY}{_GAP}(?:of\s+)?{_MONTH}{_GAP}{_YEAR}", _day_or_month),
        (rf"{_MONTH}\s+{_DAY}(?:\s*,\s*|\s+)(?P<year>\d{{4}})", _day_or_month),
        (rf"{_MONTH}{_GAP}{_YEAR}", _day_or_month),
        (rf"(?:{_DAY}{_GAP}(?:of\s+)?)?{_MONTH}|{_SEASON}", _without_year),
        (r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])", _day_or_month),
        (r"(?P<month>\d{1,2})/(?P<year>\d{4})", _day_or_month),
        (rf"{_QUARTER}{_GAP}{_YEARS}", _quarter),
        (rf"{_YEARS}{_GAP}{_QUARTER}", _quarter),
        (rf"{_MONTH}\s*(?:to|i|[–-])\s*{_UNTIL}\s+(?P<year>\d{{4}})", _from_month_to_month),
        (r"(?:tymor\s+)?yr?\s+(?P<season>gwanwyn|haf|hydref|gaeaf)\s+(?P<year>\d{4})", _season),
        (rf"{_SEASON}{_GAP}{_YEARS}", _season),
        (r"(?P<year>\d{4})(?:\s?[/–-]\s?(?P<next>\d{4}|\d{2}))?", _calendar_or_financial_year),
    )
)
