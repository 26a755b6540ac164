"""Prepare a new version on a thread of its own, while readers are still answered from the version before."""

from collections.abc import Callable
from threading import Event, Lock, Thread


class Warming:
    """The preparation of versions by their numbers: each once, on a daemon thread; the newest is waited for."""

    def __init__(self, prepare: Callable[[int], None]) -> None:
        self._prepare = prepare
        self._lock = Lock()
        self._number = 0
        self._over = Event()

    def is_over(self, number: int) -> bool:
        """Return whether a version has been prepared, or that has failed; the first call starts it."""
        with self._lock:
            if number != self._number:
                self._number, self._over = number, Event()
                Thread(target=self._run, args=(number, self._over), name="warming", daemon=True).start()
            return self._over.is_set()

    def _run(self, number: int, over: Event) -> None:
        try:
            self._prepare(number)
        finally:
            over.set()
