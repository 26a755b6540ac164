"""The years that titles and names speak of: each as the first of twelve months in which months without a year lie."""

from collections.abc import Iterable, Iterator, Sequence

from loaders.cells.addresses import address
from loaders.cells.values import CellRow
from loaders.vocabulary.heading_periods import split_round
from model.dates.date import Precision
from model.dates.date_grammar import read_date

Said = tuple[str, str]
"""The words that give a year, and the cell where they stand; "" where they stand in none."""


def texts_above(rows: Iterable[CellRow]) -> list[Said]:
    """Return the texts above a table, each with its cell."""
    return [
        (value, address(column, row.number))
        for row in rows
        for column, value in enumerate(row.values, start=1)
        if isinstance(value, str)
    ]


def twelve_months(said: Iterable[Said], months: Sequence[int]) -> Iterator[tuple[tuple[int, int], Said]]:
    """Yield the year and the month with which the twelve months begin that words speak of.

    Words that name a month speak of its calendar year, if none of the months is later than it.
    """
    for text, cell in said:
        words = split_round(text)[1]
        stated = read_date(words).date if words is not None else None
        if stated is None or stated.first is None:
            continue
        if stated.precision is Precision.YEAR:
            yield (stated.first.year, stated.first.month), (text, cell)
        elif max(months) <= stated.first.month:
            yield (stated.first.year, 1), (text, cell)
