"""A database for each test, on SQLite and on PostgreSQL, and a store on it."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from store.store import Store

ENGINES = ("sqlite", "postgresql")


@dataclass
class Databases:
    """Makes databases of one engine: empty ones, and others that hold the newest schema and nothing else."""

    engine: str
    folder: Path
    cluster: Any
    template: str
    made: list[str]

    def empty(self):
        """Return the address of a database that holds nothing, or that is not there yet."""
        if self.engine == "sqlite":
            return sqlite_url(self.folder / f"empty-{len(list(self.folder.iterdir()))}.db")
        return self.kept(self.cluster.new_database())

    def ready(self):
        """Return the address of a database that a store has made."""
        if self.engine == "sqlite":
            path = self.folder / f"ready-{len(list(self.folder.iterdir()))}.db"
            shutil.copy(self.template, path)
            return sqlite_url(path)
        return self.kept(self.cluster.new_database(template=self.template))

    def kept(self, name):
        """Note a database of the cluster, to be dropped, and return its address."""
        self.made.append(name)
        return self.cluster.url(name)


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


@pytest.fixture(params=ENGINES)
def databases(request, tmp_path_factory, templates):
    """Return a maker of databases of each engine."""
    cluster = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    made = Databases(request.param, tmp_path_factory.mktemp("databases"), cluster, templates(request.param), [])
    yield made
    for name in made.made:
        made.cluster.drop(name)


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
