"""A page is a document: over the platform and as a plain page it shows the same, also where scripts or servers fail."""

import re
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Error, expect

from components.session.links import READING
from tests.support.browser.actions import choose, in_the_end, option_link
from tests.support.browser.serving import end, served, start, wait_until_it_answers
from tests.support.browser.visit import newcomer
from tests.support.processes.free_port import free_port

pytestmark = pytest.mark.browser

STEPS = 30


def differences(page, base):
    """Return what the page shows otherwise than a new plain page at its address."""
    path, _, query = page.url.removeprefix(f"{base}/").removeprefix("read/").partition("?")
    return page.evaluate("address => tests.differences(address)", f"{base}/read/{path}?{query}")


@pytest.mark.nightly
@pytest.mark.parametrize("host", [pytest.param("", id="platform"), pytest.param("read/", id="plain")])
@pytest.mark.parametrize("seed", [2, 3])
def test_after_thirty_steps_a_page_is_as_a_new_one(arrive, server, host, seed):
    random = Random(seed)  # noqa: S311 - no secret
    visit = arrive()
    page = visit.go(host)
    visit.move(f"{host}themes")
    trail: list[str] = []
    names = sorted(READING - {"present"})
    for _ in range(STEPS):
        step = random.choices(("choose", "press", "open", "scroll", "back", "forward"), (9, 6, 4, 4, 3, 2))[0]
        at = random.random()
        if step == "back" and trail.count("back") < trail.count("press"):
            page.go_back()
        elif step == "forward":
            page.go_forward()
        else:
            with suppress(Error):  # a press that the platform lost opens the page of its link as a document
                page.evaluate("step => tests.step(...step)", [step, at, names])
        trail.append(step)
        if not host or random.random() < 0.5:
            visit.settled()
    visit.settled()
    assert in_the_end(page, lambda: differences(page, server), [[], []]) == [[], []], (page.url, trail)
    assert visit.complaints == []


def test_without_scripts_a_page_is_searched_filtered_sorted_folded_and_left(browser, server):
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{server}/read/recommendations")
    expect(page.get_by_role("heading", level=1)).to_have_text("18 recommendations")
    page.get_by_role("searchbox").fill("training")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile("q=training"))
    expect(page.get_by_role("heading", level=1)).not_to_have_text("18 recommendations")
    page.get_by_label("Order by").select_option("Title")
    page.locator("form", has=page.get_by_label("Order by")).get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("(?=.*q=training)(?=.*sort=title)"))
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Recommendation ▲")
    page.locator("#filter-theme").click()
    option_link(page, "Theme", "Training").click()
    expect(page).to_have_url(re.compile("(?=.*q=training)(?=.*sort=title)(?=.*theme=training)"))
    page.locator("table th[scope=row] a").first.click()
    page.get_by_role("link", name="→").click()
    expect(page).to_have_url(re.compile("/read/recommendation.*theme=training"))
    page.goto(f"{server}/themes?lang=cy")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Asiantaethau", exact=True)).to_be_visible()
    context.close()


@pytest.mark.nightly
@pytest.mark.parametrize("host", ["", "read/"], ids=["platform", "plain"])
def test_without_the_script_of_pages_they_are_read_and_left_all_the_same(browser, server, host):
    visit = newcomer(browser)
    visit.page.route("**/page/*.js", lambda route: route.fulfill(status=404))
    visit.page.goto(f"{server}/{host}themes")
    expect(visit.page.get_by_role("heading", level=1)).to_be_visible()
    visit.page.wait_for_load_state("networkidle")
    visit.page.get_by_role("link", name="Agencies", exact=True).first.click()
    expect(visit.page).to_have_url(f"{server}/{host}agencies")
    expect(visit.page.get_by_role("heading", level=1)).to_be_visible()
    visit.page.context.close()


@pytest.mark.nightly
def test_after_a_restart_of_the_server_a_link_leads_on(arrive):
    port = free_port()
    server, address = start(port=port)
    wait_until_it_answers(server, address)
    visit = arrive(address=address)
    page = visit.go("themes")
    choose(page, "Theme", "Data")
    visit.settled()
    end(server)
    server, address = start(port=port)
    try:
        wait_until_it_answers(server, address)
        page.get_by_role("link", name="Agencies", exact=True).first.click()
        expect(page).to_have_title(re.compile("^Agencies – "))
        expect(page.get_by_text("3 of 18", exact=True)).to_be_visible()
    finally:
        end(server)


NEWEST = """[...document.querySelectorAll('.scroll.newest')].map(
  ({ scrollLeft, scrollWidth, clientWidth }) => [scrollWidth - clientWidth, Math.round(scrollLeft)])"""


@pytest.mark.nightly
def test_a_table_of_rounds_begins_with_the_newest_where_not_all_fit(arrive):
    with served(Path(__file__).parents[2] / "docs" / "examples" / "ordinary-year.xlsx") as address:
        visit = arrive(address=address, width=390)
        for host in ("", "read/"):
            hidden = visit.go(f"{host}over-time").evaluate(NEWEST)
            assert hidden
            assert all(beyond == scrolled > 0 for beyond, scrolled in hidden), hidden
