"""The tracker comes back out: every version is downloaded as the tracker workbook, and differs in nothing when read."""

from contextlib import closing

import pytest

from components.downloads import tracker_work
from components.published import displayed_tracker
from loaders import read_workbook
from loaders.options import NO_OPTIONS
from model.access import local_actor
from model.issue import Severity
from model.tracker.columns import SHEETS
from model.versions.version import Action, Candidate
from store.publish import PublishRequest
from store.publish_workbook import publish_merged
from store.store import Store
from tests.pages.uploads import uploaded
from tests.support.page_text import downloaded, heading, open_page
from tests.support.published_trackers import ADMINISTRATOR, ME
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
    publish_merged(store, merged, PublishRequest(local_actor("A. Adviser"), "The next round."))


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


def test_reports_versions_and_about_offer_each_version_and_upload_finds_nothing_changed(temporary_database, tmp_path):
    with closing(Store.open(temporary_database)) as store:
        store.publish(workbook(tmp_path, **WHOLE), **ME)
        merge_next_round(store, tmp_path, WHOLE)
        store.roll_back(1, **ME)
        versions = open_page("versions")
        versions.selectbox(key="versions.files").set_value(2).run()
        pages = (
            (open_page("reports", paper="canonical", version="2"), "Download: Excel"),
            (versions, "Tracker workbook of version 2"),
            (open_page("about", version="2"), "Tracker workbook"),
        )
        (content,) = {downloaded(app, label) for app, label in pages}
        assert read_workbook(content).rows == store.load(2).rows
        exports = [(each.action, each.version, each.details["file"]) for each in store.audit(actor=ADMINISTRATOR)[:3]]
        assert exports == [(Action.EXPORT, 2, "tracker-version-2.xlsx")] * 3
        latest = downloaded(open_page("about", lang="cy"), "Llyfr gwaith y traciwr")
        assert heading(uploaded(latest)) == "The workbook is the same as what is published."
