"""Rounds: started, closed and reopened, with their rows."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from model.access import Actor
from model.returns.round import Recipient, RequestedUpdate, Round
from model.versions.version import Action, StoreError, StoreErrorCode
from store.audit import add_entry, entry_of
from store.store import Store
from store.tables import ROUND_REQUESTS, ROUNDS, storable

_ATTEMPT = "round"


def start_round(store: Store, of_round: Round, requests: Sequence[RequestedUpdate], *, actor: Actor) -> Round:
    """Start a round, for an editor, and return it with its number.

    Raises StoreError: ROUND_OPEN where another is open, NO_REQUESTS where nobody would be asked, DUE_BEFORE_START,
    NO_NAME.
    """
    with store.changing(actor, attempt=_ATTEMPT) as connection:
        if not any(each.recipient.name for each in requests):
            raise StoreError(StoreErrorCode.NO_REQUESTS)
        _refuse_past(of_round.due)
        earlier = _rounds(connection)
        _refuse_open(earlier)
        by, now = storable(actor.name).strip(), datetime.now(UTC)
        started = replace(of_round, number=len(earlier) + 1, started_by=by, verified=actor.verified, started_at=now)
        connection.execute(sa.insert(ROUNDS), asdict(started))
        columns = [
            {"round": started.number, "place": place, "review": each.review, "ref": each.ref} | asdict(each.recipient)
            for place, each in enumerate(requests)
        ]
        connection.execute(sa.insert(ROUND_REQUESTS), columns)
        details = {"round": f"{started.month:%Y-%m}", "due": started.due.isoformat(), "scope": started.scope.value}
        add_entry(connection, entry_of(actor, Action.ROUND_START, version=started.version, details=details))
    return started


def close_round(store: Store, *, actor: Actor, seen: Round | None = None) -> Round:
    """Close the open round, for an editor, and return it: nothing is collected for it until it is opened again.

    Raises StoreError: NO_ROUND where none is open, CHANGED_SINCE where it is not the round that was seen, NO_NAME.
    """
    with store.changing(actor, attempt=_ATTEMPT) as connection:
        found, by = _open_round(connection, seen), storable(actor.name).strip()
        return _changed(connection, found, Action.ROUND_CLOSE, actor, closed_by=by, closed_at=datetime.now(UTC))


def reopen_round(store: Store, *, actor: Actor, seen: Round | None = None) -> Round:
    """Open the latest round again, for an editor, and return it: with its requests, returns and drafts as they were.

    Raises StoreError: ROUND_OPEN where one is open, NO_ROUND where there is none, CHANGED_SINCE where it is not the
    round that was seen, NO_NAME.
    """
    with store.changing(actor, attempt=_ATTEMPT) as connection:
        rounds = _rounds(connection)
        _refuse_open(rounds)
        if not rounds:
            raise StoreError(StoreErrorCode.NO_ROUND)
        _refuse_another(rounds[0], seen)
        return _changed(connection, rounds[0], Action.ROUND_REOPEN, actor, closed_by="", closed_at=None)


def move_due_date(store: Store, due: date, *, actor: Actor, seen: Round | None = None) -> Round:
    """Move the day on which the returns of the open round are due, for an editor, and return the round.

    Raises StoreError: NO_ROUND where none is open, CHANGED_SINCE where it is not as it was seen, DUE_BEFORE_START for a
    day that has passed, NO_NAME.
    """
    with store.changing(actor, attempt=_ATTEMPT) as connection:
        _refuse_past(due)
        found = _open_round(connection, seen)
        return _changed(connection, found, Action.ROUND_DUE, actor, due=due)


def _refuse_past(due: date) -> None:
    if due < datetime.now(UTC).date():
        raise StoreError(StoreErrorCode.DUE_BEFORE_START)


def _refuse_open(rounds: Sequence[Round]) -> None:
    """Raise StoreError(ROUND_OPEN) where the latest round is open."""
    if rounds and rounds[0].is_open:
        raise StoreError(StoreErrorCode.ROUND_OPEN, month=f"{rounds[0].month:%Y-%m}")


def _open_round(connection: sa.Connection, seen: Round | None) -> Round:
    """Return the open round. Raises StoreError where none is open, or it is not as it was seen."""
    rounds = _rounds(connection)
    if not rounds or not rounds[0].is_open:
        raise StoreError(StoreErrorCode.NO_ROUND)
    _refuse_another(rounds[0], seen)
    return rounds[0]


def _refuse_another(found: Round, seen: Round | None) -> None:
    if seen is not None and (found.number, found.due) != (seen.number, seen.due):
        raise StoreError(StoreErrorCode.CHANGED_SINCE)


def _changed(connection: sa.Connection, of_round: Round, action: Action, actor: Actor, **changes: Any) -> Round:
    """Store changes of a round with a line of the audit trail, and return it with them."""
    connection.execute(sa.update(ROUNDS).where(ROUNDS.c.number == of_round.number).values(**changes))
    details = {"round": f"{of_round.month:%Y-%m}"}
    if "due" in changes:
        details |= {"due": changes["due"].isoformat(), "before": of_round.due.isoformat()}
    add_entry(connection, entry_of(actor, action, version=of_round.version, details=details))
    return replace(of_round, **changes)


def all_rounds(store: Store, *, actor: Actor) -> tuple[Round, ...]:
    """Return every round for an editor, the newest first: an open one is the first."""
    with store.read_as(actor, attempt=_ATTEMPT) as connection:
        return _rounds(connection)


def requests_of_round(store: Store, number: int, *, actor: Actor) -> tuple[RequestedUpdate, ...]:
    """Return what a round requests, for an editor, in the order of the tracker when it started."""
    columns = ROUND_REQUESTS.c
    query = sa.select(columns.agency, columns.role, columns.review, columns.ref)
    with store.read_as(actor, attempt=_ATTEMPT) as connection:
        found = connection.execute(query.where(columns.round == number).order_by(columns.place))
        return tuple(RequestedUpdate(Recipient(row.agency, row.role), row.review, row.ref) for row in found)


def _rounds(connection: sa.Connection) -> tuple[Round, ...]:
    found = connection.execute(sa.select(ROUNDS).order_by(ROUNDS.c.number.desc())).mappings()
    return tuple(Round(**{**row, "closed_by": row["closed_by"] or ""}) for row in found)
