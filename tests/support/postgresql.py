"""A PostgreSQL cluster of the tests, in a temporary folder, from its start to its end."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from tests.support.processes.free_port import free_port
from tests.support.processes.waiting import PATIENCE_SECONDS

OWNER = "cynnydd"


@dataclass
class Cluster:
    """A running PostgreSQL cluster: how to connect to it, and its databases.

    On Windows it listens on a port of the loopback interface; elsewhere only on a socket in its folder.
    """

    folder: Path
    port: int
    programs: Path
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def host(self) -> str:
        """The host of its socket or port."""
        return "127.0.0.1" if os.name == "nt" else str(self.folder)

    def url(self, database: str) -> str:
        """Return the URL of a database."""
        return f"postgresql://{OWNER}@/{database}?host={self.host}&port={self.port}"

    def new_database(self, *, template: str = "template1") -> str:
        """Create a database and return its name."""
        name = f"test_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, database: str) -> None:
        """Drop a database, even if there are connections to it."""
        self.run(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def run(self, statement: str, *, database: str = "postgres") -> None:
        """Run a statement."""
        with self.connect(database) as connection:
            connection.execute(statement.encode())

    def connect(self, database: str) -> "psycopg.Connection[tuple[Any, ...]]":
        """Return a connection in which each statement is its own transaction."""
        conninfo = make_conninfo(host=self.host, port=self.port, user=OWNER, dbname=database)
        return psycopg.connect(conninfo, autocommit=True)


@contextmanager
def temporary_cluster(programs: Path, *, inside: Path | None = None) -> Iterator[Cluster]:
    """Start a cluster with the programs in a folder, then stop and delete it.

    Its temporary folder is made in `inside`, for tests on another disk.
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
    initdb = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", OWNER, "--auth=trust", "--no-sync"]
    command = [*initdb, "-E", "UTF8", "--no-locale"]
    subprocess.run(command, check=True, capture_output=True, cwd=folder, **postgresql_user())
    started = Cluster(folder, free_port(), programs)
    restart_cluster(started)
    return started


def restart_cluster(cluster: Cluster) -> None:
    """Start a stopped cluster, and wait until it answers."""
    listen = "127.0.0.1" if os.name == "nt" else f"'' -k '{cluster.folder}'"
    options = ["-l", str(cluster.folder / "log"), "-t", str(PATIENCE_SECONDS), "-o"]
    _control(cluster, "start", *options, f"-p {cluster.port} -c listen_addresses={listen}").check_returncode()


def stop_cluster(cluster: Cluster) -> None:
    """Stop a cluster at once: connections are cut, and nothing is written for the next start."""
    _control(cluster, "stop", "-m", "immediate")


def _control(cluster: Cluster, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    command = [str(cluster.programs / "pg_ctl"), "-D", str(cluster.folder / "data"), "-w", *arguments]
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL, cwd=cluster.folder, **postgresql_user())


def postgresql_user(*wanted: str) -> dict[str, Any]:
    """Return the user and groups to run PostgreSQL as: it refuses to run as root."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    arguments = {"user": "postgres", "group": "postgres", "extra_groups": []}
    return {name: value for name, value in arguments.items() if not wanted or name in wanted}
