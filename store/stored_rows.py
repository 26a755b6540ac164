"""Convert rows of a tracker to database values and back, and compute their digests."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from model.dates import PartialDate, Precision
from model.status import Scale, Status
from model.tracker import columns as contract
from store.tables import ROWS, storable

if TYPE_CHECKING:
    from model.tracker.reading import Row


# The values of a row by column; a date is four columns.
Values = Mapping[str, "str | bool | date | None"]
_SEPARATOR = "\x00"
_Key = tuple[Hashable, ...]
_SCALE_FIELDS = ("status", "meaning", "complete", "colour", "status_cy", "meaning_cy")
# The usual gap between the positions of two rows.
GAP = 2**20
# The smallest gap where neighbouring rows had to be moved.
_MIN_GAP = 2**10


@dataclass(frozen=True, slots=True)
class VersionRows:
    """The stored rows of a version, in order: the id, the position and the digest of each."""

    ids: Sequence[int] = ()
    positions: Sequence[int] = ()
    digests: Sequence[bytes] = ()

    def __len__(self) -> int:
        return len(self.ids)


def _key_of(fields: tuple[str, ...]) -> "Callable[[Row], _Key]":
    """Return the function that gives the key of a row; in it a date is its first day, or its words without days."""
    return lambda row: tuple(_key_value(row.get(name)) for name in fields)


def _key_value(value: object) -> Hashable:
    if isinstance(value, PartialDate):
        return value.first or value.words
    return value if isinstance(value, str | bool) else None


# The function that gives the key of a row, by table.
ROW_KEY: "Mapping[str, Callable[[Row], _Key]]" = {plan.table: _key_of(plan.key) for plan in contract.SHEETS}


def row_digests(plan: contract.SheetPlan, rows: "Iterable[Row]") -> list[bytes]:
    """Return the SHA-256 digest of each row: over the name and the value of each cell that is not empty.

    An empty cell does not count, so that a column that a later release adds changes no digest. No stored text contains
    the separator between them.
    """
    fields = [(column.field, f"{_SEPARATOR}{column.field}{_SEPARATOR}") for column in plan.columns]

    def digest_of(row: "Row") -> bytes:
        cells = [start + _digest_text(value) for field, start in fields if (value := row.get(field)) is not None]
        return sha256("".join(cells).encode()).digest()

    return [digest_of(row) for row in rows]


def stored_values(plan: contract.SheetPlan, row: "Row") -> Values:
    """Return the values of a row for the database. Raises TypeError where a value has the wrong type for its column."""
    values: dict[str, Any] = {}
    for column in plan.columns:
        value = row.get(column.field)
        if column.data_type is contract.DataType.DATE:
            values |= _date_values(column.field, value)
        else:
            values[column.field] = storable(value) if isinstance(value, str) else value
    return values


def selected_columns(plan: contract.SheetPlan) -> tuple[str, ...]:
    """Return the columns that `rows_of` takes, in its order: one for each field, then the rest of each date."""
    fields = [column.field for column in plan.columns]
    return (*fields, *(name for name in contract.table_fields(plan) if name not in fields))


def rows_of(plan: contract.SheetPlan, selected: Iterable[Sequence[Any]]) -> "list[Row]":
    """Build rows from stored columns, each with every field of its sheet; equal dates share one object."""
    fields = [column.field for column in plan.columns]
    dated = [(field, at) for at, field in enumerate(fields) if plan.columns[at].data_type is contract.DataType.DATE]
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
    return [dict(zip(_SCALE_FIELDS, astuple(status), strict=True)) for status in scale.statuses]


def scale_of(rows: "Iterable[Row]", *, ordered: bool) -> Scale:
    """Return the scale from rows of the Key sheet."""
    return Scale(tuple(Status(*(row[field] for field in _SCALE_FIELDS)) for row in rows), ordered=ordered)  # type: ignore[arg-type]


def _digest_text(value: object) -> str:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, PartialDate):
        days = [day.isoformat() if day else "" for day in (value.first, value.last)]
        return " ".join((*days, value.precision.value, storable(value.words)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    raise TypeError("a cell holds what no cell holds")


def _date_values(field: str, value: object) -> dict[str, Any]:
    values: tuple[Any, ...] = (None, None, None, None)
    if isinstance(value, PartialDate):
        values = (value.first, value.last, value.precision.value, storable(value.words))
    elif value is not None:
        raise TypeError(f"{field} holds no date")
    return dict(zip((field, f"{field}_last", f"{field}_precision", f"{field}_words"), values, strict=True))


def _date(first: date | None, last: date | None, precision: str | None, words: str) -> PartialDate | None:
    return None if precision is None else PartialDate(first, last, Precision(precision), words)


class WantedRows:
    """The rows of one table of a new version, in order, with their digests."""

    def __init__(self, plan: contract.SheetPlan, rows: "Iterable[Row]") -> None:
        self._plan, self._rows = plan, list(rows)
        self.digests: Sequence[bytes] = row_digests(plan, self._rows)

    def insert(self, connection: sa.Connection, positions: Iterable[tuple[int, int]], number: int) -> None:
        """Write some of the rows into a version; each position is a row number and its `place` in the order."""
        written = [
            {
                "introduced": number,
                "place": place,
                "digest": self.digests[row_number],
                **stored_values(self._plan, self._rows[row_number]),
            }
            for row_number, place in positions
        ]
        if written:
            connection.execute(sa.insert(ROWS[self._plan.table]), written)


def retire(connection: sa.Connection, table: sa.Table, ids: Iterable[int], number: int) -> None:
    """Retire rows from a version on."""
    retired = [{"row_id": row_id} for row_id in ids]
    if retired:
        is_row = table.c.id == sa.bindparam("row_id")
        connection.execute(sa.update(table).where(is_row).values(retired=number), retired)


def row_diff(existing: VersionRows, wanted: Sequence[bytes]) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the changes that turn the existing rows into rows with the wanted digests, in that order.

    They are the ids of the rows to retire, and the rows to insert: each its number among the wanted and its position.

    The longest run of rows in the same order stays; every other row is retired or inserted. Where there is no gap
    between two rows that could stay, the rows after them are inserted again until there is one.
    """
    first, last = _same_ends(existing.digests, wanted)
    ends = len(existing) - last
    after = existing.positions[first - 1] if first else None
    retired: list[int] = []
    introduced: list[tuple[int, int]] = []
    old, new, min_gap = first, first, 1
    for index, number in _matching_rows(existing.digests, wanted, first, last):
        before = existing.positions[index] if index < len(existing) else None
        positions = _positions(number - new, after, before, min_gap)
        if positions is None:
            min_gap = _MIN_GAP
            continue
        retired += existing.ids[old:index]
        introduced += zip(range(new, number), positions, strict=True)
        if index >= ends:
            break
        old, new, after, min_gap = index + 1, number + 1, before, 1
    return retired, introduced


