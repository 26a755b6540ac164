"""The text that a cell displays: 5% and £12.50 rather than 0.05 and 12.5."""

from datetime import time

from loaders.cells.values import DateCell, NumberCell, TimeCell, Value, plain_text
from model.dates.date_grammar import day
from model.dates.date_words import ENGLISH_MONTHS

_DIGITS = 15
"""So many digits of a number are exact."""


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
    if moment.day == 1 and moment.time() == time() and "d" not in shows and "y" in shows:
        return f"{ENGLISH_MONTHS[moment.month]} {moment.year}" if "m" in shows else _year(cell)
    words = day(moment.date()).words
    return words if moment.time() == time() else f"{words}, {moment:%H:%M}"


def _year(cell: DateCell) -> str:
    """Return the year of a 1 January; any other day is returned in full."""
    first = cell.value.date()
    return str(first.year) if first.month == 1 else day(first).words
