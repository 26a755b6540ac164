"""Kill publishers with kill -9 at random moments, and check the store after each.

The moments are drawn in two ways, alternately: over the measured length of a whole publish, and within one of its
phases, because most phases are so short that the first way would hardly ever hit them.
"""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from random import Random

import sqlalchemy as sa
from sqlalchemy import exc

from model.store_error import StoreError, StoreErrorCode
from store.database.connection import is_postgresql, read_connection
from store.store import Store
from tests.store.durability.publisher import PHASES, token_of
from tests.store.durability.publishing import PublisherProcess, start_publisher
from tests.store.durability.rounds import VersionContent, expected_content, generate_round
from tests.store.durability.verdict import store_faults
from tests.support.published_trackers import ME

TIMEOUT_SECONDS = 120
KILL_PHASES = (*PHASES[:-1], "commit", "commit")
"""The phases to draw from: the commit, which decides everything, is drawn more often."""

SERVER_KILL_INTERVAL = 5
"""The interval at which the server's process is killed instead, if there is one: it then recovers from its journal."""


@dataclass
class KillTrial:
    """A store under test: the acknowledged versions, the phases of the kills, and the faults that were found.

    Attributes:
        mode: "whole" or "row-by-row".
        largest: the size of the largest round.
        kills_by_phase: the number of kills in each phase.
        server_kills: the number of kills of the server's process.
        outcomes: the number of kills by outcome: acknowledged, found by its token, or had not happened.
    """

    url: str
    random: Random
    mode: str = "whole"
    largest: int = 250
    acknowledged: dict[int, VersionContent] = field(default_factory=dict)
    kills_by_phase: Counter[str] = field(default_factory=Counter)
    server_kills: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    measured: list[dict[str, float]] = field(default_factory=list)
    seed: int = 0
    next: PublisherProcess | None = None

    def measure(self) -> None:
        """Publish a small and a large round without a kill, and record the length of each phase."""
        for size in (1, 1, self.largest):
            self.seed += 1
            with self._prepared_publisher(size) as publisher:
                publisher.begin()
                publisher.read_until()
            assert publisher.answer == len(self.acknowledged) + 1, publisher.lines
            self.acknowledged[publisher.answer] = expected_content(generate_round(self.seed, size))
            self.measured.append(publisher.lengths)

    def kill_publisher(self) -> None:
        """Publish a round, kill the publisher, and check the store."""
        self.seed += 1
        size = self.random.randint(1, self.largest)
        with self._prepared_publisher(size) as publisher:
            self._kill(publisher, size)
        self.kills_by_phase[publisher.phase if publisher.answer is None else "answered"] += 1
        self._check_store(publisher, size)

    @contextmanager
    def _prepared_publisher(self, size: int) -> Iterator[PublisherProcess]:
        """Yield a publisher that is ready to begin, and start the next one meanwhile."""
        publisher = self.next or start_publisher()
        self.next = start_publisher()
        try:
            publisher.prepare(self.url, self.seed, size, len(self.acknowledged), self.mode)
            yield publisher
        finally:
            publisher.stop()

    def _kill(self, publisher: PublisherProcess, size: int) -> None:
        """Kill at a random moment; lines printed before may still be in the pipe."""
        lengths = self._lengths(size)
        at_server = publisher.server and os.name != "nt" and self.seed % SERVER_KILL_INTERVAL == 0
        publisher.begin()
        if self.seed % 2:
            time.sleep(self.random.uniform(0, sum(lengths.values())))
        else:
            phase = self.random.choice(KILL_PHASES)
            publisher.read_until(phase)
            time.sleep(self.random.uniform(0, lengths[phase]))
        if at_server and publisher.process.is_alive():  # the server's process ends with its client
            with suppress(ProcessLookupError):
                os.kill(publisher.server, signal.SIGKILL)
                self.server_kills += 1
        else:
            publisher.process.kill()
        publisher.read_until()
        publisher.process.join()

    def _lengths(self, size: int) -> dict[str, float]:
        """Return the expected length of each phase."""
        _, small, large = self.measured
        share = size / self.largest
        return {phase: small[phase] + max(large[phase] - small[phase], 0) * share for phase in small}

    def _check_store(self, publisher: PublisherProcess, size: int) -> None:
        """Open the store, compare it with what was acknowledged, and publish again with the same token."""
        old, workbook = len(self.acknowledged), generate_round(self.seed, size)
        store = reopen_store(self.url)
        try:
            if store.current() not in ((old, old + 1) if publisher.answer is None else (old + 1,)):
                self.faults.append(f"version {store.current()} is current after {old}, {publisher.answer} was answered")
            wait_until_alone(store)
            done = store.current() == old + 1
            expected = {**self.acknowledged, **({old + 1: expected_content(workbook)} if done else {})}
            self.faults += store_faults(store, expected)
            self.outcomes[
                "acknowledged" if publisher.answer else "found by its token" if done else "had not happened"
            ] += 1
            second = store.publish(workbook, **ME, compared_with=old, token=token_of(self.seed))
            if (second.version.number, second.unchanged, store.current()) != (old + 1, False, old + 1):
                self.faults.append(f"the second try of version {old + 1} made {second.version.number}")
            self.acknowledged[old + 1] = expected_content(workbook)
            if not done:
                self.faults += store_faults(store, self.acknowledged)
        except (StoreError, exc.DBAPIError) as error:
            self.faults.append(f"the store cannot go on after {old}: {error}")
        finally:
            store.close()


def run_trial(trial: KillTrial, kills: int, *, after_each: Callable[[int], None] = lambda _: None) -> KillTrial:
    """Return a trial after so many kills, or after the first one that finds a fault."""
    try:
        trial.measure()
        for number in range(1, kills + 1):
            trial.kill_publisher()
            after_each(number)
            if trial.faults:
                break
    finally:
        if trial.next is not None:
            trial.next.stop()
    return trial


def reopen_store(url: str) -> Store:
    """Open the store; a server whose process was killed needs a moment to recover."""
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while True:
        try:
            return Store.open(url)
        except StoreError as error:
            if error.code is not StoreErrorCode.UNREACHABLE or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def wait_until_alone(store: Store) -> None:
    """Wait until the server has noticed that the publisher is gone: until then it may still finish its work."""
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while is_postgresql(store.engine) and time.monotonic() < deadline:
        with read_connection(store.engine) as connection:
            if connection.execute(sa.text(others)).scalar_one() == 0:
                return
        time.sleep(0.01)
