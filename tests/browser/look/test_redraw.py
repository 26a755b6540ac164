"""What a browser need not do when a page is drawn anew: what stays keeps its styles, the page fades as a whole."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from components.serving.bundled_messages import LENGTH, SIGN
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


def messages_of(frame):
    """Return the messages of a frame of the server."""
    if not frame.startswith(SIGN):
        return [frame]
    messages, rest = [], frame[len(SIGN) :]
    while rest:
        end = LENGTH.size + LENGTH.unpack_from(rest)[0]
        messages.append(rest[LENGTH.size : end])
        rest = rest[end:]
    return messages


@contextmanager
def interrupted(visit):
    """Let nothing but the beginning of a run come from the server in this block; the rest comes afterwards."""
    waiting, sockets, begun = [], [], [0]

    def connect(socket):
        sockets.append(socket)
        server = socket.connect_to_server()
        socket.on_message(server.send)
        server.on_message(lambda frame: [pass_on(socket, message) for message in messages_of(frame)])

    def pass_on(socket, message):
        begun[0] += 1
        if begun[0] > 2:
            waiting.append(message)
        else:
            socket.send(message)

    visit.page.route_web_socket("**/_stcore/stream*", connect)
    begun[0] = -10_000
    visit.go()
    begun[0] = 0
    yield
    begun[0] = -10_000
    for message in waiting:
        sockets[-1].send(message)


def test_a_page_that_is_drawn_anew_keeps_its_language_and_its_styles(arrive):
    visit = arrive()
    page = visit.go()
    page.evaluate(REMEMBER)
    choose_victims(page)
    expect(page.locator(".filterbar a.reset")).to_be_visible()
    visit.settled()
    assert page.evaluate(RESTYLED) == [0, 0]


def test_a_page_that_is_worked_out_for_long_fades_as_a_whole_and_not_before_half_a_second(alone):
    visit = alone
    with interrupted(visit):
        page = visit.page
        choose_victims(page)
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "running")
        assert set(page.evaluate(MOVING)) == {"--fading"}
        page.wait_for_function(f"({OPACITIES})()[0] <= 0.4")
        assert page.evaluate(OPACITIES) == [pytest.approx(0.4), 1]
    visit.settled()
    assert page.evaluate(OPACITIES) == [1, 1]


def test_a_link_that_is_drawn_anew_while_it_is_pressed_is_followed_all_the_same(alone):
    visit = alone
    with interrupted(visit):
        page = visit.page
        choose_victims(page)
        page.locator("#filter-theme").click()
        option = page.locator("#filter-theme + .options").get_by_role("link", name="Resourcing")
        option.hover()
        page.mouse.down()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.mouse.up()
    expect(page.locator(".filterbar .chips")).to_contain_text("Resourcing")
    expect(page.locator(".filterbar .chips")).to_contain_text("Victims")
