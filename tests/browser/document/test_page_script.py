"""The script of pages, on small ones: each changes in place into what a fresh one is, and what the reader did stays."""

import random
import re

import pytest
from playwright.sync_api import expect

from tests.support.browser.small_pages import small_pages
from tests.support.listening import listening

FRESH = """async () => {
  const template = document.createElement('template');
  template.innerHTML = await (await fetch(location, { headers: { Accept: 'text/x-page' } })).text();
  const skipped = (element, name) => (element.matches('.chart') && ['style', 'class'].includes(name))
    || (element.matches('h1, h2') && name === 'tabindex') || (element.matches('details') && name === 'open');
  const text = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeValue;
    const attributes = node.getAttributeNames().filter((name) => !skipped(node, name)).sort();
    const inside = node.matches('.chart') ? '' : [...node.childNodes].map(text).join('');
    return `<${node.localName} ${attributes.map((name) => `${name}=${node.getAttribute(name)}`)}>${inside}</>`;
  };
  const of = (parent) => [...parent.childNodes].map(text).join('');
  const chart = document.querySelector('.chart');
  const figures = chart ? [chart, JSON.parse(chart.dataset.figure).figure] : [];
  const [drawn, promised] = figures.map(({ data }) => data[0].y[0]);
  return of(document.querySelector('.page')) + drawn === of(template.content) + promised;
}"""
"""Whether the page is what a fresh one is."""
DRAWN_WITH_ONE = """async () => {
  while (chart.data[0].y[0] !== 1) await new Promise(requestAnimationFrame);
  return chart === document.querySelector('.chart');
}"""
SETTLED = ".page:not(.waiting)"


@pytest.fixture(scope="module")
def address():
    with listening(small_pages()) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def visitor(browser, address):
    """Return a page of a new visitor; a fault of the script fails the test."""
    faults = []
    context = browser.new_context(viewport={"width": 1000, "height": 700}, base_url=address)
    page = context.new_page()
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    context.close()
    assert faults == []


def test_a_page_after_any_steps_is_what_a_fresh_one_is(visitor):
    chance = random.Random(7)  # noqa: S311 - steps, no secret
    visitor.goto("/list")
    for _step in range(30):
        kind = chance.choice(
            [".options a", "a.toggle", "header a", "header a", ".filterbar > a", "details", "back", "q"]
        )
        if kind == "back":
            visitor.go_back()
        elif kind == "q":
            visitor.locator("#filter-q").fill(chance.choice(["", "e", "oak"]))
            visitor.locator("#filter-q").press("Enter")
        elif found := visitor.locator(kind).all():
            action = "each.querySelector('summary').click()" if kind == "li > details" else "each.focus(); each.click()"
            chance.choice(found).evaluate(f"(each) => {{ {action} }}")
        if visitor.url == "about:blank":
            visitor.goto("/chart")
        visitor.locator(SETTLED).wait_for(state="attached")
        visitor.wait_for_function(FRESH)  # what is below the screen follows


def test_what_the_reader_has_done_stays_and_a_chart_is_drawn_again_in_place(visitor):
    visitor.goto("/chart")
    visitor.locator(".main-svg").first.wait_for()
    visitor.get_by_text("About oak").click()
    visitor.evaluate("window.chart = document.querySelector('.chart')")
    visitor.locator("#filter-tree").click()
    expect(visitor.locator(".options a").first).to_be_focused()  # the box has opened
    visitor.keyboard.press("o")
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("chart: 1 trees")
    expect(visitor.locator("#filter-tree")).to_be_focused()
    expect(visitor.locator("#trees details")).to_have_attribute("open", "")
    expect(visitor.locator(".filterbar [role=status]")).to_have_text("1 trees")
    expect(visitor).to_have_title("chart of 1")
    assert visitor.evaluate(DRAWN_WITH_ONE)


def test_a_choice_made_before_the_answer_to_another_changes_what_that_chose(visitor):
    visitor.goto("/list")
    visitor.evaluate("document.querySelectorAll('.options a').forEach((each, n) => n < 2 && each.click())")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("list: 2 trees")
    assert visitor.url.endswith("tree=ash&tree=beech")


def test_nothing_changes_under_a_pressed_link(visitor):
    visitor.goto("/list")
    visitor.get_by_role("link", name="yew").last.hover()
    visitor.mouse.down()
    visitor.evaluate("document.querySelector('.options a').click()")
    visitor.wait_for_load_state("networkidle")
    visitor.mouse.up()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("list: 2 trees")
    assert visitor.url.endswith("tree=ash&tree=yew")


def test_how_far_a_file_is_stands_next_to_its_link_until_it_is_there(visitor):
    visitor.goto("/chart")
    with visitor.expect_download() as saved:
        visitor.get_by_role("link", name="Paper").click()
        expect(visitor.locator("p", has_text="Paper").get_by_role("status")).to_have_text(re.compile("[12] of 3"))
    assert saved.value.suggested_filename == "paper.txt"
    visitor.get_by_role("link", name="Refused").click()
    expect(visitor.get_by_role("alert")).to_have_text("Nobody may have this.")


def test_a_chart_without_its_library_shows_a_text_and_is_no_picture(visitor):
    visitor.route("**/chart-library/*", lambda route: route.abort())
    visitor.goto("/chart")
    expect(visitor.locator(".chart")).to_have_text("The chart could not be loaded.")
    assert visitor.get_by_role("img").count() == 0