def _same_ends(existing: Sequence[bytes], wanted: Sequence[bytes]) -> tuple[int, int]:
    """Return how many rows are equal from the beginning, and how many of the others from the end."""
    shorter = min(len(existing), len(wanted))
    first = next((index for index in range(shorter) if existing[index] != wanted[index]), shorter)
    rest = range(1, shorter - first + 1)
    last = next((index - 1 for index in rest if existing[-index] != wanted[-index]), shorter - first)
    return first, last


def _matching_rows(
    existing: Sequence[bytes], wanted: Sequence[bytes], first: int, last: int
) -> Iterator[tuple[int, int]]:
    """Yield pairs of an existing and an equal wanted row number, both increasing, after the equal beginning.

    The last pair is the end of both tables.
    """
    rows_by_digest: dict[bytes, deque[int]] = defaultdict(deque)
    for index in range(first, len(existing) - last):
        rows_by_digest[existing[index]].append(index)
    between = range(first, len(wanted) - last)
    pairs = [(rows_by_digest[wanted[index]].popleft(), index) for index in between if rows_by_digest.get(wanted[index])]
    yield from _longest_increasing(pairs)
    yield from ((len(existing) - index, len(wanted) - index) for index in range(last, -1, -1))


def _longest_increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest increasing subsequence of pairs, by their first numbers; the second ones increase already."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (first, _) in enumerate(pairs):
        length = bisect_left(tails, first)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [first]
        ends[length : length + 1] = [index]
    chain, index = [], ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _positions(count: int, after: int | None, before: int | None, min_gap: int) -> list[int] | None:
    """Return positions for a number of rows between two others; None where the gaps would be smaller than `min_gap`."""
    if before is None:
        return [(after or 0) + GAP * (index + 1) for index in range(count)]
    if after is None:
        return [before - GAP * (count - index) for index in range(count)]
    step = (before - after) // (count + 1)
    return [after + step * (index + 1) for index in range(count)] if step >= min_gap or not count else None
