"""Versions: their rows, originals and the mappings they were read by."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, astuple
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from model.issue import SEVERITIES, Issue, Severity
from model.settings import BUNDLED_TRACKER
from model.terms import LIST_SEPARATOR, Kind
from model.tracker.columns import KEY, SHEETS, SheetPlan
from model.tracker.reading import MappedColumn, ProposedScale, Reading, Source
from model.versions.version import Mode, StoreError, StoreErrorCode, Version
from store.stored_rows import VersionRows, rows_of, scale_of, selected_columns
from store.tables import MAPPINGS, ORIGINALS, POINTER, ROWS, VERSIONS, text_digest

if TYPE_CHECKING:
    from model.tracker.reading import Row


_COLUMNS = tuple(column for column in VERSIONS.columns if column.name not in ("layout", "ordered", "understood"))
# The largest integer of a database column: a query with a larger one fails.
_LARGEST = 2**31 - 1
_CURRENT = sa.select(POINTER.c.version)
# How many rows are fetched at a time: one by one is slower, and all together is a second copy of the tracker.
_BATCH_SIZE = 1_000


def current_number(connection: sa.Connection) -> int | None:
    """Return the number of the current version; None before the first."""
    number: int | None = connection.execute(_CURRENT).scalar_one()
    return number


def current_version(connection: sa.Connection) -> Version | None:
    """Return the current version; None before the first."""
    query = sa.select(*_COLUMNS).join(POINTER, POINTER.c.version == VERSIONS.c.number)
    row = connection.execute(query).one_or_none()
    return None if row is None else _version(row)


def lock_current(connection: sa.Connection) -> int | None:
    """Return the number of the current version, and lock it until the transaction ends.

    On SQLite the transaction has locked the entire file already.
    """
    number: int | None = connection.execute(_CURRENT.with_for_update()).scalar_one()
    return number


def version_of(connection: sa.Connection, number: int) -> Version:
    """Return a version by its number. Raises StoreError(UNKNOWN_VERSION)."""
    query = sa.select(*_COLUMNS).where(VERSIONS.c.number == number)
    row = connection.execute(query).one_or_none() if 0 < number <= _LARGEST else None
    if row is None:
        latest = current_number(connection)
        raise StoreError(
            StoreErrorCode.UNKNOWN_VERSION, version=str(number), latest="" if latest is None else str(latest)
        )
    return _version(row)


def all_versions(connection: sa.Connection) -> tuple[Version, ...]:
    """Return every version, the newest first."""
    found = connection.execute(sa.select(*_COLUMNS).order_by(VERSIONS.c.number.desc()))
    return tuple(_version(row) for row in found)


def is_sample(connection: sa.Connection, number: int) -> bool:
    """Return whether a version is the bundled tracker, with or without what was merged into it since."""
    versions = {version.number: version for version in all_versions(connection)}
    version, bundled = versions.get(number), bundled_sha256()
    while version is not None and version.source.sha256 != bundled:
        before = version.compared_with if version.mode is Mode.MERGE else None
        version = versions.get(version.brings_back or before or 0)
    return version is not None


@lru_cache(maxsize=1)
def bundled_sha256() -> str:
    """Return the SHA-256 of the bundled tracker; "", which equals no file's, without a bundled tracker."""
    return sha256(BUNDLED_TRACKER.read_bytes()).hexdigest() if BUNDLED_TRACKER.is_file() else ""


def _version(row: sa.Row[tuple[object, ...]]) -> Version:
    values = dict(row._mapping)
    source = Source(values.pop("source_name"), values.pop("sha256"))
    return Version(**values, source=source)


def agencies_of(connection: sa.Connection) -> frozenset[str]:
    """Return the lead and the supporting agencies of the current version; none without one."""
    number, rows = current_number(connection), ROWS["recommendations"]
    if number is None:
        return frozenset()
    query = _in_version(sa.select(rows.c.lead_agency, rows.c.supporting_agencies), rows, number)
    values = chain.from_iterable(connection.execute(query))
    return frozenset(chain.from_iterable(value.split(LIST_SEPARATOR) for value in values if value))


def load_mapping(connection: sa.Connection, headings: str) -> dict[str, Any] | None:
    """Return the remembered mapping for some headings, or None."""
    query = sa.select(MAPPINGS.c.options).where(MAPPINGS.c.headings == text_digest(headings))
    options: dict[str, Any] | None = connection.execute(query).scalar()
    return options


def save_mapping(connection: sa.Connection, headings: str, options: Mapping[str, Any], *, who: str) -> None:
    """Save a mapping for some headings, in place of an earlier one; its values must be JSON values."""
    values = {"options": options, "who": who, "at": datetime.now(UTC)}
    key = text_digest(headings)
    if connection.execute(sa.update(MAPPINGS).where(MAPPINGS.c.headings == key).values(**values)).rowcount == 0:
        connection.execute(sa.insert(MAPPINGS), {"headings": key, **values})


def delete_mapping(connection: sa.Connection, headings: str) -> None:
    """Delete the remembered mapping for some headings, if there is one."""
    connection.execute(sa.delete(MAPPINGS).where(MAPPINGS.c.headings == text_digest(headings)))


