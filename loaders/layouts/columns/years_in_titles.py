"""Years in titles and names: each is the first of twelve months that months without a year lie in."""

from collections.abc import Iterable, Iterator, Sequence

from loaders.cells.addresses import address
from loaders.cells.values import CellRow
from loaders.vocabulary.heading_periods import split_round
from model.dates.date import Precision
from model.dates.date_grammar import read_date

YearSource = tuple[str, str]
"""The words that name a year, and their cell; "" where they are in no cell."""


def texts_above(rows: Iterable[CellRow]) -> list[YearSource]:
    """Return the texts in the rows above a table, each with its cell."""
    return [
        (value, address(column, row.number))
        for row in rows
        for column, value in enumerate(row.values, start=1)
        if isinstance(value, str)
    ]


def twelve_months(sources: Iterable[YearSource], months: Sequence[int]) -> Iterator[tuple[tuple[int, int], YearSource]]:
    """Yield the first month (year, month) of the twelve months that each source names, with the source.

    Words that name a month mean its calendar year, if none of the months is later than that month.
    """
    for text, cell in sources:
        date_words = split_round(text)[1]
        date = read_date(date_words).date if date_words is not None else None
        if date is None or date.first is None:
            continue
        if date.precision is Precision.YEAR:
            yield (date.first.year, date.first.month), (text, cell)
        elif max(months) <= date.first.month:
            yield (date.first.year, 1), (text, cell)
