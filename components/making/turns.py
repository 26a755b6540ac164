"""Turns of work that is limited at a time: first come, first served, and who waits learns how many are before."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

_LOOK_SECONDS = 0.5
"""How often whoever waits is called again: that ends the waiting of somebody who has left."""


class QueueFullError(Exception):
    """So many wait already that nobody else may."""


class Turns:
    """A queue whose first so many have their turn at the same time, and which so many may be in at most."""

    def __init__(self, at_once: int, *, most: int | None = None) -> None:
        self._at_once, self._most = at_once, most
        self._queue: list[object] = []
        self._changed = Condition()

    @contextmanager
    def turn(self, waiting: Callable[[int], None]) -> Iterator[None]:
        """Wait for a turn, and have it until the end of the block. Raises QueueFullError where no more may wait.

        Args:
            waiting: called with the number of others before, at once and a few times a second, until it is the turn of
                the caller. An error that it raises ends the waiting.
        """
        place = object()
        with self._changed:
            if self._most is not None and len(self._queue) >= self._most:
                raise QueueFullError
            self._queue.append(place)
        try:
            while before := self._others_before(place):
                waiting(before)
                with self._changed:
                    self._changed.wait(_LOOK_SECONDS)
            yield
        finally:
            with self._changed:
                self._queue.remove(place)
                self._changed.notify_all()

    def _others_before(self, place: object) -> int:
        """Return how many others are before a place in the queue; 0 where it is its turn."""
        with self._changed:
            index = self._queue.index(place)
        return index if index >= self._at_once else 0


READING_TURNS = Turns(at_once=2)
"""The turns of reading uploads in this process: two at a time, so that readers of the pages need not wait."""
