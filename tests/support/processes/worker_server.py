"""Worker processes that are forked from one that has imported their modules: to import them takes ten times their work.

Tests of the worker itself start a new Python for each, as the dashboard does.
"""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
READING = ("loaders.pipeline", "loaders.returns.receive", "loaders.returns.read_return")
# The modules of both kinds of workers: one reads a file, without numpy, and one makes a file.
MAKING = ("components.making", "reports.registry", "loaders.canonical", "loaders.annotate")
CODE = "import sys; sys.path.insert(0, sys.argv[1]); from tests.support.processes.worker_server import serve; serve()"
SERVERS: list[subprocess.Popen[bytes]] = []
SETTINGS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"} | {
    name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ
}


class ForkedWorker:
    """A worker, with what `loaders.worker.run` uses of a process: its pipes, its end and its exit status."""

    def __init__(self, server):
        (request, writable), (readable, answer), (status, exit_status) = (os.pipe() for _ in range(3))
        self.stdin, self.stdout = os.fdopen(writable, "wb"), os.fdopen(readable, "rb")
        self._status = os.fdopen(status, "rb")
        socket.send_fds(server, [b"."], [request, answer, exit_status])
        for each in (request, answer, exit_status):
            os.close(each)
        self.pid, self.returncode = int(self._status.readline()), None

    def wait(self):
        """Wait until it has ended, and return its exit status."""
        if self.returncode is None:
            self.returncode = int(self._status.readline())
            self._status.close()
        return self.returncode

    def kill(self):
        """End it at once, if it runs."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


def start_worker(limits):
    """Start a worker with these limits, in place of `loaders.worker.run`."""
    return ForkedWorker(_server(bool(limits.left_out)))


@cache
def _server(is_reading):
    """Return the socket of a server of this test run; it ends with the other end."""
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-I", "-c", CODE, str(ROOT), str(theirs.fileno()), "reading" if is_reading else "making"]
    started = subprocess.Popen(
        command,
        cwd=ROOT,
        env=SETTINGS,
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    SERVERS.append(started)
    theirs.close()
    return ours


def serve():
    """Fork a worker for each message that has the ends of its pipes, until the other end is closed."""
    connection, kind = socket.socket(fileno=int(sys.argv[2])), sys.argv[3]
    if kind == "reading":
        sys.modules["numpy"] = None  # type: ignore[assignment]
    for name in READING if kind == "reading" else MAKING:
        __import__(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who wait for the workers
    while True:
        _message, pipes, _flags, _address = socket.recv_fds(connection, 1, 3)
        if not pipes:
            return
        if os.fork() == 0:
            connection.close()
            _watch(*pipes)
        for each in pipes:
            os.close(each)


def _watch(request, answer, exit_status):
    """Fork the worker, say which process it is, and how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    worker = os.fork()
    if worker == 0:
        os.close(exit_status)
        _work(request, answer)
    os.close(request)
    os.close(answer)
    os.write(exit_status, b"%d\n" % worker)
    _worker, status = os.waitpid(worker, 0)
    os.write(exit_status, b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def _work(request, answer):
    from loaders.worker.child import main  # noqa: PLC0415 - the tests that start workers need it no more than the server

    for pipe, place in ((request, 0), (answer, 1)):
        os.dup2(pipe, place)
        os.close(pipe)
    status = 1
    try:
        main()
        sys.stdout.flush()
        status = 0
    finally:
        os._exit(status)
