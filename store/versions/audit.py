"""The audit trail: actions with their author and time; lines are only added."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from model.actor import Actor
from model.versions.version import Action, AuditEntry
from store.rows.stored_rows import storable
from store.schema.tables import AUDIT

MOST_BY_ONE: Mapping[Action, int] = {Action.NOT_ALLOWED: 20, Action.EXPORT: 200}
"""The most refused attempts, and the most exports, of one visitor that are recorded in an hour."""
MOST_BY_ALL = 2_000
"""The most of all visitors: addresses can be changed, too."""
LIMIT_DETAIL = "limit"
"""The detail of the last line of a visitor in an hour: further ones are not recorded."""


def timestamp(at: datetime) -> str:
    """Return a timestamp in UTC for the database, always of the same length."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def entry_of(
    actor: Actor,
    action: Action,
    *,
    version: int | None = None,
    reason: str = "",
    details: Mapping[str, str] | None = None,
) -> AuditEntry:
    """Return a line about something that an actor does now."""
    role = "" if actor.role is None else actor.role.value
    return AuditEntry(
        datetime.now(UTC),
        actor.name,
        action,
        version,
        reason,
        details or {},
        actor.verified,
        role,
        actor.session,
        actor.address,
    )


def recommendation_details(review: str, ref: str) -> dict[str, str]:
    """Return the first details of a line about a recommendation, by which its lines are found."""
    return {"review": storable(review), "ref": storable(ref)}


def add_entry(connection: sa.Connection, entry: AuditEntry) -> None:
    """Add a line to the audit trail."""
    line = {
        "at": timestamp(entry.at),
        "who": storable(entry.who),
        "action": entry.action.value,
        "version": entry.version,
        "reason": storable(entry.reason),
        "details": json.dumps(dict(entry.details)),
        "verified": entry.verified,
        "role": entry.role,
        "session": storable(entry.session),
        "address": storable(entry.address),
    }
    connection.execute(sa.insert(AUDIT), line)


def add_bounded_entry(connection: sa.Connection, entry: AuditEntry) -> None:
    """Add a line that a visitor can cause at will, unless there are too many in the last hour.

    A visitor is known by name and address, as a session is begun anew at will. The last line that is added has a
    detail that says so, so that nobody takes the lines for all there were.
    """
    others = _lines_in_last_hour(connection, entry)
    own = sum(1 for line in others if (line.who, line.address) == (storable(entry.who), storable(entry.address)))
    most = MOST_BY_ONE[entry.action]
    if own >= most or len(others) >= MOST_BY_ALL:
        return
    is_last = own == most - 1 or len(others) == MOST_BY_ALL - 1
    details = {**entry.details, LIMIT_DETAIL: "1 hour"} if is_last else entry.details
    add_entry(connection, replace(entry, details=details))


def _lines_in_last_hour(connection: sa.Connection, entry: AuditEntry) -> list[sa.Row[tuple[str, str]]]:
    since = timestamp(entry.at - timedelta(hours=1))
    query = sa.select(AUDIT.c.who, AUDIT.c.address)
    query = query.where(AUDIT.c.at > since, AUDIT.c.action == entry.action.value)
    return list(connection.execute(query.limit(MOST_BY_ALL)))
