"""Headings that name a month without a year: they are read where something else gives the year, and told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from loaders.cells.values import DateCell, Value
from loaders.issue_log import IssueLog
from loaders.layouts.columns.column_map import UPDATE_FIELDS
from loaders.layouts.columns.years_in_titles import Said, texts_above, twelve_months
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import Heading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.name_periods import file_words
from model.dates.date_grammar import read_date
from model.dates.date_words import MONTHS
from model.issues.issue import Severity

Month = tuple[int, int | None]
"""A month's number, and its year where that is known."""


def with_years(table: FoundTable, *, file_name: str, log: IssueLog) -> FoundTable:
    """Return a table whose months without a year have the one that its other headings, its titles or its file give.

    Where nothing gives it, or the months are not in order, they are no rounds, and their columns are not read.
    """
    bare = [one for one in table.headings if _lacks_year(one)]
    if not bare:
        return table
    found = _years(table, file_name)
    years = found[0] if found is not None else {}
    if found is not None:
        _tell(table, bare, years, found[1], log)
    return replace(table, headings=tuple(_dated(one, years) if one in bare else one for one in table.headings))


def _lacks_year(heading: Heading) -> bool:
    one = heading.understood
    return _month_alone(one.round) is not None and (one.meaning is None or one.meaning in UPDATE_FIELDS)


def _month_alone(value: Value) -> int | None:
    return MONTHS.get(value.casefold().rstrip(".")) if isinstance(value, str) else None


def _dated(heading: Heading, years: dict[int, int]) -> Heading:
    """Return a heading with its year; without one it is only a month, which is no round."""
    one = heading.understood
    year = years.get(_month_alone(one.round) or 0)
    if year is None:
        return replace(heading, understood=replace(one, meaning=ColumnMeaning.MONTH, round=None))
    return replace(heading, understood=replace(one, round=f"{one.round} {year}"))


def _years(table: FoundTable, file_name: str) -> tuple[dict[int, int], Said] | None:
    """Return the year of each month and what gave it; None where nothing does, or not plainly.

    A month that would have two years has none.
    """
    months = _months(table.headings)
    numbers = [month for month, _ in months]
    if any(year is not None for _, year in months):
        words = next(one for one in table.headings if _month_alone(one.understood.round) is None and _round(one))
        return _by_month(numbers, years_by_anchor(months), (words.words, words.cell))
    said = ((table.sheet.name, ""), *texts_above(table.above), (file_words(file_name), ""))
    given = [(years_within(numbers, first), source) for first, source in twelve_months(said, numbers)]
    agreed = {tuple(years) if years is not None else None for years, _ in given}
    return _by_month(numbers, given[0][0], given[0][1]) if len(agreed) == 1 else None


def _by_month(months: Sequence[int], years: Sequence[int] | None, source: Said) -> tuple[dict[int, int], Said] | None:
    if years is None or len(set(months)) < len(months):
        return None
    return dict(zip(months, years, strict=True)), source


def _months(headings: Sequence[Heading]) -> list[Month]:
    """Return the months of the rounds, each once where columns of one round follow one another."""
    months: list[Month] = []
    for heading in headings:
        alone, stated = _month_alone(heading.understood.round), _round(heading)
        here = (alone, None) if alone is not None else stated
        if here is None:
            continue
        if months and months[-1][0] == here[0] and None in (months[-1][1], here[1]):
            months[-1] = here[0], months[-1][1] or here[1]
        elif not months or here != months[-1]:
            months.append(here)
    return months


def _round(heading: Heading) -> Month | None:
    """Return the year and the month of a heading that has both."""
    value = heading.understood.round
    first = value.value.date() if isinstance(value, DateCell) else _first(value)
    return (first.month, first.year) if first is not None else None


def _first(value: Value) -> date | None:
    read = read_date(value).date if isinstance(value, str) else None
    return read.first if read is not None else None


def _tell(table: FoundTable, bare: Sequence[Heading], years: dict[int, int], source: Said, log: IssueLog) -> None:
    words, cell = source
    taken = [str(_dated(one, years).understood.round) for one in bare]
    log.add(
        "round-year-given",
        sheet=table.sheet.name,
        cell=bare[0].cell,
        found=", ".join(dict.fromkeys(one.words for one in bare)),
        severity=None if cell and cell in {one.cell for one in table.headings} else Severity.WARNING,
        taken=", ".join(dict.fromkeys(taken)),
        by=words,
        of="headings",
    )


def years_by_anchor(months: Sequence[Month]) -> list[int] | None:
    """Return the year of each month where at least one has its own; None where two readings are as likely.

    Months that rise within a year are in order, and so are three or more that fall. Months that pass a new year are,
    if all lie within twelve months and do not just as well fall within a year.
    """
    rising, falling = _walked(months, 1), _walked(months, -1)
    wraps_up, wraps_down = _wraps(rising), _wraps(falling)
    if rising is not None and wraps_up == 0:
        return rising
    if falling is not None and wraps_down == 0:
        return falling if len(months) > 2 else None
    return rising if rising is not None and _months_apart(months, rising) < 12 else None


def years_within(months: Sequence[int], first: tuple[int, int]) -> list[int] | None:
    """Return the year of each month within the twelve months from a first one (year, month), if they are in order."""
    year, start = first
    years = [year if month >= start else year + 1 for month in months]
    placed = [12 * year + month for year, month in zip(years, months, strict=True)]
    rises = all(one < two for one, two in pairwise(placed))
    falls = len(placed) > 2 and all(one > two for one, two in pairwise(placed))
    return years if rises or falls else None


def _walked(months: Sequence[Month], step: int) -> list[int] | None:
    """Return the years of months that rise, or fall where the step is -1; None where a year that is known differs."""
    known = next(place for place, (_, year) in enumerate(months) if year is not None)
    years = [months[known][1] or 0] * len(months)
    for place in range(known + 1, len(months)):
        passes = (months[place][0] - months[place - 1][0]) * step <= 0
        years[place] = years[place - 1] + (step if passes else 0)
    for place in range(known - 1, -1, -1):
        passes = (months[place + 1][0] - months[place][0]) * step <= 0
        years[place] = years[place + 1] - (step if passes else 0)
    agrees = all(year in (None, found) for (_, year), found in zip(months, years, strict=True))
    return years if agrees else None


def _months_apart(months: Sequence[Month], years: Sequence[int]) -> int:
    return 12 * (years[-1] - years[0]) + months[-1][0] - months[0][0]


def _wraps(years: Sequence[int] | None) -> int:
    return max(years) - min(years) if years else 0
