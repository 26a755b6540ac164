"""A server in another process: the dashboard's, or that of a page of the platform."""

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from start import find_free_port

ROOT = Path(__file__).resolve().parents[1]
DASHBOARD = ROOT / "dashboard.py"
TIMEOUT_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port on this machine and its process id."""

    port: int
    process: int

    @property
    def memory(self) -> int:
        """The resident memory of the process in bytes; 0 if the system does not report it."""
        status = Path(f"/proc/{self.process}/status")
        lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:")), 0)

    @property
    def cpu(self) -> float:
        """The processor time of the process in seconds; 0 if the system does not report it."""
        stat = Path(f"/proc/{self.process}/stat")
        fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split() if stat.exists() else []
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


@contextmanager
def dashboard(environment: dict[str, str] | None = None) -> Iterator[Server]:
    """Serve the dashboard until the block ends."""
    port = free_port()
    with running(
        [sys.executable, DASHBOARD], port, environment={"CYNNYDD_PORT": str(port)} | (environment or {})
    ) as server:
        yield server


@contextmanager
def running(
    command: Sequence[str | Path], port: int, folder: Path | str = ROOT, environment: dict[str, str] | None = None
) -> Iterator[Server]:
    """Run the command of a server that listens on a port, until the block ends; wait until it answers."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=_clean_environment() | {"PYTHONPATH": str(ROOT)} | (environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(TIMEOUT_SECONDS)


def _clean_environment() -> dict[str, str]:
    """Return this process's environment without variables that change the settings or the tracker."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("STREAMLIT_", "CYNNYDD_"))}


def free_port() -> int:
    """Return a port on which nothing listens, below those that the system gives to whoever connects meanwhile."""
    return find_free_port(random.SystemRandom().randrange(21_000, 31_000))


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with exit status {process.returncode}")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError("the server does not answer")
