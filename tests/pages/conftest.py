"""Trackers of a test's own, shown instead of the bundled one."""

import pytest

from tests.support.workbooks.canonical import write_workbook


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """Return a function that gives a workbook of these sheets, the same file to everyone who asks for the same."""
    paths = {}

    def write(**sheets):
        told = repr(sorted(sheets.items()))
        if told not in paths:
            paths[told] = write_workbook(tmp_path_factory.mktemp("shown") / "tracker.xlsx", **sheets)
        return paths[told]

    return write


@pytest.fixture
def shown(written, monkeypatch):
    """Return a function that lets the dashboard show a workbook of these sheets, read once where pages take turns."""

    def show(**sheets):
        path = written(**sheets)
        monkeypatch.setenv("CYNNYDD_TRACKER", str(path))
        return path

    return show
