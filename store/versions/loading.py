"""A version's rows and everything else that it was published with."""

from dataclasses import fields
from itertools import chain
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from model.store_error import StoreError, StoreErrorCode
from model.tracker.columns import SHEETS, SheetPlan
from model.tracker.reading import Reading, Source
from store.rows.reading_text import StoredReading, reading_from_text
from store.rows.row_diff import VersionRows
from store.rows.stored_rows import rows_of, scale_of, selected_columns
from store.schema.tables import ORIGINALS, ROWS, SCALE, VERSIONS
from store.versions.versions import version_of

if TYPE_CHECKING:
    from model.tracker.tracker import Row

_AT_ONCE = 1_000
"""So many rows are fetched at a time: one by one takes longer, and all at once is a second copy of the tracker."""


def load_version(connection: sa.Connection, number: int) -> Reading:
    """Return a version as it was published, with one query for each table.

    Rows of a version that is there never change for it, so that the queries need not be of one moment.
    Raises StoreError(UNKNOWN_VERSION).
    """
    version = version_of(connection, number)
    told = (VERSIONS.c.layout, VERSIONS.c.ordered, VERSIONS.c.understood)
    row = connection.execute(sa.select(*told).where(VERSIONS.c.number == number)).one()
    understood = reading_from_text(row.understood)
    rows = {plan.table: table_rows(connection, plan, number) for plan in SHEETS}
    scale = scale_of(rows.pop(SCALE), ordered=row.ordered)
    kept = {field.name: getattr(understood, field.name) for field in fields(StoredReading)}
    return Reading(version.source, row.layout, rows, scale, **kept)


def table_rows(connection: sa.Connection, plan: SheetPlan, number: int) -> "list[Row]":
    """Return a version's rows of a sheet, in order."""
    rows = ROWS[plan.table]
    asked = sa.select(*(rows.c[name] for name in selected_columns(plan)))
    found = connection.execute(_in_version(asked, rows, number))
    return rows_of(plan, chain.from_iterable(found.partitions(_AT_ONCE)))


def version_rows(connection: sa.Connection, table: str, number: int) -> VersionRows:
    """Return which rows of a table a version has, in order."""
    rows = ROWS[table]
    asked = sa.select(rows.c.id, rows.c.place, rows.c.digest)
    ids: list[int] = []
    places: list[int] = []
    digests: list[bytes] = []
    for found in connection.execute(_in_version(asked, rows, number)).partitions(_AT_ONCE):
        some = list(zip(*found, strict=True))
        ids += some[0]
        places += some[1]
        digests += some[2]
    return VersionRows(ids, places, digests)


def original_of(connection: sa.Connection, number: int) -> tuple[str, bytes]:
    """Return the name and the bytes of the file that a version was published from."""
    source: Source = version_of(connection, number).source
    content = connection.execute(sa.select(ORIGINALS.c.content).where(ORIGINALS.c.sha256 == source.sha256)).scalar()
    if content is None:
        raise StoreError(StoreErrorCode.UNREACHABLE)
    return source.name, bytes(content)


def _in_version(asked: sa.Select[Any], rows: sa.Table, number: int) -> sa.Select[Any]:
    """Restrict a query to the rows of a version, in order."""
    still = rows.c.retired.is_(None) | (rows.c.retired > number)
    return asked.where(rows.c.introduced <= number, still).order_by(rows.c.place)
