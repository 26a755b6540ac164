"""A row of a tracker as the database holds it, and back."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from model.dates.date import PartialDate, Precision
from model.status.scale import Scale, Status
from model.tracker.columns import DataType, SheetPlan, table_fields

if TYPE_CHECKING:
    from model.tracker.tracker import Row

Values = Mapping[str, "str | bool | date | None"]
"""What a row's columns hold, by column; a date is four columns."""

_NEVER_STORED = re.compile("[\x00\ud800-\udfff]")
"""What one of the databases cannot hold: reading a workbook leaves none of it."""
_NOT_TOLD = re.compile("[\ud800-\udfff]")
_BETWEEN = "\x00"
_SCALE_FIELDS = ("status", "meaning", "complete", "colour", "status_cy", "meaning_cy")


def storable(text: str) -> str:
    """Return a text that both databases can hold: a character that one of them has not is replaced, not left out."""
    return _NEVER_STORED.sub("\ufffd", text)


def row_digests(plan: SheetPlan, rows: "Iterable[Row]") -> list[bytes]:
    """Return the SHA-256 of what each row holds, by which two rows are the same.

    An empty cell does not count, so that a column that a later release adds changes no digest.
    """
    kept = list(rows)  # a date is known by its id for as long as its row is there
    return list(map(_digest_of(plan), kept))


def stored_values(plan: SheetPlan, row: "Row") -> Values:
    """Return what a row's columns will hold. Raises TypeError where a cell holds what its column does not."""
    values: dict[str, Any] = {}
    for column in plan.columns:
        value = row.get(column.field)
        if column.data_type is DataType.DATE:
            values |= _date_values(column.field, value)
        else:
            values[column.field] = storable(value) if isinstance(value, str) else value
    return values


def selected_columns(plan: SheetPlan) -> tuple[str, ...]:
    """Return the columns that `group_rows` takes, in its order: one for each field, then the rest of each date."""
    fields = [column.field for column in plan.columns]
    return (*fields, *(name for name in table_fields(plan) if name not in fields))


def rows_of(plan: SheetPlan, selected: Iterable[Sequence[Any]]) -> "list[Row]":
    """Return the rows that stored columns are, each with every field of its sheet; equal dates are one date."""
    fields = [column.field for column in plan.columns]
    dated = [(field, at) for at, field in enumerate(fields) if plan.columns[at].data_type is DataType.DATE]
    rests = [(field, at, len(fields) + 3 * number) for number, (field, at) in enumerate(dated)]
    dates: dict[tuple[Any, ...], PartialDate | None] = {}
    made: list[Row] = []
    for values in selected:
        row = dict(zip(fields, values, strict=False))
        for field, at, rest in rests:
            key = (values[at], *values[rest : rest + 3])
            row[field] = dates[key] if key in dates else dates.setdefault(key, _date(*key))
        made.append(row)
    return made


def scale_rows(scale: Scale) -> "list[Row]":
    """Return the rows of the Key sheet that say a scale."""
    names = ("name", "meaning", "complete", "colour", "name_cy", "meaning_cy")
    return [
        {field: getattr(status, name) for field, name in zip(_SCALE_FIELDS, names, strict=True)}
        for status in scale.statuses
    ]


def scale_of(rows: "Iterable[Row]", *, ordered: bool) -> Scale:
    """Return the scale that rows of the Key sheet say."""
    return Scale(tuple(Status(*(row[field] for field in _SCALE_FIELDS)) for row in rows), ordered=ordered)  # type: ignore[arg-type]


def _digest_of(plan: SheetPlan) -> "Callable[[Row], bytes]":
    """Return what makes the digest of a row of this sheet: of the name and the value of each cell that is not empty.

    Nothing that is stored holds what stands between them.
    """
    fields = tuple(column.field for column in plan.columns)
    starts = tuple(f"{_BETWEEN}{field}{_BETWEEN}" for field in fields)
    dates: dict[int, str] = {}

    def digest_of(row: "Row") -> bytes:
        told = [
            start + (value if type(value) is str else _digest_text(value, dates))
            for start, value in zip(starts, map(row.get, fields), strict=True)
            if value is not None
        ]
        text = "".join(told)
        if text.count(_BETWEEN) != 2 * len(told) or not (text.isascii() or _NOT_TOLD.search(text) is None):
            text = "".join(_cleaned(one) for one in told)
        return sha256(text.encode()).digest()

    return digest_of


def _digest_text(value: object, dates: dict[int, str]) -> str:
    """Return a date or a flag as text; a date that many rows share is made one once."""
    if isinstance(value, PartialDate):
        told = dates.get(id(value))
        if told is None:
            days = [day.isoformat() if day else "" for day in (value.first, value.last)]
            told = dates[id(value)] = " ".join((*days, value.precision.value, storable(value.words)))
        return told
    if isinstance(value, bool):
        return "yes" if value else "no"
    raise TypeError("a cell holds what no cell holds")


def _cleaned(told: str) -> str:
    """Return a cell's name and value with the value as it is stored."""
    _, field, value = told.split(_BETWEEN, 2)
    return f"{_BETWEEN}{field}{_BETWEEN}{storable(value)}"


def _date_values(field: str, stated: object) -> dict[str, Any]:
    values: tuple[Any, ...] = (None, None, None, None)
    if isinstance(stated, PartialDate):
        values = (stated.first, stated.last, stated.precision.value, storable(stated.words))
    elif stated is not None:
        raise TypeError(f"{field} holds no date")
    return dict(zip((field, f"{field}_last", f"{field}_precision", f"{field}_words"), values, strict=True))


def _date(first: date | None, last: date | None, precision: str | None, words: str) -> PartialDate | None:
    return None if precision is None else PartialDate(first, last, Precision(precision), words)