def load_version(connection: sa.Connection, number: int) -> Reading:
    """Load the reading of a version, with one query for each table.

    The rows of a version never change, so that the queries need no snapshot.
    Raises StoreError(UNKNOWN_VERSION).
    """
    version = version_of(connection, number)
    rows = {plan.table: table_rows(connection, plan, number) for plan in SHEETS if plan is not KEY}
    columns = (VERSIONS.c.layout, VERSIONS.c.ordered, VERSIONS.c.understood)
    row = connection.execute(sa.select(*columns).where(VERSIONS.c.number == number)).one()
    scale = scale_of(table_rows(connection, KEY, number), ordered=row.ordered)
    return Reading(version.source, row.layout, rows, scale, **reading_from_text(row.understood))


def table_rows(  # noqa: PLR0913 - options by name
    connection: sa.Connection,
    plan: SheetPlan,
    number: int,
    *,
    month: date | None = None,
    kind: Kind | None = None,
    of: Collection[tuple[str, str]] | None = None,
) -> "list[Row]":
    """Return the rows of a sheet in a version, in order; where given, those of a month, a kind or recommendations."""
    rows = ROWS[plan.table]
    query = sa.select(*[rows.c[name] for name in selected_columns(plan)])
    if month is not None and "date" in rows.c:
        query = query.where(rows.c.date == month)
    if kind is not None:
        query = query.where(rows.c.kind == kind.value)
    if of is not None and "ref" in rows.c:
        query = query.where(
            sa.or_(sa.false(), *(sa.and_(rows.c.review == each, rows.c.ref == ref) for each, ref in of))
        )
    found = connection.execute(_in_version(query, rows, number))
    return rows_of(plan, chain.from_iterable(found.partitions(_BATCH_SIZE)))


def version_rows(connection: sa.Connection, table: str, number: int) -> VersionRows:
    """Return the ids, positions and digests of a table's rows in a version, in order."""
    rows = ROWS[table]
    query = sa.select(rows.c.id, rows.c.place, rows.c.digest)
    return VersionRows(*zip(*connection.execute(_in_version(query, rows, number)), strict=True))


def introduced(connection: sa.Connection, table: str, number: int) -> list[int]:
    """Return which version brought each row of a table, as it is in a version, in their order."""
    rows = ROWS[table]
    return list(connection.execute(_in_version(sa.select(rows.c.introduced), rows, number)).scalars())


def original_of(connection: sa.Connection, number: int) -> tuple[str, bytes]:
    """Return the name and the bytes of the original file of a version."""
    source: Source = version_of(connection, number).source
    content = connection.execute(sa.select(ORIGINALS.c.content).where(ORIGINALS.c.sha256 == source.sha256)).scalar()
    if content is None:
        raise StoreError(StoreErrorCode.UNREACHABLE)
    return source.name, bytes(content)


def store_original(connection: sa.Connection, key: str, content: bytes | None) -> None:
    """Store the bytes of a file by their SHA-256, unless they are stored already."""
    if connection.execute(sa.select(ORIGINALS.c.sha256).where(ORIGINALS.c.sha256 == key)).scalar() is None:
        connection.execute(sa.insert(ORIGINALS), {"sha256": key, "content": content})


def _in_version(query: sa.Select[Any], rows: sa.Table, number: int) -> sa.Select[Any]:
    """Return a query restricted to the rows of a version, in order."""
    is_valid = rows.c.retired.is_(None) | (rows.c.retired > number)
    return query.where(rows.c.introduced <= number, is_valid).order_by(rows.c.place)


def reading_to_text(reading: Reading) -> str:
    """Serialise a reading, without its rows and its scale, as JSON in ASCII, which both databases can store.

    The format is separate from the one between processes: it must stay readable for as long as there are versions.
    """
    return json.dumps(
        {
            "columns": [  # without what a person can choose: a version is not mapped anew
                {name: value for name, value in asdict(column).items() if name != "choice"}
                for column in reading.columns
            ],
            "issues": [*map(issue_values, reading.issues)],
            "proposed": None if reading.proposed_scale is None else astuple(reading.proposed_scale),
            "statuses": dict(reading.statuses_read),
        }
    )


def reading_from_text(text: str) -> dict[str, Any]:
    """Parse the text from `reading_to_text`; return these fields of a reading by name."""
    values = json.loads(text)
    columns = (MappedColumn(**{**column, "candidates": tuple(column["candidates"])}) for column in values["columns"])
    return {
        "columns": tuple(columns),
        "issues": tuple(map(issue_on_record, values["issues"])),
        "proposed_scale": _proposed(values["proposed"]),
        "statuses_read": values["statuses"],
    }


def issue_values(issue: Issue) -> list[object]:
    """Return the values of an issue that are on record."""
    return [issue.code, issue.severity.value, issue.sheet, issue.cell, issue.found, dict(issue.details)]


def issue_on_record(values: Sequence[Any]) -> Issue:
    """Return an issue from its values; one with a code of another release names only the cell and what it holds."""
    code, severity, sheet, cell, found, details = values
    if code not in SEVERITIES:
        return Issue("reported-before", Severity(severity), sheet, cell, found)
    return Issue(code, Severity(severity), sheet, cell, found, details)


def _proposed(values: Sequence[Any] | None) -> ProposedScale | None:
    if values is None:
        return None
    sheet, cell, words, confirmed = values
    return ProposedScale(sheet, cell, tuple((word, count) for word, count in words), confirmed)
