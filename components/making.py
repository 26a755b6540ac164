"""Papers and other files, made in a process of their own: the queue, the process, and how far a file is.

The process ends when it takes too much time or memory. The work travels pickled. The server alone pickles: the answer
is JSON and is never unpickled.
"""

import logging
import pickle
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from math import inf
from threading import Condition, Lock, Thread
from time import monotonic

from loaders.worker.run import ProcessLimits, Task, WorkerError, WorkerFault, run_function
from model.tracker.reading import WorkbookError
from model.versions.version import StoreError
from reports.document import PaperError

# Makes a file: a function of a module with its arguments (`functools.partial`), which another process can run.
Work = Callable[[], bytes]
MEBIBYTE = 2**20
# The longest answer: a file of some 190 MB.
MAX_BYTES = 256 * MEBIBYTE
# Readers of the pages go first where the processor is short.
_NICENESS = 5
# The process writes no file but compiled modules.
_LARGEST_WRITTEN = 8 * MEBIBYTE
_LOGGER = logging.getLogger("cynnydd.making")


class MakingFault(StrEnum):
    """Why a file was not made."""

    TOO_SLOW = "too-slow"
    TOO_MUCH_MEMORY = "too-much-memory"
    BROKE_OFF = "broke-off"
    QUEUE_FULL = "queue-full"


