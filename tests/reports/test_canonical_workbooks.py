"""A version with every column filled is written in every format; its canonical workbook is the one its rows make."""

from contextlib import closing
from io import StringIO

import pandas as pd
import pytest

from loaders.canonical import workbook_bytes
from loaders.pipeline import read_workbook
from model.settings import BUNDLED_TRACKER
from model.tracker.columns import KEY, SHEETS
from model.tracker.tracker import Tracker
from model.versions.version import FIRST_REASON
from reports.feeds import MEDIA_TYPES, feed_bytes
from reports.registry import table_rows, tables_as_workbook
from store.store import Store
from tests.support.editions import edition_of
from tests.support.published_trackers import ADMINISTRATOR, candidate, recommendation, update
from tests.support.workbooks.canonical import write_workbook
from tests.support.workbooks.whole_trackers import WHOLE


def tables_and_rows(tmp_path, sent):
    """Publish a tracker; return its tables, and its reading with the rows."""
    with closing(Store.open(f"sqlite:///{(tmp_path / 'x.db').as_posix()}")) as store:
        store.publish_first(sent, actor=ADMINISTRATOR, reason=FIRST_REASON)
        return store.load_tables(1)[1], store.load(1)


def test_the_workbook_of_the_tables_has_the_same_bytes(tmp_path):
    bundled = read_workbook(BUNDLED_TRACKER)
    tables, reading = tables_and_rows(tmp_path, candidate(bundled.rows, scale=bundled.scale))
    assert tables_as_workbook(tables, reading.scale) == workbook_bytes(reading.rows, reading.scale)


def test_repeated_rows_empty_cells_and_dates_in_words_are_the_same(tmp_path):
    sent = {"recommendations": [recommendation("1"), recommendation("1"), recommendation("2", accepted=True)]}
    sent["progress"] = [update("1"), update("2", status=None, update="")]
    tables, reading = tables_and_rows(tmp_path, candidate(sent))
    for plan in SHEETS:
        if plan is not KEY:
            assert table_rows(plan, tables[plan.table]) == reading.rows[plan.table]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return an edition of a tracker with every column filled somewhere and empty elsewhere."""
    reading = read_workbook(write_workbook(tmp_path_factory.mktemp("whole") / "tracker.xlsx", **WHOLE))
    return edition_of(Tracker.from_rows(reading.rows, reading.scale))


def test_feeds_distinguish_yes_and_no_from_an_empty_cell(whole):
    feeds = {name: feed_bytes(whole, name).decode("utf-8-sig") for name in MEDIA_TYPES}
    flags = {
        (name, column): pd.read_csv(StringIO(feeds[f"{name}.csv"]), dtype=str)[column].fillna("").tolist()
        for name, column in (("monitoring", "done"), ("progress", "proposed_closure"))
    }
    assert flags == {
        ("monitoring", "done"): ["True", "False", ""],
        ("progress", "proposed_closure"): ["True", "False", ""],
    }
