"""Fixtures that show a tracker of the test instead of the bundled one, or a store with a version."""

from contextlib import closing

import pytest

from components.published import published_store
from loaders.pipeline import read_workbook
from model.access import local_actor
from model.versions.version import Candidate
from store.store import Store
from tests.support.workbooks.canonical import RECOMMENDATION, write_workbook

SECOND = {**RECOMMENDATION, "Ref": "2", "Title": "Data", "Recommendation": "Share data."}
BOTH = [RECOMMENDATION, SECOND]


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """Return a function that writes a workbook of these sheets, cached by its content, and returns its path."""
    paths = {}

    def write(**sheets):
        key = repr(sorted(sheets.items()))
        if key not in paths:
            paths[key] = write_workbook(tmp_path_factory.mktemp("shown") / "tracker.xlsx", **sheets)
        return paths[key]

    return write


@pytest.fixture
def shown(written, monkeypatch):
    """Return a function that makes the dashboard show a workbook of these sheets."""

    def show(**sheets):
        path = written(**sheets)
        monkeypatch.setenv("CYNNYDD_TRACKER", str(path))
        return path

    return show


@pytest.fixture
def publish(temporary_database, written):
    """Return a function that publishes a workbook of these sheets as a version."""

    def publish(who="Ann", **sheets):
        content = written(**sheets).read_bytes()
        with closing(Store.open(temporary_database)) as opened:
            opened.publish(
                Candidate(read_workbook(content, name="first.xlsx"), content), actor=local_actor(who), reason="June."
            )

    return publish


@pytest.fixture
def store(publish):
    """Return the dashboard's store, whose only version has two recommendations, one rated in February."""
    publish(recommendations=BOTH)
    return published_store()
