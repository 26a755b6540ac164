"""Trackers of a test's own, shown instead of the bundled one."""

import pytest

from tests.workbooks import write_workbook


@pytest.fixture
def shown(tmp_path, monkeypatch):
    """Return a function that writes a workbook of these sheets and lets the dashboard show it."""

    def show(**sheets):
        path = write_workbook(tmp_path / "tracker.xlsx", **sheets)
        monkeypatch.setenv("CYNNYDD_TRACKER", str(path))
        return path

    return show
