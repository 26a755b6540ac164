import pytest

from benchmarks.pages import FULL, PAGES, QUICK, Effort, measure
from benchmarks.report import figures_table, server_table, speed_table
from benchmarks.server import ROOT
from benchmarks.trackers.large_tracker import Size, generate_rows, large_tracker
from loaders.pipeline import read_workbook
from model.tracker.tracker import Tracker

SMALL = Size(recommendations=70, rounds=2)
SOME = ("Overview", "Recommendations", "Rating")


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """Return the figures of a very small run of the benchmark: four servers, and no large tracker that is large."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("benchmarks.trackers.large_tracker.gettempdir", lambda: str(tmp_path_factory.mktemp("made")))
        yield measure(Effort(reruns=2, warm_up=0, new_filters=1, size=SMALL, pages=SOME, bundled=False))


def test_a_full_run_measures_every_page():
    assert QUICK.pages == FULL.pages == tuple(PAGES)
    assert set(SOME) < set(PAGES)


def test_every_page_of_the_dashboard_is_measured():
    files = {file.stem.replace("_", "-") for file in (ROOT / "pages").rglob("*.py")}
    assert {address or "overview" for address, _query in PAGES.values()} == files


def test_each_page_is_measured(measured):
    pages, servers = measured
    assert [(figure.tracker, figure.page) for figure in pages] == [("140 updates", page) for page in SOME]
    assert [figure.tracker for figure in servers] == ["140 updates"]
    assert QUICK.bundled
    assert FULL.bundled


def test_each_floor_page_has_the_same_census_as_its_page(measured):
    pages, _ = measured
    assert [figure.floor_census for figure in pages] == [figure.page_census for figure in pages]


def test_each_timing_has_the_requested_number_of_reruns(measured):
    pages, _ = measured
    for figure in pages:
        timings = (figure.floor_at_default, figure.floor_at_ours, figure.page_at_default, figure.page_at_ours)
        assert [len(timing.seconds) for timing in timings] == [2, 2, 2, 2]
        assert len(figure.new_filter.seconds) == 1


def test_a_page_shows_the_tracker_and_no_notice_of_trouble(measured):
    pages, _ = measured
    censuses = {figure.page: figure.page_census for figure in pages}
    assert censuses["Overview"].metrics >= 3
    assert len(censuses["Overview"].charts) == 1
    assert max(censuses["Recommendations"].tables) == 1 + 60


def test_every_figure_is_in_the_tables(measured):
    pages, servers = measured
    assert [len(table.splitlines()) for table in (speed_table(pages), figures_table(pages), server_table(servers))] == [
        *(2 + len(pages), 2 + len(pages), 2 + len(servers))
    ]


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
