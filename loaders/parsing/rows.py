"""Parse records into rows: each field by the type of its column."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from loaders.cells.values import Value
from loaders.issue_log import IssueLog
from loaders.parsing import values
from loaders.records import Record
from model.dates.date import PartialDate
from model.tracker.columns import Column, DataType, SheetPlan

if TYPE_CHECKING:
    from model.tracker.reading import Row

_MAY_BE_BLANK = frozenset({"review", "supporting_agencies"})
"""Fields that can have a value though their cell is blank: the only review, the agencies in the lead's cell."""
Field = str | bool | PartialDate | None
ParseField = Callable[[Record, str, dict[str, Field]], Field]
"""Parses one field of a record; the fields before it are already in the row that is passed."""
ReferenceDay = Callable[[Mapping[str, Field]], date | None]
"""Returns the day that a date without a year follows, from the fields before it."""
_PARSERS: Mapping[DataType, Callable[[Record, str, IssueLog], Field]] = {
    DataType.TEXT: values.parse_prose,
    DataType.FLAG: values.parse_flag,
}


class ParsedRow(NamedTuple):
    """A row with its record, so that a check can name the cell."""

    row: dict[str, Field]
    record: Record

    def text(self, field: str) -> str | None:
        """Return a field that holds text."""
        value = self.row.get(field)
        return value if isinstance(value, str) else None

    def date(self, field: str) -> PartialDate | None:
        """Return a field that holds a date."""
        value = self.row.get(field)
        return value if isinstance(value, PartialDate) else None


def parse_rows(
    plan: SheetPlan,
    records: Sequence[Record],
    log: IssueLog,
    *,
    field_parsers: Mapping[str, ParseField] | None = None,
    after: ReferenceDay = lambda _: None,
) -> list[ParsedRow]:
    """Return the rows of a table; empty required cells are reported.

    Args:
        plan: the sheet's columns; every one of them becomes a field, in order.
        records: the records of the sheet.
        log: receives the issues.
        field_parsers: parsers of fields that need more than their column's type, by field.
        after: the day that a date without a year follows, from the fields before it.
    """
    special = field_parsers or {}
    parsers = [(column, special.get(column.field) or _column_parser(column, log, after)) for column in plan.columns]
    parsed: list[ParsedRow] = []
    for record in records:
        row: dict[str, Field] = dict.fromkeys(column.field for column in plan.columns)
        for column, parse in parsers:
            field = column.field
            cell = record.cells.get(field)
            has_content = cell is not None and (cell.value is not None or cell.fill is not None)
            if has_content or field in _MAY_BE_BLANK:
                row[field] = parse(record, field, row)
            if column.required and row[field] is None and cell is not None and cell.value is None:
                log.add_at(record, field, "value-missing", heading=column.heading)
        parsed.append(ParsedRow(row, record))
    return parsed


def plain_rows(parsed: Iterable[ParsedRow]) -> "list[Row]":
    """Return the rows without their records."""
    return [each.row for each in parsed]


def _column_parser(column: Column, log: IssueLog, after: ReferenceDay) -> ParseField:
    """Return the parser of a column's type."""
    if column.data_type is DataType.DATE:
        return _date_parser(column, log, after)
    parse = _PARSERS.get(column.data_type, values.parse_name)
    return lambda record, field, _: parse(record, field, log)


def _date_parser(column: Column, log: IssueLog, after: ReferenceDay) -> ParseField:
    """Return a parser of dates; a date that was not reported is memoised, with the day that it follows.

    A date in the name of a sheet is that of every row, and follows no day.
    """
    memo: dict[tuple[Value, date | None], PartialDate | None] = {}

    def parse(record: Record, field: str, row: dict[str, Field]) -> Field:
        cell = record.cell(field)
        key = cell.value, after(row) if cell.row else None
        if key in memo:
            return memo[key]
        count_before = log.add_count
        stated = values.parse_partial_date(record, column, log, after=key[1])
        if log.add_count == count_before:
            memo[key] = stated
        return stated

    return parse
