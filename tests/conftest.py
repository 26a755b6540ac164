"""What every test relies on: no outside settings, no deadline, and fixtures for what has to be installed."""

import gc
import importlib
import os
import shutil
import sys
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time

import hypothesis
import pytest

from loaders.worker import run
from tests.support import checks
from tests.support.processes.worker_server import start_worker

os.environ.pop("CYNNYDD_TRACKER", None)  # the tracker of the person who runs the tests must not matter

# The folder of the published versions of this test run: no test writes into `data/`.
DATABASE_FOLDER = TemporaryDirectory(prefix="cynnydd-tests-", ignore_cleanup_errors=True)
os.environ["CYNNYDD_DATABASE_URL"] = f"sqlite:///{Path(DATABASE_FOLDER.name, 'cynnydd.db').as_posix()}"

hypothesis.settings.register_profile("anew", deadline=None, max_examples=60)
hypothesis.settings.register_profile("cynnydd", deadline=None, max_examples=5, derandomize=True)
hypothesis.settings.register_profile("nightly", deadline=None, max_examples=30, derandomize=True)
hypothesis.settings.load_profile("cynnydd")
"""Each run draws the same 5 examples, with `--all` 30; `--hypothesis-profile anew` draws 60 others."""

# Collect garbage more seldom than Python does: with what is frozen below, a tenth of the time of the page tests.
gc.set_threshold(10_000, 10, 10)

# The tests in which each worker is a new Python, as in the dashboard; elsewhere it is forked from one that goes on.
NEW_PROCESSES = ("loaders/worker", "components/test_making.py", "benchmarks")
START_PROCESS = vars(run)["_start_process"]

NOT_RUN_OUTCOMES = ("skipped", "xfailed", "xpassed")


@pytest.fixture(scope="session")
def chromium():
    """Return the path of a Chromium, Chrome or Edge; a test that needs one is skipped if none is installed."""
    return checks.find_browser() or pytest.skip("no Chromium, Chrome or Edge is installed")


@pytest.fixture(scope="session")
def nginx():
    """Return the program of nginx; a test that needs it is skipped if it is not installed."""
    return checks.find_nginx() or pytest.skip("no nginx is installed")


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """Return the file of an SQLite database at the newest schema, for tests to copy: to migrate one takes 0.1 s."""
    from store.database import open_database  # noqa: PLC0415 - most tests need none

    path = tmp_path_factory.mktemp("template") / "empty.db"
    open_database(f"sqlite:///{path.as_posix()}").dispose()
    return path


@pytest.fixture
def missing_database(tmp_path, monkeypatch):
    """Return the URL of a database for one test, not created yet; the dashboard uses it."""
    url = f"sqlite:///{(tmp_path / 'published.db').as_posix()}"
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", url)
    return url


@pytest.fixture
def temporary_database(missing_database, tmp_path, empty_database):
    """Return the URL of a database for one test, at the newest schema and empty; the dashboard uses it."""
    shutil.copy(empty_database, tmp_path / "published.db")
    return missing_database


@pytest.fixture
def opened_store(temporary_database):
    """Return the store of this database, open for the test."""
    from store.store import Store  # noqa: PLC0415 - most tests need none

    with closing(Store.open(temporary_database)) as opened:
        yield opened


