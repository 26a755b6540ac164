"""The text that a cell displays: 5% and £12.50 rather than 0.05 and 12.5, a month where its format shows no day."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from loaders.cells.values import DAY_ZERO, DateCell, NumberCell, TimeCell, Value, plain_text
from model.dates import ENGLISH_MONTHS, day
from model.language import normalise_space

_DIGITS = 15
"""So many digits of a number are exact."""
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*')
_NOT_SHOWN = re.compile(r"[_*].|\[[A-Za-z]+\d*\]")
"""Parts of a format that only add space or a colour."""
_QUOTED = re.compile(r'"[^"]*"|\\.')
_LITERAL = r'(?:"[^"]*"|\\.|\[\$[^\]]*\]|[%$£€¥()+: -])*'
_NUMBER = re.compile(
    rf"(?P<before>{_LITERAL})(?P<whole>[#0][#0,]*(?<!,)|(?=\.))(?:\.(?P<decimals>[#0]{{1,40}}))?(?P<after>{_LITERAL})"
)
_LITERAL_TEXT = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|(.)')
_LARGEST = 1e15
"""Above it a spreadsheet does not store every digit."""
_CONTEXT = Context(prec=100)


def displayed_text(value: Value) -> str:
    """Return the text that a cell displays for a value.

    A date is as precise as its number format and never ambiguous: its day as 2024-03-05, with a time if it has one;
    else its month in words, or its year.
    """
    if isinstance(value, NumberCell | TimeCell):
        return value.displayed
    if isinstance(value, DateCell):
        return _date(value)
    return plain_text(float(f"{value:.{_DIGITS}g}")) if isinstance(value, float) else plain_text(value)


def _date(cell: DateCell) -> str:
    moment, shows = cell.value, cell.number_format.lower()
    is_first = moment.day == 1 and moment.time() == time() and "d" not in shows and "y" in shows
    if is_first and ("m" in shows or moment.month == 1):
        return f"{ENGLISH_MONTHS[moment.month]} {moment.year}" if "m" in shows else str(moment.year)
    words = day(moment.date()).words
    return words if moment.time() == time() else f"{words}, {moment:%H:%M}"


def date_cell(value: date | time | timedelta, number_format: str = "") -> DateCell | TimeCell:
    """Return the cell of a date, of a time of day, or of a duration."""
    if isinstance(value, datetime):
        return DateCell(value.replace(tzinfo=None), number_format)
    if isinstance(value, date):
        return DateCell(datetime.combine(value, time()), number_format)
    midnight = datetime.combine(DAY_ZERO, time())
    since = datetime.combine(DAY_ZERO, value) - midnight if isinstance(value, time) else value
    written = str(since) if since.days else (midnight + since).time().isoformat()
    return TimeCell(written, display_time(since, number_format))


def display_number(value: float, number_format: str) -> str | None:
    """Return a number as its format displays it; None if that is General, or not understood."""
    parts = _parts(number_format) if abs(value) < _LARGEST else None
    if parts is None:
        return None
    before, whole, decimals, after, factor = parts
    rounded = (abs(Decimal(repr(float(value)))) * factor).quantize(
        Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, _CONTEXT
    )
    integer, _, fraction = f"{rounded:{',' if ',' in whole else ''}f}".partition(".")
    always = len(decimals.rstrip("#"))
    fraction = fraction[:always] + fraction[always:].rstrip("0")
    number = f"{integer.zfill(whole.count('0'))}{'.' if fraction else ''}{fraction}"
    return normalise_space(f"{'-' if value < 0 and rounded else ''}{before}{number}{after}")


def display_time(since: timedelta, number_format: str) -> str:
    """Return a time of day or a duration in hours and minutes, and seconds if it has or shows some: 8:15, 26:30."""
    minutes, seconds = divmod(round(since.total_seconds()), 60)
    shows_seconds = seconds or "ss" in number_format.lower()
    return f"{minutes // 60}:{minutes % 60:02}{f':{seconds:02}' if shows_seconds else ''}"


@lru_cache(maxsize=1024)
def _parts(number_format: str) -> tuple[str, str, str, str, int] | None:
    """Return the text before a number, the placeholders of its digits, the text after it, and 100 for a percentage."""
    section = _SECTION.match(number_format)
    found = _NUMBER.fullmatch(_NOT_SHOWN.sub("", section[0])) if section else None
    if found is None:
        return None
    is_percentage = "%" in _QUOTED.sub("", found["before"] + found["after"])
    before, after = (_LITERAL_TEXT.sub(r"\1\2\3\4", found[part]) for part in ("before", "after"))
    return before, found["whole"], found["decimals"] or "", after, 100 if is_percentage else 1
