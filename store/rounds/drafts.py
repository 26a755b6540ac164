"""Drafts of the open round and of the page Edit: nobody overwrites what somebody else has written in a cell."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace

import sqlalchemy as sa

from model.access import Actor
from model.returns.draft import EDITS, LONGEST_DRAFT, Draft, DraftCell, DraftField, is_edited
from model.terms import NOT_RATED
from model.versions.version import Action, AuditEntry, StoreError, StoreErrorCode
from store.audit import recommendation_details
from store.store import Store
from store.tables import DRAFTS, ROUNDS, storable

_ATTEMPT = "draft"
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
    with store.changing(actor, attempt=_ATTEMPT) as connection:
        if len(written.text) > LONGEST_DRAFT:
            raise StoreError(StoreErrorCode.TOO_LONG, longest=str(LONGEST_DRAFT))
        open_round = sa.select(ROUNDS.c.number).where(ROUNDS.c.number == cell.round, ROUNDS.c.closed_at.is_(None))
        if cell.round > EDITS and connection.execute(open_round).scalar() is None:
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
    with store.read_as(actor, attempt=_ATTEMPT) as connection:
        found = map(_draft, connection.execute(sa.select(DRAFTS).where(DRAFTS.c.round == number)))
        return {draft.cell: draft for draft in found}


def take_back(store: Store, drafts: Iterable[Draft], *, actor: Actor) -> None:
    """Forget drafts, for an editor. Raises StoreError(DRAFT_CONFLICT) where one was written since: then all stay."""
    with store.write_as(actor, attempt=_ATTEMPT) as connection:
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
