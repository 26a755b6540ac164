"""Convert rows of a tracker to database values and back, and compute their digests."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from model.dates import PartialDate, Precision
from model.terms import Scale, Status
from model.tracker import columns as contract
from model.tracker.reading import SCALE_FIELDS, Row
from store.tables import PLANS, storable

# The review and the ref of a recommendation.
Key = tuple[str, str]
# The rows of each table.
Rows = Mapping[str, Sequence[Row]]

_SEPARATOR = "\x00"
# The usual gap between the positions of two rows.
GAP = 2**20
# The smallest gap where neighbouring rows had to be moved.
_MIN_GAP = 2**10


class VersionRows(NamedTuple):
    """The stored rows of a version, in order: the id, the position and the digest of each."""

    ids: Sequence[int] = ()
    positions: Sequence[int] = ()
    digests: Sequence[bytes] = ()


def row_key(table: str, row: Row) -> tuple[Hashable, ...]:
    """Return the key of a row of a table; in it a date is its first day, or its words without days."""
    values = (row.get(name) for name in PLANS[table].key)
    return tuple(value.first or value.words if isinstance(value, PartialDate) else value for value in values)


def row_digests(plan: contract.SheetPlan, rows: Iterable[Row]) -> list[bytes]:
    """Return the SHA-256 digest of each row: over the name and the value of each cell that is not empty.

    An empty cell does not count, so that a column that a later release adds changes no digest. No stored text contains
    the separator between them.
    """
    fields = [(column.field, f"{_SEPARATOR}{column.field}{_SEPARATOR}") for column in plan.columns]

    def digest_of(row: Row) -> bytes:
        cells = [start + _digest_text(value) for field, start in fields if (value := row.get(field)) is not None]
        return sha256("".join(cells).encode()).digest()

    return [digest_of(row) for row in rows]


def stored_values(plan: contract.SheetPlan, row: Row) -> dict[str, object]:
    """Return the values of a row for the database; a date is four columns."""
    values: dict[str, object] = {}
    for column in plan.columns:
        value = row.get(column.field)
        if isinstance(value, PartialDate):
            dated = (value.first, value.last, value.precision.value, storable(value.words))
            values |= zip(contract.date_fields(column.field), dated, strict=True)
        elif value is None and column.data_type is contract.DataType.DATE:
            values |= dict.fromkeys(contract.date_fields(column.field))
        else:
            values[column.field] = storable(value) if isinstance(value, str) else value
    return values


def rows_of(plan: contract.SheetPlan, selected: Iterable[Sequence[Any]]) -> list[Row]:
    """Build rows, with every field, from the values of the columns of `table_fields`; equal dates share one object."""
    names = [*contract.table_fields(plan)]
    dates = (column.field for column in plan.columns if column.data_type is contract.DataType.DATE)
    dated = [(field, [*contract.date_fields(field)][1:]) for field in dates]
    rows: list[Row] = []
    for values in selected:
        row = dict(zip(names, values, strict=True))
        for field, others in dated:
            row[field] = _date(row[field], *map(row.pop, others))
        rows.append(row)
    return rows


def scale_of(rows: Iterable[Row], *, ordered: bool) -> Scale:
    """Return the scale from rows of the Key sheet."""
    return Scale(tuple(Status(*(row[field] for field in SCALE_FIELDS)) for row in rows), ordered=ordered)  # type: ignore[arg-type]


def _digest_text(value: object) -> str:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, PartialDate):
        days = [day.isoformat() if day else "" for day in (value.first, value.last)]
        return " ".join((*days, value.precision.value, storable(value.words)))
    return "yes" if value else "no"


@lru_cache(maxsize=10_000)
def _date(first: date | None, last: date | None, precision: str | None, words: str) -> PartialDate | None:
    return None if precision is None else PartialDate(first, last, Precision(precision), words)


def row_diff(existing: VersionRows, wanted: Sequence[bytes]) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the changes that turn the existing rows into rows with the wanted digests, in that order.

    They are the ids of the rows to retire, and the rows to insert: each its number among the wanted and its position.

    The longest run of rows in the same order stays; every other row is retired or inserted. Where there is no gap
    between two rows that could stay, the rows after them are inserted again until there is one.
    """
    retired: list[int] = []
    introduced: list[tuple[int, int]] = []
    old, new, after, min_gap = 0, 0, None, 1
    for index, number in _matching_rows(existing.digests, wanted):
        before = existing.positions[index] if index < len(existing.ids) else None
        positions = _positions(number - new, after, before, min_gap)
        if positions is None:
            min_gap = _MIN_GAP
            continue
        retired += existing.ids[old:index]
        introduced += zip(range(new, number), positions, strict=True)
        old, new, after, min_gap = index + 1, number + 1, before, 1
    return retired, introduced


def _matching_rows(existing: Sequence[bytes], wanted: Sequence[bytes]) -> list[tuple[int, int]]:
    """Return pairs of an existing and an equal wanted row number, both increasing, and the end of both tables.

    Rows that are equal from the beginning, or to the end, are not searched: of 100,000 rows most stay as they are.
    """
    shorter = min(len(existing), len(wanted))
    first = next((index for index in range(shorter) if existing[index] != wanted[index]), shorter)
    rest = range(shorter - first)
    last = next((index for index in rest if existing[-1 - index] != wanted[-1 - index]), shorter - first)
    rows_by_digest: dict[bytes, deque[int]] = defaultdict(deque)
    for index in range(first, len(existing) - last):
        rows_by_digest[existing[index]].append(index)
    between = range(first, len(wanted) - last)
    pairs = [(rows_by_digest[wanted[index]].popleft(), index) for index in between if rows_by_digest[wanted[index]]]
    ends = [(len(existing) - index, len(wanted) - index) for index in range(last, -1, -1)]
    return [*((index, index) for index in range(first)), *_longest_increasing(pairs), *ends]


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
