"""A process of its own for work on files that may be harmful: bytes go in, lines come out, and it cannot outstay.

It is a new Python that imports what it needs and nothing of the caller's, and knows none of its settings.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from threading import Event, Thread, Timer
from typing import IO

from loaders.worker.resource_limits import OUT_OF_TIME_ON_WINDOWS

_ROOT = Path(__file__).resolve().parents[2]
_START = """
import sys
from importlib import import_module
sys.path.insert(0, sys.argv[1])
import_module(sys.argv[2]).main()
"""
_KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP")
_OUT_OF_TIME = {-getattr(signal, "SIGXCPU", 0), OUT_OF_TIME_ON_WINDOWS} - {0}


class OutOfTimeError(Exception):
    """The process took longer than it may."""


class BrokenOffError(Exception):
    """The process ended before it was done, or told more than it may."""


def run_isolated(module: str, request: bytes, *, seconds: float, most: int) -> Generator[bytes, None, None]:
    """Yield the lines that a module's `main` writes to its standard output when it is sent a request.

    Raises OutOfTimeError or BrokenOffError, after the lines that came before. The process has ended in any case.

    Args:
        module: the module, which limits its own memory and processor time first of all.
        request: what it reads from its standard input.
        seconds: how long it may take by the clock.
        most: how many bytes it may write.
    """
    process = _start(module)
    late = Event()
    clock = Timer(seconds, _end, (process, late))
    clock.daemon = True
    feeder = Thread(target=_feed, args=(process, request), daemon=True)
    try:
        clock.start()
        feeder.start()
        yield from _lines(process, most)
        process.wait()
    finally:
        clock.cancel()
        process.kill()
        process.wait()
        feeder.join()
        if process.stdout is not None:
            process.stdout.close()
    if late.is_set() or process.returncode in _OUT_OF_TIME:
        raise OutOfTimeError
    if process.returncode != 0:
        raise BrokenOffError


def _start(module: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - this Python, and words that are written here
        [sys.executable, "-I", "-c", _START, str(_ROOT), module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env={name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _end(process: "subprocess.Popen[bytes]", late: Event) -> None:
    late.set()
    process.kill()


def _feed(process: "subprocess.Popen[bytes]", request: bytes) -> None:
    """Write the request; a process that has ended before it read all of it is told by its exit."""
    pipe: IO[bytes] | None = process.stdin
    if pipe is None:
        return
    try:
        with pipe:
            pipe.write(request)
    except OSError:
        return


def _lines(process: "subprocess.Popen[bytes]", most: int) -> Iterator[bytes]:
    pipe = process.stdout
    left = most
    while pipe is not None and (line := pipe.readline(left + 1)):
        left -= len(line)
        if left < 0:
            raise BrokenOffError
        yield line
