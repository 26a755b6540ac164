"""The end of the server: whoever publishes is answered first."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Thread
from time import sleep
from types import FrameType

import uvicorn


class Publishing:
    """How many publications are under way in this process."""

    def __init__(self) -> None:
        self._count = 0
        self._changed = Condition()

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Count a publication until the end of the block."""
        with self._changed:
            self._count += 1
        try:
            yield
        finally:
            with self._changed:
                self._count -= 1
                self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait until there is none, and return whether there was one."""
        with self._changed:
            was_under_way = self._count > 0
            self._changed.wait_for(lambda: not self._count, seconds)
        return was_under_way


# The publications of this process.
PUBLISHING = Publishing()


class PatientServer(uvicorn.Server):
    """A server that is asked to end, and ends when nothing is being published, or after a time.

    A second signal ends it at once.
    """

    grace_seconds = 25.0  # less than systemd and compose wait before they end a copy by force
    answer_seconds = 2.0  # from the end of publishing to the answer in the browser: the page is written meanwhile
    _is_asked = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Wait on a thread for what is being published; the main thread answers meanwhile."""
        if self._is_asked or sig != signal.SIGTERM:
            super().handle_exit(sig, frame)
            return
        self._is_asked = True
        Thread(target=self._end, args=(sig, frame), name="ending", daemon=True).start()

    def _end(self, sig: int, frame: FrameType | None) -> None:
        if PUBLISHING.wait(self.grace_seconds):
            sleep(self.answer_seconds)
        super().handle_exit(sig, frame)
