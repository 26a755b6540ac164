"""Reading a workbook in a process of its own, so that a harmful one harms nothing but that process.

What comes back is JSON, and it is checked: a process that was taken over can tell a wrong tracker and no more.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from loaders.options import NO_OPTIONS, ReadOptions
from loaders.progress import Progress, ProgressCallback, no_progress
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.security.package import check_size, read_file
from loaders.worker.process import BrokenOffError, OutOfTimeError, run_isolated
from loaders.worker.serialise import reading_of
from model.issues.issue import WorkbookError
from model.issues.issue_codes import FILE_FAULTS
from model.tracker.reading import Reading
from model.versions.version import Candidate

_CHILD = "loaders.worker.server"
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Task:
    """What a process of its own is asked about a workbook.

    Attributes:
        child: the module whose `main` answers: it reads one line of JSON and then the bytes of the workbook.
        asked: what its line of JSON holds, beside the limits.
        effort: how many times as long as reading it may take.
    """

    child: str
    asked: Mapping[str, Any] = field(default_factory=dict)
    effort: int = 1


_GARBAGE = (ArithmeticError, LookupError, TypeError, ValueError, RecursionError)


def read_isolated(
    file: Path | bytes,
    *,
    name: str = "",
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: ProgressCallback = no_progress,
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
    named = name or (file.name if isinstance(file, Path) else "")
    task = Task(_CHILD, {"name": named, "options": asdict(options)})
    with telling_papers(named):
        content = read_file(file, limits=limits) if isinstance(file, Path) else file
        return ask_isolated(task, content, lambda told: reading_of(told["reading"]), limits=limits, progress=progress)


def ask_isolated(
    task: Task,
    content: bytes,
    understood: Callable[[Mapping[str, Any]], Answer],
    *,
    limits: Limits = DEFAULT_LIMITS,
    progress: ProgressCallback = no_progress,
) -> Answer:
    """Return what a process of its own answers about a workbook, as `understood` makes it of what the process tells.

    Raises WorkbookError where the process refuses the file, took too long, broke off, or told nothing that is
    understood.
    """
    check_size(len(content), limits=limits)
    seconds = task.effort * limits.processor_seconds(len(content))
    request = json.dumps({"limits": asdict(limits), "seconds": seconds, **task.asked})
    lines = run_isolated(
        task.child,
        request.encode() + b"\n" + content,
        seconds=task.effort * limits.clock_seconds(len(content)),
        most=limits.memory_bytes,
    )
    answer: Answer | Progress | WorkbookError | None = None
    try:
        with closing(lines):
            for line in lines:
                answer = _understood(line, understood)
                if isinstance(answer, Progress):
                    progress(answer)
    except OutOfTimeError as late:
        raise WorkbookError("reading-too-slow", limit=str(seconds)) from late
    except BrokenOffError as broken:
        raise WorkbookError("reading-broke-off") from broken
    if answer is None or isinstance(answer, Progress):
        raise WorkbookError("reading-broke-off")
    if isinstance(answer, WorkbookError):
        raise answer
    return answer


def _understood(line: bytes, understood: Callable[[Mapping[str, Any]], Answer]) -> Answer | Progress | WorkbookError:
    """Return what a line says: the answer, why there is none, or how far it has come."""
    try:
        told: dict[str, Any] = json.loads(line)
        if "progress" in told:
            stage, sheet, percent = told["progress"]
            return Progress(str(stage), str(sheet), int(percent))
        return _refusal(*told["refused"]) if "refused" in told else understood(told)
    except _GARBAGE:
        return WorkbookError("reading-broke-off")


def _refusal(code: str, details: dict[str, str]) -> WorkbookError:
    if code not in FILE_FAULTS or not all(isinstance(value, str) for value in details.values()):
        raise ValueError("not a refusal that is known")
    return WorkbookError(code, **details)


_ENDINGS = (".docx", ".doc", ".pdf", ".txt")


@contextmanager
def telling_papers(name: str) -> Iterator[None]:
    """Let each WorkbookError within say that it is about a `paper`, where a file has the name of one."""
    try:
        yield
    except WorkbookError as refusal:
        if name.casefold().endswith(_ENDINGS):
            refusal.details["paper"] = name
        raise


def candidate_of(
    file: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: ProgressCallback = no_progress,
) -> Candidate:
    """Return a workbook, read in a process of its own, with exactly the bytes that were read.

    Raises WorkbookError where the file is missing or cannot be used.
    """
    content = read_file(file, limits=limits)
    reading = read_isolated(content, name=file.name, limits=limits, options=options, progress=progress)
    return Candidate(reading=reading, original=content)
