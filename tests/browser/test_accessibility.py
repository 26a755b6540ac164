"""What opens on a page, and what a page shows seldom, breaks no rule of WCAG 2.2 at levels A and AA that axe finds."""

import pytest
from playwright.sync_api import expect

from tests.support.browser.accessibility import broken
from tests.support.browser.figures import figures_opened
from tests.support.browser.filtering import box
from tests.support.browser.menus import opened_menu
from tests.support.browser.screens import coloured, narrowed

pytestmark = pytest.mark.browser


def test_the_open_filter_menu_and_figures_break_no_rule_on_a_light_screen_and_on_a_dark_phone(arrive):
    visit = arrive()
    page = visit.go("over-time?theme=data")  # a mark that an open list covers in part would be too small to press
    box(page, "Agency").locator("summary").click()
    expect(page.get_by_role("link", name="Dyfed-Powys Police")).to_be_visible()
    assert broken(page) == []
    narrowed(visit)
    coloured(visit, "dark")
    visit.move("over-time")
    figures_opened(page)
    expect(page.get_by_role("link", name="Download these figures (CSV)").first).to_be_visible()
    assert broken(page) == []
    opened_menu(page, inner=True)
    expect(page.get_by_role("link", name="Versions", exact=True)).to_be_visible()
    assert broken(page) == []


@pytest.mark.nightly
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
        "reports?paper=calendar&lang=cy",
        "reports?format=pptx",
    ],
)
def test_other_states_of_a_page_break_no_rule(look, path):
    assert broken(look(path, width=390, dark=True)) == []
