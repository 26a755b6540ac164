"""Measure a first visit in a browser, on a fast and on a slow line: `python -m benchmarks.first_visit`."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import product
from statistics import median

from playwright.sync_api import sync_playwright

from benchmarks.browser import SWITCHES
from benchmarks.first_visit.visitor import FirstVisit, first_visit
from benchmarks.server import DASHBOARD, serving
from start import find_browser

PATHS = ("", "over-time")


def table(visits: dict[tuple[str, str], list[FirstVisit]]) -> str:
    """Return the medians as a Markdown table, a row for each page and line."""
    rows = ["| Page | Line | Heading, s | Chart, s | Received, MB | Page's processor, s |", "| --- " * 6 + "|"]
    for (page, line), found in visits.items():
        heading, chart, received, cpu = (
            median(getattr(visit, name) for visit in found) for name in ("heading", "chart", "received", "page_cpu")
        )
        rows.append(f"| {page} | {line} | {heading:.2f} | {chart:.2f} | {received / 1e6:.2f} | {cpu:.2f} |")
    return "\n".join(rows)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure first visits in turn, and print the table on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.first_visit", description=__doc__)
    parser.add_argument("ports", nargs="*", type=int, help="of running servers, instead of one that is started")
    parser.add_argument("--visits", type=int, default=9, help="first visits of each page on each line")
    parser.add_argument("--quick", action="store_true", help="one first visit of each: to see that it runs")
    arguments = parser.parse_args(argv)
    turns = 1 if arguments.quick else arguments.visits
    with ExitStack() as stack:
        ports = arguments.ports or [stack.enter_context(serving(DASHBOARD, ours=True)).port]
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(SWITCHES))
        visits: dict[tuple[str, str], list[FirstVisit]] = {}
        for _turn in range(turns + 1):
            for line in ("fast", "10 Mbit/s, 40 ms"):
                for port, path in product(ports, PATHS):
                    visit = first_visit(browser, port, path, slow=line != "fast")
                    visits.setdefault((f"{port}/{path}", line), []).append(visit)
        browser.close()
    print(table({key: found[1:] for key, found in visits.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
