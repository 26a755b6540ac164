"""Measure a first visit in a browser, on a fast and on a slow line: `python -m benchmarks.first_visit`."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from benchmarks.server import DASHBOARD, serving
from start import find_browser

PATHS = ("", "over-time")
SLOW_LINE = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}
"""A line of 10 Mbit/s with a delay of 40 ms, in the terms of Chromium's protocol."""
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
SHOWN = """(what) => {
  const element = document.querySelector(what);
  return Boolean(element) && !document.documentElement.classList.contains('drawing');
}"""
STATE = """() => ({
  classes: document.documentElement.className,
  script: document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState,
  visibility: document.visibilityState,
  library: Boolean(window.Plotly),
  text: document.body.innerText.slice(0, 500),
  files: performance.getEntriesByType('resource').filter((file) => !file.responseEnd).map((file) => file.name),
})"""
PATIENCE_MILLISECONDS = 90_000
HEADING, CHART = "h1", ".js-plotly-plot .main-svg"


@dataclass(frozen=True, slots=True)
class FirstVisit:
    """A first visit with an empty cache: seconds to the heading and to the first chart, bytes, and processor time.

    `page_cpu` is the processor time of the page's own thread in the browser, in seconds.
    """

    heading: float
    chart: float
    received: int
    page_cpu: float


def first_visit(browser: Browser, address: str, *, slow: bool) -> FirstVisit:
    """Open a page in a new browser context, and wait until its heading and its first chart are shown.

    Raises Playwright's TimeoutError, with what the page shows instead.
    """
    context = browser.new_context(bypass_csp=True)
    try:
        return _first_visit(context.new_page(), address, slow=slow)
    finally:
        context.close()


def _first_visit(page: Page, address: str, *, slow: bool) -> FirstVisit:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Performance.enable")
    if slow:
        session.send("Network.emulateNetworkConditions", SLOW_LINE)
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    session.on("Network.webSocketFrameReceived", lambda event: sizes.append(frame_size(event)))
    page.goto(address, wait_until="commit")
    heading, chart = (_seconds_until_shown(page, what) for what in (HEADING, CHART))
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    return FirstVisit(heading, chart, sum(sizes), metrics["TaskDuration"])


def _seconds_until_shown(page: Page, what: str) -> float:
    try:
        page.wait_for_function(SHOWN, arg=what, timeout=PATIENCE_MILLISECONDS)
    except PlaywrightTimeoutError as error:
        with suppress(PlaywrightTimeoutError):
            state = page.wait_for_function(STATE, timeout=5_000, polling=100).json_value()
            error.add_note(f"Instead of {what} the page has: {state}")
        raise
    return float(page.evaluate("performance.now()")) / 1000


def frame_size(event: dict[str, Any]) -> int:
    """Return the bytes of a message of the socket, which the browser reports in base 64."""
    return len(event["response"]["payloadData"]) * 3 // 4


def table(visits: dict[tuple[str, str], list[FirstVisit]]) -> str:
    """Return the medians as a Markdown table, a row for each address and line."""
    rows = ["| Page | Line | Heading, s | Chart, s | Received, MB | Page's processor, s |", "| --- " * 6 + "|"]
    for (address, line), found in visits.items():
        heading, chart, received, cpu = (
            median(getattr(visit, name) for visit in found) for name in ("heading", "chart", "received", "page_cpu")
        )
        rows.append(f"| {address} | {line} | {heading:.2f} | {chart:.2f} | {received / 1e6:.2f} | {cpu:.2f} |")
    return "\n".join(rows)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure first visits in turn, and print the table on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.first_visit", description=__doc__)
    parser.add_argument("addresses", nargs="*", help="running servers to compare, instead of one that is started")
    parser.add_argument("--visits", type=int, default=9, help="first visits of each page on each line")
    parser.add_argument("--quick", action="store_true", help="one first visit of each: to see that it runs")
    arguments = parser.parse_args(argv)
    turns = 1 if arguments.quick else arguments.visits
    with ExitStack() as stack:
        servers = arguments.addresses or [f"http://127.0.0.1:{stack.enter_context(serving(DASHBOARD, ours=True)).port}"]
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(SWITCHES))
        visits: dict[tuple[str, str], list[FirstVisit]] = {}
        for _turn in range(turns + 1):
            for line in ("fast", "10 Mbit/s, 40 ms"):
                for address in (f"{server}/{path}" for server in servers for path in PATHS):
                    visit = first_visit(browser, address, slow=line != "fast")
                    visits.setdefault((address, line), []).append(visit)
        browser.close()
    print(table({key: found[1:] for key, found in visits.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
