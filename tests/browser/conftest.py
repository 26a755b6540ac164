"""Fixtures: one browser and one server for all tests here; a browser context for each visitor."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.support.browser.serving import served

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MILLISECONDS = 20_000
"""How long a page may take to show what is expected: long enough for a busy machine."""

POLLING_MILLISECONDS = 100
"""How often a page is asked whether it is rendered: with each frame, as is the default, slows down a busy machine."""

expect.set_options(timeout=PATIENCE_MILLISECONDS)

SIZES = {1280: 900, 390: 844, 320: 844}


@dataclass
class Visit:
    """A visitor: a page in a browser context, with its requests and its console messages."""

    page: Page
    address: str = ""
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self):
        context = self.page.context
        context.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.extend(_complaints(message)))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))

    def prepare(self, address, *, width, dark, permissions):
        """Set the screen width, colour scheme and permissions of a visit."""
        self.address = address
        self.page.set_viewport_size({"width": width, "height": SIZES[width]})
        self.page.emulate_media(media="null", color_scheme="dark" if dark else "light", reduced_motion="reduce")
        self.page.context.grant_permissions(permissions)
        self.requests.clear()
        self.complaints.clear()

    def leave(self):
        """Clear everything the visit left: tabs, storage, cookies, permissions, pointer."""
        for tab in self.page.context.pages:
            if tab != self.page:
                tab.close()
        self.page.evaluate("location.protocol === 'http:' && (localStorage.clear(), sessionStorage.clear())")
        self.page.context.clear_cookies()
        self.page.context.clear_permissions()
        self.page.mouse.move(0, 0)
        self.page.goto("about:blank")

    def go(self, path=""):
        """Open a path of the dashboard and wait until the page is rendered."""
        self.page.goto(f"{self.address}/{path}")
        return self.settled()

    def settled(self):
        """Wait until the script has run and its charts are drawn."""
        self.page.wait_for_function(SETTLED, polling=POLLING_MILLISECONDS)
        assert self.page.get_by_test_id("stException").count() == 0, "the page has failed"
        return self.page

    def layout_shift(self):
        """Return the cumulative layout shift of the page: how far content moved that nobody had touched."""
        return self.page.evaluate("window.layoutShift")

    def foreign(self):
        """Return every request to another host."""
        ours = urlsplit(self.address).netloc
        return [url for url in self.requests if urlsplit(url).netloc not in ("", ours)]


SETTLED = """() => {
  if (document.querySelector('[data-testid="stException"]')) return true;
  const app = document.querySelector('[data-testid="stApp"]');
  if (document.documentElement.classList.contains('drawing')) return false;
  if (!app || app.dataset.testScriptState !== 'notRunning' || !document.querySelector('h1')) return false;
  if (document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')) return false;
  const charts = [...document.querySelectorAll('[data-testid="stBidiComponentRegular"]')];
  if (!charts.every((chart) => chart.querySelector('.main-svg'))) return false;
  const ours = [...document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')];
  const drawn = (each) => each.shadowRoot?.querySelector('.root')?.hasChildNodes();
  return ours.length > 0 && ours.every(drawn) && drawn(ours.find((each) => each.closest('.st-key-language')));
}"""


LAYOUT_SHIFT = """
window.layoutShift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.layoutShift += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""


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
        visit.leave()
        free.append(visit)


def newcomer(browser):
    """Return a visitor with a new browser context."""
    context = browser.new_context(locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(20_000)
    context.add_init_script(LAYOUT_SHIFT)
    return Visit(context.new_page())


def _complaints(message):
    """Return a console message in a list if it is an error or a warning, else an empty list."""
    complains = message.type in ("error", "warning")
    return [f"{message.text} {message.location.get('url', '')}"] if complains else []
