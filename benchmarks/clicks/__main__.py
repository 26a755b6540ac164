"""Measure clicks to the eye in Chromium: `python -m benchmarks.clicks`."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright

from benchmarks.browser import SWITCHES
from benchmarks.clicks.visitor import Click, Visitor
from benchmarks.server import DASHBOARD, serving
from benchmarks.trackers.large_tracker import LARGE, large_tracker
from model.settings import BUNDLED_TRACKER
from start import find_browser


def press(selector: str) -> Callable[[Page], None]:
    """Return an act that presses the first element of a selector, as a key does."""
    return lambda page: page.locator(selector).first.evaluate("(element) => element.click()")


def go_back(page: Page) -> None:
    """Go back in the history."""
    page.evaluate("history.back()")


LIST, OVERVIEW = "recommendations", ""
CLICKS: Mapping[str, tuple[str | None, Callable[[Page], None]]] = {
    "open a recommendation from the list": (LIST, press("table th[scope=row] a")),
    "back by the browser": (None, go_back),
    "open it again": (None, press("table th[scope=row] a")),
    "back by our link": (None, press("nav.crumbs a, .crumbs a")),
    "filter by a theme": (OVERVIEW, press("details.choice:has(#filter-theme) .options a")),
    "remove it": (None, press("a.chip")),
    "as at the round before": (None, press("details.choice:has(#filter-as_at) li:nth-last-child(2) a")),
    "as at the latest round": (None, press("a.chip")),
}
"""The clicks, each on the page that it starts from, or on that of the click before."""


def table(clicks: Mapping[tuple[str, str], Sequence[Click]]) -> str:
    """Return medians as a Markdown table, a row for each click; of runs and pieces the most."""
    names = [
        *("Server", "Click", "Heading, ms", "Complete, ms", "90 in 100, ms", "Page's processor, ms"),
        *("Runs", "Frames", "KB", "Pieces drawn"),
    ]
    rows = [f"| {' | '.join(names)} |", "| --- " * len(names) + "|"]
    for (server, name), found in clicks.items():
        heading, complete, processor, received, frames = (
            median(getattr(each, field) for each in found)
            for field in ("heading", "complete", "processor", "received", "frames")
        )
        ninety = quantiles([*(each.complete for each in found)] * 2, n=10, method="inclusive")[-1]
        times = f"{heading:.0f} | {complete:.0f} | {ninety:.0f} | {processor:.0f}"
        counts = f"{max(each.runs for each in found)} | {frames:.0f} | {received / 1000:.0f}"
        rows.append(f"| {server} | {name} | {times} | {counts} | {max(len(each.pieces) for each in found)} |")
    return "\n".join(rows)


def measure(addresses: Mapping[str, str], *, turns: int) -> dict[tuple[str, str], list[Click]]:
    """Return the clicks on each server, measured in turn; the first turn is not counted."""
    clicks: dict[tuple[str, str], list[Click]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(SWITCHES))
        visitors = {server: Visitor(browser, address) for server, address in addresses.items()}
        for _turn in range(turns + 1):
            for server, visitor in visitors.items():
                for name, (start, act) in CLICKS.items():
                    if start is not None:
                        visitor.open(start)
                    clicks.setdefault((server, name), []).append(visitor.click(act))
        browser.close()
    return {key: found[1:] for key, found in clicks.items()}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure the clicks and print the table on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.clicks", description=__doc__)
    parser.add_argument("addresses", nargs="*", help="running servers to compare, instead of two that are started")
    parser.add_argument("--turns", type=int, default=12, help="how often each click is measured")
    parser.add_argument("--quick", action="store_true", help="each click once, on the 18 recommendations")
    arguments = parser.parse_args(argv)
    addresses = {address: address for address in arguments.addresses}
    with ExitStack() as stack:
        for name, path in [] if addresses else _trackers(quick=arguments.quick):
            server = stack.enter_context(serving(DASHBOARD, ours=True, environment={"CYNNYDD_TRACKER": str(path)}))
            addresses[name] = f"http://127.0.0.1:{server.port}"
        print(table(measure(addresses, turns=1 if arguments.quick else arguments.turns)))
    return 0


def _trackers(*, quick: bool) -> list[tuple[str, Path]]:
    small = [("18 recommendations", BUNDLED_TRACKER)]
    return small if quick else [*small, (f"{LARGE.updates:,} updates", large_tracker(LARGE))]


if __name__ == "__main__":
    sys.exit(main())
