"""Run a function in a process of its own, so that a harmful file, or long work, can harm nothing but that process.

It is a new Python that imports only what the function needs; it inherits nothing of the caller, settings included. Its
answer is JSON, taken in by declared types: a compromised process can return a wrong tracker and nothing more.
"""

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from threading import Thread, Timer
from time import monotonic
from typing import IO, Generic

from loaders.progress import Progress, ProgressCallback, no_progress
from loaders.security import MEBIBYTE, Limits, check_size, is_paper_name
from loaders.worker.child import OUT_OF_TIME_ON_WINDOWS
from loaders.worker.typed_json import Answer, from_json, to_json
from model.tracker.reading import WorkbookError

_ROOT = Path(__file__).resolve().parents[2]
_BOOTSTRAP_CODE = "import sys; sys.path.insert(0, sys.argv[1]); from loaders.worker.child import main; main()"
_PASSED_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP")
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
_TIMEOUT_EXIT_CODES = {-getattr(signal, "SIGXCPU", 0), OUT_OF_TIME_ON_WINDOWS} - {0}
# What openpyxl imports if it can, and starts faster without.
_SLOW_IMPORTS = ("numpy",)


class WorkerFault(StrEnum):
    """Why a process gave no answer, as the code of a refusal; the last: it failed, or wrote no answer or too much."""

    TOO_SLOW = "reading-too-slow"
    TOO_MUCH_MEMORY = "reading-too-much-memory"
    BROKE_OFF = "reading-broke-off"


class WorkerError(Exception):
    """The process gave no answer: why, in words for the log, and details without the text of the file."""

    def __init__(self, fault: WorkerFault, reason: str = "", **details: str) -> None:
        super().__init__(reason or str(fault))
        self.fault, self.details = fault, details


@dataclass(frozen=True, slots=True)
class Task(Generic[Answer]):
    """A function that a process runs for some bytes.

    Attributes:
        function: where it stands, as `module:name`; its first argument are the bytes.
        kind: the type that it returns.
        arguments: its other arguments by name; one named `progress` it has from the process.
        time_factor: how many times as long as reading a file it may take.
        file_bytes: the largest size of a file that it writes.
    """

    function: str
    kind: type[Answer]
    arguments: Mapping[str, object]
    time_factor: int = 1
    file_bytes: int = 0


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """What a process may use.

    Attributes:
        memory: in bytes.
        seconds: the time of the processor.
        clock: the time by the clock, in seconds.
        answer: how many bytes it may write to its standard output.
        niceness: how much others go first where the processor is short: 0 for not at all, at most 19.
        left_out: the modules that an import finds missing.
    """

    memory: int
    seconds: int
    clock: float
    answer: int
    niceness: int = 0
    left_out: tuple[str, ...] = ()


