"""Make a file in a process of its own, which ends when it takes too much time or memory.

The work travels pickled, and the tables of the tracker as they lie in memory (PEP 574), without being copied. The
server alone pickles: the answer is JSON and is never unpickled.
"""

import logging
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from loaders.worker.run import ProcessLimits, Task, WorkerError, WorkerFault, run_function
from reports.document import PaperError

Work = Callable[[], bytes]
"""Makes a file: a function of a module with its arguments (`functools.partial`), which another process can run."""
MEBIBYTE = 2**20
MAX_BYTES = 256 * MEBIBYTE
"""The longest answer: a file of some 190 MB."""
_NICENESS = 5
"""Readers of the pages go first where the processor is short."""
_LARGEST_WRITTEN = 8 * MEBIBYTE
"""The process writes no file but compiled modules."""
_LOGGER = logging.getLogger("cynnydd.making")


@dataclass(frozen=True, slots=True)
class MakingLimits:
    """The limits of making one file.

    Attributes:
        minutes: how long it may take by the clock, from its turn: `CYNNYDD_PAPER_MINUTES`.
        memory_mb: how much memory its process may use, in MiB: `CYNNYDD_PAPER_MEMORY_MB`.
    """

    minutes: int = 10
    memory_mb: int = 2048

    @classmethod
    def from_environment(cls) -> "MakingLimits":
        """Return the limits in the environment of this process; a value that is no number above 0 changes nothing."""
        return cls(
            _number("CYNNYDD_PAPER_MINUTES", cls().minutes),
            _number("CYNNYDD_PAPER_MEMORY_MB", cls().memory_mb),
        )


class MakingFault(StrEnum):
    """Why a file was not made."""

    TOO_SLOW = "too-slow"
    TOO_MUCH_MEMORY = "too-much-memory"
    BROKE_OFF = "broke-off"
    PAPER = "paper"
    QUEUE_FULL = "queue-full"


class MakingError(Exception):
    """A file could not be made.

    Attributes:
        fault: why.
        limit: the limit that it met: minutes, MiB, or files that wait; "" for none.
        reason: what a paper says itself; "" for nothing.
    """

    def __init__(self, fault: MakingFault, *, limit: int = 0, reason: str = "") -> None:
        super().__init__(fault.value)
        self.fault, self.limit, self.reason = fault, limit, reason


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file, or the reason that a paper gives why it cannot be made."""

    content: bytes = b""
    reason: str | None = None


def make_in_process(work: Work, *, limits: MakingLimits | None = None) -> bytes:
    """Return the file that some work makes, from another process. Raises MakingError if it could not be made.

    The limits are those of the environment unless others are passed.
    """
    limits = limits or MakingLimits.from_environment()
    seconds, memory = limits.minutes * 60, limits.memory_mb * MEBIBYTE
    tables: list[pickle.PickleBuffer] = []
    pieces: list[bytes | memoryview] = [pickle.dumps(work, protocol=5, buffer_callback=tables.append)]
    pieces += [each.raw() for each in tables]
    sizes = [memoryview(each).nbytes for each in pieces]
    task = Task("components.making.process:make_file", MadeFile, {"sizes": sizes}, file_bytes=_LARGEST_WRITTEN)
    try:
        made = run_function(task, pieces, limits=ProcessLimits(memory, seconds, seconds, MAX_BYTES, _NICENESS))
    except WorkerError as error:
        if error.fault is WorkerFault.BROKE_OFF:
            _LOGGER.error("A file could not be made: %s.", error, extra={"fields": error.details})  # noqa: TRY400
        most = {WorkerFault.TOO_SLOW: limits.minutes, WorkerFault.TOO_MUCH_MEMORY: limits.memory_mb}
        raise MakingError(MakingFault[error.fault.name], limit=most.get(error.fault, 0)) from error
    if made.reason is not None:
        raise MakingError(MakingFault.PAPER, reason=made.reason)
    return made.content


def make_file(content: bytes, sizes: tuple[int, ...]) -> MadeFile:
    """Return the file that some pickled work makes: it and its tables are pieces of these sizes."""
    whole, pieces, start = memoryview(content), [], 0
    for size in sizes:
        pieces.append(bytearray(whole[start : start + size]))  # can be written to: the tables are made of them
        start += size
    work: Work = pickle.loads(pieces[0], buffers=pieces[1:])  # noqa: S301 - the server alone writes requests
    try:
        return MadeFile(work())
    except PaperError as error:
        return MadeFile(reason=str(error))


def _number(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip()
    return int(value) if value.isascii() and value.isdecimal() and int(value) > 0 else default
