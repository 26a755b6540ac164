"""A row of a tracker as the database holds it, and back."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from json import JSONEncoder
from typing import TYPE_CHECKING

from model.columns import Holds, SheetPlan, table_fields
from model.dates import PartialDate, Precision
from model.scale import Scale, Status

if TYPE_CHECKING:
    from model.tracker import Row

Value = str | bool | date | None
Values = Mapping[str, Value]
"""What a row's columns hold, by column, in the order of the sheet; a date is four columns."""

_NEVER_STORED = re.compile("[\x00\ud800-\udfff]")
"""What one of the databases cannot hold: reading a workbook leaves none of it."""


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row's columns, and the digest by which two rows are the same."""

    values: Values
    digest: bytes


def stored_rows(plan: SheetPlan, rows: "Iterable[Row]") -> list[StoredRow]:
    """Return the rows of a sheet as they are stored."""
    values_of = _values_of(plan)
    return [StoredRow(values, row_digest(values)) for values in map(values_of, rows)]


def storable(text: str) -> str:
    """Return a text that both databases can hold: the character that neither has is replaced and not left out."""
    return _NEVER_STORED.sub("\ufffd", text)


def row_digest(values: Values) -> bytes:
    """Return the SHA-256 of what a row's columns hold; an empty one does not count, so that a new one changes none."""
    return sha256(_encode({column: value for column, value in values.items() if value is not None}).encode()).digest()


def rows_of(plan: SheetPlan, stored: Iterable[Sequence[Value]]) -> "list[Row]":
    """Return the rows that stored columns are, each with every field of its sheet.

    The values of each row stand in the order of `table_fields`.
    """
    dates: dict[tuple[Value, ...], PartialDate | None] = {}
    columns, place = [], 0
    for column in plan.columns:
        dated = column.holds is Holds.DATE
        columns.append((column.field, place, dated))
        place += 4 if dated else 1
    made: list[Row] = []
    for values in stored:
        row = {}
        for field, at, dated in columns:
            row[field] = _dated(dates, tuple(values[at : at + 4])) if dated else values[at]
        made.append(row)  # type: ignore[arg-type]  # a day stands in a date's columns only
    return made


def scale_rows(scale: Scale) -> "list[Row]":
    """Return the rows of the Key sheet that say a scale."""
    return [
        {
            "status": status.name,
            "meaning": status.meaning,
            "complete": status.complete,
            "colour": status.colour,
            "status_cy": status.name_cy,
            "meaning_cy": status.meaning_cy,
        }
        for status in scale.statuses
    ]


def scale_of(rows: "Iterable[Row]", *, ordered: bool) -> Scale:
    """Return the scale that rows of the Key sheet say."""
    fields = ("status", "meaning", "complete", "colour", "status_cy", "meaning_cy")
    return Scale(tuple(Status(*(row[field] for field in fields)) for row in rows), ordered=ordered)  # type: ignore[arg-type]


def _values_of(plan: SheetPlan) -> "Callable[[Row], Values]":
    """Return what makes the columns of a row of this sheet."""
    columns = [(column.field, column.holds is Holds.DATE) for column in plan.columns]
    empty: Values = dict.fromkeys(table_fields(plan))

    def values_of(row: "Row") -> Values:
        values = dict(empty)
        for field, dated in columns:
            value = row.get(field)
            if value is None:
                continue
            if dated:
                values |= _date_values(field, value)
            else:
                values[field] = storable(value) if isinstance(value, str) else value  # type: ignore[assignment]
        return values

    return values_of


def _date_values(field: str, stated: object) -> Values:
    if not isinstance(stated, PartialDate):
        raise TypeError(f"{field} holds no date")
    return {
        field: stated.first,
        f"{field}_last": stated.last,
        f"{field}_precision": stated.precision.value,
        f"{field}_words": storable(stated.words),
    }


def _dated(dates: dict[tuple[Value, ...], PartialDate | None], values: tuple[Value, ...]) -> PartialDate | None:
    """Return the date of four columns, the same one for the same values."""
    if values not in dates:
        first, last, precision, words = values
        stated = PartialDate(first, last, Precision(str(precision)), words) if precision is not None else None  # type: ignore[arg-type]
        dates[values] = stated
    return dates[values]


_encode = JSONEncoder(separators=(",", ":"), default=date.isoformat).encode
