"""The returns of a round: what was received, in which format they are made, and the addresses they are sent to."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, replace
from datetime import UTC, datetime
from hashlib import sha256

import sqlalchemy as sa

from model.access import Actor
from model.returns.received import MESSAGE, Answer, Item, ReceivedReturn, StoredReturn
from model.returns.round import Recipient, ReturnFormat, Round
from model.terms import Language
from model.tracker.reading import Issue
from model.versions.version import Action, StoreError, StoreErrorCode
from store.audit import add_entry, entry_of
from store.store import READ_ONLY, Store
from store.tables import ADDRESSES, ORIGINALS, RETURNS, ROUNDS, storable
from store.versions import issue_on_record, issue_values, store_original

_ATTEMPT = "return"
_ADDRESSES_ATTEMPT = "addresses"
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
    with store.changing(actor, attempt=_ATTEMPT) as connection:
        number = connection.execute(sa.select(ROUNDS.c.number).where(ROUNDS.c.closed_at.is_(None))).scalar()
        if number is None or recipient is None:
            raise StoreError(StoreErrorCode.NO_ROUND)
        if seen is not None and number != seen.number:
            raise StoreError(StoreErrorCode.CHANGED_SINCE)
        if content is not None:
            key = sha256(content).hexdigest()
            if (known := _known(connection, number, recipient, received.issues, key)) is not None:
                return known
            store_original(connection, key, content)
        next_number = int(connection.execute(sa.select(sa.func.max(RETURNS.c.number))).scalar() or 0) + 1
        row = {"number": next_number, "round": number, "file": file, "sha256": key, "version": received.version}
        by = {"received_at": datetime.now(UTC), "received_by": actor.name.strip(), "verified": actor.verified}
        answers = json.dumps([[*map(storable, astuple(each))] for each in received.answers], ensure_ascii=False)
        issues = [issue_values(replace(each, found=storable(each.found))) for each in received.issues]
        read = {"answers": answers, "issues": json.dumps(issues, ensure_ascii=False)}
        connection.execute(sa.insert(RETURNS), asdict(recipient) | row | by | read)
        details = {"file": file, "agency": recipient.name}
        add_entry(connection, entry_of(actor, Action.RETURN, details=details))
    return next_number


def returns_of_round(store: Store, number: int, *, actor: Actor) -> tuple[StoredReturn, ...]:
    """Return every return of a round for an editor, in the order in which they were received."""
    with store.read_as(actor, attempt=_ATTEMPT) as connection:
        found = connection.execute(sa.select(RETURNS).where(RETURNS.c.round == number).order_by(RETURNS.c.number))
        return tuple(
            StoredReturn(
                *(row.number, Recipient(row.agency, row.role), row.file, row.received_by, row.received_at),
                *(_answers_from_json(row.answers), _issues_from_json(row.issues), row.version, row.verified),
            )
            for row in found
        )


def return_original(store: Store, number: int, *, actor: Actor) -> tuple[str, bytes] | None:
    """Return the name and the bytes of a return's file for an editor; None where a person typed the answers."""
    query = sa.select(RETURNS.c.file, ORIGINALS.c.content).join(ORIGINALS, ORIGINALS.c.sha256 == RETURNS.c.sha256)
    with store.read_as(actor, attempt=_ATTEMPT) as connection:
        found = connection.execute(query.where(RETURNS.c.number == number)).first()
    return None if found is None else (found.file, found.content)


def _known(
    connection: sa.Connection, number: int, recipient: Recipient, issues: Sequence[Issue], key: str
) -> int | None:
    """Return the number of the return with the same file, and the same words of an e-mail, in a round; or None."""
    same = {"round": number, "sha256": key} | asdict(recipient)
    query = sa.select(RETURNS.c.number, RETURNS.c.issues).filter_by(**same).order_by(RETURNS.c.number)
    found = connection.execute(query).all()
    known = {each.found for row in found for each in _issues_from_json(row.issues) if each.code == MESSAGE}
    is_new = any(each.code == MESSAGE and storable(each.found) not in known for each in issues)
    return None if is_new or not found else int(found[0].number)


def _answers_from_json(text: str) -> tuple[Answer, ...]:
    """Return the answers of a JSON list; those of an earlier release have no language and were read as English."""
    return tuple(Answer(row[0], row[1], Item(row[2]), *row[3:6], *map(Language, row[6:7])) for row in json.loads(text))


def _issues_from_json(text: str) -> tuple[Issue, ...]:
    """Return the issues of a JSON list."""
    return tuple(map(issue_on_record, json.loads(text)))


def note_returns_format(store: Store, of_round: Round, format_: ReturnFormat, *, actor: Actor) -> bool:
    """Store for an editor in which format returns were made, and return whether that was possible.

    A read-only store still makes returns.
    """
    changed = sa.update(ROUNDS).where(ROUNDS.c.number == of_round.number).values(returns_format=format_)
    try:
        with store.write_as(actor, attempt="round") as connection:
            connection.execute(changed)
    except StoreError as fault:
        if fault.code not in READ_ONLY:
            raise
        return False
    return True


def agency_addresses(store: Store, *, actor: Actor) -> Mapping[str, str]:
    """Return the address of each agency that has one, for an editor; several are parted by commas."""
    with store.read_as(actor, attempt=_ADDRESSES_ATTEMPT) as connection:
        return {row.agency: row.address for row in connection.execute(sa.select(ADDRESSES))}


def save_address(store: Store, agency: str, text: str, *, actor: Actor) -> str:
    """Save the address of an agency, or several, for an editor, and return what is saved; "" deletes it.

    Raises StoreError(BAD_EMAIL).
    """
    listed = [each.strip() for each in re.split("[;,]", text) if each.strip()]
    address, key = ", ".join(listed), ADDRESSES.c.agency == agency
    with store.write_as(actor, attempt=_ADDRESSES_ATTEMPT) as connection:
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
