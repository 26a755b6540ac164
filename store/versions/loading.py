"""Load a version: its rows, its reading and its original file."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from model.store_error import StoreError, StoreErrorCode
from model.terms import Kind
from model.tracker.columns import KEY, SHEETS, SheetPlan
from model.tracker.reading import Reading, Source
from model.versions.version import Version
from store.database.connection import is_there, readable
from store.rows.reading_text import StoredReading, reading_from_text
from store.rows.row_diff import VersionRows
from store.rows.stored_rows import rows_of, scale_of, selected_columns
from store.schema.tables import ORIGINALS, ROWS, VERSIONS
from store.versions.versions import version_of

if TYPE_CHECKING:
    from model.tracker.reading import Row

_BATCH_SIZE = 1_000
"""How many rows are fetched at a time: one by one is slower, and all together is a second copy of the tracker."""


def load_version(connection: sa.Connection, number: int) -> Reading:
    """Load the reading of a version, with one query for each table.

    The rows of a version never change, so that the queries need no snapshot.
    Raises StoreError(UNKNOWN_VERSION).
    """
    version = version_of(connection, number)
    rows = {plan.table: table_rows(connection, plan, number) for plan in SHEETS if plan is not KEY}
    return reading_of(connection, version, rows)


def reading_of(connection: sa.Connection, version: Version, rows: "Mapping[str, Sequence[Row]]") -> Reading:
    """Return the reading of a version with rows that were loaded, or without any."""
    columns = (VERSIONS.c.layout, VERSIONS.c.ordered, VERSIONS.c.understood)
    row = connection.execute(sa.select(*columns).where(VERSIONS.c.number == version.number)).one()
    understood = reading_from_text(row.understood)
    scale = scale_of(table_rows(connection, KEY, version.number), ordered=row.ordered)
    reading = {field.name: getattr(understood, field.name) for field in fields(StoredReading)}
    return Reading(version.source, row.layout, rows, scale, **reading)


def table_rows(
    connection: sa.Connection, plan: SheetPlan, number: int, *, month: date | None = None, kind: Kind | None = None
) -> "list[Row]":
    """Return the rows of a sheet in a version, in order; where it is given, those of a month or a kind."""
    rows = ROWS[plan.table]
    if not is_there(connection, rows):
        return []
    query = sa.select(*readable(connection, [rows.c[name] for name in selected_columns(plan)]))
    if month is not None and "date" in rows.c:
        query = query.where(rows.c.date == month)
    if kind is not None:
        query = query.where(rows.c.kind == kind.value)
    found = connection.execute(in_version(query, rows, number))
    return rows_of(plan, chain.from_iterable(found.partitions(_BATCH_SIZE)))


def version_rows(connection: sa.Connection, table: str, number: int) -> VersionRows:
    """Return the ids, positions and digests of a table's rows in a version, in order."""
    rows = ROWS[table]
    if not is_there(connection, rows):
        return VersionRows()
    query = sa.select(rows.c.id, rows.c.place, rows.c.digest)
    ids: list[int] = []
    positions: list[int] = []
    digests: list[bytes] = []
    for found in connection.execute(in_version(query, rows, number)).partitions(_BATCH_SIZE):
        some = list(zip(*found, strict=True))
        ids += some[0]
        positions += some[1]
        digests += some[2]
    return VersionRows(ids, positions, digests)


def original_of(connection: sa.Connection, number: int) -> tuple[str, bytes]:
    """Return the name and the bytes of the original file of a version."""
    source: Source = version_of(connection, number).source
    content = connection.execute(sa.select(ORIGINALS.c.content).where(ORIGINALS.c.sha256 == source.sha256)).scalar()
    if content is None:
        raise StoreError(StoreErrorCode.UNREACHABLE)
    return source.name, bytes(content)


def in_version(query: sa.Select[Any], rows: sa.Table, number: int) -> sa.Select[Any]:
    """Return a query restricted to the rows of a version, in order."""
    is_valid = rows.c.retired.is_(None) | (rows.c.retired > number)
    return query.where(rows.c.introduced <= number, is_valid).order_by(rows.c.place)
