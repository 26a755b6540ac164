"""What a click costs: one run of the script, and no new document."""

import pytest
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.support.browser.filtering import choose
from tests.support.browser.menus import leave_to
from tests.support.browser.patience import in_the_end
from tests.support.browser.visit import newcomer

pytestmark = pytest.mark.browser

COUNT_COMPARISONS = """
window.comparisons = 0;
window.URLPattern = class extends URLPattern { constructor(...each) { window.comparisons += 1; super(...each); } };"""
QUIET_MILLISECONDS = 500
"""How long nothing may follow a complete page."""
TITLE = "Expand performance dashboards to cover civil orders"


def press(selector):
    """Return a click on the first element of a selector."""
    return lambda page: page.locator(selector).first.click()


def of_a_box(name, option):
    """Return a click on an option of a box of the filter."""
    return lambda page: choose(page, name, option)


CLICKS = {
    "theme": of_a_box("Theme", "Training"),
    "chip": press("a.chip"),
    "number": press("ul.counts a.toggle"),
    "reset": press("a.reset"),
    "as at": of_a_box("As at", "February 2024"),
    "as at the latest": press("a.chip"),
    "menu": lambda page: leave_to(page, "Recommendations"),
    "sort": press("th[role=columnheader]:nth-of-type(3) a"),
    "open": lambda page: page.get_by_role("link", name=TITLE, exact=True).first.click(),
    "next": lambda page: page.get_by_role("link", name="→").click(),
    "back": lambda page: page.go_back(),
    "list": lambda page: page.get_by_role("link", name="All recommendations").click(),
    "Welsh": lambda page: page.get_by_role("link", name="Cymraeg").click(),
}


@pytest.fixture
def visitor(browser):
    """Return a page that counts the runs it asks for and the hosts that it compares."""
    visit = newcomer(browser)
    page = visit.page
    page.add_init_script(COUNT_COMPARISONS)
    page.runs = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda sent: page.runs.extend(requested_runs(sent))))
    yield visit
    page.context.close()


def requested_runs(sent):
    """Return a request for a run in a list, if a message of the browser is one."""
    message = BackMsg.FromString(sent)
    return [message.rerun_script.page_name] if message.WhichOneof("type") == "rerun_script" else []


def show_everything(visitor, server):
    """Make each click a first time, so that the server has the pages ready and runs them in a short time."""
    page = visitor.page
    page.goto(server)
    visitor.settled()
    for click in CLICKS.values():
        page.runs.clear()
        click(page)
        complete(visitor)
    page.runs.clear()


def complete(visitor):
    """Wait until a run was requested, and the page is complete."""
    in_the_end(visitor.page, lambda: visitor.page.runs != [], wanted=True)
    visitor.settled()


def settle(visitor):
    """Wait until a run was requested, and the page is complete and stays so."""
    complete(visitor)
    visitor.page.wait_for_timeout(QUIET_MILLISECONDS)
    visitor.settled()


def test_each_click_runs_the_script_a_single_time_and_loads_no_document(visitor, server):
    show_everything(visitor, server)
    page = visitor.page
    page.goto(server)
    settle(visitor)
    assert len(page.runs) == 1
    page.evaluate("window.stillHere = true")
    runs, comparisons = {}, {}
    for name, click in CLICKS.items():
        page.runs.clear()
        page.evaluate("window.comparisons = 0")
        click(page)
        settle(visitor)
        runs[name] = len(page.runs)
        comparisons[name] = page.evaluate("window.comparisons")
    assert runs == dict.fromkeys(CLICKS, 1)
    assert max(comparisons.values()) < 16, "each message of the platform is compared with all its hosts"
    assert page.evaluate("window.stillHere")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
