"""Versions: their records, their rows, and what was read of their files."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, astuple
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from typing import Any

import sqlalchemy as sa

from model.settings import BUNDLED_TRACKER
from model.tracker.columns import KEY, SHEETS, SheetPlan, table_fields
from model.tracker.reading import SEVERITIES, Issue, MappedColumn, ProposedScale, Reading, Row, Severity, Source
from model.versions.version import StoreError, StoreErrorCode, Version
from store.stored_rows import Key, VersionRows, rows_of, scale_of
from store.tables import ORIGINALS, POINTER, ROWS, VERSIONS

_COLUMNS = tuple(column for column in VERSIONS.columns if column.name not in ("layout", "ordered", "understood"))
# The largest integer of a database column: a query with a larger one fails.
_LARGEST = 2**31 - 1
# How many rows are fetched at a time: one by one is slower, and all together is a second copy of the tracker.
_BATCH_SIZE = 1_000


def current_number(connection: sa.Connection, *, lock: bool = False) -> int | None:
    """Return the number of the current version, None before the first; a lock lasts until the transaction ends.

    On SQLite the transaction has locked the entire file already.
    """
    query = sa.select(POINTER.c.version)
    number: int | None = connection.execute(query.with_for_update() if lock else query).scalar_one()
    return number


def version_of(connection: sa.Connection, number: int) -> Version:
    """Return a version by its number. Raises StoreError(UNKNOWN_VERSION)."""
    found = versions_where(connection, VERSIONS.c.number == number) if 0 < number <= _LARGEST else ()
    if not found:
        latest = str(current_number(connection) or "")
        raise StoreError(StoreErrorCode.UNKNOWN_VERSION, version=str(number), latest=latest)
    return found[0]


def versions_where(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> tuple[Version, ...]:
    """Return every version that meets some conditions, the newest first."""
    found = connection.execute(sa.select(*_COLUMNS).where(*conditions).order_by(VERSIONS.c.number.desc()))
    listed = map(dict, found.mappings())
    return tuple(Version(source=Source(row.pop("source_name"), row.pop("sha256")), **row) for row in listed)


@lru_cache(maxsize=1)
def bundled_sha256() -> str:
    """Return the SHA-256 of the bundled tracker; "", which equals no file's, without a bundled tracker."""
    return sha256(BUNDLED_TRACKER.read_bytes()).hexdigest() if BUNDLED_TRACKER.is_file() else ""


def load_version(connection: sa.Connection, number: int) -> Reading:
    """Load the reading of a version, with one query for each table.

    The rows of a version never change, so that the queries need no snapshot.
    Raises StoreError(UNKNOWN_VERSION).
    """
    version = version_of(connection, number)
    rows = all_rows(connection, number)
    row = connection.execute(sa.select(VERSIONS).where(VERSIONS.c.number == number)).one()
    scale = scale_of(table_rows(connection, KEY, number), ordered=row.ordered)
    return Reading(version.source, row.layout, rows, scale, **reading_from_text(row.understood))


def all_rows(connection: sa.Connection, number: int, *, of: Collection[Key] | None = None) -> dict[str, list[Row]]:
    """Return the rows of each sheet in a version but the Key, or those of some recommendations."""
    return {plan.table: table_rows(connection, plan, number, of=of) for plan in SHEETS if plan is not KEY}


def table_rows(
    connection: sa.Connection,
    plan: SheetPlan,
    number: int,
    *,
    equal: Mapping[str, object] | None = None,
    of: Collection[Key] | None = None,
) -> list[Row]:
    """Return the rows of a sheet in a version, in order: those with values of columns, or of some recommendations.

    A sheet that has not such a column has all its rows.
    """
    rows = ROWS[plan.table]
    query = sa.select(*[rows.c[name] for name in table_fields(plan)])
    query = query.where(*(rows.c[name] == value for name, value in (equal or {}).items() if name in rows.c))
    if of is not None and "ref" in rows.c:
        query = query.where(sa.tuple_(rows.c.review, rows.c.ref).in_([*of]))
    found = connection.execute(in_version(query, rows, number))
    return rows_of(plan, chain.from_iterable(found.partitions(_BATCH_SIZE)))


def version_rows(connection: sa.Connection, table: str, number: int) -> VersionRows:
    """Return the ids, positions and digests of a table's rows in a version, in order."""
    rows = ROWS[table]
    query = sa.select(rows.c.id, rows.c.place, rows.c.digest)
    return VersionRows(*zip(*connection.execute(in_version(query, rows, number)), strict=True))


def in_version(query: sa.Select[Any], rows: sa.Table, number: int) -> sa.Select[Any]:
    """Return a query of the rows of a version, in order."""
    is_valid = rows.c.retired.is_(None) | (rows.c.retired > number)
    return query.where(rows.c.introduced <= number, is_valid).order_by(rows.c.place)


def store_original(connection: sa.Connection, key: str, content: bytes | None) -> None:
    """Store the bytes of a file by their SHA-256, unless they are stored already."""
    if connection.execute(sa.select(ORIGINALS.c.sha256).where(ORIGINALS.c.sha256 == key)).scalar() is None:
        connection.execute(sa.insert(ORIGINALS), {"sha256": key, "content": content})


def reading_to_text(reading: Reading) -> str:
    """Serialise a reading, without its rows and its scale, as JSON in ASCII, which both databases can store.

    The format is separate from the one between processes: it must stay readable for as long as there are versions.
    """
    columns = [*map(asdict, reading.columns)]
    for column in columns:
        del column["choice"]  # what a person can choose: a version is not mapped anew
    issues, statuses = [*map(issue_values, reading.issues)], dict(reading.statuses_read)
    proposed = None if reading.proposed_scale is None else astuple(reading.proposed_scale)
    return json.dumps({"columns": columns, "issues": issues, "proposed": proposed, "statuses": statuses})


def reading_from_text(text: str) -> dict[str, Any]:
    """Parse the text from `reading_to_text`; return these fields of a reading by name."""
    values = json.loads(text)
    sheet, cell, words, confirmed = values["proposed"] or ("", "", (), False)
    proposed = ProposedScale(sheet, cell, tuple(map(tuple, words)), confirmed) if values["proposed"] else None
    columns = (MappedColumn(**{**column, "candidates": tuple(column["candidates"])}) for column in values["columns"])
    issues = tuple(map(issue_on_record, values["issues"]))
    statuses = values["statuses"]
    return {"columns": tuple(columns), "issues": issues, "proposed_scale": proposed, "statuses_read": statuses}


def issue_values(issue: Issue) -> list[object]:
    """Return the values of an issue that are on record."""
    return [issue.code, issue.severity.value, issue.sheet, issue.cell, issue.found, dict(issue.details)]


def issue_on_record(values: Sequence[Any]) -> Issue:
    """Return an issue from its values; one with a code of another release names only the cell and what it holds."""
    code, severity, sheet, cell, found, details = values
    if code not in SEVERITIES:
        return Issue("reported-before", Severity(severity), sheet, cell, found)
    return Issue(code, Severity(severity), sheet, cell, found, details)
