"""Check dates: swapped days and months, hidden years, and dates before their review or before the first update."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from loaders.cells.values import DateCell, Value, plain_text
from loaders.issue_log import issue_at
from loaders.parsing.rows import ParsedRow
from loaders.parsing.tables import Tables
from loaders.records import Record
from model.issues.issue import Issue, Severity
from model.tracker.columns import (
    DECISIONS,
    MONITORING,
    PROGRESS,
    RECOMMENDATIONS,
    REVIEWS,
    TARGETS,
    DataType,
    SheetPlan,
)

_DAY_FIRST = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})", re.ASCII)
"""Dates that a month-first spreadsheet converts; one with dots stays text in every spreadsheet."""
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_MONTHS_OF_A_YEAR, _DAYS_OF_A_YEAR = 12, 365
_Cell = tuple[Record, str, Value]


def date_column_issues(tables: Tables) -> Iterator[Issue]:
    """Yield, for each column, an issue of dates that may be read month first, and one of dates without a year."""
    for plan, rows in (
        (REVIEWS, tables.reviews),
        (RECOMMENDATIONS, tables.recommendations),
        (PROGRESS, tables.progress),
        (MONITORING, tables.monitoring),
        (TARGETS, tables.targets),
        (DECISIONS, tables.decisions),
    ):
        for column in _date_columns(plan, rows):
            yield from _swapped_issues(column)
            yield from _hidden_year_issues(column)


def _date_columns(plan: SheetPlan, rows: Sequence[ParsedRow]) -> Iterator[list[_Cell]]:
    """Yield the cells of each column that are real dates, or texts that can only be read day first.

    A date outside the row, such as in a heading, belongs to no column.
    """
    cells: dict[tuple[str, str, int], list[_Cell]] = {}
    dates = [column.field for column in plan.columns if column.data_type is DataType.DATE]
    fields = [field for field in dates if any(map(_is_comparable, {record.value(field) for _, record in rows}))]
    for _, record in rows if fields else ():
        for field in fields:
            cell = record.cell(field)
            if _is_comparable(cell.value) and not cell.kind:
                cells.setdefault((cell.sheet, field, cell.column), []).append((record, field, cell.value))
    yield from cells.values()


def _is_comparable(value: Value) -> bool:
    return isinstance(value, DateCell) or (isinstance(value, str) and _only_day_first(value))


def _swapped_issues(column: Sequence[_Cell]) -> Iterator[Issue]:
    day_first_text = next((value for _, _, value in column if isinstance(value, str)), None)
    real = [cell for cell in column if isinstance(cell[2], DateCell) and _may_be_swapped(cell[2])]
    if day_first_text is None or not real:
        return
    record, field, value = real[0]
    yield issue_at(
        record, field, "dates-may-be-swapped", found=plain_text(value), text=day_first_text, count=str(len(real))
    )


@lru_cache(maxsize=4096)
def _only_day_first(value: str) -> bool:
    """Return whether a text is a date in numbers that cannot be read month first."""
    match = _DAY_FIRST.fullmatch(value)
    return match is not None and _MONTHS_OF_A_YEAR < int(match[1]) <= 31 and 1 <= int(match[2]) <= _MONTHS_OF_A_YEAR


def _may_be_swapped(cell: DateCell) -> bool:
    day, month = cell.value.day, cell.value.month
    shows_day = "d" in _format_letters(cell) or "m" not in _format_letters(cell)
    return day <= _MONTHS_OF_A_YEAR and day != month and shows_day


def _hidden_year_issues(column: Sequence[_Cell]) -> Iterator[Issue]:
    cell = next((cell for cell in column if isinstance(cell[2], DateCell) and _hides_year(cell[2])), None)
    if cell is not None:
        yield issue_at(cell[0], cell[1], "date-year-hidden", found=plain_text(cell[2]))


def _hides_year(cell: DateCell) -> bool:
    letters = _format_letters(cell)
    return "m" in letters and "d" in letters and not {"y", "e"} & letters


def _format_letters(cell: DateCell) -> set[str]:
    return set(_QUOTED.sub("", cell.number_format).lower())


def dates_before_review_issues(
    rows: Iterable[ParsedRow], field: str, tables: Tables, *, severity: Severity | None = None
) -> Iterator[Issue]:
    """Yield an issue of each date that ends before its review was published: often a wrong year."""
    published = _publication_days(tables)
    for parsed in rows if published else ():
        stated, review = parsed.date(field), parsed.text("review")
        first = published.get(review) if review else None
        if stated is not None and stated.last is not None and first is not None and stated.last < first:
            details = {"found": stated.words, "published": first.isoformat(), "review": str(review)}
            yield issue_at(parsed.record, field, "date-before-review", severity=severity, **details)


def targets_before_updates_issues(tables: Tables) -> Iterator[Issue]:
    """Yield an issue of each target that ends before the first update of its review, if its publication is unknown.

    In a list of a single round a target that has just passed is usual, so there it must be more than a year earlier.
    """
    with_target = [
        recommendation for recommendation in tables.recommendations if recommendation.row["target"] is not None
    ]
    published, reported = _publication_days(tables), _first_update_days(tables) if with_target else {}
    for recommendation in with_target:
        target, review = recommendation.date("target"), recommendation.text("review") or ""
        if target is None or target.last is None or review in published or review not in reported:
            continue
        first, has_several_months = reported[review]
        if (first - target.last).days > (0 if has_several_months else _DAYS_OF_A_YEAR):
            day = first.isoformat()
            yield issue_at(recommendation.record, "target", "date-before-review", found=target.words, date=day)


def _first_update_days(tables: Tables) -> Mapping[str, tuple[date, bool]]:
    """Return the first day with an update of each review, and whether it has updates of several months."""
    days: dict[str, tuple[date, bool]] = {}
    for update in tables.progress:
        stated, review = update.date("date"), update.text("review") or ""
        if stated is None or stated.first is None:
            continue
        first, has_several_months = days.get(review, (stated.first, False))
        is_another_month = (first.year, first.month) != (stated.first.year, stated.first.month)
        days[review] = (min(first, stated.first), has_several_months or is_another_month)
    return days


def _publication_days(tables: Tables) -> Mapping[str, date]:
    """Return the first possible publication day of each review that has one, here or in what is published."""
    days: dict[str, date] = {}
    for parsed in tables.reviews:
        stated, review = parsed.date("published"), parsed.text("review")
        if review is not None and stated is not None and stated.first is not None:
            days.setdefault(review, stated.first)
    return {**tables.publication_days, **days}
