"""Parse records into rows: each field by the type of its column."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from loaders.cells.clean_text import cut_text
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
_DEPEND_ON_ROW = frozenset({"related_refs", "lead_agency", "supporting_agencies", "status"})
"""Fields that depend on their row or record; any other field has the same result for the same value.

A ref depends on the review of its row, if there are several.
"""
_COMPARABLE = (str, int)
"""The types whose equal values are also displayed alike; 1 and TRUE are equal but are not."""
_UNKNOWN: Any = object()
"""Stands for the result of a value that was not parsed yet."""
Field = str | bool | PartialDate | None
ParseField = Callable[[Record, str, dict[str, Field]], Field]
"""Parses one field of a record; the fields before it are already in the row that is passed."""
ReferenceDay = Callable[[Mapping[str, Field]], date | None]
"""Returns the day that a date without a year follows, from the fields before it."""


_Step = tuple[int, str, ParseField, Mapping[Value, Field], bool, bool]
"""The place of a value in its record, its field, its parser, its memoised values, whether a text is taken unchanged,
and whether a blank cell is parsed."""
_DEFAULT_LOCATION = ("", "A1")
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
    specials = field_parsers or {}
    several = len({record.values.get("review") for record in records}) > 1
    by_row = _DEPEND_ON_ROW | {"ref"} if several else _DEPEND_ON_ROW
    parsers = [_FieldParser(column, specials.get(column.field), log, after, by_row) for column in plan.columns]
    by_shape: dict[tuple[str, ...], list[_Step]] = {}  # most rows have the same few fields
    blank: dict[str, Field] = dict.fromkeys(column.field for column in plan.columns)
    required = [(column.field, column.heading) for column in plan.columns if column.required]
    parsed: list[ParsedRow] = []
    for record in records:
        cell_values, shape = record.values, (*record.values,)
        row = blank.copy()
        steps = by_shape.get(shape)
        if steps is None:
            steps = by_shape[shape] = _steps(parsers, shape)
        content = (*cell_values.values(), None)
        for place, field, parse, memo, unchanged, may_fill in steps:
            value = content[place]
            if value is None:
                if may_fill:
                    row[field] = parse(record, field, row)
            elif unchanged and type(value) is str:
                text = cut_text(value)
                row[field] = text or None
                if len(text) < len(value):  # it was joined from several cells
                    log.add_at(record, field, "text-shortened")
            elif type(value) in _COMPARABLE and (result := memo.get(value, _UNKNOWN)) is not _UNKNOWN:
                row[field] = result
            else:
                row[field] = parse(record, field, row)
        for field, heading in required:
            if row[field] is None and cell_values.get(field) is None and field in record.columns:
                log.add_at(record, field, "value-missing", heading=heading)
        parsed.append(ParsedRow(row, record))
    return parsed


def _steps(parsers: Sequence["_FieldParser"], shape: Sequence[str]) -> list[_Step]:
    """Return the steps for records with the same fields; the place of a field that they lack is the blank one."""
    places = {field: place for place, field in enumerate(shape)}
    return [
        (places.get(field, len(shape)), field, each.parse, each.memo, each.unchanged, field in _MAY_BE_BLANK)
        for each in parsers
        if (field := each.field) in places or field in _MAY_BE_BLANK
    ]


def plain_rows(parsed: Iterable[ParsedRow]) -> "list[Row]":
    """Return the rows without their records."""
    return [each.row for each in parsed]


class _FieldParser:
    """Parses the cells of one column; the result for a value is memoised, unless it was reported.

    Attributes:
        memo: the results by value.
        unchanged: whether a text is taken unchanged.
    """

    def __init__(
        self, column: Column, special: ParseField | None, log: IssueLog, after: ReferenceDay, by_row: Set[str]
    ) -> None:
        self.field = column.field
        self.memo: dict[Value, Field] = {}
        self.unchanged = special is None and column.data_type is DataType.TEXT
        self._parse, self._log = special or _column_parser(column, log, after, self.memo), log
        depends = column.field in by_row or column.data_type is DataType.DATE
        self.parse: ParseField = self._parse if depends else self._parse_and_memoise

    def _parse_and_memoise(self, record: Record, field: str, row: dict[str, Field]) -> Field:
        count_before = self._log.add_count
        result = self._parse(record, field, row)
        value = record.values.get(field)
        if self._log.add_count == count_before and type(value) in _COMPARABLE:
            self.memo[value] = result
        return result


def _column_parser(column: Column, log: IssueLog, after: ReferenceDay, memo: dict[Value, Field]) -> ParseField:
    """Return the parser of a column's type."""
    if column.data_type is DataType.DATE:
        return _date_parser(column, log, after, memo)
    parse = _PARSERS.get(column.data_type, values.parse_name)
    return lambda record, field, _: parse(record, field, log)


def _date_parser(column: Column, log: IssueLog, after: ReferenceDay, memo: dict[Value, Field]) -> ParseField:
    """Return a parser of dates; the result for a value is memoised, for a date without a year by the day it follows.

    A date in the name of a sheet is that of every row, and follows no day.
    """
    memo_by_day: dict[tuple[Value, date | None], PartialDate | None] = {}

    def parse(record: Record, field: str, row: dict[str, Field]) -> Field:
        value, first = record.values[field], after(row) if record.outside_row.get(field, _DEFAULT_LOCATION)[1] else None
        if (value, first) not in memo_by_day:
            count_before = log.add_count
            stated = values.parse_partial_date(record, column, log, after=first)
            if log.add_count != count_before:
                return stated
            memo_by_day[value, first] = stated
            if first is None and type(value) in _COMPARABLE:  # a date without a year would have been reported
                memo[value] = stated
        return memo_by_day[value, first]

    return parse
