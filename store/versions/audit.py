"""The audit trail: actions with their author and time; lines are only added."""

import json
from datetime import UTC, datetime

import sqlalchemy as sa

from model.versions.version import Action, AuditEntry
from store.rows.stored_rows import storable
from store.schema.tables import AUDIT


def timestamp(at: datetime) -> str:
    """Return a timestamp in UTC for the database, always of the same length."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def add_entry(connection: sa.Connection, entry: AuditEntry) -> None:
    """Add a line to the audit trail."""
    line = {
        "at": timestamp(entry.at),
        "who": storable(entry.who),
        "action": entry.action.value,
        "version": entry.version,
        "reason": storable(entry.reason),
        "details": json.dumps(dict(entry.details)),
    }
    connection.execute(sa.insert(AUDIT), line)


def all_entries(connection: sa.Connection) -> tuple[AuditEntry, ...]:
    """Return every line of the audit trail, the newest first."""
    found = connection.execute(sa.select(AUDIT).order_by(AUDIT.c.at.desc(), AUDIT.c.id.desc()))
    return tuple(
        AuditEntry(
            at=datetime.fromisoformat(row.at),
            who=row.who,
            action=Action(row.action),
            version=row.version,
            reason=row.reason,
            details=json.loads(row.details),
        )
        for row in found
    )
