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
from tests.store.durability.publishing import Publishing, ended, waiting
from tests.store.durability.rounds import Promise, promise_of, round_of
from tests.store.durability.verdict import wrong_with
from tests.support.published_trackers import ME

PATIENCE_SECONDS = 60
STRUCK = (*PHASES[:-1], "commit", "commit")
"""The phases to draw from: the commit, where everything is decided, is struck more often."""

EVERY_FIFTH = 5
"""So often it is the server's own process that is killed, where there is one: it then recovers from its journal."""


@dataclass
class Trial:
    """A store under trial: what was acknowledged, where it was struck, and what was found to be wrong.

    Attributes:
        how: "whole" or "row-by-row".
        largest: the size of the largest round.
        struck: how often each phase was struck.
        at_server: how often it was the server's own process.
        came: how often what came of it: acknowledged, found by its token, or had not happened.
    """

    url: str
    drawn: Random
    how: str = "whole"
    largest: int = 250
    acknowledged: dict[int, Promise] = field(default_factory=dict)
    struck: Counter[str] = field(default_factory=Counter)
    at_server: int = 0
    came: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    measured: list[dict[str, float]] = field(default_factory=list)
    seed: int = 0
    next: "subprocess.Popen[str] | None" = None

    def measure(self) -> None:
        """Publish a small and a large round undisturbed, and take note of how long each phase takes."""
        for size in (1, 1, self.largest):
            self.seed += 1
            with self._publishing(size) as one:
                one.begin()
                one.until()
            assert one.answer == len(self.acknowledged) + 1, one.said
            self.acknowledged[one.answer] = promise_of(round_of(self.seed, size))
            self.measured.append(one.lengths)

    def strike(self) -> None:
        """Have a round published, kill whoever publishes it, and look at what is left."""
        self.seed += 1
        size = self.drawn.randint(1, self.largest)
        with self._publishing(size) as one:
            self._kill(one, size)
        self.struck[one.phase if one.answer is None else "answered"] += 1
        self._look(one, size)

    @contextmanager
    def _publishing(self, size: int) -> Iterator[Publishing]:
        """Give a process that is about to publish, and have the next one start meanwhile."""
        one = Publishing(self.next or waiting())
        self.next = waiting()
        try:
            one.prepare(self.url, self.seed, size, len(self.acknowledged), self.how)
            yield one
        finally:
            ended(one.process)

    def _kill(self, one: Publishing, size: int) -> None:
        """Kill at a drawn moment; what was said until then may still be in the pipe."""
        lengths = self._lengths(size)
        at_server = one.server and os.name != "nt" and self.seed % EVERY_FIFTH == 0
        one.begin()
        if self.seed % 2:
            time.sleep(self.drawn.uniform(0, sum(lengths.values())))
        else:
            phase = self.drawn.choice(STRUCK)
            one.until(phase)
            time.sleep(self.drawn.uniform(0, lengths[phase]))
        if at_server and one.process.poll() is None:  # the server's process lives as long as the one it works for
            with suppress(ProcessLookupError):
                os.kill(one.server, signal.SIGKILL)
                self.at_server += 1
        else:
            one.process.kill()
        one.until()
        one.process.wait()

    def _lengths(self, size: int) -> dict[str, float]:
        """Return how long each phase is expected to take."""
        _, small, large = self.measured
        share = size / self.largest
        return {phase: small[phase] + max(large[phase] - small[phase], 0) * share for phase in small}

    def _look(self, one: Publishing, size: int) -> None:
        """Open the store, hold it against what was acknowledged, and try again with the same token."""
        old, given = len(self.acknowledged), round_of(self.seed, size)
        store = open_again(self.url)
        try:
            if store.current() not in ((old, old + 1) if one.answer is None else (old + 1,)):
                self.wrong.append(f"version {store.current()} is current after {old}, {one.answer} was answered")
            alone(store)
            done = store.current() == old + 1
            promised = {**self.acknowledged, **({old + 1: promise_of(given)} if done else {})}
            self.wrong += wrong_with(store, promised)
            self.came["acknowledged" if one.answer else "found by its token" if done else "had not happened"] += 1
            again = store.publish(given, **ME, compared_with=old, token=token_of(self.seed))
            if (again.version.number, again.unchanged, store.current()) != (old + 1, False, old + 1):
                self.wrong.append(f"the second try of version {old + 1} made {again.version.number}")
            self.acknowledged[old + 1] = promise_of(given)
            if not done:
                self.wrong += wrong_with(store, self.acknowledged)
        except (StoreError, exc.DBAPIError) as error:
            self.wrong.append(f"the store cannot go on after {old}: {error}")
        finally:
            store.close()


def tried(trial: Trial, kills: int, *, after_each: Callable[[int], None] = lambda _: None) -> Trial:
    """Return a trial after so many kills, or after the first one that shows something to be wrong."""
    try:
        trial.measure()
        for number in range(1, kills + 1):
            trial.strike()
            after_each(number)
            if trial.wrong:
                break
    finally:
        if trial.next is not None:
            ended(trial.next)
    return trial


def open_again(url: str) -> Store:
    """Return the store; a server whose process was killed needs a moment to recover."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return Store.open(url)
        except StoreError as fault:
            if fault.code is not StoreErrorCode.UNREACHABLE or time.monotonic() > until:
                raise
            time.sleep(0.05)


def alone(store: Store) -> None:
    """Wait until a server has noticed that whoever was killed is gone: until then it may still finish their work."""
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    until = time.monotonic() + PATIENCE_SECONDS
    while is_postgresql(store.engine) and time.monotonic() < until:
        with read_connection(store.engine) as connection:
            if connection.execute(sa.text(others)).scalar_one() == 0:
                return
        time.sleep(0.01)