@pytest.fixture
def sign_in_as(monkeypatch):
    """Return a function that signs somebody in with a role, for pages that the test opens."""
    import streamlit as st  # noqa: PLC0415 - most tests need none

    from components.identity import SIGN_IN_COOKIE, sign_in_cookie  # noqa: PLC0415
    from model.access import AccessSettings  # noqa: PLC0415

    def sign_in(role):
        of_sign_in = {"METADATA_URL": "https://login.example/c", "CLIENT_ID": "c", "CLIENT_SECRET": "s"}
        of_sign_in |= {"REDIRECT_URI": "https://cynnydd.example/oauth2callback", "COOKIE_SECRET": "s" * 32}
        for name, value in of_sign_in.items():
            monkeypatch.setenv(f"CYNNYDD_OIDC_{name}", value)
        claims = {"iss": "https://login.example", "sub": "s-1", "iat": time(), "exp": time() + 600, "name": "E. Editor"}
        claims["roles"] = [f"Cynnydd.{role.capitalize()}"]
        cookie = sign_in_cookie(claims, AccessSettings.from_environment())
        monkeypatch.setattr(type(st.context), "cookies", {SIGN_IN_COOKIE: cookie})

    return sign_in


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory, empty_database):
    """Return the file of an SQLite database with the bundled tracker, for tests to copy: to publish it takes 0.5 s."""
    from components.published import displayed_version, published_store  # noqa: PLC0415 - most tests need none

    path = tmp_path_factory.mktemp("template") / "sample.db"
    shutil.copy(empty_database, path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CYNNYDD_DATABASE_URL", f"sqlite:///{path.as_posix()}")
        displayed_version()
        published_store().close()
    return path


@pytest.fixture
def sample_database(missing_database, tmp_path, sample_template):
    """Return the URL of a database for one test whose current version is the bundled tracker; the dashboard uses it."""
    shutil.copy(sample_template, tmp_path / "published.db")
    return missing_database


@pytest.fixture(scope="session")
def postgresql_programs():
    """Return the folder of PostgreSQL's programs; a test that needs them is skipped if none is installed."""
    return Path(checks.find_postgresql() or pytest.skip("no PostgreSQL is installed"))


@pytest.fixture(scope="session")
def postgresql(postgresql_programs):
    """Return a PostgreSQL cluster for this test run."""
    from tests.support.postgresql import temporary_cluster  # noqa: PLC0415 - most tests need none

    with temporary_cluster(postgresql_programs) as started:
        yield started


@pytest.fixture
def make_tree(tmp_path):
    """Return a function that makes a small project of paths and the text of each file."""

    def make(files):
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        return tmp_path

    return make


def pytest_addoption(parser):
    """Add the option of a run that leaves no test out."""
    parser.addoption("--all", action="store_true", help="run the tests that are marked nightly, too")


def pytest_configure(config):
    """Draw more examples in a run that leaves no test out."""
    if config.getoption("all"):
        hypothesis.settings.load_profile("nightly")


def pytest_collection(session):
    """Import a share of the test files first: each process compiles its share, and the others find it compiled."""
    worker = getattr(session.config, "workerinput", None)
    if worker and session.config.args == session.config.getini("testpaths"):
        paths = sorted(Path(__file__).parent.rglob("test_*.py"))
        for path in paths[int(worker["workerid"].removeprefix("gw")) :: worker["workercount"]]:
            with suppress(Exception):  # the collection imports it again, and reports what is wrong
                importlib.import_module(".".join(path.relative_to(session.config.rootpath).with_suffix("").parts))


def pytest_collection_modifyitems(config, items):
    """Leave out the nightly tests without `--all`; run the slowest files first, so that no process waits at the end."""
    nightly = [] if config.getoption("all") else [item for item in items if item.get_closest_marker("nightly")]
    if nightly:
        config.hook.pytest_deselected(items=nightly)
        items[:] = [item for item in items if not item.get_closest_marker("nightly")]
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish():
    """Leave the modules and the list of all tests out of each later collection of garbage."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Let the workers of a test be forked where the system does that well: a new Python is a third of a test's time."""
    is_forked = sys.platform == "linux" and not any(f"/tests/{each}" in item.path.as_posix() for each in NEW_PROCESSES)
    vars(run)["_start_process"] = start_worker if is_forked else START_PROCESS


def pytest_sessionfinish(session):
    """Fail a run that skipped tests, if CYNNYDD_NO_SKIPS=1."""
    if session.exitstatus == pytest.ExitCode.OK and count_not_run(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    """Print why a run fails that skipped tests."""
    if count := count_not_run(config):
        terminalreporter.write_line(f"CYNNYDD_NO_SKIPS: {count} not run as they should be, so this run fails.")


def count_not_run(config):
    """Count the tests that were skipped or expected to fail; 0 unless CYNNYDD_NO_SKIPS=1."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CYNNYDD_NO_SKIPS") != "1" or reporter is None:
        return 0
    return sum(len(reporter.stats.get(outcome, ())) for outcome in NOT_RUN_OUTCOMES)
