"""The tracker comes back out: every version is downloaded as the tracker workbook, and differs in nothing when read."""

from dataclasses import replace

import pytest

from components.downloads import tracker_work
from components.published import displayed_tracker
from loaders.options import NO_OPTIONS
from loaders.pipeline import read_workbook
from model.access import local_actor
from model.tracker.columns import SHEETS
from model.tracker.reading import Severity
from model.versions.version import Candidate, Mode
from store.merge import publish_workbook
from store.publish import PublishRequest
from tests.support.published_trackers import ME
from tests.support.published_workbooks import options_of
from tests.support.workbooks.canonical import write_workbook
from tests.support.workbooks.whole_trackers import WHOLE


@pytest.fixture
def shown_store(store, url, monkeypatch):
    """Return a store that the dashboard shows."""
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", url)
    return store


def workbook(folder, *, options=NO_OPTIONS, **sheets):
    """Return the candidate of a canonical workbook, which can be published."""
    content = write_workbook(folder / "tracker.xlsx", **sheets).read_bytes()
    reading = read_workbook(content, name="tracker.xlsx", options=options)
    assert [issue for issue in reading.issues if issue.severity is Severity.ERROR] == []
    return Candidate(reading, content)


def merge_next_round(store, folder, sheets, **cells):
    """Merge the workbook of a round into the current version: an update of each recommendation of its sheets."""
    published = store.load(store.current())
    known = [(row["review"], row["ref"]) for row in published.rows["recommendations"]]
    keys = [{heading: row[heading] for heading in ("Review", "Ref")} for row in sheets["recommendations"]]
    updates = [{**key, "Date": "October 2026", "Kind": "Progress", "Update": "Done.", **cells} for key in keys]
    parts = dict.fromkeys(("reviews", "recommendations", "monitoring", "names"))
    options = options_of(published, known=known)
    merged = workbook(folder, options=options, **parts, progress=updates, key=sheets["key"])
    publish_workbook(
        store, replace(merged, mode=Mode.MERGE), PublishRequest(local_actor("A. Adviser"), "The next round.")
    )


def test_every_version_is_read_again_with_every_cell(shown_store, tmp_path):
    shown_store.publish(workbook(tmp_path, **WHOLE), **ME)
    merge_next_round(shown_store, tmp_path, WHOLE, **{"Proposed closure": "Yes"})
    for number in (1, 2):
        published = shown_store.load(number)
        content = tracker_work(displayed_tracker(), number)()
        reading = read_workbook(content, name="tracker.xlsx", options=options_of(published))
        assert (reading.rows, reading.scale) == (published.rows, published.scale)
        assert reading.publishable


def test_no_column_of_the_whole_tracker_is_empty():
    filled = {
        table: {heading for row in rows for heading, cell in row.items() if cell} for table, rows in WHOLE.items()
    }
    assert filled == {plan.table: {column.heading for column in plan.columns} for plan in SHEETS}
