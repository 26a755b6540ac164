"""One browser and one server for all tests here; a context of its own for each visit."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.browser.serving import served

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZES = {1280: 900, 390: 844, 320: 844}


@dataclass
class Visit:
    """A visitor: a page in a browser context, with everything it asked for and complained of."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path=""):
        """Open a path of the dashboard and wait until the page stands."""
        self.page.goto(f"{self.address}/{path}")
        return self.settled()

    def settled(self):
        """Wait until the script has run and its charts are drawn."""
        self.page.wait_for_function(SETTLED)
        assert self.page.get_by_test_id("stException").count() == 0, "the page has failed"
        return self.page

    def foreign(self):
        """Return every request that went to another host."""
        ours = urlsplit(self.address).netloc
        return [url for url in self.requests if urlsplit(url).netloc not in ("", ours)]


SETTLED = """() => {
  if (document.querySelector('[data-testid="stException"]')) return true;
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app || app.dataset.testScriptState !== 'notRunning' || !document.querySelector('h1')) return false;
  if (document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')) return false;
  const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
  if (!charts.every((chart) => chart.querySelector('.main-svg'))) return false;
  const own = [...document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')];
  const drawn = (each) => each.shadowRoot?.querySelector('.root')?.hasChildNodes();
  return own.length > 0 && own.every(drawn) && drawn(own.find((each) => each.closest('.st-key-language')));
}"""


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


@pytest.fixture
def arrive(browser, server):
    """Return a function that gives a new visitor: a browser that has never been here."""
    contexts = []

    def arrive(*, address=server, width=1280, dark=False, **options):
        context = browser.new_context(
            viewport={"width": width, "height": SIZES[width]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="en-GB",
            **options,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        visit = Visit(page, address)
        context.on("request", lambda request: visit.requests.append(request.url))
        page.on("console", lambda message: visit.complaints.append(_complaint(message)) if _counts(message) else None)
        page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        page.on("websocket", lambda socket: visit.requests.append(socket.url))
        return visit

    yield arrive
    for context in contexts:
        context.close()


def _counts(message):
    return message.type in ("error", "warning")


def _complaint(message):
    return f"{message.text} {message.location.get('url', '')}"
