"""Each page opens by its URL without console messages, requests to other hosts and moving content."""

import pytest
from playwright.sync_api import expect

from tests.support.browser.menus import WITHIN, leave_to
from tests.support.browser.serving import end, start, wait_until_it_answers
from tests.support.browser.urls import PAGES

pytestmark = pytest.mark.browser

FRESH = ("recommendation", "upload")
"""Pages that are each opened on a server that nobody has visited; the others are opened by a new visitor."""


@pytest.fixture(scope="module")
def fresh_servers():
    """Return a new server for each page of FRESH; all start at the same time."""
    servers = {page: start() for page in FRESH}
    for server, address in servers.values():
        wait_until_it_answers(server, address)
    yield {page: address for page, (_server, address) in servers.items()}
    for server, _address in servers.values():
        end(server)


@pytest.mark.parametrize("page", PAGES)
def test_the_first_visit_may_be_to_any_page_and_moves_nothing_below_the_readers_eyes(
    arrive, server, fresh_servers, page
):
    visit = arrive(address=fresh_servers.get(page, server)).record()
    opened = visit.go(PAGES[page])
    expect(opened.locator("h1")).to_have_count(1)
    expect(opened.get_by_text("version ").first).to_be_visible()
    assert visit.complaints == []
    assert visit.foreign() == []
    assert visit.layout_shift() < 0.1


def test_walking_through_the_menu_complains_of_nothing_and_asks_no_other_host(arrive):
    visit = arrive().record()
    page = visit.go()
    menu = page.get_by_test_id("stTopNavLink")
    for number in range(menu.count()):
        link = menu.nth(number)
        name = link.inner_text().strip()
        link.click()
        expect(page).to_have_title(f"{name} – Cynnydd")
        visit.settled()
    for name in WITHIN:
        leave_to(page, name)
        visit.settled()
    assert visit.complaints == []
    assert visit.foreign() == []
