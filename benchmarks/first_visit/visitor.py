"""A visitor with an empty cache, in a browser."""

from contextlib import suppress
from dataclasses import dataclass

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from benchmarks.first_visit.proxy import proxy_to

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

    `received` are the bytes that came through the proxy until then, compressed and with their headers.
    `page_cpu` is the processor time of the page's own thread in the browser, in seconds.
    """

    heading: float
    chart: float
    received: int
    page_cpu: float


def first_visit(browser: Browser, port: int, path: str, *, slow: bool) -> FirstVisit:
    """Open a page of a server in a new browser context, and wait until its heading and its first chart are shown.

    Raises Playwright's TimeoutError, with what the page shows instead.
    """
    context = browser.new_context(bypass_csp=True)
    try:
        with proxy_to(port, slow=slow) as proxy:
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Performance.enable")
            page.goto(f"http://127.0.0.1:{proxy.port}/{path}", wait_until="commit")
            heading, chart = (_seconds_until_shown(page, what) for what in (HEADING, CHART))
            metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
            return FirstVisit(heading, chart, proxy.received, metrics["TaskDuration"])
    finally:
        context.close()


def _seconds_until_shown(page: Page, what: str) -> float:
    try:
        page.wait_for_function(SHOWN, arg=what, timeout=PATIENCE_MILLISECONDS)
    except PlaywrightTimeoutError as error:
        with suppress(PlaywrightTimeoutError):
            state = page.wait_for_function(STATE, timeout=5_000, polling=100).json_value()
            error.add_note(f"Instead of {what} the page has: {state}")
        raise
    return float(page.evaluate("performance.now()")) / 1000
