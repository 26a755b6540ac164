"""The year of headings that name a month without one: from other headings, the titles or the file name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from loaders.cells.values import DateCell, Value
from loaders.issue_log import make_issue
from loaders.layouts.columns.column_map import UPDATE_FIELDS
from loaders.layouts.columns.years_in_titles import YearSource, texts_above, twelve_months
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.name_periods import file_words
from model.dates.date_grammar import read_date
from model.dates.date_words import MONTHS
from model.issues.issue import Issue, Severity

MonthOfYear = tuple[int, int | None]
"""The number of a month, and its year; None where the year is unknown."""


class TableWithYears(NamedTuple):
    """A table with a year for each month in its headings, and the issues of the years that they did not name."""

    table: FoundTable
    issues: tuple[Issue, ...] = ()


def add_years(table: FoundTable, *, file_name: str) -> TableWithYears:
    """Return a table with a year for each heading that names a month without one.

    The year comes from other headings, from the titles or from the file name. Where none of them gives it, or the
    months are not in order, the headings are no rounds, and their columns are not read.
    """
    undated = [heading for heading in table.headings if _lacks_year(heading)]
    if not undated:
        return TableWithYears(table)
    found = _find_years(table, file_name)
    years = found[0] if found is not None else {}
    headings = tuple(_with_year(heading, years) if heading in undated else heading for heading in table.headings)
    issues = (_year_issue(table, undated, years, found[1]),) if found is not None else ()
    return TableWithYears(replace(table, headings=headings), issues)


def years_by_anchor(months: Sequence[MonthOfYear]) -> list[int] | None:
    """Return the year of each month where at least one month has a year; None where two readings are as likely.

    Months that rise within a year are in order, and so are three or more that fall. Months that pass a new year are,
    if all lie within twelve months and do not just as well fall within a year.
    """
    rising, falling = _years_in_direction(months, 1), _years_in_direction(months, -1)
    span_rising, span_falling = _year_span(rising), _year_span(falling)
    if rising is not None and span_rising == 0:
        return rising
    if falling is not None and span_falling == 0:
        return falling if len(months) > 2 else None
    return rising if rising is not None and _month_distance(months, rising) < 12 else None


def years_within(months: Sequence[int], first: tuple[int, int]) -> list[int] | None:
    """Return the year of each month within the twelve months from a first one (year, month), if they are in order."""
    year, start = first
    years = [year if month >= start else year + 1 for month in months]
    positions = [12 * year + month for year, month in zip(years, months, strict=True)]
    rises = all(earlier < later for earlier, later in pairwise(positions))
    falls = len(positions) > 2 and all(earlier > later for earlier, later in pairwise(positions))
    return years if rises or falls else None


def _lacks_year(heading: ColumnHeading) -> bool:
    match = heading.match
    return _month_without_year(match.round) is not None and (match.meaning is None or match.meaning in UPDATE_FIELDS)


def _month_without_year(value: Value) -> int | None:
    return MONTHS.get(value.casefold().rstrip(".")) if isinstance(value, str) else None


def _with_year(heading: ColumnHeading, years: Mapping[int, int]) -> ColumnHeading:
    """Return a heading with its year; without a year it is only a month, and no round."""
    match = heading.match
    year = years.get(_month_without_year(match.round) or 0)
    if year is None:
        return replace(heading, match=replace(match, meaning=ColumnMeaning.MONTH, round=None))
    return replace(heading, match=replace(match, round=f"{match.round} {year}"))


def _find_years(table: FoundTable, file_name: str) -> tuple[dict[int, int], YearSource] | None:
    """Return the year of each month and its source; None where there is no source, or sources differ.

    A month that would have two years has none.
    """
    months = _months(table.headings)
    numbers = [month for month, _ in months]
    if any(year is not None for _, year in months):
        dated = next(
            heading
            for heading in table.headings
            if _month_without_year(heading.match.round) is None and _dated_month(heading)
        )
        return _years_by_month(numbers, years_by_anchor(months), (dated.words, dated.cell))
    sources = ((table.sheet.name, ""), *texts_above(table.rows_above), (file_words(file_name), ""))
    candidates = [(years_within(numbers, first), source) for first, source in twelve_months(sources, numbers)]
    distinct = {tuple(years) if years is not None else None for years, _ in candidates}
    return _years_by_month(numbers, candidates[0][0], candidates[0][1]) if len(distinct) == 1 else None


def _years_by_month(
    months: Sequence[int], years: Sequence[int] | None, source: YearSource
) -> tuple[dict[int, int], YearSource] | None:
    if years is None or len(set(months)) < len(months):
        return None
    return dict(zip(months, years, strict=True)), source


def _months(headings: Sequence[ColumnHeading]) -> list[MonthOfYear]:
    """Return the months of the headings in order; adjacent columns of one round count once."""
    months: list[MonthOfYear] = []
    for heading in headings:
        number, dated = _month_without_year(heading.match.round), _dated_month(heading)
        month = (number, None) if number is not None else dated
        if month is None:
            continue
        if months and months[-1][0] == month[0] and None in (months[-1][1], month[1]):
            months[-1] = month[0], months[-1][1] or month[1]
        elif not months or month != months[-1]:
            months.append(month)
    return months


def _dated_month(heading: ColumnHeading) -> MonthOfYear | None:
    """Return the month and the year of a heading that names both."""
    value = heading.match.round
    first = value.value.date() if isinstance(value, DateCell) else _first_day(value)
    return (first.month, first.year) if first is not None else None


def _first_day(value: Value) -> date | None:
    date_read = read_date(value).date if isinstance(value, str) else None
    return date_read.first if date_read is not None else None


def _year_issue(
    table: FoundTable, undated: Sequence[ColumnHeading], years: Mapping[int, int], source: YearSource
) -> Issue:
    words, cell = source
    rounds = [str(_with_year(heading, years).match.round) for heading in undated]
    return make_issue(
        "round-year-given",
        sheet=table.sheet.name,
        cell=undated[0].cell,
        found=", ".join(dict.fromkeys(heading.words for heading in undated)),
        severity=None if cell and cell in {heading.cell for heading in table.headings} else Severity.WARNING,
        taken=", ".join(dict.fromkeys(rounds)),
        by=words,
        of="headings",
    )


def _years_in_direction(months: Sequence[MonthOfYear], step: int) -> list[int] | None:
    """Return the years of months that rise, or fall where the step is -1; None where a known year differs."""
    anchor = next(index for index, (_, year) in enumerate(months) if year is not None)
    years = [months[anchor][1] or 0] * len(months)
    for index in range(anchor + 1, len(months)):
        passes = (months[index][0] - months[index - 1][0]) * step <= 0
        years[index] = years[index - 1] + (step if passes else 0)
    for index in range(anchor - 1, -1, -1):
        passes = (months[index + 1][0] - months[index][0]) * step <= 0
        years[index] = years[index + 1] - (step if passes else 0)
    is_consistent = all(year in (None, found) for (_, year), found in zip(months, years, strict=True))
    return years if is_consistent else None


def _month_distance(months: Sequence[MonthOfYear], years: Sequence[int]) -> int:
    return 12 * (years[-1] - years[0]) + months[-1][0] - months[0][0]


def _year_span(years: Sequence[int] | None) -> int:
    return max(years) - min(years) if years else 0
