"""Fixtures: one browser and one server for all tests here; a browser context for each visitor."""

import pytest
from playwright.sync_api import sync_playwright

from tests.support.browser.serving import served
from tests.support.browser.visit import newcomer

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--renderer-process-limit=1",
    "--process-per-site",
    "--disable-features=IsolateOrigins,site-per-process,SpareRendererForSitePerProcess",
)


# Closes the boxes of the filter, which stay open after a choice.
CLOSE_BOXES = "document.querySelectorAll('details.choice[open]').forEach((each) => each.removeAttribute('open'))"


@pytest.fixture(scope="session")
def server():
    """Return the address of a server that shows the bundled tracker."""
    with served() as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium):
    """Return a browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def free():
    """Return the pool of idle visitors: a new one costs the browser seconds of work with every page."""
    return []


@pytest.fixture
def arrive(browser, server, free):
    """Return a function that gives a visitor with a clean browser."""
    arrived = []

    def arrive(*, address=server, width=1280, dark=False, permissions=()):
        arrived.append(free.pop() if free else newcomer(browser))
        arrived[-1].prepare(address, width=width, dark=dark, permissions=permissions)
        return arrived[-1]

    yield arrive
    for visit in arrived:
        visit.leave(server)
        free.append(visit)


@pytest.fixture(scope="module")
def walker(browser, server, free):
    """Return the visitor who stays for all tests of a file that need no newly loaded page."""
    walker = free.pop() if free else newcomer(browser)
    yield walker
    walker.leave(server)
    free.append(walker)


@pytest.fixture
def look(walker, server):
    """Return a function that leads this visitor to a path; a test leaves nothing open there but boxes of the filter."""

    def look(path="", *, address=server, width=1280, dark=False):
        walker.prepare(address, width=width, dark=dark)
        walker.page.evaluate(CLOSE_BOXES)
        return walker.move(path)

    return look
