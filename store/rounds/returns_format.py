"""The format in which the returns of a round were made last, which its reminders have as well."""

import sqlalchemy as sa

from model.actor import Actor, Role
from model.returns.formats import ReturnFormat
from model.returns.round import Round
from model.store_error import StoreError
from store.access.permission import require
from store.database.connection import is_there, write_transaction
from store.exports import READ_ONLY
from store.schema.tables import ROUNDS
from store.store import Store


def note_returns_format(store: Store, of_round: Round, format_: ReturnFormat, *, actor: Actor) -> bool:
    """Store for an editor in which format returns were made, and return whether that was possible.

    A read-only store still makes returns.
    """
    require(store.engine, actor, Role.EDITOR, attempt="round")
    column = ROUNDS.c.returns_format
    try:
        with write_transaction(store.engine) as connection:
            if not is_there(connection, column):
                return False
            changed = sa.update(ROUNDS).where(ROUNDS.c.number == of_round.number).values({column: format_.value})
            connection.execute(changed)
    except StoreError as fault:
        if fault.code not in READ_ONLY:
            raise
        return False
    return True
