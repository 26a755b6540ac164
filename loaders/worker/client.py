"""Read a workbook in a worker process, so that a harmful file can harm nothing but that process.

The answer is JSON and is validated: a compromised worker can return a wrong tracker and nothing more.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from loaders.options import NO_OPTIONS, ReadOptions
from loaders.papers.line import is_paper_name
from loaders.progress import Progress, ProgressCallback, no_progress
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.security.package import check_size, read_file
from loaders.worker.process import WorkerFailedError, WorkerTimeoutError, run_worker
from loaders.worker.serialise import reading_from_json
from model.issues.issue import WorkbookError
from model.issues.issue_codes import FILE_FAULTS
from model.tracker.reading import Reading
from model.versions.version import Candidate

_WORKER_MODULE = "loaders.worker.server"
_INVALID_ANSWER_ERRORS = (ArithmeticError, LookupError, TypeError, ValueError, RecursionError)
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class WorkerTask:
    """A task for a worker process, about one workbook.

    Attributes:
        module: the module whose `main` answers: it reads one line of JSON and then the bytes of the workbook.
        request: the content of its line of JSON, apart from the limits.
        time_factor: how many times as long as reading the workbook it may take.
    """

    module: str
    request: Mapping[str, Any] = field(default_factory=dict)
    time_factor: int = 1


def read_in_worker(
    file: Path | bytes,
    *,
    name: str = "",
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: ProgressCallback = no_progress,
) -> Reading:
    """Return the content of a workbook and its issues, as `read_workbook` does, from a worker process.

    Raises WorkbookError if the file cannot be used, also if reading it takes too long or fails.

    Args:
        file: the path of a workbook, or its uploaded bytes.
        name: the file's name, needed for bytes only.
        limits: how large a workbook may be, and how much reading it may take.
        options: what a person confirmed about it.
        progress: called with the progress of reading, a few times a second.
    """
    file_name = name or (file.name if isinstance(file, Path) else "")
    task = WorkerTask(_WORKER_MODULE, {"name": file_name, "options": asdict(options)})
    with paper_named_in_refusals(file_name):
        content = read_file(file, limits=limits) if isinstance(file, Path) else file
        return run_task(
            task, content, lambda answer: reading_from_json(answer["reading"]), limits=limits, progress=progress
        )


def run_task(
    task: WorkerTask,
    content: bytes,
    parse_answer: Callable[[Mapping[str, Any]], Answer],
    *,
    limits: Limits = DEFAULT_LIMITS,
    progress: ProgressCallback = no_progress,
) -> Answer:
    """Return the answer of a worker process to a task about a workbook, as parsed by `parse_answer`.

    Raises WorkbookError if the worker refuses the file, takes too long, fails, or gives no valid answer.
    """
    check_size(len(content), limits=limits)
    seconds = task.time_factor * limits.processor_seconds(len(content))
    request = json.dumps({"limits": asdict(limits), "seconds": seconds, **task.request})
    lines = run_worker(
        task.module,
        request.encode() + b"\n" + content,
        seconds=task.time_factor * limits.clock_seconds(len(content)),
        max_bytes=limits.memory_bytes,
    )
    answer: Answer | Progress | WorkbookError | None = None
    try:
        with closing(lines):
            for line in lines:
                answer = _parse_line(line, parse_answer)
                if isinstance(answer, Progress):
                    progress(answer)
    except WorkerTimeoutError as late:
        raise WorkbookError("reading-too-slow", limit=str(seconds)) from late
    except WorkerFailedError as failed:
        raise WorkbookError("reading-broke-off") from failed
    if answer is None or isinstance(answer, Progress):
        raise WorkbookError("reading-broke-off")
    if isinstance(answer, WorkbookError):
        raise answer
    return answer


def _parse_line(line: bytes, parse_answer: Callable[[Mapping[str, Any]], Answer]) -> Answer | Progress | WorkbookError:
    """Return the content of a line: the answer, a refusal, or progress. An invalid line counts as a failed worker."""
    try:
        message: dict[str, Any] = json.loads(line)
        if "progress" in message:
            stage, sheet, percent = message["progress"]
            return Progress(str(stage), str(sheet), int(percent))
        return parse_refusal(*message["refused"]) if "refused" in message else parse_answer(message)
    except _INVALID_ANSWER_ERRORS:
        return WorkbookError("reading-broke-off")


def parse_refusal(code: str, details: dict[str, str]) -> WorkbookError:
    """Return the refusal of a worker. Raises ValueError if it is not valid."""
    if code not in FILE_FAULTS or not all(isinstance(value, str) for value in details.values()):
        raise ValueError("not a known refusal")
    return WorkbookError(code, **details)


@contextmanager
def paper_named_in_refusals(name: str) -> Iterator[None]:
    """Add the file name as `paper` to each WorkbookError raised within, if it is that of a paper."""
    try:
        yield
    except WorkbookError as refusal:
        if is_paper_name(name):
            refusal.details["paper"] = name
        raise


def read_candidate(
    file: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: ProgressCallback = no_progress,
) -> Candidate:
    """Return a workbook, read in a worker process, with exactly the bytes that were read.

    Raises WorkbookError if the file is missing or cannot be used.
    """
    content = read_file(file, limits=limits)
    reading = read_in_worker(content, name=file.name, limits=limits, options=options, progress=progress)
    return Candidate(reading=reading, original=content)
