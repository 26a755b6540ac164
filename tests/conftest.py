"""What every test stands on: no setting from outside, no deadline, and what has to be installed where it is there."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import pytest

import start

os.environ.pop("CYNNYDD_TRACKER", None)  # the tracker of whoever runs the tests is not what they are about

OWN_FOLDER = TemporaryDirectory(prefix="cynnydd-tests-", ignore_cleanup_errors=True)
"""Where the published versions of this run of tests are kept: no test writes into `data/`."""
os.environ["CYNNYDD_DATABASE_URL"] = f"sqlite:///{Path(OWN_FOLDER.name, 'cynnydd.db').as_posix()}"

hypothesis.settings.register_profile("anew", deadline=None, max_examples=60)
hypothesis.settings.register_profile("cynnydd", hypothesis.settings.get_profile("anew"), derandomize=True)
hypothesis.settings.load_profile("cynnydd")

NOT_RUN = ("skipped", "xfailed", "xpassed")


@pytest.fixture(scope="session")
def chromium():
    """Return the path of a Chromium, Chrome or Edge; a test that needs one is skipped where there is none."""
    found = start.find_browser()
    if found is None:
        pytest.skip("no Chromium, Chrome or Edge is installed")
    return found


@pytest.fixture
def temporary_database(tmp_path, monkeypatch):
    """Return the address of a database of this test alone, which is not there yet; the dashboard uses it."""
    url = f"sqlite:///{(tmp_path / 'published.db').as_posix()}"
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", url)
    return url


@pytest.fixture(scope="session")
def postgresql_programs():
    """Return the folder of a PostgreSQL's programs; a test that needs them is skipped where none is installed."""
    found = start.find_postgresql()
    if found is None:
        pytest.skip("no PostgreSQL is installed")
    return Path(found)


@pytest.fixture(scope="session")
def postgresql(postgresql_programs):
    """Return a PostgreSQL of this run's own."""
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


def pytest_collection_modifyitems(items):
    """Begin with the files that take longest: none of them is then what the others wait for at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_sessionfinish(session):
    """Fail a run that left tests out, where CYNNYDD_NO_SKIPS=1 asks for all of them."""
    if session.exitstatus == pytest.ExitCode.OK and left_out(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    """Say why such a run fails."""
    if count := left_out(config):
        terminalreporter.write_line(f"CYNNYDD_NO_SKIPS: {count} not run as they should be, so this run fails.")


def left_out(config):
    """Count the tests that were skipped or expected to fail; none counts unless CYNNYDD_NO_SKIPS=1."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CYNNYDD_NO_SKIPS") != "1" or reporter is None:
        return 0
    return sum(len(reporter.stats.get(outcome, ())) for outcome in NOT_RUN)
