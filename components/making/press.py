"""A press of a download button: on its way from the queue to the file.

    pressed ──► waiting ──► being made ──► ended, with the file or with an error

A thread without a session makes the file; the page of the session looks at the press meanwhile.
"""

from collections.abc import Callable
from enum import StrEnum
from threading import Event
from time import monotonic

from components.making.process import MakingError, MakingFault, make_in_process
from components.making.request import Work
from loaders.worker.turns import QueueFullError, Turns

AT_ONCE = 2
MOST_WAITING = 40
"""How many presses wait at most, so that a thread remains for whatever else the server does on one."""

MAKING_TURNS = Turns(at_once=AT_ONCE, most=AT_ONCE + MOST_WAITING)
"""The turns of making files in this process."""

QUICK_SECONDS = 0.4
"""How long a page waits before it says how far a file is: most are made meanwhile."""

START_SECONDS = 10
"""How long a page waits for a press to arrive: the browser may have lost its connection."""

Make = Callable[[Work], bytes]
"""Returns the file that some work makes. Raises MakingError."""


class Stage(StrEnum):
    """How far a press is."""

    PRESSED = "pressed"
    WAITING = "waiting"
    BEING_MADE = "being made"


class Press:
    """A press of a download button.

    Attributes:
        stage: how far it is.
        before: how many others are before it in the queue, while it is waiting.
        error: why there is no file.
    """

    def __init__(self, make: Make = make_in_process, *, turns: Turns = MAKING_TURNS) -> None:
        self.stage = Stage.PRESSED
        self.before = 0
        self.error: Exception | None = None
        self._make, self._turns = make, turns
        self._pressed_at = monotonic()
        self._ended = Event()

    def note(self) -> None:
        """Note that the button was pressed now."""
        self._pressed_at = monotonic()

    def build(self, build: Callable[[Make], bytes]) -> bytes:
        """Return the file that `build` returns, which makes it by the function that it is passed."""
        self.stage = Stage.BEING_MADE
        try:
            return build(self._make_in_turn)
        except Exception as error:  # whatever it is: the page says it, and the platform logs it
            self.error = error
            raise
        finally:
            self._ended.set()

    @property
    def is_over(self) -> bool:
        """Whether there is a file, or there will be none; just after the press, it waits a moment for that."""
        age = monotonic() - self._pressed_at
        if self._ended.wait(max(0, QUICK_SECONDS - age)):
            return True
        return self.stage is Stage.PRESSED and age >= START_SECONDS

    def _make_in_turn(self, work: Work) -> bytes:
        try:
            with self._turns.turn(self._wait):
                self.stage = Stage.BEING_MADE
                return self._make(work)
        except QueueFullError as full:
            raise MakingError(MakingFault.QUEUE_FULL, limit=MOST_WAITING) from full

    def _wait(self, before: int) -> None:
        self.before, self.stage = before, Stage.WAITING
