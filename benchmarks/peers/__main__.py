"""Measure the dashboard to the eye beside Dash, Panel and an obvious Streamlit page: `python -m benchmarks.peers`."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles
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

HEAD = (
    *("Tracker", "Page", "Filter, ms", "90 in 100", "Times the first"),
    *("First visit, s", "Times the first", "MB", "On 10 Mbit/s, s", "Cold start, s", "Times the first"),
)


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


def eye_table(measured: Mapping[str, Mapping[str, Times]]) -> str:
    """Return the medians, and their ratios to the first page on the same tracker."""
    return table(HEAD, [row for tracker, times in measured.items() for row in _rows(tracker, times)])


def _rows(tracker: str, measured: Mapping[str, Times]) -> Iterator[tuple[str, ...]]:
    first = next(iter(measured.values()))
    for name, times in measured.items():
        filters, visits, starts = median(times.filters), median(times.visits), median(times.starts)
        yield (
            *(tracker, name, f"{filters * 1000:.0f}", f"{_high(times.filters) * 1000:.0f}"),
            f"{filters / median(first.filters):.2f}",
            *(f"{visits:.2f}", f"{visits / median(first.visits):.2f}"),
            f"{median(times.received) / 1e6:.2f}",
            f"{median(times.slow_visits):.2f}",
            *(f"{starts:.2f}", f"{starts / median(first.starts):.2f}"),
        )


def _high(values: Sequence[float]) -> float:
    return quantiles(values, n=10, method="inclusive")[-1] if len(values) > 1 else values[0]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print the table on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one of each on the small tracker: to see that it runs")
    parser.add_argument("--only", nargs="*", help="the names of the pages to measure")
    arguments = parser.parse_args(argv)
    contenders = [each for each in CONTENDERS if not arguments.only or each.name in arguments.only]
    workbooks = {"18 recommendations": BUNDLED_TRACKER}
    if not arguments.quick:
        workbooks["100,000 updates"] = large_tracker(LARGE)
    sys.stdout.write(eye_table(measure(workbooks, contenders, QUICK if arguments.quick else FULL)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
