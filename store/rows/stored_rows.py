"""Convert rows of a tracker to database values and back, and compute their digests."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from model.dates.date import PartialDate, Precision
from model.status.scale import Scale, Status
from model.tracker.columns import DataType, SheetPlan, table_fields

if TYPE_CHECKING:
    from model.tracker.reading import Row

Values = Mapping[str, "str | bool | date | None"]
"""The values of a row by column; a date is four columns."""

_NEVER_STORED = re.compile("[\x00\ud800-\udfff]")
"""Characters that one of the databases cannot store; a read workbook has none."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_SEPARATOR = "\x00"
_SCALE_FIELDS = ("status", "meaning", "complete", "colour", "status_cy", "meaning_cy")


def storable(text: str) -> str:
    """Return a text that both databases can store: a character that one of them cannot is replaced, not removed."""
    return _NEVER_STORED.sub("\ufffd", text)


def row_digests(plan: SheetPlan, rows: "Iterable[Row]") -> list[bytes]:
    """Return the SHA-256 digest of each row.

    An empty cell does not count, so that a column that a later release adds changes no digest.
    """
    listed = list(rows)  # digests are cached by the id of a date, which is valid while its row exists
    return list(map(_digest_of(plan), listed))


def stored_values(plan: SheetPlan, row: "Row") -> Values:
    """Return the values of a row for the database. Raises TypeError where a value has the wrong type for its column."""
    values: dict[str, Any] = {}
    for column in plan.columns:
        value = row.get(column.field)
        if column.data_type is DataType.DATE:
            values |= _date_values(column.field, value)
        else:
            values[column.field] = storable(value) if isinstance(value, str) else value
    return values


def selected_columns(plan: SheetPlan) -> tuple[str, ...]:
    """Return the columns that `rows_of` takes, in its order: one for each field, then the rest of each date."""
    fields = [column.field for column in plan.columns]
    return (*fields, *(name for name in table_fields(plan) if name not in fields))


def rows_of(plan: SheetPlan, selected: Iterable[Sequence[Any]]) -> "list[Row]":
    """Build rows from stored columns, each with every field of its sheet; equal dates share one object."""
    fields = [column.field for column in plan.columns]
    dated = [(field, at) for at, field in enumerate(fields) if plan.columns[at].data_type is DataType.DATE]
    rests = [(field, at, len(fields) + 3 * number) for number, (field, at) in enumerate(dated)]
    dates: dict[tuple[Any, ...], PartialDate | None] = {}
    rows: list[Row] = []
    for values in selected:
        row = dict(zip(fields, values, strict=False))
        for field, at, rest in rests:
            key = (values[at], *values[rest : rest + 3])
            row[field] = dates[key] if key in dates else dates.setdefault(key, _date(*key))
        rows.append(row)
    return rows


def scale_rows(scale: Scale) -> "list[Row]":
    """Return the rows of the Key sheet for a scale."""
    names = ("name", "meaning", "complete", "colour", "name_cy", "meaning_cy")
    return [
        {field: getattr(status, name) for field, name in zip(_SCALE_FIELDS, names, strict=True)}
        for status in scale.statuses
    ]


def scale_of(rows: "Iterable[Row]", *, ordered: bool) -> Scale:
    """Return the scale from rows of the Key sheet."""
    return Scale(tuple(Status(*(row[field] for field in _SCALE_FIELDS)) for row in rows), ordered=ordered)  # type: ignore[arg-type]


def _digest_of(plan: SheetPlan) -> "Callable[[Row], bytes]":
    """Return a function for the digest of a row: over the name and the value of each cell that is not empty.

    No stored text contains the separator between them.
    """
    fields = tuple(column.field for column in plan.columns)
    starts = tuple(f"{_SEPARATOR}{field}{_SEPARATOR}" for field in fields)
    dates: dict[int, str] = {}

    def digest_of(row: "Row") -> bytes:
        cells = [
            start + (value if type(value) is str else _digest_text(value, dates))
            for start, value in zip(starts, map(row.get, fields), strict=True)
            if value is not None
        ]
        text = "".join(cells)
        if text.count(_SEPARATOR) != 2 * len(cells) or not (text.isascii() or _SURROGATES.search(text) is None):
            text = "".join(_cleaned(cell) for cell in cells)
        return sha256(text.encode()).digest()

    return digest_of


def _digest_text(value: object, dates: dict[int, str]) -> str:
    """Return a date or a flag as text; the text of a date is cached by its id."""
    if isinstance(value, PartialDate):
        text = dates.get(id(value))
        if text is None:
            days = [day.isoformat() if day else "" for day in (value.first, value.last)]
            text = dates[id(value)] = " ".join((*days, value.precision.value, storable(value.words)))
        return text
    if isinstance(value, bool):
        return "yes" if value else "no"
    raise TypeError("a cell holds what no cell holds")


def _cleaned(cell: str) -> str:
    """Return the name and value of a cell with a storable value."""
    _, field, value = cell.split(_SEPARATOR, 2)
    return f"{_SEPARATOR}{field}{_SEPARATOR}{storable(value)}"


def _date_values(field: str, value: object) -> dict[str, Any]:
    values: tuple[Any, ...] = (None, None, None, None)
    if isinstance(value, PartialDate):
        values = (value.first, value.last, value.precision.value, storable(value.words))
    elif value is not None:
        raise TypeError(f"{field} holds no date")
    return dict(zip((field, f"{field}_last", f"{field}_precision", f"{field}_words"), values, strict=True))


def _date(first: date | None, last: date | None, precision: str | None, words: str) -> PartialDate | None:
    return None if precision is None else PartialDate(first, last, Precision(precision), words)
