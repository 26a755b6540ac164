"""Headings that name a month without a year: they are read where something else gives the year, and told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from loaders.cell_values import DateCell, Value
from loaders.heading_aliases import Meaning
from loaders.issue_log import IssueLog
from loaders.layouts.columns import UPDATE_FIELDS
from loaders.layouts.headings_joined import Heading
from loaders.layouts.months_in_order import Month, years_by_anchor, years_within
from loaders.layouts.names_of_tables import file_words
from loaders.layouts.tables_found import FoundTable
from loaders.layouts.years_said import Said, texts_above, twelve_months
from model.dates.date_grammar import read_date
from model.dates.date_words import MONTHS
from model.issues.issue import Severity


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
        return replace(heading, understood=replace(one, meaning=Meaning.MONTH, round=None))
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
