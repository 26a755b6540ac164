"""The custom element that brings the content of a piece, with a drawing that writes down what it does."""

from pathlib import Path

import pytest
from components.elements.browser_module import BrowserModule

pytestmark = pytest.mark.browser

SCRIPT = Path("components/elements/content_element.js").read_text(encoding="utf-8")
DRAWING = """
window.ended ??= [];
window.drawn ??= [];
defineContent('cynnydd-test', {
  className: 'fragment',
  draw: (area, content) => {
    if (content === 'fault') throw new Error('a fault');
    area.textContent = content;
    afterDrawing(() => {
      if (content === 'late fault') throw new Error('a late fault');
      window.drawn.push(content);
    });
    return () => window.ended.push(`${content} ${area.isConnected ? 'stays' : 'goes'}`);
  },
});
"""
PAGE = "<!doctype html><title>Test</title>" + 2 * "<div data-testid=stBidiComponentRegular><div></div></div>"
HOST = "http://content.test"
SHOW = """async (contents) => {
  const places = [...document.querySelectorAll('[data-testid="stBidiComponentRegular"] > div:last-child')];
  places.forEach((place, number) => { if (number in contents) place.innerHTML = contents[number]; });
  await new Promise((drawn) => setTimeout(drawn));
  return [...document.querySelectorAll('.fragment')].map((each) => each.textContent);
}"""


def release(number):
    """Return a module of a release: it differs from that of another."""
    return BrowserModule("html", script=f"/* {number} */{SCRIPT}{DRAWING}", styles="")


@pytest.fixture
def visit(arrive):
    """Return a visitor on a page with two empty pieces and the modules of two releases."""
    visit = arrive()
    modules = {f"/{each.path}": each.content.decode() for each in map(release, range(2))}

    def answer(route, request):
        path = request.url.removeprefix(HOST)
        if path in modules:
            route.fulfill(body=modules[path], content_type="text/javascript")
        else:
            route.fulfill(body=PAGE, content_type="text/html")

    visit.page.route(f"{HOST}/**", answer)
    visit.page.goto(HOST)
    for path in modules:
        visit.page.evaluate("(path) => import(path)", path)
    yield visit
    visit.page.unroute_all(behavior="wait")


def show(visit, *contents, of=0):
    """Show contents as the markup of a release, and return what is on the page."""
    return visit.page.evaluate(SHOW, [release(of).markup("cynnydd-test", content) for content in contents])


def test_an_area_stays_when_its_content_changes_and_ends_with_its_place(visit):
    assert show(visit, "five are red") == ["five are red"]
    visit.page.evaluate("window.area = document.querySelector('.fragment')")
    assert show(visit, "it's <b>six</b>") == ["it's <b>six</b>"]
    assert visit.page.evaluate("window.area === document.querySelector('.fragment')")
    visit.page.evaluate("document.body.replaceChildren()")
    assert visit.page.evaluate("window.ended") == ["five are red stays", "it's <b>six</b> goes"]


def test_the_area_of_another_release_is_removed_and_ended(visit):
    show(visit, "five are red")
    assert show(visit, "six are red", of=1) == ["six are red"]
    assert visit.page.evaluate("window.ended") == ["five are red goes"]


def test_content_that_cannot_be_drawn_leaves_no_older_content_on_the_page(visit):
    show(visit, "five are red")
    assert show(visit, "fault") == []
    assert visit.complaints == ["a fault"]
    assert show(visit, "six are red") == ["six are red"]
    assert visit.page.evaluate("window.ended") == ["five are red stays"]


def test_what_waits_until_all_is_drawn_is_done_though_one_of_it_fails(visit):
    assert show(visit, "late fault", "six are red") == ["late fault", "six are red"]
    assert visit.page.evaluate("window.drawn") == ["six are red"]
    assert visit.complaints == ["a late fault"]
