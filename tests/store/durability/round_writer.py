"""Take one step of a round in another process, which stops before each write and may be killed there.

The first line that it receives has the database, the step and who takes it. It sends `ready`, waits for another line,
sends `write` before each statement that writes and `commit` before the commit, each time waiting for a line before it
goes on, and finally `done` or the code of the error with who caused it.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection

import sqlalchemy as sa
from sqlalchemy import event

from model.access import local_actor
from model.returns.draft import DraftCell, DraftField
from model.returns.received import Answer, Item, ReceivedReturn
from model.returns.round import Recipient, RequestedUpdate, Round, Scope
from model.store_error import StoreError
from store.rounds.drafts import save_draft
from store.rounds.returns import receive_return
from store.rounds.rounds import close_round, start_round
from store.store import Store

MONTH, RECIPIENT, KEY = date(2026, 10, 1), Recipient("The Force", ""), ("Stalking", "1")
CELL = DraftCell(1, *KEY, DraftField.STATUS)
_WRITES = ("INSERT", "UPDATE", "DELETE")


def main(connection: Connection) -> None:
    """Take the step that the lines of a connection demand."""
    url, step, who = connection.recv().split()
    store = Store.open(url)
    connection.send("ready 0")
    connection.recv()
    stop_before_writes(store.engine, connection)
    try:
        STEPS[step](store, who)
    except StoreError as error:
        connection.send(f"{error.code.value} {error.details.get('who', '')}".strip())
    else:
        connection.send("done")


def stop_before_writes(engine: sa.Engine, connection: Connection) -> None:
    """Stop before each statement that writes, and before the commit that follows."""
    has_written = []

    def stop(what: str) -> None:
        connection.send(what)
        connection.recv()

    def before_statement(_connection: sa.Connection, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(_WRITES):
            has_written.append(statement)
            stop("write")

    event.listen(engine, "before_cursor_execute", before_statement)
    event.listen(engine, "commit", lambda _: stop("commit") if has_written else None)


def _start(store: Store, who: str) -> None:
    due = datetime.now(UTC).date() + timedelta(days=2)
    requests = [RequestedUpdate(RECIPIENT, *KEY), RequestedUpdate(RECIPIENT, KEY[0], "2")]
    start_round(store, Round(MONTH, due, Scope.ALL, 1), requests, actor=local_actor(who))


def _receive(store: Store, who: str) -> None:
    received = ReceivedReturn(MONTH, RECIPIENT, 1, (KEY,), (Answer(*KEY, Item.UPDATE, "Done.", "Return", "D11"),))
    receive_return(store, received, actor=local_actor(who), file="force.xlsx", content=b"the return")


def _draft(store: Store, who: str, *, edit: int) -> None:
    save_draft(store, CELL, f"by {who}", edit=edit, actor=local_actor(who))


def _close(store: Store, who: str) -> None:
    close_round(store, actor=local_actor(who))


STEPS: Mapping[str, Callable[[Store, str], None]] = {
    "start": _start,
    "receive": _receive,
    "draft": partial(_draft, edit=0),
    "second-draft": partial(_draft, edit=1),
    "close": _close,
}
