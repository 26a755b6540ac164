"""The audit trail: its entries, and which of them a page shows."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from model.access import Actor
from model.versions.version import Action, AuditEntry, AuditFilter
from store.tables import AUDIT, storable

# The most refused attempts, and the most exports, of one visitor that are recorded in an hour.
MOST_BY_ONE: Mapping[Action, int] = {Action.NOT_ALLOWED: 20, Action.EXPORT: 200}
# The most of all visitors who have not signed in.
MOST_BY_ALL = 2_000
# So many times as much of an address, which a whole office may have, where nobody has signed in.
_PEOPLE_OF_AN_ADDRESS = 5
# What a line says beside its action, by name.
Details = Mapping[str, str]


def entry_of(
    actor: Actor, action: Action, *, version: int | None = None, reason: str = "", details: Details | None = None
) -> AuditEntry:
    """Return a line about something that an actor does now."""
    stored = {name: storable(text) for name, text in (details or {}).items()}
    by = (actor.verified, "" if actor.role is None else actor.role.value, actor.session, actor.address)
    return AuditEntry(datetime.now(UTC), actor.name, action, version, reason, stored, *by)


def recommendation_details(review: str, ref: str) -> dict[str, str]:
    """Return the first details of a line about a recommendation, by which its lines are found."""
    return {"review": storable(review), "ref": storable(ref)}


def add_entry(connection: sa.Connection, entry: AuditEntry) -> bool:
    """Add a line to the audit trail, and return whether it was: where a visitor can cause it at will, not too many.

    Whoever signed in is known by that, others by name and address: a session is begun anew at will, and addresses can
    be changed, so that others share a limit, too. The last line of an hour has a detail that says so, so that nobody
    takes the lines for all there were.
    """
    if entry.action in MOST_BY_ONE:
        hour = AUDIT.c.at > entry.at - timedelta(hours=1), AUDIT.c.action == entry.action
        alike = [AUDIT.c.who == entry.who, AUDIT.c.verified == entry.verified]
        if not entry.verified:
            alike.append(AUDIT.c.address == entry.address)
        most = MOST_BY_ONE[entry.action] * (1 if entry.verified or entry.who else _PEOPLE_OF_AN_ADDRESS)
        left = most - count_entries(connection, *hour, *alike)
        if not entry.verified:
            left = min(left, MOST_BY_ALL - count_entries(connection, *hour, AUDIT.c.verified == sa.false()))
        if left <= 0:
            return False
        entry = entry._replace(details={**entry.details, "limit": "1 hour"}) if left == 1 else entry
    connection.execute(sa.insert(AUDIT), entry._asdict())
    return True


def some_entries(
    connection: sa.Connection, *conditions: sa.ColumnElement[bool], most: int | None = None, skipped: int = 0
) -> tuple[AuditEntry, ...]:
    """Return lines that meet some conditions, the newest first; at most some, after those that are skipped.

    They are in the order in which they were written, whatever the clock of each copy was.
    """
    lines = sa.select(*(AUDIT.c[name] for name in AuditEntry._fields)).order_by(AUDIT.c.id.desc())
    found = connection.execute(lines.where(*conditions).limit(most).offset(skipped))
    return tuple(AuditEntry(*row) for row in found)


def count_entries(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> int:
    """Return how many lines meet some conditions."""
    return int(connection.execute(sa.select(sa.func.count()).select_from(AUDIT).where(*conditions)).scalar_one())


def conditions_of(matching: AuditFilter) -> list[sa.ColumnElement[bool]]:
    """Return the conditions of a filter."""
    column = AUDIT.c
    tests: Iterable[Callable[[Any], sa.ColumnElement[bool]]]
    tests = column.action.in_, column.who.in_, column.at.__ge__, column.at.__lt__
    return [is_met(value) for is_met, value in zip(tests, matching, strict=True) if value]
