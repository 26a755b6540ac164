"""A page that is drawn anew: what stays keeps its styles, the page fades as a whole, and late messages do no harm."""

import re
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.support.browser.patience import in_the_end
from tests.support.browser.visit import newcomer

pytestmark = pytest.mark.browser

REMEMBER = """() => {
  const pieces = [...document.querySelectorAll('.fragment')];
  window.sheets = new Map(pieces.map(({ shadowRoot }) => [shadowRoot, [...shadowRoot.adoptedStyleSheets]]));
  window.languages = 0;
  new MutationObserver((records) => { window.languages += records.length; })
    .observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
}"""

RESTYLED = """() => [window.languages, [...window.sheets].filter(([root, sheets]) => root.host.isConnected
  && sheets.some((sheet, number) => sheet !== root.adoptedStyleSheets[number])).length]"""

OPACITIES = """() => {
  const opacity = (element) => Number(getComputedStyle(element).opacity);
  const parts = document.querySelectorAll('[data-testid="stElementContainer"], [data-testid="stExpander"] summary');
  const page = document.querySelector('[data-testid="stMainBlockContainer"]');
  return [opacity(page), Math.min(...[...parts].map(opacity))];
}"""

MOVING = """() => document.getAnimations().filter(({ effect }) => effect.target.closest('[data-testid="stMain"]'))
  .map((each) => each.transitionProperty ?? each.animationName)"""


def choose_victims(page):
    """Filter by a theme."""
    page.locator("#filter-theme").click()
    page.locator("#filter-theme + .options").get_by_role("link", name="Victims").click()


@pytest.fixture
def alone(browser, server):
    """Return a visitor whose browser context serves one test: its socket stays routed."""
    visit = newcomer(browser)
    visit.prepare(server)
    yield visit
    visit.page.context.close()


class Line:
    """The line of a page's websocket: what the server sends may wait on it."""

    def __init__(self, visit):
        self._socket: Any = None
        self._waiting, self._passing = [], None
        visit.page.route_web_socket("**/_stcore/stream*", self._connect)

    def _connect(self, socket):
        self._socket, server = socket, socket.connect_to_server()
        socket.on_message(server.send)
        server.on_message(self._pass_on)

    def _pass_on(self, message):
        if self._passing is None:
            self._socket.send(message)
        elif self._passing:
            self._passing -= 1
            self._socket.send(message)
        else:
            self._waiting.append(message)

    def ended_runs(self):
        """Return how many runs have ended by what waits."""
        return sum(ForwardMsg.FromString(message).HasField("script_finished") for message in self._waiting)

    @contextmanager
    def stalled(self, *, after=0):
        """Let all that the server sends within this block wait until its end, but for so many first messages."""
        self._passing = after
        yield
        self._passing = None
        for message in self._waiting:
            self._socket.send(message)
        self._waiting.clear()


def test_a_page_that_is_drawn_anew_keeps_its_language_and_its_styles(arrive):
    visit = arrive()
    page = visit.go()
    page.evaluate(REMEMBER)
    choose_victims(page)
    expect(page.locator(".filterbar a.reset")).to_be_visible()
    visit.settled()
    assert page.evaluate(RESTYLED) == [0, 0]


def test_a_page_that_is_worked_out_for_long_fades_as_a_whole_and_not_before_half_a_second(alone):
    visit, line = alone, Line(alone)
    page = visit.go()
    with line.stalled(after=2):
        choose_victims(page)
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "running")
        assert set(page.evaluate(MOVING)) == {"--fading"}
        page.wait_for_function(f"({OPACITIES})()[0] <= 0.4")
        assert page.evaluate(OPACITIES) == [pytest.approx(0.4), 1]
    visit.settled()
    assert page.evaluate(OPACITIES) == [1, 1]


def test_a_link_that_is_drawn_anew_while_it_is_pressed_is_followed_all_the_same(alone):
    visit, line = alone, Line(alone)
    page = visit.go()
    with line.stalled(after=2):
        choose_victims(page)
        page.locator("#filter-theme").click()
        option = page.locator("#filter-theme + .options").get_by_role("link", name="Resourcing")
        option.hover()
        page.mouse.down()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.mouse.up()
    expect(page.locator(".filterbar .chips")).to_contain_text("Resourcing")
    expect(page.locator(".filterbar .chips")).to_contain_text("Victims")


def test_a_page_is_complete_where_runs_end_before_the_browser_reads_of_the_one_before(alone):
    visit, line = alone, Line(alone)
    page = visit.go("reports")
    formats, languages = (page.get_by_role("radiogroup", name=name) for name in ("Format", "Language of the paper"))
    formats.get_by_text("Slides (PowerPoint)").click()
    expect(page).to_have_url(re.compile("format=pptx"))
    visit.settled()
    with line.stalled():
        languages.get_by_text("Cymraeg").click()
        assert in_the_end(page, line.ended_runs, 1) == 1
        page.go_back()
        assert in_the_end(page, line.ended_runs, 2) == 2
    visit.settled()
    expect(page.get_by_role("button", name="Download: Word")).to_be_enabled()
    with line.stalled():
        for _ in range(5):
            languages.get_by_text("Cymraeg").click()
            formats.get_by_text("PDF").click()
            languages.get_by_text("English").click()
        assert in_the_end(page, lambda: line.ended_runs() > 0, wanted=True)
    visit.settled()
    expect(page).to_have_url(re.compile(r"reports\?(format=pdf&in=en|in=en&format=pdf)$"))
    expect(page.get_by_role("button", name="Download: PDF")).to_be_enabled()
    assert visit.complaints == []
