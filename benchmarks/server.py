"""A server in another process, under the platform's default settings or under the dashboard's."""

import os
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from components.guard.start import CLOSED_DOORS, LARGEST_UPLOAD_MEBIBYTES
from start import find_free_port

ROOT = Path(__file__).resolve().parents[1]
DASHBOARD = ROOT / "dashboard.py"
FLOOR = ROOT / "benchmarks" / "floor" / "floor_page.py"
OUR_SETTINGS = ROOT / ".streamlit" / "config.toml"
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
def serving(script: Path, *arguments: str, ours: bool, environment: dict[str, str] | None = None) -> Iterator[Server]:
    """Serve a script until the block ends.

    Settings are read from the working directory and from the folder of the script, so the script is copied to a new
    folder: without settings it has the platform's defaults, with a copy of the dashboard's file it has ours.
    Only what any server in a test needs is set too, address, port and no watching of files, and what the dashboard
    demands of every server that shows it.
    """
    with TemporaryDirectory() as folder:
        copied = shutil.copy(script, folder)
        for name in ("components", "pages"):  # the dashboard names its frame, and that its pages, by relative paths
            (Path(folder) / name).symlink_to(ROOT / name)
        if ours:
            (Path(folder) / ".streamlit").mkdir()
            shutil.copy(OUR_SETTINGS, Path(folder) / ".streamlit" / "config.toml")
        port = free_port()
        with running(streamlit_command(Path(copied), port, arguments), port, folder, environment) as server:
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


def streamlit_command(script: Path, port: int, arguments: Sequence[str] = ()) -> list[str]:
    """Return the command that serves a script by Streamlit."""
    return [
        *(sys.executable, "-m", "streamlit", "run", str(script)),
        *("--server.address", "127.0.0.1", "--server.port", str(port), "--server.headless", "true"),
        *("--server.fileWatcherType", "none", "--server.maxUploadSize", str(LARGEST_UPLOAD_MEBIBYTES)),
        *(word for name, value in CLOSED_DOORS.items() for word in _option(name, value)),
        *(("--", *arguments) if arguments else ()),
    ]


def _option(name: str, value: object) -> tuple[str, ...]:
    """Return a setting of the platform for the command line; none for a list or a table, whose default is empty."""
    if isinstance(value, bool):
        return f"--{name}", str(value).lower()
    return (f"--{name}", value) if isinstance(value, str) else ()


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
