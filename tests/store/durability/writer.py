"""Take one step that writes to the store in another process, which stops before each write and may be killed there.

It receives the database, the step, who takes it and a number, sends `ready`, and waits.
Then it sends `write` before each statement that writes and `commit` before the commit, each time waiting to go on, and
finally `done`, or the code of the error with who caused it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

import sqlalchemy as sa
from sqlalchemy import event

from model.access import local_actor
from model.returns.draft import DraftCell, DraftField
from model.returns.round import Answer, Item, ReceivedReturn, Recipient, RequestedUpdate, Round, Scope
from model.versions.version import Candidate, StoreError, Version
from store.publish import content_digest, content_of
from store.rounds.rounds import close_round, receive_return, save_draft, start_round
from store.store import Store
from tests.support.processes.forking import start_process
from tests.support.published_trackers import ME, candidate, rows, update
from tests.support.workbooks.canonical import RATED, write_workbook

MONTH, RECIPIENT, KEY = date(2026, 10, 1), Recipient("The Force", ""), ("Stalking", "1")
CELL = DraftCell(1, *KEY, DraftField.STATUS)
SIZE = 30
WRITES = ("INSERT", "UPDATE", "DELETE")


# The number of possible texts of an update: few, so that many are the same as in the version before.
_WORDINGS = 4

# The content of a version: its digest, and the numbers of its recommendations and updates.
VersionContent = tuple[str, int, int]


def generate_round(seed: int, size: int) -> Candidate:
    """Return a workbook with so many recommendations, the same for the same seed and size."""
    random = Random(seed)  # noqa: S311 - nothing secret
    refs = [str(number) for number in sorted(random.sample(range(size + size // 4 + 1), size))]
    updates = [update(ref, update=f"Words {random.randrange(_WORDINGS)}.") for ref in refs]
    changed = [update(refs[0], kind="Correspondence", update=f"Round {seed}.")]
    workbook: Candidate = candidate(rows(*refs, progress=[*changed, *updates]), original=random.randbytes(100 * size))
    return workbook


def write_next_round(path: Path) -> Path:
    """Write a workbook whose dates and statuses are worded as in the generated rounds, so publishing prints no note."""
    return write_workbook(path, progress=[{**RATED, "Date": "2024-02"}], key=None)


def expected_content(workbook: Candidate) -> VersionContent:
    """Return the content that the version of a workbook must have."""
    digest = content_digest(content_of(workbook).digests, workbook.reading.scale.ordered)
    return digest, len(workbook.reading.rows["recommendations"]), len(workbook.reading.rows["progress"])


def recorded_content(version: Version) -> VersionContent:
    """Return the content of a version by its record."""
    return version.digest, version.recommendations, version.updates


@dataclass
class Writer:
    """A process that is ready to take a step."""

    process: BaseProcess
    connection: Connection

    def stops(self) -> Iterator[str]:
        """Yield each of its stops; it goes on when the next is wanted. The last line is the outcome."""
        self.connection.send("")
        while (line := self.connection.recv()) in ("write", "commit"):
            yield line
            self.connection.send("")
        yield line

    def kill(self) -> None:
        """Kill it."""
        self.process.kill()
        self.process.join()


@contextmanager
def writer(url: str, step: str, who: str = "Ann", number: int = 1) -> Iterator[Writer]:
    """Start a process that is ready to take a step, and kill it at the end."""
    process, connection = start_process(main)
    connection.send((url, step, who, number))
    assert connection.recv() == "ready"
    started = Writer(process, connection)
    try:
        yield started
    finally:
        started.kill()
        connection.close()


def take(url: str, step: str, who: str = "Ann", number: int = 1) -> list[str]:
    """Take a step to its end, and return its stops and its outcome."""
    with writer(url, step, who, number) as process:
        return list(process.stops())


def main(connection: Connection) -> None:
    """Take the step that a connection demands."""
    url, step, who, number = connection.recv()
    store = Store.open(url)
    connection.send("ready")
    connection.recv()
    _stop_before_writes(store.engine, connection)
    try:
        STEPS[step](store, who, number)
    except StoreError as error:
        connection.send(f"{error.code.value} {error.details.get('who', '')}".strip())
    else:
        connection.send("done")


def _stop_before_writes(engine: sa.Engine, connection: Connection) -> None:
    """Stop before each statement that writes, and before the commit that follows."""
    has_written = []

    def stop(what: str) -> None:
        connection.send(what)
        connection.recv()

    def before_statement(_connection: sa.Connection, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(WRITES):
            has_written.append(statement)
            stop("write")

    event.listen(engine, "before_cursor_execute", before_statement)
    event.listen(engine, "commit", lambda _: stop("commit") if has_written else None)


def _publish(store: Store, _who: str, number: int) -> None:
    store.publish(generate_round(number, SIZE), **ME, compared_with=number - 1 or None, token=f"try {number}")


def _start(store: Store, who: str, _number: int) -> None:
    due = datetime.now(UTC).date() + timedelta(days=2)
    requests = [RequestedUpdate(RECIPIENT, *KEY), RequestedUpdate(RECIPIENT, KEY[0], "2")]
    start_round(store, Round(MONTH, due, Scope.ALL, 1), requests, actor=local_actor(who))


def _receive(store: Store, who: str, _number: int) -> None:
    received = ReceivedReturn(MONTH, RECIPIENT, 1, (KEY,), (Answer(*KEY, Item.UPDATE, "Done.", "Return", "D11"),))
    receive_return(store, received, actor=local_actor(who), file="force.xlsx", content=b"the return")


def send_current_version(connection: Connection, url: str) -> None:
    """Open a database and send its current version."""
    store = Store.open(url)
    connection.send(store.current())
    store.close()


def _draft(store: Store, who: str, _number: int, *, edit: int) -> None:
    save_draft(store, CELL, f"by {who}", edit=edit, actor=local_actor(who))


def _close(store: Store, who: str, _number: int) -> None:
    close_round(store, actor=local_actor(who))


STEPS: Mapping[str, Callable[[Store, str, int], None]] = {
    "publish": _publish,
    "start": _start,
    "receive": _receive,
    "draft": partial(_draft, edit=0),
    "second-draft": partial(_draft, edit=1),
    "close": _close,
}
