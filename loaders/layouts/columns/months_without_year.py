"""The year of headings that name a month without one: from other headings, the titles or the file name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.cells.values import DateCell
from loaders.layouts.columns.column_map import UPDATE_FIELDS
from loaders.layouts.columns.month_years import NamedMonth, YearSource, find_years, month_without_year, texts_above
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.layouts.tables.header_rows import ColumnHeading
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.name_periods import file_words
from model.dates.date_grammar import read_date
from model.issues.issue import Issue, Severity


def add_years(table: FoundTable, *, file_name: str) -> tuple[FoundTable, list[Issue]]:
    """Return a table with a year for each heading that names a month without one, and the issue of the years.

    The year comes from other headings, from the titles or from the file name. Where none of them gives it, or the
    months are not in order, the headings are no rounds, and their columns are not read.
    """
    undated = [heading for heading in table.headings if _lacks_year(heading)]
    if not undated:
        return table, []
    titles = ((table.sheet.name, ""), *texts_above(table.rows_above), (file_words(file_name), ""))
    found = find_years(_months(table.headings), titles)
    years = found[0] if found is not None else {}
    headings = tuple(_with_year(heading, years) if heading in undated else heading for heading in table.headings)
    issues = [_year_issue(table, undated, years, found[1])] if found is not None else []
    return replace(table, headings=headings), issues


def _lacks_year(heading: ColumnHeading) -> bool:
    match = heading.match
    return month_without_year(match.round) is not None and (match.meaning is None or match.meaning in UPDATE_FIELDS)


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
