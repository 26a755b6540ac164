"""A walk through the menu leaves no console message, and asks no other host."""

import pytest
from playwright.sync_api import expect

from tests.support.browser.menus import WITHIN, leave_to

pytestmark = pytest.mark.browser


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
