import pytest

from benchmarks.pages import HEAD, PAGES, measure
from benchmarks.papers import HEAD as PAPER_HEAD
from benchmarks.papers import measure as measure_papers
from benchmarks.server import ROOT
from benchmarks.trackers.large_tracker import Size, generate_rows, large_tracker
from components.document.read import PAGES as DOCUMENTS
from loaders.pipeline import read_workbook
from model.tracker.tracker import Tracker
from reports.registry import FORMATS
from tests.support.editions import edition_of


def test_every_page_that_is_a_document_is_measured():
    assert set(PAGES) == set(DOCUMENTS)


@pytest.mark.nightly
def test_a_page_is_measured_in_streamlit_and_plain():
    (row,) = measure("small", ROOT / "data" / "tracker.xlsx", ["overview"], repeats=4)
    assert len(row) == len(HEAD)
    assert float(row[-1]) > 5


def test_a_made_up_tracker_is_the_same_each_time_and_has_an_update_a_round():
    size = Size(recommendations=7, rounds=3)
    assert generate_rows(size) == generate_rows(size)
    assert {table: len(rows) for table, rows in generate_rows(size).items()} == {
        "reviews": 1,
        "recommendations": 7,
        "progress": 21,
        "monitoring": 2,
    }


def test_a_made_up_tracker_reads_without_an_issue(tmp_path, monkeypatch):
    monkeypatch.setattr("benchmarks.trackers.large_tracker.gettempdir", lambda: str(tmp_path))
    reading = read_workbook(large_tracker(Size(recommendations=7, rounds=3)))
    assert reading.issues == ()
    assert len(Tracker.from_rows(reading.rows, reading.scale).progress) == 21


@pytest.mark.nightly
def test_each_paper_is_measured_in_each_format():
    rows = list(measure_papers(edition_of().tracker))
    assert [row[1:3] for row in rows] == [(paper.value, ending) for paper in FORMATS for ending in FORMATS[paper]]
    assert {len(row) for row in rows} == {len(PAPER_HEAD)}
