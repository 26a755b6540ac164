"""What a click costs: one run of the script, answered in one frame, and no new document."""

from statistics import median

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
WATCH_FRAMES = """() => {
  window.frames_seen = new Set();
  const pieces = () => [...document.querySelectorAll('.fragment')];
  const look = () => {
    const counts = pieces().map(({ shadowRoot }) => shadowRoot?.querySelector('ul.counts')).find(Boolean);
    const chart = document.querySelector('.chart');
    window.frames_seen.add([document.querySelector('h1'), counts, chart?.querySelector('.barlayer')]
      .map((each) => each?.textContent).concat(chart?.getAttribute('aria-label')).join('|'));
    requestAnimationFrame(look);
  };
  look();
}"""
"""Notes what each frame shows of a heading, of the counts and of a chart."""
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
    "number": press("ul.counts a"),
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
    page.runs, page.answers = [], []
    page.on("websocket", count_frames(page))
    yield visit
    page.context.close()


def count_frames(page):
    """Return what counts the runs that a page requests, and the frames that answer it."""

    def count(socket):
        socket.on("framesent", lambda sent: page.runs.extend(requested_runs(sent)))
        socket.on("framereceived", lambda answer: page.answers.append(len(answer)))

    return count


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


def test_each_click_runs_the_script_a_single_time_mostly_in_one_frame_and_loads_no_document(visitor, server):
    show_everything(visitor, server)
    page = visitor.page
    page.goto(server)
    settle(visitor)
    assert len(page.runs) == 1
    page.evaluate("window.stillHere = true")
    runs, comparisons, answers = {}, {}, {}
    for name, click in CLICKS.items():
        page.runs.clear()
        page.answers.clear()
        page.evaluate("window.comparisons = 0")
        click(page)
        settle(visitor)
        runs[name], answers[name] = len(page.runs), len(page.answers)
        comparisons[name] = page.evaluate("window.comparisons")
    assert runs == dict.fromkeys(CLICKS, 1)
    assert median(answers.values()) == 1, "what a short run shows comes in parts"
    assert max(answers.values()) < 25, "each message of a run, some fifty, comes by itself"
    assert max(comparisons.values()) < 16, "each message of the platform is compared with all its hosts"
    assert page.evaluate("window.stillHere")
    expect(page.locator("html")).to_have_attribute("lang", "cy")


def test_a_run_that_comes_in_one_frame_is_drawn_in_one(visitor, server):
    page = visitor.page
    page.goto(server)
    settle(visitor)
    page.evaluate(WATCH_FRAMES)
    states = []
    for name in ["theme", "reset"] * 3:
        page.runs.clear()
        page.evaluate("window.frames_seen.clear()")
        CLICKS[name](page)
        settle(visitor)
        states.append(page.evaluate("window.frames_seen.size"))
    assert min(states) == 2, "the page is drawn in parts"
