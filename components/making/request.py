"""The request to a process that makes a file: what to do and with which tables, without copying the tables.

It is one line of JSON with the limits and the size of each piece, and then the pieces: the pickled work, and the memory
of its tables as it is (PEP 574). The server alone writes requests: what a process answers is never unpickled.
"""

import json
import os
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, Any, cast

from loaders.worker.fork_server import Program
from loaders.worker.process import prepare_workers

Work = Callable[[], bytes]
"""Makes a file: a function of a module with its arguments (`functools.partial`), which another process can run."""
TASK = "components.making.task"
MAKERS = Program(
    modules=(
        TASK,
        "loaders.canonical",
        "reports.calendar_file.ics",
        "reports.excel.workbook",
        "reports.feeds",
        "reports.pdf.document",
        "reports.powerpoint.deck",
        "reports.registry",
        "reports.returns.package",
        "reports.returns.reminders",
        "reports.word.document",
    ),
    niceness=5,
)
"""What makes papers; readers of the pages go first where the processor is short."""
MEBIBYTE = 2**20


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


def write_request(work: Work, limits: MakingLimits) -> list[bytes | memoryview]:
    """Return a request in pieces, in the order in which they are written."""
    tables: list[pickle.PickleBuffer] = []
    pieces: list[bytes | memoryview] = [pickle.dumps(work, protocol=5, buffer_callback=tables.append)]
    pieces += [each.raw() for each in tables]
    sizes = [memoryview(each).nbytes for each in pieces]
    first = {"memory": limits.memory_mb * MEBIBYTE, "seconds": limits.minutes * 60, "sizes": sizes}
    return [json.dumps(first).encode() + b"\n", *pieces]


def read_limits(source: IO[bytes]) -> Mapping[str, Any]:
    """Return the first line of a request."""
    return cast("Mapping[str, Any]", json.loads(source.readline()))


def read_work(source: IO[bytes], first: Mapping[str, Any]) -> Work:
    """Return the work of a request, whose first line was read."""
    pickled, *tables = [_read(source, size) for size in first["sizes"]]
    return cast("Work", pickle.loads(pickled, buffers=tables))  # noqa: S301 - the server alone writes requests


def prepare_making() -> None:
    """Start the process that papers are made from, so that the first paper need not wait for its imports."""
    prepare_workers(MAKERS)


def _read(source: IO[bytes], size: int) -> bytearray:
    """Return so many bytes, which can be written to: the tables are made of them."""
    content = bytearray(source.read(size))
    if len(content) != size:
        raise EOFError("the request ends too early")
    return content


def _number(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip()
    return int(value) if value.isascii() and value.isdecimal() and int(value) > 0 else default
