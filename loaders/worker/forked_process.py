"""A worker process that a fork server forks: it starts in milliseconds, because its program is imported already.

A process has one fork server for each program. It is started by the first worker, or before.
"""

import atexit
import os
import socket
import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import IO

from loaders.worker.fork_server import EXIT_CODE, STARTED, Program

HAS_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")
"""Whether this system can fork a process and pass it open files: not Windows."""
_BOOTSTRAP_CODE = """
import gc
import sys
gc.disable()
sys.path.insert(0, sys.argv[1])
from loaders.worker.fork_server import main
main(int(sys.argv[2]), *sys.argv[3:])
"""
_ROOT = Path(__file__).resolve().parents[2]
_KILLED = -9
StartPython = Callable[..., "subprocess.Popen[bytes]"]
"""Starts a new Python that inherits nothing, with the options of `subprocess.Popen`."""


class ForkedProcess:
    """A worker process, with what is used of `subprocess.Popen`."""

    def __init__(self, standard_input: int, standard_output: int, status: socket.socket) -> None:
        self.stdin: IO[bytes] | None = os.fdopen(standard_input, "wb")
        self.stdout: IO[bytes] | None = os.fdopen(standard_output, "rb")
        self.returncode: int | None = None
        self._status = status

    def kill(self) -> None:
        """Kill the process, if it has not ended."""
        try:
            self._status.shutdown(socket.SHUT_WR)
        except OSError:
            return

    def wait(self) -> int:
        """Wait until the process has ended, and return its exit code: negative for a signal."""
        if self.returncode is None:
            with self._status:
                code = self._status.recv(EXIT_CODE.size, socket.MSG_WAITALL)
            self.returncode = EXIT_CODE.unpack(code)[0] if len(code) == EXIT_CODE.size else _KILLED
        return self.returncode


class ForkServer:
    """The fork server of a program in this process, started when it is needed, and again where it has ended."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._lock = Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def prepare(self, start_python: StartPython) -> None:
        """Start the fork server, so that its imports are done when the first worker is needed."""
        with self._lock:
            self._connected(start_python)

    def fork(self, root: Path, module: str, start_python: StartPython) -> ForkedProcess:
        """Return a running worker process. Raises OSError where there cannot be one."""
        with self._lock:
            try:
                return _request_worker(self._connected(start_python), root, module)
            except OSError:
                self.end()
                return _request_worker(self._connected(start_python), root, module)

    def _connected(self, start_python: StartPython) -> socket.socket:
        if self._control is None:
            ours, theirs = socket.socketpair()
            with theirs:
                program = self._program
                imports = [",".join(program.modules), ",".join(program.left_out), str(program.niceness)]
                self._process = start_python(
                    ["-c", _BOOTSTRAP_CODE, str(_ROOT), str(theirs.fileno()), *imports],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    pass_fds=(theirs.fileno(),),
                )
            self._control = ours
        return self._control

    def end(self) -> None:
        """End the fork server with its workers, and wait for it: the system counts what they used as this process's."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._control = self._process = None


def _request_worker(control: socket.socket, root: Path, module: str) -> ForkedProcess:
    """Ask the fork server for a worker process and wait until it runs. Raises OSError if the server has ended."""
    with ExitStack() as theirs, ExitStack() as ours:
        child_input, our_input = os.pipe()
        our_output, child_output = os.pipe()
        our_status, child_status = socket.socketpair()
        for descriptor in (child_input, child_output):
            theirs.callback(os.close, descriptor)
        for descriptor in (our_input, our_output):
            ours.callback(os.close, descriptor)
        theirs.enter_context(child_status)
        ours.enter_context(our_status)
        socket.send_fds(control, [f"{root}\0{module}".encode()], [child_input, child_output, child_status.fileno()])
        if control.recv(len(STARTED)) != STARTED:
            raise ConnectionError("the fork server has ended")
        ours.pop_all()
        return ForkedProcess(our_input, our_output, our_status)


def fork_server(program: Program) -> ForkServer:
    """Return the fork server of a program, one for each process."""
    return _servers.setdefault(program, ForkServer(program))


_servers: dict[Program, ForkServer] = {}


def _end_servers() -> None:
    for server in _servers.values():
        server.end()


if HAS_FORK:
    os.register_at_fork(after_in_child=_servers.clear)
    atexit.register(_end_servers)
