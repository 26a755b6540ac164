"""A version's rows and everything else that it was published with."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from model.columns import SHEETS, SheetPlan, table_fields
from model.reading import Reading, Source
from model.store_fault import Fault, StoreError
from store.changes import Held
from store.rows import StoredRow, rows_of, scale_of
from store.schema import ORIGINALS, ROWS, SCALE, VERSIONS
from store.understood import Understood, understood_of
from store.versions import version_of

if TYPE_CHECKING:
    from model.tracker import Row


def loaded(connection: sa.Connection, number: int) -> Reading:
    """Return a version as it was published, with one query for each table.

    Rows of a version that is there never change for it, so that the queries need not be of one moment.
    Raises StoreError(UNKNOWN_VERSION).
    """
    version = version_of(connection, number)
    told = (VERSIONS.c.layout, VERSIONS.c.ordered, VERSIONS.c.understood)
    row = connection.execute(sa.select(*told).where(VERSIONS.c.number == number)).one()
    understood = understood_of(row.understood)
    rows = {plan.table: _rows(connection, plan, number) for plan in SHEETS}
    scale = scale_of(rows.pop(SCALE), ordered=row.ordered)
    kept = {field.name: getattr(understood, field.name) for field in fields(Understood)}
    return Reading(version.source, row.layout, rows, scale, **kept)


def held_rows(connection: sa.Connection, table: str, number: int) -> list[Held]:
    """Return which rows of a table a version has, in order."""
    rows = ROWS[table]
    asked = sa.select(rows.c.id, rows.c.place, rows.c.digest)
    found = connection.execute(_in_version(asked, rows, number))
    return [Held(row_id, place, digest) for row_id, place, digest in found]


def stored_rows_of(connection: sa.Connection, plan: SheetPlan, number: int) -> list[StoredRow]:
    """Return a version's rows of a table as they are stored, in order."""
    rows, names = ROWS[plan.table], list(table_fields(plan))
    asked = sa.select(rows.c.digest, *(rows.c[name] for name in names))
    found = connection.execute(_in_version(asked, rows, number))
    return [StoredRow(dict(zip(names, row[1:], strict=True)), row[0]) for row in found]


def original_of(connection: sa.Connection, number: int) -> tuple[str, bytes]:
    """Return the name and the bytes of the file that a version was published from."""
    source: Source = version_of(connection, number).source
    content = connection.execute(sa.select(ORIGINALS.c.content).where(ORIGINALS.c.sha256 == source.sha256)).scalar()
    if content is None:
        raise StoreError(Fault.UNREACHABLE)
    return source.name, bytes(content)


def _rows(connection: sa.Connection, plan: SheetPlan, number: int) -> "list[Row]":
    rows = ROWS[plan.table]
    asked = sa.select(*(rows.c[name] for name in table_fields(plan)))
    return rows_of(plan, connection.execute(_in_version(asked, rows, number)))


def _in_version(asked: sa.Select[Any], rows: sa.Table, number: int) -> sa.Select[Any]:
    """Restrict a query to the rows of a version, in order."""
    still = rows.c.retired.is_(None) | (rows.c.retired > number)
    return asked.where(rows.c.introduced <= number, still).order_by(rows.c.place)
