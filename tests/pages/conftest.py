"""Fixtures that show a tracker of the test instead of the bundled one."""

import pytest

from tests.support.workbooks.canonical import write_workbook


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
