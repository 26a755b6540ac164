"""A PostgreSQL of the tests' own: a cluster in a temporary folder, from its start to its end."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

OWNER = "cynnydd"
TIMEOUT_SECONDS = 60


@dataclass
class Cluster:
    """A PostgreSQL that runs: what it takes to reach it, and databases in it.

    On Windows it listens on a port of the loopback; elsewhere on a socket in its folder, and on no network at all.
    """

    folder: Path
    port: int
    programs: Path
    process: "subprocess.Popen[bytes] | None" = None
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def host(self) -> str:
        """Where it listens."""
        return "127.0.0.1" if os.name == "nt" else str(self.folder)

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://{OWNER}@/{database}?host={self.host}&port={self.port}"

    def new_database(self, *, template: str = "template1") -> str:
        """Make a database and return its name."""
        name = f"test_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, database: str) -> None:
        """Take a database away, whoever is connected to it."""
        self.run(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def run(self, statement: str, *, database: str = "postgres") -> None:
        """Run a statement."""
        with self.connect(database) as connection:
            connection.execute(statement.encode())

    def connect(self, database: str) -> "psycopg.Connection[tuple[Any, ...]]":
        """Return a connection in which each statement is a transaction of its own."""
        told = make_conninfo(host=self.host, port=self.port, user=OWNER, dbname=database)
        return psycopg.connect(told, autocommit=True)


@contextmanager
def temporary_cluster(programs: Path, *, inside: Path | None = None) -> Iterator[Cluster]:
    """Start a cluster with the programs in a folder, and end it and remove it afterwards.

    It is kept in a temporary folder of its own; `inside` says on which disk.
    """
    folder = Path(mkdtemp(prefix="cynnydd-pg-", dir=inside))
    try:
        if postgresql_user():
            shutil.chown(folder, **postgresql_user("user", "group"))
        started = _start(programs, folder)
        try:
            yield started
        finally:
            stop_cluster(started)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(programs: Path, folder: Path) -> Cluster:
    made = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", OWNER, "--auth=trust", "--no-sync"]
    told = [*made, "-E", "UTF8", "--no-locale"]
    subprocess.run(told, check=True, capture_output=True, cwd=folder, **postgresql_user())
    started = Cluster(folder, _free_port(), programs)
    restart_cluster(started)
    return started


def restart_cluster(cluster: Cluster) -> None:
    """Start a cluster that was ended, and wait until it answers."""
    folder, log = cluster.folder, cluster.folder / "log"
    listen = ["-c", "listen_addresses=127.0.0.1"] if os.name == "nt" else ["-c", "listen_addresses=", "-k", str(folder)]
    command = [str(cluster.programs / "postgres"), "-D", str(folder / "data"), "-p", str(cluster.port), *listen]
    with log.open("ab") as said:
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT, **postgresql_user())
    cluster.process = process
    until = time.monotonic() + TIMEOUT_SECONDS
    while not _answers(cluster):
        assert process.poll() is None, log.read_text(errors="replace")
        assert time.monotonic() < until, "PostgreSQL does not answer"
        time.sleep(0.05)


def stop_cluster(started: Cluster) -> None:
    """End a cluster at once: whoever is connected is cut off, and nothing is put in order for a next start."""
    process = started.process
    assert process is not None
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGQUIT)
    try:
        process.wait(timeout=TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def postgresql_user(*wanted: str) -> dict[str, Any]:
    """Return as whom PostgreSQL runs: it refuses to run as root."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    whole = {"user": "postgres", "group": "postgres", "extra_groups": []}
    return {name: value for name, value in whole.items() if not wanted or name in wanted}


def _answers(started: Cluster) -> bool:
    try:
        started.connect("postgres").close()
    except psycopg.OperationalError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
