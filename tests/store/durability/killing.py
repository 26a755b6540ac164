"""Publishes that are killed with kill -9 at random moments, and what the store is like after each.

The moments are drawn in two ways, in turn: over the whole length of a publish, as it was measured, and within one of
its phases, for most of them are so short that the first would hardly ever strike them.
"""

import os
import signal
import subprocess
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
from tests.store.durability.publishing import PublisherProcess, start_publisher, stop_publisher
from tests.store.durability.rounds import VersionContent, expected_content, generate_round
from tests.store.durability.verdict import store_faults
from tests.support.published_trackers import ME

TIMEOUT_SECONDS = 60
KILL_PHASES = (*PHASES[:-1], "commit", "commit")
"""The phases to draw from: the commit, where everything is decided, is struck more often."""

SERVER_KILL_INTERVAL = 5
"""So often it is the server's own process that is killed, where there is one: it then recovers from its journal."""


@dataclass
class KillTrial:
    """A store under trial: what was acknowledged, where it was struck, and what was found to be wrong.

    Attributes:
        how: "whole" or "row-by-row".
        largest: the size of the largest round.
        struck: how often each phase was struck.
        at_server: how often it was the server's own process.
        came: how often what came of it: acknowledged, found by its token, or had not happened.
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
    next: "subprocess.Popen[str] | None" = None

    def measure(self) -> None:
        """Publish a small and a large round undisturbed, and take note of how long each phase takes."""
        for size in (1, 1, self.largest):
            self.seed += 1
            with self._publishing(size) as one:
                one.begin()
                one.read_until()
            assert one.answer == len(self.acknowledged) + 1, one.lines
            self.acknowledged[one.answer] = expected_content(generate_round(self.seed, size))
            self.measured.append(one.lengths)

    def kill_publisher(self) -> None:
        """Have a round published, kill whoever publishes it, and look at what is left."""
        self.seed += 1
        size = self.random.randint(1, self.largest)
        with self._publishing(size) as one:
            self._kill(one, size)
        self.kills_by_phase[one.phase if one.answer is None else "answered"] += 1
        self._look(one, size)

    @contextmanager
    def _publishing(self, size: int) -> Iterator[PublisherProcess]:
        """Give a process that is about to publish, and have the next one start meanwhile."""
        one = PublisherProcess(self.next or start_publisher())
        self.next = start_publisher()
        try:
            one.prepare(self.url, self.seed, size, len(self.acknowledged), self.mode)
            yield one
        finally:
            stop_publisher(one.process)

    def _kill(self, one: PublisherProcess, size: int) -> None:
        """Kill at a drawn moment; what was said until then may still be in the pipe."""
        lengths = self._lengths(size)
        at_server = one.server and os.name != "nt" and self.seed % SERVER_KILL_INTERVAL == 0
        one.begin()
        if self.seed % 2:
            time.sleep(self.random.uniform(0, sum(lengths.values())))
        else:
            phase = self.random.choice(KILL_PHASES)
            one.read_until(phase)
            time.sleep(self.random.uniform(0, lengths[phase]))
        if at_server and one.process.poll() is None:  # the server's process lives as long as the one it works for
            with suppress(ProcessLookupError):
                os.kill(one.server, signal.SIGKILL)
                self.server_kills += 1
        else:
            one.process.kill()
        one.read_until()
        one.process.wait()

    def _lengths(self, size: int) -> dict[str, float]:
        """Return how long each phase is expected to take."""
        _, small, large = self.measured
        share = size / self.largest
        return {phase: small[phase] + max(large[phase] - small[phase], 0) * share for phase in small}

    def _look(self, one: PublisherProcess, size: int) -> None:
        """Open the store, hold it against what was acknowledged, and try again with the same token."""
        old, given = len(self.acknowledged), generate_round(self.seed, size)
        store = reopen_store(self.url)
        try:
            if store.current() not in ((old, old + 1) if one.answer is None else (old + 1,)):
                self.faults.append(f"version {store.current()} is current after {old}, {one.answer} was answered")
            wait_until_alone(store)
            done = store.current() == old + 1
            promised = {**self.acknowledged, **({old + 1: expected_content(given)} if done else {})}
            self.faults += store_faults(store, promised)
            self.outcomes["acknowledged" if one.answer else "found by its token" if done else "had not happened"] += 1
            again = store.publish(given, **ME, compared_with=old, token=token_of(self.seed))
            if (again.version.number, again.unchanged, store.current()) != (old + 1, False, old + 1):
                self.faults.append(f"the second try of version {old + 1} made {again.version.number}")
            self.acknowledged[old + 1] = expected_content(given)
            if not done:
                self.faults += store_faults(store, self.acknowledged)
        except (StoreError, exc.DBAPIError) as error:
            self.faults.append(f"the store cannot go on after {old}: {error}")
        finally:
            store.close()


def run_trial(trial: KillTrial, kills: int, *, after_each: Callable[[int], None] = lambda _: None) -> KillTrial:
    """Return a trial after so many kills, or after the first one that shows something to be wrong."""
    try:
        trial.measure()
        for number in range(1, kills + 1):
            trial.kill_publisher()
            after_each(number)
            if trial.faults:
                break
    finally:
        if trial.next is not None:
            stop_publisher(trial.next)
    return trial


def reopen_store(url: str) -> Store:
    """Return the store; a server whose process was killed needs a moment to recover."""
    until = time.monotonic() + TIMEOUT_SECONDS
    while True:
        try:
            return Store.open(url)
        except StoreError as fault:
            if fault.code is not StoreErrorCode.UNREACHABLE or time.monotonic() > until:
                raise
            time.sleep(0.05)


def wait_until_alone(store: Store) -> None:
    """Wait until a server has noticed that whoever was killed is gone: until then it may still finish their work."""
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    until = time.monotonic() + TIMEOUT_SECONDS
    while is_postgresql(store.engine) and time.monotonic() < until:
        with read_connection(store.engine) as connection:
            if connection.execute(sa.text(others)).scalar_one() == 0:
                return
        time.sleep(0.01)