class MakingError(Exception):
    """A file could not be made.

    Attributes:
        fault: why.
        limit: the limit that it met: minutes, MiB, or files that wait; 0 for none.
    """

    def __init__(self, fault: MakingFault, *, limit: int = 0) -> None:
        super().__init__(fault.value)
        self.fault, self.limit = fault, limit


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file, or the reason that a paper gives why it cannot be made."""

    content: bytes = b""
    reason: str | None = None


def make_in_process(work: Work, *, minutes: int = 10, memory_mb: int = 2048) -> bytes:
    """Return the file that some work makes, from another process.

    Raises MakingError if it could not be made, and PaperError where a paper says why.

    Args:
        work: makes the file.
        minutes: how long it may take by the clock, from its turn.
        memory_mb: how much memory its process may use, in MiB.
    """
    seconds, memory = minutes * 60, memory_mb * MEBIBYTE
    task = Task("components.making:make_file", MadeFile, {}, file_bytes=_LARGEST_WRITTEN)
    try:
        process_limits = ProcessLimits(memory, seconds, seconds, MAX_BYTES, _NICENESS)
        made = run_function(task, pickle.dumps(work), limits=process_limits)
    except WorkerError as error:
        if error.fault is WorkerFault.BROKE_OFF:
            _LOGGER.error("A file could not be made: %s.", error, extra={"fields": error.details})  # noqa: TRY400
        most = {WorkerFault.TOO_SLOW: minutes, WorkerFault.TOO_MUCH_MEMORY: memory_mb}
        raise MakingError(MakingFault[error.fault.name], limit=most.get(error.fault, 0)) from error
    if made.reason is not None:
        raise PaperError(made.reason)
    return made.content


def make_file(content: bytes) -> MadeFile:
    """Return the file that some pickled work makes."""
    work: Work = pickle.loads(content)  # noqa: S301 - the server alone writes requests
    try:
        return MadeFile(work())
    except PaperError as error:
        return MadeFile(reason=str(error))


# How often whoever waits is called again: that ends the waiting of somebody who has left.
_LOOK_SECONDS = 0.5


# A place in a queue: whose it is, and what tells it from others of the same person.
_Place = tuple[str, object]


class JobQueue:
    """A queue in which so many have their turn at the same time, and so many may wait: of all, and of one person.

    Whoever has fewer turns and places before goes first; of those not the one who had the last turn, and then the one
    who came first.
    """

    def __init__(self, at_once: int, *, most: float = inf, most_of_one: float = inf) -> None:
        self._at_once, self._most, self._most_of_one = at_once, most, most_of_one
        self._running: list[_Place] = []
        self._waiting: list[_Place] = []
        self._last_owner = ""
        self._changed = Condition()

    @contextmanager
    def slot(self, waiting: Callable[[int], None], *, owner: str = "") -> Iterator[None]:
        """Wait for a place, and have it until the end of the block. Raises MakingError where no more may wait.

        Args:
            waiting: called with the number of others before, at once and a few times a second, until it is the turn of
                the caller. An error that it raises ends the waiting.
            owner: whose turn it is.
        """
        place = owner, object()
        with self._changed:
            owners = [each for each, _place in (*self._running, *self._waiting)]
            if len(owners) >= self._most or owners.count(owner) >= self._most_of_one:
                raise MakingError(MakingFault.QUEUE_FULL, limit=MOST_WAITING)
            self._waiting.append(place)
        try:
            while before := self._others_before(place):
                waiting(before)
                with self._changed:
                    self._changed.wait(_LOOK_SECONDS)
            yield
        finally:
            with self._changed:
                (self._waiting if place in self._waiting else self._running).remove(place)
                self._changed.notify_all()

    def _others_before(self, place: _Place) -> int:
        """Return how many others are before a place in the queue; 0 where it is its turn, which it then has."""
        with self._changed:
            turns = Counter(owner for owner, _place in self._running)
            ranks: dict[_Place, tuple[int, bool]] = {}
            for each in self._waiting:
                ranks[each] = turns[each[0]], each[0] == self._last_owner
                turns[each[0]] += 1
            index = sorted(ranks, key=ranks.__getitem__).index(place)
            if index >= self._at_once - len(self._running):
                return len(self._running) + index
            self._waiting.remove(place)
            self._running.append(place)
            self._last_owner = place[0]
            return 0


# The queue of uploads to read in this process: two at a time, so that readers of the pages need not wait.
READING_QUEUE = JobQueue(at_once=2)
AT_ONCE = 2
# How many jobs wait at most, of all and of one person: four who ask for all they may leave no room.
MOST_WAITING, MOST_WAITING_OF_ONE = 60, 15
# How long a file is there for whoever saw that it was made, or wants the same.
FETCH_SECONDS = 30.0
# How long it is said why there is no file; whoever asks after that has it made again.
ERROR_SECONDS = 3.0


class Job:
    """A file that is made for all who ask for the same.

    Attributes:
        before: how many others are before it in the queue; 0 once it is being made.
        file: the file, or why there is none.
        until: when nobody waits for it any more.
    """

    def __init__(self, make: Callable[[], bytes], queue: JobQueue, *, owner: str) -> None:
        self.before, self.file, self.until = 0, Future[bytes](), inf
        self._make, self._queue, self._owner = make, queue, owner

    def run(self) -> None:
        """Wait for a turn, and make the file."""
        try:
            with self._queue.slot(partial(setattr, self, "before"), owner=self._owner):
                self.before = 0
                self.file.set_result(self._make())
        except Exception as error:  # noqa: BLE001 - whoever asks is told
            self.file.set_exception(error)
            log_failure(error)
        self.until = monotonic() + (ERROR_SECONDS if self.file.exception() else FETCH_SECONDS)


class _Jobs:
    """The jobs of this process by what they make."""

    def __init__(self) -> None:
        self._queue = JobQueue(AT_ONCE, most=AT_ONCE + MOST_WAITING, most_of_one=MOST_WAITING_OF_ONE)
        self._jobs: dict[Hashable, Job] = {}
        self._lock = Lock()

    def job(self, key: Hashable, make: Callable[[], bytes], *, owner: str) -> Job:
        """Return the job of a file, which begins at the first call, by whoever asks then."""
        with self._lock:
            self._jobs = {each: job for each, job in self._jobs.items() if job.until > monotonic()}
            if key not in self._jobs:
                job = self._jobs[key] = Job(make, self._queue, owner=owner)
                Thread(target=copy_context().run, args=(job.run,), name="making", daemon=True).start()
            return self._jobs[key]

    def forget(self, key: Hashable) -> None:
        """Forget a file that nobody else may have, once it was fetched."""
        with self._lock:
            self._jobs.pop(key, None)


# The jobs of this process.
JOBS = _Jobs()


def log_failure(error: BaseException) -> None:
    """Log an error that is a fault of the program, or of this computer."""
    if not isinstance(error, StoreError | WorkbookError | MakingError | PaperError):
        _LOGGER.error("A file could not be made.", exc_info=error)
