"""The process that reads one workbook and ends: a request comes in by its standard input, the answer goes out.

The request is one line of JSON, then the bytes of the workbook. Each line of the answer is one JSON object: lines of
`progress`, then one with the `reading`, or with `refused`.
"""

import gc
import json
import sys
import time
from typing import Any

from loaders.limits import Limits
from loaders.options import ReadOptions
from loaders.process_limits import limit_process
from loaders.progress import Progress
from loaders.reading_json import reading_object
from model.issue import WorkbookError

_BETWEEN = 0.2  # seconds between two lines of progress


def main() -> None:
    """Answer the request on the standard input."""
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl looks for it, needs it not, and starts faster
    from loaders.read import read_workbook  # noqa: PLC0415 - only the process that reads needs the readers

    gc.disable()  # this process makes millions of values, keeps them all and ends: looking for garbage finds none
    source = sys.stdin.buffer
    request = json.loads(source.readline())
    limits = Limits(**request["limits"])
    limit_process(memory=limits.memory_bytes, seconds=request["seconds"])
    options = ReadOptions(**{**request["options"], "scale": _words(request["options"]["scale"])})
    try:
        content = source.read()
        reading = read_workbook(content, name=request["name"], limits=limits, options=options, progress=_Teller())
        _answer({"reading": reading_object(reading)})
    except WorkbookError as refusal:
        _answer({"refused": [refusal.code, dict(refusal.details)]})
    except MemoryError:
        _answer({"refused": ["reading-too-much-memory", {"limit": str(limits.memory_bytes >> 20)}]})


class _Teller:
    """Writes progress, but not more often than a person can read it."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._last >= _BETWEEN:
            self._last = now
            _answer({"progress": [progress.stage, progress.sheet, progress.percent]})


def _words(scale: list[str] | None) -> tuple[str, ...] | None:
    return None if scale is None else tuple(scale)


def _answer(line: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(line).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()
