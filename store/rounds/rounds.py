"""Rounds: started, closed and reopened; their drafts, returns and addresses, of which nobody overwrites another's."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from model.access import Actor
from model.returns import round as returns
from model.returns.draft import EDITS, LONGEST_DRAFT, Draft, DraftCell, DraftField, is_edited
from model.returns.round import Answer, Item, ReceivedReturn, Recipient, RequestedUpdate, Round, StoredReturn
from model.terms import NOT_RATED, Language
from model.tracker.reading import Issue
from model.versions.version import Action, AuditEntry, StoreError, StoreErrorCode
from store.audit import add_entry, entry_of, recommendation_details
from store.store import Store
from store.tables import ADDRESSES, DRAFTS, ORIGINALS, RETURNS, ROUND_REQUESTS, ROUNDS, storable
from store.versions import issue_on_record, issue_values, store_original


def start_round(store: Store, of_round: Round, requests: Sequence[RequestedUpdate], *, actor: Actor) -> Round:
    """Start a round, for an editor, and return it with its number.

    Raises StoreError: ROUND_OPEN where another is open, NO_REQUESTS where nobody would be asked, DUE_BEFORE_START,
    NO_NAME.
    """
    with store.changing(actor, attempt="round") as connection:
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
    with store.changing(actor, attempt="round") as connection:
        found = _latest_round(connection, seen)
        return _changed(connection, found, Action.ROUND_CLOSE, actor, closed_at=datetime.now(UTC))


def reopen_round(store: Store, *, actor: Actor, seen: Round | None = None) -> Round:
    """Open the latest round again, for an editor, and return it: with its requests, returns and drafts as they were.

    Raises StoreError: ROUND_OPEN where one is open, NO_ROUND where there is none, CHANGED_SINCE where it is not the
    round that was seen, NO_NAME.
    """
    with store.changing(actor, attempt="round") as connection:
        _refuse_open(_rounds(connection))
        found = _latest_round(connection, seen, is_open=False)
        return _changed(connection, found, Action.ROUND_REOPEN, actor, closed_at=None)


def move_due_date(store: Store, due: date, *, actor: Actor, seen: Round | None = None) -> Round:
    """Move the day on which the returns of the open round are due, for an editor, and return the round.

    Raises StoreError: NO_ROUND where none is open, CHANGED_SINCE where it is not as it was seen, DUE_BEFORE_START for a
    day that has passed, NO_NAME.
    """
    with store.changing(actor, attempt="round") as connection:
        _refuse_past(due)
        return _changed(connection, _latest_round(connection, seen), Action.ROUND_DUE, actor, due=due)


def _refuse_past(due: date) -> None:
    if due < datetime.now(UTC).date():
        raise StoreError(StoreErrorCode.DUE_BEFORE_START)


def _refuse_open(rounds: Sequence[Round]) -> None:
    """Raise StoreError(ROUND_OPEN) where the latest round is open."""
    if rounds and rounds[0].is_open:
        raise StoreError(StoreErrorCode.ROUND_OPEN, month=f"{rounds[0].month:%Y-%m}")


def _latest_round(connection: sa.Connection, seen: Round | None = None, *, is_open: bool = True) -> Round:
    """Return the latest round. Raises StoreError where there is none, it is closed, or it is not as it was seen."""
    found = next(iter(_rounds(connection)), None)
    if found is None or (is_open and not found.is_open):
        raise StoreError(StoreErrorCode.NO_ROUND)
    if seen is not None and (found.number, found.due) != (seen.number, seen.due):
        raise StoreError(StoreErrorCode.CHANGED_SINCE)
    return found


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
    with store.read_as(actor, attempt="round") as connection:
        return _rounds(connection)


def requests_of_round(store: Store, number: int, *, actor: Actor) -> tuple[RequestedUpdate, ...]:
    """Return what a round requests, for an editor, in the order of the tracker when it started."""
    columns = ROUND_REQUESTS.c
    query = sa.select(columns.agency, columns.role, columns.review, columns.ref)
    with store.read_as(actor, attempt="round") as connection:
        found = connection.execute(query.where(columns.round == number).order_by(columns.place))
        return tuple(RequestedUpdate(Recipient(row.agency, row.role), row.review, row.ref) for row in found)


def _rounds(connection: sa.Connection) -> tuple[Round, ...]:
    found = connection.execute(sa.select(ROUNDS).order_by(ROUNDS.c.number.desc())).mappings()
    return tuple(Round(**row) for row in found)


# The fields of which the audit trail has a line.
_RECORDED: Mapping[str, Action] = {
    DraftField.STATUS: Action.RATING,
    DraftField.DECISION: Action.DECISION,
    DraftField.TARGET: Action.TARGET,
    DraftField.WORDS: Action.WORDS,
}


def save_draft(  # noqa: PLR0913 - options by name
    store: Store, cell: DraftCell, text: str, *, edit: int, actor: Actor, before: str = ""
) -> Draft:
    """Write a cell of the open round, of the page Edit or of a note for an editor; return it as it is now.

    Args:
        store: the store.
        cell: the cell.
        text: what it shall have; "" empties it. The same text as it has changes nothing.
        edit: the edit of the cell that the editor has seen; 0 for one that was never written.
        actor: who writes; the name is required.
        before: what is published, for the page Edit: a cell that nobody has written has this.

    Raises StoreError: NO_ROUND where the round is not open, NO_NAME, TOO_LONG, DRAFT_CONFLICT where the cell was
    written since, and DRAFT_GONE where it was published or taken back since.
    """
    by = storable(actor.name).strip()
    written = Draft(cell, storable(text).strip(), 0, by, actor.verified, before=storable(before))
    with store.changing(actor, attempt="draft") as connection:
        if len(written.text) > LONGEST_DRAFT:
            raise StoreError(StoreErrorCode.TOO_LONG, longest=str(LONGEST_DRAFT))
        if cell.round > EDITS and _latest_round(connection).number != cell.round:
            raise StoreError(StoreErrorCode.NO_ROUND)
        row = connection.execute(sa.select(DRAFTS).where(_is(cell))).one_or_none()
        current = replace(written, text=written.before) if row is None else _draft(row)
        if (current.text, current.before) == (written.text, written.before):
            return current
        if row is None and edit:
            raise StoreError(StoreErrorCode.DRAFT_GONE)
        if current.edit != edit:
            raise StoreError(StoreErrorCode.DRAFT_CONFLICT, who=current.by, verified="yes" if current.verified else "")
        written = replace(written, edit=edit + 1)
        values = {name: getattr(written, name) for name in ("text", "edit", "by", "verified", "at", "before")}
        connection.execute(sa.delete(DRAFTS).where(_is(cell)))
        connection.execute(sa.insert(DRAFTS), asdict(cell) | values)
    return written


def drafts_of_round(store: Store, number: int, *, actor: Actor) -> dict[DraftCell, Draft]:
    """Return every cell of a round that was written, for an editor."""
    with store.read_as(actor, attempt="draft") as connection:
        found = map(_draft, connection.execute(sa.select(DRAFTS).where(DRAFTS.c.round == number)))
        return {draft.cell: draft for draft in found}


def take_back(store: Store, drafts: Iterable[Draft], *, actor: Actor) -> None:
    """Forget drafts, for an editor. Raises StoreError(DRAFT_CONFLICT) where one was written since: then all stay."""
    with store.write_as(actor, attempt="draft") as connection:
        listed = [*drafts]
        forget_published(connection, listed)
        for draft in listed:
            if (row := connection.execute(sa.select(DRAFTS).where(_is(draft.cell))).one_or_none()) is not None:
                raise StoreError(StoreErrorCode.DRAFT_CONFLICT, who=row.by, verified="yes" if row.verified else "")


def forget_published(connection: sa.Connection, drafts: Iterable[Draft]) -> None:
    """Forget drafts in the transaction that publishes them, unless somebody has written the cell since."""
    for draft in drafts:
        connection.execute(sa.delete(DRAFTS).where(_is(draft.cell), DRAFTS.c.edit == draft.edit))


def rating_entries(drafts: Iterable[Draft]) -> tuple[AuditEntry, ...]:
    """Return the lines of the audit trail on who rated and decided, and when, by drafts that are published.

    A status that was taken back is published as not rated. The line on edited words has the agency's own.
    """
    entries = []
    for draft in drafts:
        action, value = _RECORDED.get(draft.cell.field), draft.text
        if action is Action.RATING:
            value = draft.text or NOT_RATED
        elif action is Action.WORDS:
            value = draft.before if is_edited(draft) else ""
        if action and value:
            details = recommendation_details(draft.cell.review, draft.cell.ref) | {"value": value}
            entries.append(AuditEntry(draft.at, draft.by, action, None, "", details, draft.verified))
    return tuple(entries)


def _is(cell: DraftCell) -> sa.ColumnElement[bool]:
    return sa.and_(*(DRAFTS.c[name] == value for name, value in asdict(cell).items()))


def _draft(row: sa.Row) -> Draft:  # type: ignore[type-arg]
    cell = DraftCell(row.round, row.review, row.ref, row.field)
    return Draft(cell, row.text, row.edit, row.by, row.verified, row.at, row.before)


_ADDRESS = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"()]+", re.ASCII)


def receive_return(  # noqa: PLR0913 - options by name
    store: Store,
    received: ReceivedReturn,
    *,
    actor: Actor,
    file: str = "",
    content: bytes | None = None,
    seen: Round | None = None,
) -> int:
    """Store a return of the open round, for an editor, and return its number.

    A file that was received already makes no second return, unless it came with another e-mail: the number of the first
    is returned.

    Args:
        store: the store.
        received: the return, fitted to the round.
        actor: who takes it in; the name is required.
        file: the name of its file; "" where a person typed the answers.
        content: the bytes of its file.
        seen: the round that it was fitted to, where that may be closed by now.

    Raises StoreError: NO_ROUND, CHANGED_SINCE where another round is open, NO_NAME.
    """
    recipient, key = received.recipient, None
    with store.changing(actor, attempt="return") as connection:
        number = _latest_round(connection).number
        if recipient is None:
            raise StoreError(StoreErrorCode.NO_ROUND)
        if seen is not None and number != seen.number:
            raise StoreError(StoreErrorCode.CHANGED_SINCE)
        if content is not None:
            key = sha256(content).hexdigest()
            same = {"round": number, "sha256": key} | asdict(recipient)
            if (known := _known(connection, same, received.issues)) is not None:
                return known
            store_original(connection, key, content)
        next_number = int(connection.execute(sa.select(sa.func.max(RETURNS.c.number))).scalar() or 0) + 1
        row = {"number": next_number, "round": number, "file": file, "sha256": key}
        by = {"received_at": datetime.now(UTC), "received_by": actor.name.strip(), "verified": actor.verified}
        answers = json.dumps([[*map(storable, astuple(each))] for each in received.answers], ensure_ascii=False)
        issues = [issue_values(replace(each, found=storable(each.found))) for each in received.issues]
        read = {"answers": answers, "issues": json.dumps(issues, ensure_ascii=False)}
        connection.execute(sa.insert(RETURNS), asdict(recipient) | row | by | read)
        add_entry(connection, entry_of(actor, Action.RETURN, details={"file": file, "agency": recipient.name}))
    return next_number


def returns_of_round(store: Store, number: int, *, actor: Actor) -> tuple[StoredReturn, ...]:
    """Return every return of a round for an editor, in the order in which they were received."""
    with store.read_as(actor, attempt="return") as connection:
        found = connection.execute(sa.select(RETURNS).where(RETURNS.c.round == number).order_by(RETURNS.c.number))
        return tuple(map(_stored_return, found))


def return_original(store: Store, number: int, *, actor: Actor) -> bytes | None:
    """Return the bytes of a return's file for an editor; None where a person typed the answers."""
    query = sa.select(ORIGINALS.c.content).join(RETURNS, ORIGINALS.c.sha256 == RETURNS.c.sha256)
    with store.read_as(actor, attempt="return") as connection:
        found: bytes | None = connection.execute(query.where(RETURNS.c.number == number)).scalar()
    return found


