"""Run the dashboard as a server process for a test."""

import os
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.error import URLError
from urllib.request import urlopen

from tests.support.processes.forked_dashboard import run_dashboard
from tests.support.processes.forking import start_process
from tests.support.processes.free_port import free_port

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class ServerProcess:
    """The process of a server, which is asked and ended as those of `subprocess` are."""

    process: BaseProcess
    connection: Connection

    @property
    def pid(self):
        return self.process.pid

    def poll(self):
        """Return its exit status; None while it runs."""
        return self.process.exitcode

    def wait(self, timeout=None):
        """Wait until it has ended; raises TimeoutExpired where it takes longer."""
        self.process.join(timeout)
        if self.process.is_alive():
            raise subprocess.TimeoutExpired("the dashboard", timeout or 0)

    def terminate(self):
        """Ask it to end."""
        self.process.terminate()

    def kill(self):
        """End it at once."""
        self.process.kill()


SERVERS: dict[str, ServerProcess] = {}
"""The servers that were started, by their addresses."""


@contextmanager
def served(tracker=None, *, database=None, port=None, unlogged=(), tracebacks=False):
    """Start a server and yield its address; end it afterwards, and fail if its log has a traceback.

    Published versions are in the database shared by all tests, or in `database`. The log must not have the words
    of `unlogged`; with `tracebacks` it may have some, as the platform logs them of refused tokens.
    """
    with NamedTemporaryFile("w+", encoding="utf-8") as log:
        server, address = start(tracker, database=database, port=port, log=log.name)
        try:
            wait_until_it_answers(server, address)
            yield address
        finally:
            end(server)
        log.seek(0)
        log_text = log.read()
        words = (*(() if tracebacks else ("Traceback", '"traceback"')), *unlogged)
        assert [word for word in words if word in log_text] == [], log_text


def start(tracker=None, *, database=None, port=None, log=os.devnull):
    """Start a server on a free port and return its process and its address, before it answers."""
    port = port or free_port()
    environment = {name: value for name, value in os.environ.items() if name != "CYNNYDD_TRACKER"}
    if tracker is not None:
        environment["CYNNYDD_TRACKER"] = str(tracker)
    if database is not None:
        environment["CYNNYDD_DATABASE_URL"] = database
    address = f"http://127.0.0.1:{port}"
    SERVERS[address] = ServerProcess(*start_process(run_dashboard, port, environment, log))
    return SERVERS[address], address


def wait_until_it_answers(server, address):
    """Wait until a server answers its health check; fail where it has ended or takes too long."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        assert server.poll() is None, "the server has ended"
        try:
            with urlopen(f"{address}/_stcore/health", timeout=PATIENCE_SECONDS) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.05)
    raise AssertionError("the server does not answer")


def end(server):
    """End a server that `start` started."""
    server.terminate()
    try:
        server.wait(timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