def run_on_file(
    task: Task[Answer], content: bytes, *, limits: Limits, progress: ProgressCallback = no_progress
) -> Answer:
    """Return what a task returns for the bytes of a file, with the limits as a further argument.

    Raises WorkbookError if it refuses the file, takes too long, fails, or gives no valid answer; its detail `paper` is
    the argument `name` where that is the name of a paper.
    """
    seconds = task.time_factor * (limits.seconds + limits.seconds_per_megabyte * len(content) // MEBIBYTE)
    clock = 5 * task.time_factor + 2 * seconds  # a busy machine shares its processor
    allowed = ProcessLimits(limits.memory_bytes, seconds, clock, limits.memory_bytes, left_out=_SLOW_IMPORTS)
    task = replace(task, arguments={**task.arguments, "limits": limits})
    with name_paper(str(task.arguments.get("name", ""))):
        check_size(len(content), limits=limits)
        try:
            return run_function(task, content, limits=allowed, progress=progress)
        except WorkerError as error:
            most = {WorkerFault.TOO_SLOW: seconds, WorkerFault.TOO_MUCH_MEMORY: limits.memory_bytes >> 20}
            details = {"limit": str(most[error.fault])} if error.fault in most else {}
            raise WorkbookError(error.fault, **details) from error


@contextmanager
def name_paper(name: str) -> Iterator[None]:
    """Add the file name as `paper` to each WorkbookError raised within, if it is that of a paper."""
    try:
        yield
    except WorkbookError as refusal:
        if is_paper_name(name):
            refusal.details["paper"] = name
        raise


def run_function(
    task: Task[Answer], content: bytes, *, limits: ProcessLimits, progress: ProgressCallback = no_progress
) -> Answer:
    """Return what a task returns for some bytes, from a process of its own, which has ended in any case.

    Raises WorkbookError where the function does, and WorkerError where it gives no answer.
    """
    called = {"function": task.function, "arguments": task.arguments, "file_bytes": task.file_bytes}
    request = to_json({**called, "limits": limits}) + b"\n"
    last: Answer | Progress | Exception | None = None
    with closing(_answer_lines((request, content), limits)) as lines:
        for line in lines:
            last = _parse_line(line, task.kind)
            if isinstance(last, Progress):
                progress(last)
    if last is None or isinstance(last, Progress):
        raise WorkerError(WorkerFault.BROKE_OFF, "it gave no answer")
    if isinstance(last, Exception):
        raise last
    return last


def _parse_line(line: bytes, kind: type[Answer]) -> Answer | Progress | Exception:
    """Return what a line says: progress, the answer, or an error to raise."""
    is_collecting = gc.isenabled()
    gc.disable()  # a large answer has much to walk through, and no garbage
    try:
        word, _, value = line.partition(b" ")
        if word == b"answer":
            return from_json(value, kind)
        if word == b"progress":
            return from_json(value, Progress)
        if word == b"refused":
            return from_json(value, WorkbookError)
        failure = from_json(value, dict[str, str])
        fault = WorkerFault.TOO_MUCH_MEMORY if "memory" in failure else WorkerFault.BROKE_OFF
        return WorkerError(fault, "the function failed", **failure)
    except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError):
        return WorkerError(WorkerFault.BROKE_OFF, "it wrote no valid answer")
    finally:
        if is_collecting:
            gc.enable()


def _answer_lines(request: Sequence[bytes], limits: ProcessLimits) -> Generator[bytes, None, None]:
    """Yield the lines that the process writes. Raises WorkerError after the last, where it ended badly."""
    try:
        process = _start_process(limits)
    except OSError as unable:
        raise WorkerError(WorkerFault.BROKE_OFF, "its process could not be started") from unable
    begun, clock = monotonic(), Timer(limits.clock, process.kill)
    clock.daemon = True
    sender = Thread(target=_send, args=(process.stdin, request), daemon=True)
    try:
        clock.start()
        sender.start()
        most = limits.answer
        while process.stdout is not None and (line := process.stdout.readline(most + 1)):
            most -= len(line)
            if most < 0:
                raise WorkerError(WorkerFault.BROKE_OFF, "it wrote more than it may")
            yield line
        process.wait()
    finally:
        clock.cancel()
        process.kill()
        process.wait()
        sender.join()
        if process.stdout is not None:
            process.stdout.close()
    if monotonic() - begun >= limits.clock or process.returncode in _TIMEOUT_EXIT_CODES:
        raise WorkerError(WorkerFault.TOO_SLOW)
    if process.returncode != 0:
        raise WorkerError(WorkerFault.BROKE_OFF, f"the process ended with exit status {process.returncode}")


def _start_process(limits: ProcessLimits) -> "subprocess.Popen[bytes]":
    """Start a new Python that inherits nothing."""
    flags = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) if limits.niceness else 0
    return subprocess.Popen(  # noqa: S603 - this Python, and constant arguments
        [sys.executable, "-I", "-c", _BOOTSTRAP_CODE, str(_ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env=_ONE_THREAD | {name: os.environ[name] for name in _PASSED_ENVIRONMENT if name in os.environ},
        creationflags=flags | getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _send(pipe: IO[bytes] | None, request: Sequence[bytes]) -> None:
    """Write the request; if the process has ended before it read all of it, its exit code shows why."""
    if pipe is not None:
        with suppress(OSError), pipe:
            pipe.writelines(request)
