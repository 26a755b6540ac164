"""The years of months that are named without one: by other headings or sheets, by titles or by the name of a file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from loaders.cells.values import DateCell, Value
from loaders.layouts.columns.column_map import UPDATE_FIELDS
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import split_round
from loaders.vocabulary.name_periods import file_words
from model.dates.date import Precision
from model.dates.date_grammar import read_date
from model.dates.date_words import MONTHS
from model.issues.issue import Issue, Severity

YearSource = tuple[str, str]
"""The words that name a year, and their cell; "" where they are in no cell."""


class NamedMonth(NamedTuple):
    """A month that a heading or a sheet names: its number, its year if that is known, and the source of the year."""

    number: int
    year: int | None = None
    source: YearSource = ("", "")


def month_without_year(value: Value) -> int | None:
    """Return the number of the month that a text names without a year; None for any other value."""
    return MONTHS.get(value.casefold().rstrip(".")) if isinstance(value, str) else None


def find_years(months: Sequence[NamedMonth], titles: Iterable[YearSource]) -> tuple[dict[int, int], YearSource] | None:
    """Return the year of each month by its number, and the source of the years; None where they are uncertain.

    They come from the months with a year, or else from the titles, which must agree. The months must be in order, and
    none may be there twice.
    """
    numbers = [month.number for month in months]
    dated = next((month for month in months if month.year is not None), None)
    if dated is not None:
        found = [(years_by_anchor(months), dated.source)]
    else:
        found = [(years_within(numbers, first), source) for first, source in _twelve_months(titles, numbers)]
    years, source = found[0] if found else (None, ("", ""))
    if years is None or len(set(numbers)) < len(numbers) or any(other != years for other, _ in found):
        return None
    return dict(zip(numbers, years, strict=True)), source


def years_by_anchor(months: Sequence[NamedMonth]) -> list[int] | None:
    """Return the year of each month where at least one month has a year; None where two readings are as likely.

    Months that rise within a year are in order, and so are three or more that fall. Months that pass a new year are,
    if all lie within twelve months and do not just as well fall within a year.
    """
    rising, falling = _years_in_order(months, 1), _years_in_order(months, -1)
    if len(months) > 1 and falling is not None and len(set(falling)) == 1:
        return falling if len(months) > 2 else None
    is_long = rising is not None and 12 * (rising[-1] - rising[0]) + months[-1].number - months[0].number >= 12
    return None if is_long else rising


def years_within(months: Sequence[int], first: tuple[int, int]) -> list[int] | None:
    """Return the year of each month within the twelve months from a first one (year, month), if they are in order."""
    year, start = first
    years = [year if month >= start else year + 1 for month in months]
    steps = [earlier < later for earlier, later in pairwise(zip(years, months, strict=True))]
    return years if all(steps) or (len(steps) > 1 and not any(steps)) else None


def texts_above(table: FoundTable) -> list[YearSource]:
    """Return the texts in the rows above a table, each with its cell."""
    return [
        (value, table.sheet.address(column, row.number))
        for row in table.rows_above
        for column, value in enumerate(row.values, start=1)
        if isinstance(value, str)
    ]


def _years_in_order(months: Sequence[NamedMonth], step: int) -> list[int] | None:
    """Return the years of months that rise, or fall where the step is -1; None where a known year differs."""
    new_years = (step if (later.number - earlier.number) * step <= 0 else 0 for earlier, later in pairwise(months))
    offsets = list(accumulate(new_years, initial=0))
    known = [(month.year, offset) for month, offset in zip(months, offsets, strict=True) if month.year is not None]
    first_year = known[0][0] - known[0][1]
    is_consistent = all(year == first_year + offset for year, offset in known)
    return [first_year + offset for offset in offsets] if is_consistent else None


def _twelve_months(titles: Iterable[YearSource], months: Sequence[int]) -> Iterator[tuple[tuple[int, int], YearSource]]:
    """Yield the first month (year, month) of the twelve months that each title names, with the title.

    Words that name a month mean its calendar year, if none of the months is later than that month.
    """
    for text, cell in titles:
        words = split_round(text)[1]
        date = read_date(words or "").date
        if date.first is not None and date.precision is Precision.YEAR:
            yield (date.first.year, date.first.month), (text, cell)
        elif date.first is not None and max(months) <= date.first.month:
            yield (date.first.year, 1), (text, cell)


def add_years(table: FoundTable, *, file_name: str) -> tuple[FoundTable, list[Issue]]:
    """Return a table with a year for each heading that names a month without one, and the issue of the years.

    The year comes from other headings, from the titles or from the file name. Where none of them gives it, or the
    months are not in order, the headings are no rounds, and their columns are not read.
    """
    may_be_rounds = [heading for heading in table.headings if heading.match.meaning in (None, *UPDATE_FIELDS)]
    undated = [heading for heading in may_be_rounds if month_without_year(heading.match.round) is not None]
    if not undated:
        return table, []
    titles = ((table.sheet.name, ""), *texts_above(table), (file_words(file_name), ""))
    found = find_years(_months(table.headings), titles)
    years = found[0] if found is not None else {}
    headings = tuple(_with_year(heading, years) if heading in undated else heading for heading in table.headings)
    issues = [_year_issue(table, undated, years, found[1])] if found is not None else []
    return replace(table, headings=headings), issues


def _with_year(heading: ColumnHeading, years: Mapping[int, int]) -> ColumnHeading:
    """Return a heading with its year; without a year it is only a month, and no round."""
    match = heading.match
    year = years.get(month_without_year(match.round) or 0)
    if year is None:
        return replace(heading, match=replace(match, meaning=ColumnMeaning.MONTH, round=None))
    return replace(heading, match=replace(match, round=f"{match.round} {year}"))


def _months(headings: Sequence[ColumnHeading]) -> list[NamedMonth]:
    """Return the months of the headings in order; adjacent columns of one round count once."""
    months: list[NamedMonth] = []
    for heading in headings:
        month = _month(heading)
        if month is None:
            continue
        last = months[-1] if months else NamedMonth(0)
        if last.number == month.number and (last.year is None or month.year in (None, last.year)):
            months[-1] = month if last.year is None else last
        else:
            months.append(month)
    return months


def _month(heading: ColumnHeading) -> NamedMonth | None:
    value = heading.match.round
    number = month_without_year(value)
    if number is not None:
        return NamedMonth(number)
    day = (
        value.value if isinstance(value, DateCell) else read_date(value).date.first if isinstance(value, str) else None
    )
    return NamedMonth(day.month, day.year, (heading.words, heading.cell)) if day is not None else None


def _year_issue(
    table: FoundTable, undated: Sequence[ColumnHeading], years: Mapping[int, int], source: YearSource
) -> Issue:
    words, cell = source
    rounds = [str(_with_year(heading, years).match.round) for heading in undated]
    return table.issue(
        "round-year-given",
        undated[0],
        found=", ".join(dict.fromkeys(heading.words for heading in undated)),
        severity=None if cell and cell in {heading.cell for heading in table.headings} else Severity.WARNING,
        taken=", ".join(dict.fromkeys(rounds)),
        by=words,
        of="headings",
    )
