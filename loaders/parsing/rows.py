"""Records become rows: each field parsed by what its column holds."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from loaders.cells.values import Value
from loaders.issue_log import IssueLog
from loaders.parsing import values
from loaders.records import Record
from model.dates.date import PartialDate
from model.tracker.columns import Column, DataType, SheetPlan

if TYPE_CHECKING:
    from model.tracker.tracker import Row

_MAY_FILL = frozenset({"review", "supporting_agencies"})
"""Fields whose cell may be blank and yet say something: the only review there is, what the lead's cell lists."""
_BY_ROW = frozenset({"lead_agency", "supporting_agencies", "status"})
"""Fields that look at their row, or count where they stand; of any other, a value means the same in every cell."""
_COMPARABLE = (str, int)
"""The types of which no two equal values are shown otherwise, as 1 and TRUE are."""
Field = str | bool | PartialDate | None
ParseField = Callable[[Record, str, dict[str, Field]], Field]
"""Parses one field of a record; the fields before it are already in the row that is passed."""
ReferenceDay = Callable[[Mapping[str, Field]], date | None]
"""Gives the day that a date without a year follows, from the fields before it."""


_Step = tuple[str, ParseField, Mapping[Value, Field], bool, bool]
"""A field, its parser, what values mean, whether a text means itself, and whether a blank cell may say something."""


class ParsedRow(NamedTuple):
    """A row with the record it came from, so that a check can name the cell."""

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
    records: Iterable[Record],
    log: IssueLog,
    *,
    field_parsers: Mapping[str, ParseField] | None = None,
    after: ReferenceDay = lambda _: None,
) -> list[ParsedRow]:
    """Return the rows of a table; required cells that are empty are told.

    Args:
        plan: the sheet's columns; every one of them becomes a field, in order.
        records: the rows as they were found.
        log: where issues are noted.
        special: parsers of fields that mean more than their column says, by field.
        after: the day that a date without a year follows, from the fields before it.
    """
    specials = field_parsers or {}
    parsers = [_FieldParser(column, specials.get(column.field), log, after) for column in plan.columns]
    all_steps = [(one.field, one.parse, one.known, one.as_it_is, one.field in _MAY_FILL) for one in parsers]
    by_shape: dict[tuple[str, ...], list[_Step]] = {}  # rows hold the same few fields again and again
    blank: dict[str, Field] = dict.fromkeys(column.field for column in plan.columns)
    required = [(column.field, column.heading) for column in plan.columns if column.required]
    parsed: list[ParsedRow] = []
    for record in records:
        held, shape = record.values, (*record.values,)
        row = blank.copy()
        steps = by_shape.get(shape)
        if steps is None:
            steps = by_shape[shape] = [step for step in all_steps if step[0] in held or step[-1]]
        for field, parse, known, as_it_is, may_fill in steps:
            value = held.get(field)
            if value is None:
                if may_fill:
                    row[field] = parse(record, field, row)
            elif as_it_is and type(value) is str:
                row[field] = value or None
            elif known and type(value) in _COMPARABLE and value in known:
                row[field] = known[value]
            else:
                row[field] = parse(record, field, row)
        for field, heading in required:
            if row[field] is None and held.get(field) is None and field in record.columns:
                log.add_at(record, field, "value-missing", heading=heading)
        parsed.append(ParsedRow(row, record))
    return parsed


def plain_rows(parsed: Iterable[ParsedRow]) -> "list[Row]":
    """Return the rows alone."""
    return [one.row for one in parsed]


class _FieldParser:
    """Parses the cells of one column: what a value means is kept, unless something was to be told of it.

    Attributes:
        known: what values mean that need no second look.
        as_it_is: whether a text is its own meaning.
    """

    def __init__(self, column: Column, special: ParseField | None, log: IssueLog, after: ReferenceDay) -> None:
        self.field = column.field
        self.known: dict[Value, Field] = {}
        self.as_it_is = special is None and column.data_type is DataType.TEXT
        self._parse, self._log = special or _parser(column, log, after, self.known), log
        by_row = column.field in _BY_ROW or column.data_type is DataType.DATE
        self.parse: ParseField = self._parse if by_row else self._parse_and_keep

    def _parse_and_keep(self, record: Record, field: str, row: dict[str, Field]) -> Field:
        noted = self._log.add_count
        meant = self._parse(record, field, row)
        value = record.values.get(field)
        if self._log.add_count == noted and type(value) in _COMPARABLE:
            self.known[value] = meant
        return meant


def _parser(column: Column, log: IssueLog, after: ReferenceDay, known: dict[Value, Field]) -> ParseField:
    """Return the parser of what a column holds."""
    if column.data_type is DataType.DATE:
        return _date_parser(column, log, after, known)
    parse = _PARSERS.get(column.data_type, values.parse_name)
    return lambda record, field, _: parse(record, field, log)


_A_CELL = ("", "A1")


def _date_parser(column: Column, log: IssueLog, after: ReferenceDay, known: dict[Value, Field]) -> ParseField:
    """Return a parser of dates. One without a year means another after another day; what any day gives is `known`.

    One that stands in the name of a sheet is of every row, and is not counted from any day.
    """
    known_after: dict[tuple[Value, date | None], PartialDate | None] = {}

    def parse(record: Record, field: str, row: dict[str, Field]) -> Field:
        value, first = record.values[field], after(row) if record.outside_row.get(field, _A_CELL)[1] else None
        if (value, first) not in known_after:
            noted = log.add_count
            stated = values.parse_partial_date(record, column, log, after=first)
            if log.add_count != noted:
                return stated
            known_after[value, first] = stated
            if first is None and type(value) in _COMPARABLE:  # a date without a year would have been told
                known[value] = stated
        return known_after[value, first]

    return parse


_PARSERS: Mapping[DataType, Callable[[Record, str, IssueLog], Field]] = {
    DataType.TEXT: values.parse_prose,
    DataType.FLAG: values.parse_flag,
}
