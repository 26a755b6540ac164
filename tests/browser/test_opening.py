"""Each page opens by its URL on a fresh server, without console messages and requests to other hosts."""

import pytest
from playwright.sync_api import expect

from tests.support.browser.menus import WITHIN, leave_to
from tests.support.browser.serving import end, start, wait_until_it_answers
from tests.support.browser.urls import PAGES

pytestmark = pytest.mark.browser

NOT_FOUND = "Failed to load resource: the server responded with a status of 404 (Not Found)"


@pytest.fixture(scope="module")
def fresh_servers():
    """Return a server for each page that nobody has visited; all start at once."""
    servers = {page: start() for page in PAGES}
    for server, address in servers.values():
        wait_until_it_answers(server, address)
    yield {page: address for page, (_server, address) in servers.items()}
    for server, _address in servers.values():
        end(server)


@pytest.mark.parametrize("page", PAGES)
def test_the_first_visit_to_a_fresh_server_may_be_to_any_page(arrive, fresh_servers, page):
    visit = arrive(address=fresh_servers[page])
    opened = visit.go(PAGES[page])
    expect(opened.locator("h1")).to_have_count(1)
    expect(opened.get_by_text("version ").first).to_be_visible()
    assert set(visit.complaints) <= _first_visit(visit.address, page)
    assert visit.foreign() == []


def _first_visit(address, page):
    """Return the console messages of a first visit to a sub-page, before Streamlit has found its base URL."""
    paths = () if page == "overview" else ("_stcore/host-config", "_stcore/health")
    return {f"{NOT_FOUND} {address}/{page}/{what}" for what in paths}


def test_walking_through_the_menu_complains_of_nothing_and_asks_no_other_host(arrive):
    visit = arrive()
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
