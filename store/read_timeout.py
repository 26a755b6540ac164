"""A PostgreSQL that is silent: after some seconds without a byte it counts as lost, whatever the network says of it."""

from time import monotonic
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

# The time that a reader waits for a PostgreSQL that is silent.
READING_SECONDS = 10
_POLL_SECONDS = 0.1
# What a wait sends into its generator where nothing came within a turn.
_NOTHING = 0
_Result = TypeVar("_Result")


class TimeoutConnection(psycopg.Connection[Any]):
    """A connection that closes when the server is silent for too long while something is expected of it.

    Without it a page would wait for ever for a server that hangs, or behind a network that drops what is sent.
    `read_timeout` has the seconds; with None it waits as long as it takes.
    """

    read_timeout: float | None = READING_SECONDS

    def wait(self, gen: PQGen[_Result], interval: float = _POLL_SECONDS, timeout: float | None = None) -> _Result:
        """Wait for a result. Raises OperationalError where the server is silent."""
        return super().wait(self._within_timeout(gen), interval, timeout)

    def _within_timeout(self, waiting: PQGen[_Result]) -> PQGen[_Result]:
        heard = monotonic()
        try:
            wanted = next(waiting)
            while True:
                ready = yield wanted
                if ready != _NOTHING:
                    heard = monotonic()
                elif self.read_timeout is not None and monotonic() - heard > self.read_timeout:
                    self.close()
                    raise psycopg.OperationalError("the server is silent")
                wanted = waiting.send(ready)
        except StopIteration as done:
            result: _Result = done.value
            return result
