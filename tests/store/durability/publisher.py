"""Publishes once, in a process of its own that may be killed at any moment, and says how far it has come.

A line tells it the database, the number and the size of the round, the version it was compared with, and how: "whole",
or "row-by-row" as a store would that keeps no transaction. It says `ready` with the number of the server's process,
waits for another line, says each phase as it begins, and at last `published N` or the code of the fault.
"""

import os
import sys
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
"""How a statement begins that begins a phase."""

PHASES = ("digests", "reading", "file", "record", "rows", "pointer", "audit", "token", "commit", "answered")
"""The phases of publishing, in their order."""

ROW_BY_ROW = "row-by-row"


def main() -> None:
    url, seed, size, compared_with, how = sys.stdin.readline().split()
    store, given = Store.open(url), generate_round(int(seed), int(size))
    write_line(f"ready {server_process(store.engine)}")
    sys.stdin.readline()
    report_phases(store.engine)
    if how == ROW_BY_ROW:
        commit_row_by_row(store.engine)
    try:
        came = store.publish(given, **ME, compared_with=int(compared_with) or None, token=token_of(int(seed)))
    except StoreError as fault:
        write_line(fault.code.value)
    else:
        write_line(f"published {came.version.number}")


def token_of(seed: int) -> str:
    return f"try {seed}"


def write_line(line: str) -> None:
    """Write a line at once: nothing of it may be lost with the process."""
    os.write(1, f"{line}\n".encode())


def server_process(engine: sa.Engine) -> int:
    """Return the process of the server that works for this one, or 0 where the work is done here."""
    if not is_postgresql(engine):
        return 0
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        return int(driver.info.backend_pid)


def report_phases(engine: sa.Engine) -> None:
    """Say each phase when it begins."""
    said = [PHASES[0]]
    write_line(said[0])

    def begin(phase: str) -> None:
        if PHASES.index(phase) > PHASES.index(said[-1]):
            said.append(phase)
            write_line(phase)

    def look(_connection: sa.Connection, _cursor: object, statement: str, *_: object) -> None:
        for words, phase in BEGINS.items():
            if statement.startswith(words):
                begin(phase)

    event.listen(engine, "before_cursor_execute", look)
    event.listen(engine, "commit", lambda _: begin("commit"))


def commit_row_by_row(engine: sa.Engine) -> None:
    """Break the transaction: whatever is written is there at once."""

    def commit(connection: sa.Connection, *_: object) -> None:
        driver: Any = connection.connection.driver_connection
        driver.commit()
        if is_postgresql(engine):
            driver.autocommit = True

    event.listen(engine, "after_cursor_execute", commit)


if __name__ == "__main__":
    main()