def _known(connection: sa.Connection, same: Mapping[str, object], issues: Sequence[Issue]) -> int | None:
    """Return the number of the return with the same file, and the same words of an e-mail, in a round; or None."""
    query = sa.select(RETURNS.c.number, RETURNS.c.issues).filter_by(**same).order_by(RETURNS.c.number)
    found = connection.execute(query).all()
    known = {each.found for row in found for each in _issues_from_json(row.issues) if each.code == returns.MESSAGE}
    is_new = any(each.code == returns.MESSAGE and storable(each.found) not in known for each in issues)
    return None if is_new or not found else int(found[0].number)


def _stored_return(row: sa.Row) -> StoredReturn:  # type: ignore[type-arg]
    """Return a return; the answers of an earlier release have no language and were read as English."""
    read = json.loads(row.answers)
    answers = tuple(Answer(each[0], each[1], Item(each[2]), *each[3:6], *map(Language, each[6:7])) for each in read)
    by = Recipient(row.agency, row.role), row.file, row.received_by, row.received_at
    return StoredReturn(row.number, *by, answers, _issues_from_json(row.issues), row.verified)


def _issues_from_json(text: str) -> tuple[Issue, ...]:
    """Return the issues of a JSON list."""
    return tuple(map(issue_on_record, json.loads(text)))


