"""Reading a workbook in a process of its own, so that a harmful one harms nothing but that process.

What comes back is JSON, and it is checked: a process that was taken over can tell a wrong tracker and no more.
"""

import json
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from loaders.isolated_process import BrokenOffError, OutOfTimeError, run_isolated
from loaders.limits import DEFAULT_LIMITS, Limits
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.package import check_size, read_file
from loaders.progress import Progress, Tell, untold
from loaders.reading_json import reading_of
from model.issue import WorkbookError
from model.issue_codes import FILE_FAULTS
from model.reading import Reading

_CHILD = "loaders.isolated_child"
_GARBAGE = (ArithmeticError, LookupError, TypeError, ValueError, RecursionError)


def read_isolated(
    file: Path | bytes,
    *,
    name: str = "",
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: Tell = untold,
) -> Reading:
    """Return what a workbook holds and everything that is wrong with it, as `read_workbook` does.

    Raises WorkbookError where the file cannot be used, also where reading it took too long or broke off.

    Args:
        file: the path of a workbook, or its bytes as they were uploaded.
        name: the file's name, where only its bytes are given.
        limits: how large a workbook may be, and how much reading it may take.
        options: what a person confirmed about it.
        progress: told how far reading has come, a few times a second.
    """
    content = read_file(file, limits=limits) if isinstance(file, Path) else file
    check_size(len(content), limits=limits)
    seconds = limits.processor_seconds(len(content))
    request = {
        "name": name or (file.name if isinstance(file, Path) else ""),
        "limits": asdict(limits),
        "options": asdict(options),
        "seconds": seconds,
    }
    lines = run_isolated(
        _CHILD,
        json.dumps(request).encode() + b"\n" + content,
        seconds=limits.clock_seconds(len(content)),
        most=limits.memory_bytes,
    )
    answer: Reading | WorkbookError | None = None
    try:
        with closing(lines):
            for line in lines:
                answer = _understood(line, progress)
    except OutOfTimeError as late:
        raise WorkbookError("reading-too-slow", limit=str(seconds)) from late
    except BrokenOffError as broken:
        raise WorkbookError("reading-broke-off") from broken
    if answer is None:
        raise WorkbookError("reading-broke-off")
    if isinstance(answer, WorkbookError):
        raise answer
    return answer


def _understood(line: bytes, progress: Tell) -> Reading | WorkbookError | None:
    """Return what a line says: the reading, why there is none, or None where it only says how far it has come."""
    try:
        told: dict[str, Any] = json.loads(line)
        if "progress" in told:
            stage, sheet, percent = told["progress"]
            step = Progress(str(stage), str(sheet), int(percent))
        elif "refused" in told:
            return _refusal(*told["refused"])
        else:
            return reading_of(told["reading"])
    except _GARBAGE:
        return WorkbookError("reading-broke-off")
    progress(step)
    return None


def _refusal(code: str, details: dict[str, str]) -> WorkbookError:
    if code not in FILE_FAULTS or not all(isinstance(value, str) for value in details.values()):
        raise ValueError("not a refusal that is known")
    return WorkbookError(code, **details)
