"""Publish a round in another process, which may be killed at any moment, and send each phase.

The first line that it receives has the database, the number and the size of the round, the version it was compared
with, and the mode: "whole", or "row-by-row" as in a store without transactions. It sends `ready` with the process id of
the server, waits for another line, sends each phase as it begins, and finally `published N` or the code of the error.
"""

from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from model.store_error import StoreError
from store.database.connection import is_postgresql
from store.store import Store
from tests.store.durability.rounds import generate_round
from tests.support.published_trackers import ME

BEGINS = {
    "SELECT": "reading",
    "INSERT INTO originals": "file",
    "INSERT INTO versions": "record",
    "UPDATE tracker_": "rows",
    "INSERT INTO tracker_": "rows",
    "UPDATE pointer": "pointer",
    "INSERT INTO audit": "audit",
    "INSERT INTO tokens": "token",
}
"""The first words of the statement that begins a phase."""

PHASES = ("digests", "reading", "file", "record", "rows", "pointer", "audit", "token", "commit", "answered")
"""The phases of publishing, in order."""

ROW_BY_ROW = "row-by-row"


def main(connection: Connection) -> None:
    """Publish as the lines of a connection demand."""
    url, seed, size, compared_with, mode = connection.recv().split()
    store, workbook = Store.open(url), generate_round(int(seed), int(size))
    connection.send(f"ready {server_process(store.engine)}")
    connection.recv()
    report_phases(store.engine, connection.send)
    if mode == ROW_BY_ROW:
        commit_row_by_row(store.engine)
    try:
        publication = store.publish(workbook, **ME, compared_with=int(compared_with) or None, token=token_of(int(seed)))
    except StoreError as error:
        connection.send(error.code.value)
    else:
        connection.send(f"published {publication.version.number}")


def token_of(seed: int) -> str:
    return f"try {seed}"


def server_process(engine: sa.Engine) -> int:
    """Return the process id of the server for this connection, or 0 if there is no server."""
    if not is_postgresql(engine):
        return 0
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        return int(driver.info.backend_pid)


def report_phases(engine: sa.Engine, report: Callable[[str], None]) -> None:
    """Report each phase when it begins."""
    reported = [PHASES[0]]
    report(reported[0])

    def begin(phase: str) -> None:
        if PHASES.index(phase) > PHASES.index(reported[-1]):
            reported.append(phase)
            report(phase)

    def report_phase(_connection: sa.Connection, _cursor: object, statement: str, *_: object) -> None:
        for words, phase in BEGINS.items():
            if statement.startswith(words):
                begin(phase)

    event.listen(engine, "before_cursor_execute", report_phase)
    event.listen(engine, "commit", lambda _: begin("commit"))


def commit_row_by_row(engine: sa.Engine) -> None:
    """Commit after every statement, so that there is no transaction."""

    def commit(connection: sa.Connection, *_: object) -> None:
        driver: Any = connection.connection.driver_connection
        driver.commit()
        if is_postgresql(engine):
            driver.autocommit = True

    event.listen(engine, "after_cursor_execute", commit)
