"""Measure the dashboard to the eye beside Dash, Panel and an obvious Streamlit page: `python -m benchmarks.peers`."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from benchmarks.browser import SWITCHES
from benchmarks.peers.contenders import CONTENDERS, Contender
from benchmarks.peers.material import prepare
from benchmarks.peers.race import FULL, QUICK, Race, Repeats, Times
from benchmarks.report import table
from benchmarks.trackers.large_tracker import LARGE, large_tracker
from model.settings import BUNDLED_TRACKER
from start import find_browser

VISITS = {"Heading, s": "headings", "Chart, s": "charts", "Live, s": "lives"}
VISITS_HEAD = ("Tracker", "Page", *(word for name in VISITS for word in (name, "Times the first chart")))
VISITS_HEAD += ("MB", "Chart on 10 Mbit/s, s", "Layout shift", "Cold start, s")
CLICKS = {"New filter, ms": "new_filters", "Seen, ms": "seen_filters", "Off, ms": "resets", "Another page, ms": "turns"}
CLICKS_HEAD = ("Tracker", "Page", *(word for name in CLICKS for word in (name, "Times the first")))


def measure(
    workbooks: Mapping[str, Path], contenders: Sequence[Contender], repeats: Repeats
) -> dict[str, dict[str, Times]]:
    """Return the times of each page on each tracker."""
    measured = {}
    with sync_playwright() as playwright, TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(SWITCHES))
        for number, (name, workbook) in enumerate(workbooks.items()):
            inside = Path(folder, str(number))
            inside.mkdir()
            measured[name] = Race(browser, prepare(workbook, inside), contenders).run(repeats)
        browser.close()
    return measured


def visits_table(measured: Mapping[str, Mapping[str, Times]]) -> str:
    """Return the medians of first visits and starts, and their ratios to the chart of the first page on the tracker.

    The heading of the first page is the same on every tracker, and says nothing of it.
    """
    rows = []
    for tracker, pages in measured.items():
        for name, times in pages.items():
            first = Times(**dict.fromkeys(VISITS.values(), next(iter(pages.values())).charts))
            ratios = _ratios(times, first, VISITS, unit=1, digits=2)
            others = (median(times.received) / 1e6, median(times.slow_charts), max(times.shifts), median(times.starts))
            rows.append((tracker, name, *ratios, *(f"{each:.2f}" for each in others)))
    return table(VISITS_HEAD, rows)


def clicks_table(measured: Mapping[str, Mapping[str, Times]]) -> str:
    """Return the medians of clicks, and their ratios to the first page on the same tracker."""
    return table(
        CLICKS_HEAD,
        [
            (tracker, name, *_ratios(times, next(iter(pages.values())), CLICKS, unit=1000, digits=0))
            for tracker, pages in measured.items()
            for name, times in pages.items()
        ],
    )


def _ratios(times: Times, first: Times, columns: Mapping[str, str], *, unit: int, digits: int) -> Iterator[str]:
    for field in columns.values():
        found, others = getattr(times, field), getattr(first, field)
        yield f"{median(found) * unit:.{digits}f}" if found else ""
        yield f"{median(found) / median(others):.2f}" if found and others else ""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print the tables on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one of each on the small tracker: to see that it runs")
    parser.add_argument("--only", nargs="*", help="the names of the pages to measure")
    arguments = parser.parse_args(argv)
    contenders = [each for each in CONTENDERS if not arguments.only or each.name in arguments.only]
    workbooks = {"18 recommendations": BUNDLED_TRACKER}
    if not arguments.quick:
        workbooks["100,000 updates"] = large_tracker(LARGE)
    measured = measure(workbooks, contenders, QUICK if arguments.quick else FULL)
    sys.stdout.write(f"{visits_table(measured)}\n{clicks_table(measured)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
