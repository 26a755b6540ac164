"""The process that reads one workbook and ends: a request comes in by its standard input, the answer goes out.

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
from loaders.worker.serialise import reading_object
from model.issues.issue import WorkbookError

_BETWEEN = 0.2  # seconds between two lines of progress
Work = Callable[[Mapping[str, Any], bytes, Limits], dict[str, Any]]
"""Makes the answer: of the request, the bytes of the workbook, and the limits it is held to."""


def main() -> None:
    """Answer the request on the standard input."""
    answer_with(_reader)


def answer_with(load: Callable[[], Work], *, writes: int = 0) -> None:
    """Answer the request on the standard input by what `load` returns, once it has imported what it needs.

    `writes` is how many bytes a file that it writes may have.
    """
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl looks for it, needs it not, and starts faster
    work = load()
    gc.disable()  # this process makes millions of values, keeps them all and ends: looking for garbage finds none
    source = sys.stdin.buffer
    request = json.loads(source.readline())
    limits = Limits(**request["limits"])
    limit_process(memory=limits.memory_bytes, seconds=request["seconds"], writes=writes)
    try:
        _answer(work(request, source.read(), limits))
    except WorkbookError as refusal:
        _answer({"refused": [refusal.code, dict(refusal.details)]})
    except MemoryError:
        _answer({"refused": ["reading-too-much-memory", {"limit": str(limits.memory_bytes >> 20)}]})


def options_of(request: Mapping[str, Any]) -> ReadOptions:
    """Return the options of a request."""
    return options_from_dict(request["options"])


def _reader() -> Work:
    from loaders.pipeline import read_workbook  # noqa: PLC0415 - only the process that reads needs the readers

    def read(request: Mapping[str, Any], content: bytes, limits: Limits) -> dict[str, Any]:
        options, progress = options_of(request), Teller()
        reading = read_workbook(content, name=request["name"], limits=limits, options=options, progress=progress)
        return {"reading": reading_object(reading)}

    return read


class Teller:
    """Writes progress, but not more often than a person can read it."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        """Tell how far reading has come, if it is time to."""
        now = time.monotonic()
        if now - self._last >= _BETWEEN:
            self._last = now
            _answer({"progress": [progress.stage, progress.sheet, progress.percent]})


def _answer(line: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(line).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()
