"""No state of a page breaks a rule of WCAG 2.2 at levels A and AA that axe-core can find."""

import pytest
from playwright.sync_api import expect

from tests.support.browser.accessibility import broken
from tests.support.browser.figures import figures_opened
from tests.support.browser.filtering import box
from tests.support.browser.menus import opened_menu
from tests.support.browser.screens import coloured, narrowed

pytestmark = pytest.mark.browser


def test_the_open_filter_breaks_no_rule_on_a_light_screen_and_on_a_dark_phone(arrive):
    visit = arrive()
    page = visit.go("over-time?theme=data")  # a mark that an open list covers in part would be too small to press
    box(page, "Agency").locator("summary").click()
    expect(page.get_by_role("link", name="Dyfed-Powys Police")).to_be_visible()
    assert broken(page) == []
    narrowed(visit)
    coloured(visit, "dark")
    visit.settled()
    page.get_by_role("button", name="Filter: Data").click()
    box(page, "Agency").locator("summary").click()
    expect(page.get_by_role("link", name="Dyfed-Powys Police")).to_be_visible()
    assert broken(page) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_open_menu_breaks_no_rule(arrive, width):
    page = arrive(width=width).go("about")
    opened_menu(page, inner=True)
    expect(page.get_by_role("link", name="Versions", exact=True)).to_be_visible()
    assert broken(page) == []


def test_the_figures_behind_a_chart_break_no_rule_on_a_light_screen_and_on_a_dark_phone(arrive):
    visit = arrive()
    page = visit.go("over-time")
    figures_opened(page)
    expect(page.get_by_role("link", name="Download these figures (CSV)").first).to_be_visible()
    assert broken(page) == []
    narrowed(visit)
    coloured(visit, "dark")
    expect(page.get_by_role("link", name="Download these figures (CSV)").first).to_be_visible()
    assert broken(page) == []


@pytest.mark.parametrize(
    "path",
    [
        "?as_at=2024-02",
        "themes?as_at=2024-02",
        "themes?theme=nonsense",
        "?q=no+text+has+this",
        "recommendation?ref=99",
        "monitoring?as_at=today&by=with",
        "meeting?as_at=today&occasion=2025-01-detective-superintendent-for-protecting-vulnerable-people",
        "meeting?occasion=nonsense",
    ],
)
def test_other_states_of_a_page_break_no_rule(look, path):
    assert broken(look(path, width=390, dark=True)) == []
