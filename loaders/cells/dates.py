"""Convert dates as Excel stores them: days since the workbook's day zero, or ISO text."""

from datetime import date, datetime, time, timedelta

from loaders.cells.number_display import display_time
from loaders.cells.number_formats import is_duration
from loaders.cells.values import DAY_ZERO, DateCell, ErrorCell, TimeCell, Value

_MILLISECONDS_A_DAY = 86_400_000
_LEAP_DAY = 60
"""The day 60 is 29 February 1900, which no calendar has: days before it are one day later than they seem."""
_OUT_OF_RANGE = ErrorCell("#VALUE!")


def date_from_number(number: float, *, number_format: str, day_zero: date) -> Value:
    """Return the date of a day number; below one, a time of day; a duration where the number format says so.

    A date that no calendar has is an error, as Excel shows no value for it.
    """
    try:
        since = timedelta(milliseconds=round(number * _MILLISECONDS_A_DAY))
        if is_duration(number_format) or (0 <= number < 1 and since.days == 0):
            return time_cell(since, display_time(since, number_format))
        before_leap_day = day_zero == DAY_ZERO and 0 < number < _LEAP_DAY
        moment = datetime.combine(day_zero, time()) + since + timedelta(days=1 if before_leap_day else 0)
    except (OverflowError, ValueError):
        return _OUT_OF_RANGE
    return DateCell(moment, number_format)


def date_from_text(text: str, *, number_format: str) -> Value:
    """Return the date of a cell that stores it as ISO text; a time of day stays text."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return DateCell(moment.replace(tzinfo=None), number_format)


def time_cell(since: timedelta, displayed: str | None) -> TimeCell:
    """Return a time of day, or a duration of a day and more; without `displayed` it is shown in full."""
    within_a_day = since.days == 0
    written = (datetime.combine(DAY_ZERO, time()) + since).time().isoformat() if within_a_day else str(since)
    return TimeCell(written, displayed or written)
