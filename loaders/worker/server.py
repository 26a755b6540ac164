"""The worker process that reads one workbook and ends: the request is on standard input, the answer on standard output.

The request is one line of JSON, then the bytes of the workbook. Each line of the answer is one JSON object: lines of
`progress`, then one with the `reading`, or with `refused`.
"""

import gc
import json
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from loaders.options import ReadOptions, options_from_dict
from loaders.progress import Progress
from loaders.security.limits import Limits
from loaders.worker.resource_limits import limit_process
from loaders.worker.serialise import reading_to_json
from model.issues.issue import WorkbookError

PROGRESS_SECONDS = 0.2
"""The least time between two lines of progress."""

AnswerRequest = Callable[[Mapping[str, Any], bytes, Limits], dict[str, Any]]
"""Returns the answer for the request, the bytes of the workbook, and the limits."""


def main() -> None:
    """Answer the request on the standard input."""
    serve_request(_load_reader)


def serve_request(load: Callable[[], AnswerRequest], *, max_file_bytes: int = 0) -> None:
    """Answer the request on the standard input by the function that `load` returns after its imports.

    `max_file_bytes` is the largest size of a file that it writes.
    """
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl imports it if it can, and starts faster without
    answer_request = load()
    gc.disable()  # this process keeps its millions of values until it ends: garbage collection finds nothing
    source = sys.stdin.buffer
    request = json.loads(source.readline())
    limits = Limits(**request["limits"])
    limit_process(memory=limits.memory_bytes, seconds=request["seconds"], max_file_bytes=max_file_bytes)
    try:
        _write_line(answer_request(request, source.read(), limits))
    except WorkbookError as refusal:
        _write_line({"refused": [refusal.code, dict(refusal.details)]})
    except MemoryError:
        _write_line({"refused": ["reading-too-much-memory", {"limit": str(limits.memory_bytes >> 20)}]})


def request_options(request: Mapping[str, Any]) -> ReadOptions:
    """Return the read options of a request."""
    return options_from_dict(request["options"])


def _load_reader() -> AnswerRequest:
    from loaders.pipeline import read_workbook  # noqa: PLC0415 - only the process that reads needs the readers

    def read(request: Mapping[str, Any], content: bytes, limits: Limits) -> dict[str, Any]:
        options, progress = request_options(request), ProgressWriter()
        reading = read_workbook(content, name=request["name"], limits=limits, options=options, progress=progress)
        return {"reading": reading_to_json(reading)}

    return read


class ProgressWriter:
    """Writes lines of progress, but not more often than a person can read them."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        """Write the progress, unless the last line was written too recently."""
        now = time.monotonic()
        if now - self._last >= PROGRESS_SECONDS:
            self._last = now
            _write_line({"progress": [progress.stage, progress.sheet, progress.percent]})


def _write_line(line: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(line).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()
