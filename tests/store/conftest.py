"""Databases for the tests, on SQLite and on PostgreSQL, and stores on them."""

import shutil
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from model.versions.version import StoreError
from store.__main__ import main
from store.store import Store
from store.tables import METADATA

ENGINES = ("sqlite", "postgresql")


def fault(call, *arguments, **named):
    """Return the code and the details with which the store refuses a call."""
    with pytest.raises(StoreError) as raised:
        call(*arguments, **named)
    return raised.value.code, raised.value.details


def refusal(call, *arguments, **named):
    """Return the code with which the store refuses a call."""
    return fault(call, *arguments, **named)[0]


@dataclass
class Databases:
    """Creates databases of one engine: empty ones, and ones with only the newest schema."""

    engine: str
    folder: Path
    template: str
    cluster: Any = None
    pool: list[str] = field(default_factory=list)
    lent: list[str] = field(default_factory=list)

    def empty(self):
        """Return the URL of an empty database, or of one that does not exist yet."""
        if self.engine == "sqlite":
            return sqlite_url(self.folder / f"empty-{len(list(self.folder.iterdir()))}.db")
        return self.cluster.url(self.cluster.new_database())

    def ready(self):
        """Return the URL of a database with the newest schema."""
        if self.engine == "sqlite":
            path = self.folder / f"ready-{len(list(self.folder.iterdir()))}.db"
            shutil.copy(self.template, path)
            return sqlite_url(path)
        self.lent.append(self.pool.pop() if self.pool else self.cluster.new_database(template=self.template))
        clear_database(self.cluster, self.lent[-1])
        return self.cluster.url(self.lent[-1])

    def give_back(self):
        """Return the databases of this test to the pool."""
        self.pool += self.lent
        self.lent = []


def clear_database(cluster, name):
    """Delete all rows of a database, bypassing its triggers: dropping a database takes seconds."""
    with cluster.connect(name) as connection:
        connection.execute("SET session_replication_role = replica")
        for table in METADATA.tables:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        connection.execute("INSERT INTO pointer (id) VALUES (1)")


def sqlite_url(path):
    return f"sqlite:///{path.as_posix()}"


@pytest.fixture(scope="session")
def templates(request):
    """Return a function that returns the template of an engine: a database with the newest schema, cached."""
    templates_by_engine = {}

    def template(engine):
        if engine not in templates_by_engine:
            templates_by_engine[engine] = _template(engine, request)
        return templates_by_engine[engine]

    return template


def _template(engine, request):
    if engine == "sqlite":
        return request.getfixturevalue("empty_database")
    cluster = request.getfixturevalue("postgresql")
    name = cluster.new_database()
    Store.open(cluster.url(name)).close()
    return name


@pytest.fixture(scope="session")
def pool():
    """Return the databases of the cluster that no test uses."""
    return []


@pytest.fixture
def databases_of(request, tmp_path_factory, templates, pool):
    """Return a function that returns the databases of an engine."""
    all_databases = []

    def of(engine):
        cluster = request.getfixturevalue("postgresql") if engine == "postgresql" else None
        folder = tmp_path_factory.mktemp("databases")
        all_databases.append(Databases(engine, folder, templates(engine), cluster, pool))
        return all_databases[-1]

    yield of
    for databases in all_databases:
        databases.give_back()


@pytest.fixture
def run(capsys):
    """Return a function that runs a command and returns its exit status, its standard output and its standard error."""

    def run(*arguments):
        capsys.readouterr()
        try:
            return main([str(argument) for argument in arguments]), *capsys.readouterr()
        except SystemExit as exit_:  # of the parser
            return exit_.code, *capsys.readouterr()

    return run


@pytest.fixture(params=ENGINES)
def databases(request, databases_of):
    """Return the databases of each engine."""
    return databases_of(request.param)


@pytest.fixture
def url(databases):
    """Return the URL of a database with the newest schema."""
    return databases.ready()


@pytest.fixture
def open_store():
    """Return a function that opens the store of a URL; it is closed after the test."""
    with ExitStack() as opened:
        yield lambda url: opened.enter_context(closing(Store.open(url)))


@pytest.fixture
def store(url, open_store):
    """Return a store without a version."""
    return open_store(url)
