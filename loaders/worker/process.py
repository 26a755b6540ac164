"""Run a worker process for work that may be harmful or long: bytes in, lines out, limited in time and output.

It is a new Python that imports only what it needs; it inherits nothing from the caller, settings included. Where the
system can fork, it is a fork of such a Python, which has imported the program already and has done nothing.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from threading import Event, Thread, Timer
from typing import IO, Any

from loaders.worker.fork_server import READERS, Program
from loaders.worker.forked_process import HAS_FORK, ForkedProcess, fork_server
from loaders.worker.resource_limits import OUT_OF_TIME_ON_WINDOWS

_ROOT = Path(__file__).resolve().parents[2]
_BOOTSTRAP_CODE = """
import gc
import sys
from importlib import import_module
gc.disable()
sys.path.insert(0, sys.argv[1])
import_module(sys.argv[2]).main()
"""
"""The code of a worker process: without garbage collection, which finds nothing and slows down the imports."""
_PASSED_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP")
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""The settings by which numpy starts no threads: a process with threads must not fork."""
Request = bytes | Sequence[bytes | memoryview]
"""The content of a worker's standard input, in one piece or in several."""
WorkerProcess = ForkedProcess | subprocess.Popen[bytes]
_TIMEOUT_EXIT_CODES = {-getattr(signal, "SIGXCPU", 0), OUT_OF_TIME_ON_WINDOWS} - {0}


class WorkerTimeoutError(Exception):
    """The worker process took longer than it may."""


class WorkerFailedError(Exception):
    """The worker process ended before it was done, or wrote more than it may."""


def run_worker(
    module: str, request: Request, *, seconds: float, max_bytes: int, program: Program = READERS
) -> Generator[bytes, None, None]:
    """Yield the lines that a module's `main` writes to its standard output in answer to a request.

    Raises WorkerTimeoutError or WorkerFailedError after the last line. The process has ended in any case.

    Args:
        module: the module, which first limits its memory and processor time.
        request: the content of its standard input.
        seconds: how long it may take by the clock.
        max_bytes: how many bytes it may write in all.
        program: what a process that can fork has imported for it.
    """
    try:
        process = _start_worker(module, program)
    except OSError as unable:
        raise WorkerFailedError from unable
    late = Event()
    clock = Timer(seconds, _kill_late, (process, late))
    clock.daemon = True
    sender = Thread(target=_send_request, args=(process, request), daemon=True)
    try:
        clock.start()
        sender.start()
        yield from _read_lines(process, max_bytes)
        process.wait()
    finally:
        clock.cancel()
        process.kill()
        process.wait()
        sender.join()
        if process.stdout is not None:
            process.stdout.close()
    if late.is_set() or process.returncode in _TIMEOUT_EXIT_CODES:
        raise WorkerTimeoutError
    if process.returncode != 0:
        raise WorkerFailedError(f"the process ended with exit status {process.returncode}")


def prepare_workers(program: Program = READERS) -> None:
    """Import a program in the process that its workers are forked from, so that the first of them need not wait."""
    if HAS_FORK:
        fork_server(program).prepare(_start_python)


def _start_worker(module: str, program: Program) -> WorkerProcess:
    if HAS_FORK:
        return fork_server(program).fork(_ROOT, module, _start_python)
    arguments = ["-c", _BOOTSTRAP_CODE, str(_ROOT), module]
    flags = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) if program.niceness else 0
    return _start_python(arguments, flags=flags, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _start_python(arguments: list[str], *, flags: int = 0, **options: Any) -> "subprocess.Popen[bytes]":
    """Start a new Python that inherits nothing."""
    return subprocess.Popen(  # noqa: S603 - this Python, and constant arguments
        [sys.executable, "-I", *arguments],
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env=_ONE_THREAD | {name: os.environ[name] for name in _PASSED_ENVIRONMENT if name in os.environ},
        creationflags=flags | getattr(subprocess, "CREATE_NO_WINDOW", 0),
        **options,
    )


def _kill_late(process: WorkerProcess, late: Event) -> None:
    late.set()
    process.kill()


def _send_request(process: WorkerProcess, request: Request) -> None:
    """Write the request; if the process has ended before it read all of it, its exit code shows why."""
    pipe: IO[bytes] | None = process.stdin
    if pipe is None:
        return
    try:
        with pipe:
            pipe.writelines([request] if isinstance(request, bytes) else request)
    except OSError:
        return


def _read_lines(process: WorkerProcess, max_bytes: int) -> Iterator[bytes]:
    pipe = process.stdout
    left = max_bytes
    while pipe is not None and (line := pipe.readline(left + 1)):
        left -= len(line)
        if left < 0:
            raise WorkerFailedError
        yield line
