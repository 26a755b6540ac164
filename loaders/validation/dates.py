"""Check dates: swapped days and months, hidden years, and dates before their review or before the first update."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

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
)

_DAY_FIRST = re.compile(r"(?:1[3-9]|2\d|3[01])[/-](?:0?[1-9]|1[0-2])[/-](?:\d{4}|\d{2})", re.ASCII)
"""Dates in numbers that a month-first spreadsheet leaves as text; one with dots stays text in every spreadsheet."""
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_YEAR = timedelta(days=365)
_SHEETS = (REVIEWS, RECOMMENDATIONS, PROGRESS, MONITORING, TARGETS, DECISIONS)
_Column = list[tuple[Record, str, Value]]
"""A column's dates, each with its record and field."""


def date_column_issues(tables: Tables) -> Iterator[Issue]:
    """Yield, for each column, an issue of dates that may be read month first, and one of dates without a year.

    A date outside the row, such as in a heading, belongs to no column.
    """
    columns: dict[tuple[str, str, int], _Column] = {}
    for plan in _SHEETS:
        fields = [column.field for column in plan.columns if column.data_type is DataType.DATE]
        for _, record in getattr(tables, plan.table):
            for cell, field in ((record.cell(field), field) for field in fields):
                if isinstance(cell.value, DateCell | str) and not cell.kind:
                    columns.setdefault((cell.sheet, field, cell.column), []).append((record, field, cell.value))
    for column in columns.values():
        yield from _column_issues(column)


def _column_issues(column: _Column) -> Iterator[Issue]:
    real = [(record, field, value) for record, field, value in column if isinstance(value, DateCell)]
    text = next((value for _, _, value in column if isinstance(value, str) and _DAY_FIRST.fullmatch(value)), None)
    swapped = [each for each in real if _may_be_swapped(each[2])] if text is not None else []
    if swapped and text is not None:
        (record, field, value), count = swapped[0], str(len(swapped))
        yield issue_at(record, field, "dates-may-be-swapped", found=plain_text(value), text=text, count=count)
    for record, field, value in [each for each in real if _hides_year(each[2])][:1]:
        yield issue_at(record, field, "date-year-hidden", found=plain_text(value))


def _may_be_swapped(cell: DateCell) -> bool:
    letters = _format_letters(cell)
    return cell.value.day <= 12 and cell.value.day != cell.value.month and ("d" in letters or "m" not in letters)


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
    published, days = _publication_days(tables), dict[str, set[date]]()
    for update in tables.progress:
        stated = update.date("date")
        if stated is not None and stated.first is not None:
            days.setdefault(update.text("review") or "", set()).add(stated.first)
    for parsed in tables.recommendations:
        target, review = parsed.date("target"), parsed.text("review") or ""
        if target is None or target.last is None or review in published or review not in days:
            continue
        first, is_one_round = min(days[review]), len({day.replace(day=1) for day in days[review]}) == 1
        if first - target.last > (_YEAR if is_one_round else timedelta()):
            yield issue_at(parsed.record, "target", "date-before-review", found=target.words, date=first.isoformat())


def _publication_days(tables: Tables) -> Mapping[str, date]:
    """Return the first possible publication day of each review that has one, here or in what is published."""
    days: dict[str, date] = {}
    for parsed in tables.reviews:
        stated, review = parsed.date("published"), parsed.text("review")
        if review is not None and stated is not None and stated.first is not None:
            days.setdefault(review, stated.first)
    return {**tables.publication_days, **days}
