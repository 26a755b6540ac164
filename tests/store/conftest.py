"""A database for each test, on SQLite and on PostgreSQL, and a store on it."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from store.schema.tables import ROWS
from store.store import Store

ENGINES = ("sqlite", "postgresql")


@dataclass
class Databases:
    """Makes databases of one engine: empty ones, and others that hold the newest schema and nothing else."""

    engine: str
    folder: Path
    template: str
    cluster: Any = None
    pool: list[str] = field(default_factory=list)
    lent: list[str] = field(default_factory=list)

    def empty(self):
        """Return the address of a database that holds nothing, or that is not there yet."""
        if self.engine == "sqlite":
            return sqlite_url(self.folder / f"empty-{len(list(self.folder.iterdir()))}.db")
        return self.cluster.url(self.cluster.new_database())

    def ready(self):
        """Return the address of a database that a store has made."""
        if self.engine == "sqlite":
            path = self.folder / f"ready-{len(list(self.folder.iterdir()))}.db"
            shutil.copy(self.template, path)
            return sqlite_url(path)
        self.lent.append(self.pool.pop() if self.pool else self.cluster.new_database(template=self.template))
        emptied(self.cluster, self.lent[-1])
        return self.cluster.url(self.lent[-1])

    def give_back(self):
        """Let others have the databases that were lent, and this test again."""
        self.pool += self.lent
        self.lent = []


def emptied(cluster, name):
    """Take everything out of a database, past the triggers that refuse it: dropping one takes seconds."""
    tables = ("pointer", "tokens", "audit", "mappings", *(table.name for table in ROWS.values()))
    with cluster.connect(name) as connection:
        connection.execute("SET session_replication_role = replica")
        for table in (*tables, "versions", "originals"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        connection.execute("INSERT INTO pointer (id) VALUES (1)")


def sqlite_url(path):
    return f"sqlite:///{path.as_posix()}"


@pytest.fixture(scope="session")
def templates(request, tmp_path_factory):
    """Return a maker of the template of an engine: a database with the newest schema, made once."""
    made = {}

    def template(engine):
        if engine not in made:
            made[engine] = _template(engine, request, tmp_path_factory)
        return made[engine]

    return template


def _template(engine, request, tmp_path_factory):
    if engine == "sqlite":
        path = tmp_path_factory.mktemp("template") / "template.db"
        Store.open(sqlite_url(path)).close()
        return path
    cluster = request.getfixturevalue("postgresql")
    name = cluster.new_database()
    Store.open(cluster.url(name)).close()
    return name


@pytest.fixture(scope="session")
def pool():
    """Return the databases of the cluster that no test uses at the moment."""
    return []


@pytest.fixture
def databases_of(request, tmp_path_factory, templates, pool):
    """Return what gives the maker of databases of an engine."""
    made = []

    def of(engine):
        cluster = request.getfixturevalue("postgresql") if engine == "postgresql" else None
        folder = tmp_path_factory.mktemp("databases")
        made.append(Databases(engine, folder, templates(engine), cluster, pool))
        return made[-1]

    yield of
    for databases in made:
        databases.give_back()


@pytest.fixture(params=ENGINES)
def databases(request, databases_of):
    """Return a maker of databases of each engine."""
    return databases_of(request.param)


@pytest.fixture
def url(databases):
    """Return the address of a database with the newest schema."""
    return databases.ready()


@pytest.fixture
def store(url):
    """Return a store without a version."""
    opened = Store.open(url)
    yield opened
    opened.close()
