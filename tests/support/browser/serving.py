"""Run the dashboard as a server process for a test."""

import os
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.request import urlopen

from tests.support.processes.forked_dashboard import run_dashboard
from tests.support.processes.forking import start_process
from tests.support.processes.free_port import free_port
from tests.support.processes.waiting import PATIENCE_SECONDS, wait_until

ROOT = Path(__file__).resolve().parents[3]
# The processes of the servers that were started, by their addresses.
SERVERS: dict[str, BaseProcess] = {}
# The other ends of their connections: where one is closed, the server ends.
CONNECTIONS: list[Connection] = []


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
    SERVERS[address], connection = start_process(run_dashboard, port, environment, log)
    CONNECTIONS.append(connection)
    return SERVERS[address], address


def wait_until_it_answers(server, address):
    """Wait until a server answers its health check; fail where it has ended or takes too long."""
    wait_until(lambda: answers(f"{address}/_stcore/health"), alive=server.is_alive, fault="the server does not answer")


def answers(address):
    """Return whether something answers at an address."""
    with suppress(OSError), urlopen(address, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310 - our own address
        return answer.status == 200
    return False


def end(server):
    """End a server that `start` started."""
    server.terminate()
    server.join(PATIENCE_SECONDS)
    if server.is_alive():
        server.kill()
        server.join()
