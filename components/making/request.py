"""The request to a process that makes a file: what to do and with which tables, without copying the tables.

It is one line of JSON with the limits and the size of each piece, and then the pieces: the pickled work, and the memory
of its tables as it is (PEP 574). The server alone writes requests: what a process answers is never unpickled.
"""

import json
import pickle
from collections.abc import Callable, Mapping
from typing import IO, Any, cast

from components.making.program import MEBIBYTE, MakingLimits

Work = Callable[[], bytes]
"""Makes a file: a function of a module with its arguments (`functools.partial`), which another process can run."""


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


def _read(source: IO[bytes], size: int) -> bytearray:
    """Return so many bytes, which can be written to: the tables are made of them."""
    content = bytearray(source.read(size))
    if len(content) != size:
        raise EOFError("the request ends too early")
    return content
