"""Run the dashboard as a server process for a test."""

import ctypes
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_SECONDS = 60
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1


@contextmanager
def served(tracker=None, *, database=None, port=None, unlogged=(), tracebacks=False):
    """Start a server and yield its address; end it afterwards, and fail if its log has a traceback.

    Published versions are in the database shared by all tests, or in `database`. The log must not have the words
    of `unlogged`; with `tracebacks` it may have some, as the platform logs them of refused tokens.
    """
    with TemporaryFile("w+", encoding="utf-8") as log:
        server, address = start(tracker, database=database, port=port, log=log)
        try:
            wait_until_it_answers(server, address)
            yield address
        finally:
            end(server)
        log.seek(0)
        log_text = log.read()
        words = (*(() if tracebacks else ("Traceback", '"traceback"')), *unlogged)
        words = (*(() if tracebacks else ("Traceback", '"traceback"')), *unlogged)
        assert [word for word in words if word in log_text] == [], log_text


def start(tracker=None, *, database=None, port=None, log=subprocess.DEVNULL):
    """Start a server on a free port and return its process and its address, before it answers."""
    port = port or free_port()
    environment = {name: value for name, value in os.environ.items() if name != "CYNNYDD_TRACKER"}
    if tracker is not None:
        environment["CYNNYDD_TRACKER"] = str(tracker)
    if database is not None:
        environment["CYNNYDD_DATABASE_URL"] = database
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
        preexec_fn=_obey_permissions if sys.platform == "linux" else None,  # noqa: PLW1509 - it takes no lock
    )
    return server, f"http://127.0.0.1:{port}"


def wait_until_it_answers(server, address):
    """Wait until a server answers its health check; fail where it has ended or takes too long."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        assert server.poll() is None, "the server has ended"
        try:
            with urlopen(f"{address}/_stcore/health", timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.05)
    raise AssertionError("the server does not answer")


def end(server):
    """End a server that `start` started."""
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _obey_permissions():
    """Let a server that root starts be bound by the permissions of files and folders, as any other is."""
    ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]
