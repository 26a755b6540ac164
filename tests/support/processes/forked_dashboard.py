"""The dashboard in a process that is forked from one that has imported most of it.

`tests/test_start.py`, the tests of the guard's start and the benchmarks start it as everybody does.
"""

import ctypes
import os
import runpy
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parents[3]
_DROP_FROM_BOUNDS, _VERSION_3, _OVERRIDE_PERMISSIONS = 24, 0x20080522, 1


def run_dashboard(connection: Connection, port: int, environment: dict[str, str], log: str) -> None:
    """Run the dashboard on a port until the process is ended, or whoever started it; its output goes into a file."""
    os.environ.clear()
    os.environ.update(environment, CYNNYDD_PORT=str(port))
    os.chdir(ROOT)
    with Path(log).open("ab") as output:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(output.fileno(), stream.fileno())
    if sys.platform == "linux":
        _obey_permissions()
    Thread(target=_end_after, args=(connection,), daemon=True).start()
    sys.path.insert(0, str(ROOT))
    runpy.run_path("dashboard.py", run_name="__main__")


def _end_after(connection: Connection) -> None:
    """End this process where the other end of a connection is closed."""
    with suppress(EOFError, OSError):
        connection.recv()
    os.kill(os.getpid(), signal.SIGTERM)


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("process", ctypes.c_int))


class _Rights(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint32) for name in ("effective", "permitted", "inheritable"))


def _obey_permissions() -> None:
    """Let a server that root starts be bound by the permissions of files and folders, as any other is."""
    system, header, rights = ctypes.CDLL(None), _Header(_VERSION_3, 0), (_Rights * 2)()
    system.prctl(_DROP_FROM_BOUNDS, _OVERRIDE_PERMISSIONS, 0, 0, 0)
    system.capget(ctypes.byref(header), rights)
    for kind in ("effective", "permitted"):
        setattr(rights[0], kind, getattr(rights[0], kind) & ~(1 << _OVERRIDE_PERMISSIONS))
    system.capset(ctypes.byref(header), rights)
