"""Records become rows: each field parsed by what its column holds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from loaders import values
from loaders.issue_log import IssueLog
from loaders.records import Record
from model.columns import Column, Holds, SheetPlan
from model.dates import PartialDate

if TYPE_CHECKING:
    from model.tracker import Row

_MAY_FILL = frozenset({"review", "supporting_agencies"})
"""Fields whose cell may be blank and yet say something: the only review there is, what the lead's cell lists."""
Field = str | bool | PartialDate | None
ParseField = Callable[[Record, str, dict[str, Field]], Field]
"""Parses one field of a record; the fields before it are already in the row that is passed."""


@dataclass(frozen=True, slots=True)
class Parsed:
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
    special: Mapping[str, ParseField] | None = None,
    after: Callable[[Mapping[str, Field]], date | None] = lambda _: None,
) -> list[Parsed]:
    """Return the rows of a table; required cells that are empty are told.

    Args:
        plan: the sheet's columns; every one of them becomes a field, in order.
        records: the rows as they were found.
        log: where issues are noted.
        special: parsers of fields that mean more than their column says, by field.
        after: the day that a date without a year follows, from the fields before it.
    """
    specials = special or {}
    parsers = [
        (column.field, specials.get(column.field) or _parser(column, log, after), column.field in _MAY_FILL)
        for column in plan.columns
    ]
    required = [(column.field, column.heading) for column in plan.columns if column.required]
    parsed: list[Parsed] = []
    for record in records:
        held = record.values.get
        row: dict[str, Field] = {}
        for field, parse, may_fill in parsers:
            row[field] = parse(record, field, row) if may_fill or held(field) is not None else None
        for field, heading in required:
            if row[field] is None and held(field) is None and field in record.columns:
                log.at(record, field, "value-missing", heading=heading)
        parsed.append(Parsed(row, record))
    return parsed


def plain_rows(parsed: Iterable[Parsed]) -> "list[Row]":
    """Return the rows alone."""
    return [one.row for one in parsed]


def _parser(column: Column, log: IssueLog, after: Callable[[Mapping[str, Field]], date | None]) -> ParseField:
    """Return the parser of what a column holds."""
    if column.holds is Holds.DATE:
        return lambda record, _, row: values.partial_date(record, column, log, after=after(row))
    parse = _PARSERS.get(column.holds, values.name)
    return lambda record, field, _: parse(record, field, log)


_PARSERS: Mapping[Holds, Callable[[Record, str, IssueLog], Field]] = {
    Holds.TEXT: values.text,
    Holds.FLAG: values.flag,
}