def agency_addresses(store: Store, *, actor: Actor) -> Mapping[str, str]:
    """Return the address of each agency that has one, for an editor; several are parted by commas."""
    with store.read_as(actor, attempt="addresses") as connection:
        return {row.agency: row.address for row in connection.execute(sa.select(ADDRESSES))}


def save_address(store: Store, agency: str, text: str, *, actor: Actor) -> str:
    """Save the address of an agency, or several, for an editor, and return what is saved; "" deletes it.

    Raises StoreError(BAD_EMAIL).
    """
    listed = [each.strip() for each in re.split("[;,]", text) if each.strip()]
    address, key = ", ".join(listed), ADDRESSES.c.agency == agency
    with store.write_as(actor, attempt="addresses") as connection:
        for each in listed:
            if not _ADDRESS.fullmatch(each):
                raise StoreError(StoreErrorCode.BAD_EMAIL, address=each)
        before = connection.execute(sa.select(ADDRESSES.c.address).where(key)).scalar() or ""
        if address == before:
            return address
        add_entry(connection, entry_of(actor, Action.ADDRESS, reason=agency))
        connection.execute(sa.delete(ADDRESSES).where(key))
        if address:
            values = {"agency": agency, "address": address, "by": actor.name, "at": datetime.now(UTC)}
            connection.execute(sa.insert(ADDRESSES), values)
    return address
