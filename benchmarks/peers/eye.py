"""A reader in a browser: how long until the right numbers and bars of a page are painted."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import pandas as pd
from playwright.sync_api import Browser, Page

from benchmarks.peers.contenders import Contender
from benchmarks.peers.updates import COLOURS, counts_of, statuses_by_round, with_theme
from benchmarks.server import Server

PATIENCE_SECONDS = 60.0
QUIET_MILLISECONDS = 300
"""A reader looks before the next click, and a connection is at rest by then."""
_SHOWN = (Path(__file__).parent / "shown.js").read_text(encoding="utf-8")


def expected_state(updates: pd.DataFrame, theme: str) -> dict[str, Any]:
    """Return what a page has to show: the number of each status in the latest round, and the bars of every round."""
    chosen = with_theme(updates, theme)
    by_round = statuses_by_round(chosen)
    bars = {
        f"{day:.7} {status}": int(number)
        for status in COLOURS
        for day, number in zip(by_round.index, by_round[status], strict=True)
        if number
    }
    counts = counts_of(chosen)
    return {"counts": [counts[status] for status in COLOURS], "bars": bars}


@dataclass(frozen=True, slots=True)
class Visit:
    """A first visit: seconds to the heading, to the right numbers and bars, and to a page that changes in place."""

    heading: float
    chart: float
    live: float
    shift: float


class Eye(ExitStack):
    """A page of a server in a browser of its own cache."""

    def __init__(self, browser: Browser, contender: Contender, port: int) -> None:
        """Prepare an empty browser context; nothing is loaded yet."""
        self._contender = contender
        self._address = f"http://127.0.0.1:{port}/{contender.path}"
        super().__init__()
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.callback(context.close)
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        context.add_init_script(_SHOWN)
        self.page: Page = context.new_page()

    def open(self, expected: dict[str, Any]) -> float:
        """Return the seconds from opening the page until it shows all recommendations."""
        self.page.goto(self._address, wait_until="commit")
        return self.wait_until_shown(expected)

    def visit(self, expected: dict[str, Any]) -> Visit:
        """Open the page, and return what its first visit took once nothing follows."""
        chart = self.open(expected)
        live = chart
        if self._contender.early:
            self.page.locator(self._contender.early).wait_for(state="detached")
            live = max(chart, float(self.page.evaluate("performance.now() / 1000")))
        self.page.wait_for_timeout(QUIET_MILLISECONDS)
        heading, shift = self.page.evaluate("[window.headingAt / 1000, window.shift]")
        return Visit(heading or chart, chart, live, shift)

    def filter(self, theme: str, expected: dict[str, Any], everything: dict[str, Any]) -> tuple[float, float]:
        """Return the seconds from the click on a theme to the right page, and those from the click on all to all."""
        self.page.wait_for_timeout(QUIET_MILLISECONDS)
        self._contender.prepare(self.page)
        chosen = self._since_click(lambda: self._contender.click(self.page, theme), expected)
        self.page.wait_for_timeout(QUIET_MILLISECONDS)
        return chosen, self._since_click(lambda: self._contender.reset(self.page), everything)

    def turn(self, everything: dict[str, Any]) -> list[float]:
        """Return the seconds from a click on the link of another page to its heading, and the same back; or nothing."""
        found = []
        for link in self._contender.links:
            self.page.wait_for_timeout(QUIET_MILLISECONDS)
            before = self.page.evaluate("delete window.clickedAt, window.heading()")
            self.page.locator(link).first.click()
            shown = self.page.evaluate("(before) => window.headingAfter(before)", before)
            found.append(float(shown - self.page.evaluate("window.clickedAt")) / 1000)
        if found:
            self.wait_until_shown(everything)
        return found

    def _since_click(self, act: Callable[[], None], expected: dict[str, Any]) -> float:
        self.page.evaluate("delete window.clickedAt")
        act()
        return self.wait_until_shown(expected) - float(self.page.evaluate("window.clickedAt / 1000"))

    def wait_until_shown(self, expected: dict[str, Any], *, patience: float = PATIENCE_SECONDS) -> float:
        """Return the moment at which the page shows what is expected, in seconds of the document's clock.

        Raises an error of the browser with what it shows instead, if it does not come.
        """
        found = self.page.evaluate(
            "([tile, expected, patience]) => window.shownAt(tile, expected, patience)",
            [self._contender.tile, expected, patience * 1000],
        )
        return float(found) / 1000


def cold_start(
    browser: Browser, contender: Contender, serve: AbstractContextManager[Server], expected: dict[str, Any]
) -> float:
    """Return the seconds from the start of a server's process to its first right page in a browser that is open."""
    started = perf_counter()
    with serve as server, Eye(browser, contender, server.port) as eye:
        eye.open(expected)
        return perf_counter() - started
