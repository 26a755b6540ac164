"""The process that runs one function: the request is on its standard input, the answer on its standard output.

The request is one line of JSON, then the bytes that the function is about. Each line of the answer is a word, a space
and JSON: lines of `progress`, then one with the `answer`, or with what is `refused` or `failed`.

Before it looks at the bytes, it limits its own memory, processor time and files; on Windows a job object does. Where a
system ignores a limit (memory on macOS) or refuses to set it, the clock of the waiting process is the only limit.
"""

import gc
import json
import os
import sys
import time
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

from loaders.progress import Progress
from loaders.worker.typed_json import decode, to_json
from model.tracker.reading import WorkbookError

# The least time between two lines of progress.
PROGRESS_SECONDS = 0.2
# The exit status of a process whose job has used up its time (ERROR_NOT_ENOUGH_QUOTA).
OUT_OF_TIME_ON_WINDOWS = 1816
_ROOT = Path(__file__).resolve().parents[2]
_MOST_FRAMES = 20


def main() -> None:
    """Answer the request on the standard input: `loaders.worker.run` writes it."""
    gc.disable()  # a process that ends soon: garbage collection only costs time
    source = sys.stdin.buffer
    request = json.loads(source.readline())
    limits = request["limits"]
    for name in limits["left_out"]:
        sys.modules[name] = None  # type: ignore[assignment]
    module, _, name = request["function"].partition(":")
    function = getattr(import_module(module), name)  # before the limits, which let it write no compiled modules
    hints = get_type_hints(function)
    arguments = {name: decode(value, hints[name]) for name, value in request["arguments"].items()}
    if "progress" in hints:
        arguments["progress"] = _ProgressWriter()
    if limits["niceness"] and hasattr(os, "nice"):
        os.nice(limits["niceness"])
    limit_process(memory=limits["memory"], seconds=limits["seconds"], file_bytes=request["file_bytes"])
    try:
        answer = function(source.read(), **arguments)
        _write_line("answer", answer)
        os._exit(0)  # at once: to free all that was read only costs time
    except WorkbookError as refusal:
        _write_line("refused", refusal)
    except MemoryError:
        _write_line("failed", {"memory": "yes"})
    except Exception as error:  # noqa: BLE001 - whoever waits is told
        _write_line("failed", {"error": type(error).__name__, "traceback": _frames(error)})


class _ProgressWriter:
    """Writes lines of progress, but not more often than a person can read them."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._last >= PROGRESS_SECONDS:
            self._last = now
            _write_line("progress", progress)


def _write_line(word: str, value: object) -> None:
    sys.stdout.buffer.writelines((word.encode(), b" ", to_json(value), b"\n"))
    sys.stdout.buffer.flush()


def _frames(error: Exception) -> str:
    """Return where an error arose, without its text, which may quote a workbook."""
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    places = [Path(frame.filename).as_posix().removeprefix(f"{_ROOT.as_posix()}/") for frame in frames]
    return " > ".join(f"{p}:{frame.lineno} {frame.name}" for p, frame in zip(places, frames, strict=True))


if sys.platform == "win32":
    import ctypes
    import struct
    from ctypes import wintypes

    _PROCESS_TIME, _ACTIVE_PROCESS, _PROCESS_MEMORY = 0x2, 0x8, 0x100
    _NO_ERROR_BOX = 0x1 | 0x2
    # The number of the structure JOBOBJECT_EXTENDED_LIMIT_INFORMATION, and the types of its fields.
    _EXTENDED_LIMITS, _LAYOUT = 9, "qqINNINII6QNNNN"
    _TICKS = 10_000_000  # of 100 nanoseconds, in a second

    def limit_process(*, memory: int, seconds: int, file_bytes: int = 0) -> None:
        """Limit the memory (bytes) and processor time (seconds) of this process, and let it start no other process."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.SetErrorMode(_NO_ERROR_BOX)
        kernel.CreateJobObjectW.argtypes = (wintypes.LPVOID, wintypes.LPCWSTR)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, wintypes.LPVOID, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        flags = _PROCESS_TIME | _ACTIVE_PROCESS | _PROCESS_MEMORY
        limits = struct.pack(_LAYOUT, seconds * _TICKS, 0, flags, 0, 0, 1, *[0] * 9, memory, 0, 0, 0)
        job = kernel.CreateJobObjectW(None, None)
        kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, limits, len(limits))
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())

else:
    import resource

    _FILES = 64

    def limit_process(*, memory: int, seconds: int, file_bytes: int = 0) -> None:
        """Limit the memory (bytes) and processor time (seconds) of this process, and its files; it writes no core dump.

        `file_bytes` is the largest size of a file that it writes: usually 0.
        """
        wanted = (
            (resource.RLIMIT_AS, memory, memory),
            (resource.RLIMIT_CPU, seconds, seconds + 1),  # the first ends it with its own signal, SIGXCPU
            (resource.RLIMIT_FSIZE, file_bytes, file_bytes),
            (resource.RLIMIT_NOFILE, _FILES, _FILES),
            (resource.RLIMIT_CORE, 0, 0),
        )
        for limit, *values in wanted:
            _, current = resource.getrlimit(limit)
            soft, hard = values if current == resource.RLIM_INFINITY else (min(value, current) for value in values)
            with suppress(OSError, ValueError):
                resource.setrlimit(limit, (soft, hard))
