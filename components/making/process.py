"""Make a file in a process of its own, so that its processor time is not taken from readers of the pages."""

import json
import logging
from base64 import b64decode
from binascii import Error as Base64Error
from contextlib import closing
from enum import StrEnum

from components.making.request import MAKERS, TASK, MakingLimits, Work, write_request
from components.making.task import FAILED, MADE, MEMORY, PAPER
from loaders.worker.process import WorkerFailedError, WorkerTimeoutError, run_worker

MAX_BYTES = 256 * 2**20
"""The longest answer: a file of some 190 MB."""

_LOGGER = logging.getLogger("cynnydd.making")


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


def make_in_process(work: Work, *, limits: MakingLimits | None = None) -> bytes:
    """Return the file that some work makes, from another process. Raises MakingError if it could not be made.

    The limits are those of the environment unless others are passed.
    """
    limits = limits or MakingLimits.from_environment()
    request = write_request(work, limits)
    lines = run_worker(TASK, request, seconds=limits.minutes * 60, max_bytes=MAX_BYTES, program=MAKERS)
    try:
        with closing(lines):
            answer = b"".join(lines)
    except WorkerTimeoutError as late:
        raise MakingError(MakingFault.TOO_SLOW, limit=limits.minutes) from late
    except WorkerFailedError as failed:
        _LOGGER.warning(
            "A file could not be made: %s.", str(failed) or "its process could not be started or was cut off"
        )
        raise MakingError(MakingFault.BROKE_OFF) from failed
    return _content(answer, limits)


def _content(answer: bytes, limits: MakingLimits) -> bytes:
    """Return the file of an answer. Raises MakingError for a failure, and for what is no answer."""
    try:
        if answer.startswith(MADE):
            return b64decode(answer[len(MADE) : -1], validate=True)
        failure = json.loads(answer.removeprefix(FAILED))
        what, reason = failure["what"], str(failure.get("reason", ""))
    except (Base64Error, LookupError, TypeError, ValueError) as invalid:
        raise MakingError(MakingFault.BROKE_OFF) from invalid
    if what == MEMORY:
        raise MakingError(MakingFault.TOO_MUCH_MEMORY, limit=limits.memory_mb)
    if what == PAPER:
        raise MakingError(MakingFault.PAPER, reason=reason)
    fields = {name: failure.get(name) for name in ("error", "traceback")}
    _LOGGER.error("A file could not be made.", extra={"fields": fields})
    raise MakingError(MakingFault.BROKE_OFF)
