"""Read the audit trail: some of its lines, how many there are, and what they are about.

The database does the work: a trail with 100,000 lines is as quick to look at as a short one.
"""

import json
from datetime import UTC, datetime

import sqlalchemy as sa

from model.versions.audit_filter import AuditChoices, AuditFilter
from model.versions.version import OF_RECOMMENDATION, Action, AuditEntry
from store.database.connection import readable
from store.rows.stored_rows import storable
from store.schema.tables import AUDIT
from store.versions.audit import recommendation_details, timestamp

EVERYTHING = AuditFilter()
_HOUR = len("2026-11-27T22")


def some_entries(
    connection: sa.Connection, matching: AuditFilter, *, most: int | None = None, skipped: int = 0
) -> tuple[AuditEntry, ...]:
    """Return lines that match, the newest first; at most some, after those that are skipped.

    They are in the order in which they were written, whatever the clock of each copy was.
    """
    query = sa.select(*readable(connection, AUDIT.columns)).where(*_conditions(matching))
    found = connection.execute(query.order_by(AUDIT.c.id.desc()).limit(most).offset(skipped))
    return tuple(_entry(row) for row in found)


def ratings_of(connection: sa.Connection, review: str, ref: str, *, version: int) -> tuple[AuditEntry, ...]:
    """Return the lines on who rated a recommendation and decided on it, up to a version, the newest first."""
    about = json.dumps(recommendation_details(review, ref)).removesuffix("}")
    rated = AUDIT.c.action.in_([each.value for each in OF_RECOMMENDATION]), AUDIT.c.version <= version
    query = sa.select(*readable(connection, AUDIT.columns)).where(
        *rated, AUDIT.c.details.startswith(f"{about},", autoescape=True)
    )
    return tuple(_entry(row) for row in connection.execute(query.order_by(AUDIT.c.id.desc())))


def count_entries(connection: sa.Connection, matching: AuditFilter) -> int:
    """Return how many lines match."""
    query = sa.select(sa.func.count()).select_from(AUDIT).where(*_conditions(matching))
    return int(connection.execute(query).scalar_one())


def choices(connection: sa.Connection) -> AuditChoices:
    """Return what the trail has to choose from."""
    people = connection.execute(sa.select(AUDIT.c.who).distinct()).scalars()
    hour = sa.func.substr(AUDIT.c.at, 1, _HOUR)
    hours = connection.execute(sa.select(hour).distinct()).scalars()
    newest_first = sorted((datetime.fromisoformat(f"{each}:00").replace(tzinfo=UTC) for each in hours), reverse=True)
    return AuditChoices(tuple(sorted(people, key=str.casefold)), tuple(newest_first))


def _conditions(matching: AuditFilter) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if matching.actions:
        conditions.append(AUDIT.c.action.in_([action.value for action in matching.actions]))
    if matching.people:
        conditions.append(AUDIT.c.who.in_([storable(name) for name in matching.people]))
    if matching.since is not None:
        conditions.append(AUDIT.c.at >= timestamp(matching.since))
    if matching.until is not None:
        conditions.append(AUDIT.c.at < timestamp(matching.until))
    return conditions


def _entry(row: sa.Row[tuple[object, ...]]) -> AuditEntry:
    values = row._mapping
    return AuditEntry(
        at=datetime.fromisoformat(values["at"]),
        who=values["who"],
        action=Action(values["action"]),
        version=values["version"],
        reason=values["reason"],
        details=json.loads(values["details"]),
        verified=values["verified"],
        role=values["role"],
        session=values["session"],
        address=values["address"],
    )
