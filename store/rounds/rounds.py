"""Rounds: one is open at most; what it requests is stored as it was when the round started."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import sqlalchemy as sa

from model.actor import Actor, Role
from model.returns.formats import ReturnFormat
from model.returns.round import Recipient, RequestedUpdate, Round, Scope
from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Action
from store.access.permission import require
from store.database.connection import is_there, read_connection, readable, write_transaction
from store.rows.stored_rows import storable
from store.schema.tables import ROUND_REQUESTS, ROUNDS
from store.store import Store
from store.versions.audit import add_entry, entry_of, timestamp
from store.versions.versions import lock_current

_ATTEMPT = "round"


def start_round(store: Store, of_round: Round, requests: Sequence[RequestedUpdate], *, actor: Actor) -> Round:
    """Start a round, for an editor, and return it with its number.

    Raises StoreError: ROUND_OPEN where another is open, NO_REQUESTS where nobody would be asked, DUE_BEFORE_START,
    NO_NAME.
    """
    require(store.engine, actor, Role.EDITOR, attempt=_ATTEMPT)
    _validate(of_round, requests, actor)
    with write_transaction(store.engine) as connection:
        lock_current(connection)
        earlier = _rounds(connection)
        if open_rounds := [each for each in earlier if each.is_open]:
            raise StoreError(StoreErrorCode.ROUND_OPEN, month=f"{open_rounds[0].month:%Y-%m}")
        started = replace(
            of_round,
            number=len(earlier) + 1,
            started_by=storable(actor.name).strip(),
            verified=actor.verified,
            started_at=datetime.now(UTC),
        )
        connection.execute(sa.insert(ROUNDS), _round_values(started))
        connection.execute(sa.insert(ROUND_REQUESTS), _request_values(started.number, requests))
        details = {"round": f"{started.month:%Y-%m}", "due": started.due.isoformat(), "scope": started.scope.value}
        add_entry(connection, entry_of(actor, Action.ROUND_START, version=started.version, details=details))
    return started


def close_round(store: Store, *, actor: Actor) -> Round:
    """Close the open round, for an editor, and return it: nothing is collected for it until it is opened again.

    Raises StoreError: NO_ROUND where none is open, NO_NAME.
    """
    require(store.engine, actor, Role.EDITOR, attempt=_ATTEMPT)
    _validate_name(actor)
    with write_transaction(store.engine) as connection:
        lock_current(connection)
        found = next((each for each in _rounds(connection) if each.is_open), None)
        if found is None:
            raise StoreError(StoreErrorCode.NO_ROUND)
        closed = replace(found, closed_by=storable(actor.name).strip(), closed_at=datetime.now(UTC))
        _note_closing(connection, closed, Action.ROUND_CLOSE, actor)
    return closed


def reopen_round(store: Store, *, actor: Actor) -> Round:
    """Open the latest round again, for an editor, and return it: with its requests, returns and drafts as they were.

    Raises StoreError: ROUND_OPEN where one is open, NO_ROUND where there is none, NO_NAME.
    """
    require(store.engine, actor, Role.EDITOR, attempt=_ATTEMPT)
    _validate_name(actor)
    with write_transaction(store.engine) as connection:
        lock_current(connection)
        latest = next(iter(_rounds(connection)), None)
        if latest is None:
            raise StoreError(StoreErrorCode.NO_ROUND)
        if latest.is_open:
            raise StoreError(StoreErrorCode.ROUND_OPEN, month=f"{latest.month:%Y-%m}")
        reopened = replace(latest, closed_by="", closed_at=None)
        _note_closing(connection, reopened, Action.ROUND_REOPEN, actor)
    return reopened


def _note_closing(connection: sa.Connection, of_round: Round, action: Action, actor: Actor) -> None:
    """Store whether a round is closed, by whom and when, with a line of the audit trail."""
    at = None if of_round.closed_at is None else timestamp(of_round.closed_at)
    changed = {"closed_by": of_round.closed_by or None, "closed_at": at}
    connection.execute(sa.update(ROUNDS).where(ROUNDS.c.number == of_round.number).values(**changed))
    details = {"round": f"{of_round.month:%Y-%m}"}
    add_entry(connection, entry_of(actor, action, version=of_round.version, details=details))


def all_rounds(store: Store, *, actor: Actor) -> tuple[Round, ...]:
    """Return every round for an editor, the newest first: an open one is the first."""
    require(store.engine, actor, Role.EDITOR, attempt=_ATTEMPT)
    with read_connection(store.engine) as connection:
        return _rounds(connection) if is_there(connection, ROUNDS) else ()


def requests_of_round(store: Store, number: int, *, actor: Actor) -> tuple[RequestedUpdate, ...]:
    """Return what a round requests, for an editor, in the order of the tracker when it started."""
    require(store.engine, actor, Role.EDITOR, attempt=_ATTEMPT)
    columns = ROUND_REQUESTS.c
    query = sa.select(columns.agency, columns.role, columns.review, columns.ref)
    with read_connection(store.engine) as connection:
        if not is_there(connection, ROUND_REQUESTS):
            return ()
        found = connection.execute(query.where(columns.round == number).order_by(columns.place))
        return tuple(RequestedUpdate(Recipient(row.agency, row.role), row.review, row.ref) for row in found)


def _validate(of_round: Round, requests: Sequence[RequestedUpdate], actor: Actor) -> None:
    _validate_name(actor)
    if not any(each.recipient.name for each in requests):
        raise StoreError(StoreErrorCode.NO_REQUESTS)
    if of_round.due < datetime.now(UTC).date():
        raise StoreError(StoreErrorCode.DUE_BEFORE_START)


def _validate_name(actor: Actor) -> None:
    if not storable(actor.name).strip():
        raise StoreError(StoreErrorCode.NO_NAME)


def _rounds(connection: sa.Connection) -> tuple[Round, ...]:
    found = connection.execute(sa.select(*readable(connection, ROUNDS.c)).order_by(ROUNDS.c.number.desc()))
    return tuple(
        Round(
            month=date.fromisoformat(row.month),
            due=date.fromisoformat(row.due),
            scope=Scope(row.scope),
            version=row.version,
            welsh_agencies=tuple(json.loads(row.welsh_agencies)),
            started_by=row.started_by,
            verified=row.verified,
            started_at=datetime.fromisoformat(row.started_at),
            closed_by=row.closed_by or "",
            closed_at=None if row.closed_at is None else datetime.fromisoformat(row.closed_at),
            number=row.number,
            returns_format=None if row.returns_format is None else ReturnFormat(row.returns_format),
        )
        for row in found
    )


def _round_values(started: Round) -> dict[str, object]:
    return {
        "number": started.number,
        "month": started.month.isoformat(),
        "due": started.due.isoformat(),
        "scope": started.scope.value,
        "version": started.version,
        "welsh_agencies": json.dumps([storable(agency) for agency in started.welsh_agencies]),
        "started_by": started.started_by,
        "verified": started.verified,
        "started_at": timestamp(started.started_at or datetime.now(UTC)),
    }


def _request_values(number: int, requests: Sequence[RequestedUpdate]) -> list[dict[str, object]]:
    return [
        {
            "round": number,
            "place": place,
            "agency": each.recipient.agency,
            "role": each.recipient.role,
            "review": each.review,
            "ref": each.ref,
        }
        for place, each in enumerate(requests)
    ]
