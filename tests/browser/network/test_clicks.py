"""What a click costs: one run of the script, and no new document."""

import pytest
from playwright.sync_api import expect

from tests.support.browser.filtering import choose
from tests.support.browser.menus import leave_to

pytestmark = [pytest.mark.browser, pytest.mark.nightly]

QUIET_MILLISECONDS = 500
"""How long nothing may follow a complete page."""
TITLE = "Expand performance dashboards to cover civil orders"


def press(selector):
    """Return a click on the first element of a selector."""
    return lambda page: page.locator(selector).first.click()


def of_a_box(name, option):
    """Return a click on an option of a box of the filter."""
    return lambda page: choose(page, name, option)


CLICKS = {
    "theme": of_a_box("Theme", "Training"),
    "chip": press("a.chip"),
    "number": press("ul.counts a.toggle"),
    "reset": press("a.reset"),
    "as at": of_a_box("As at", "February 2024"),
    "as at the latest": press("a.chip"),
    "menu": lambda page: leave_to(page, "Recommendations"),
    "sort": press("th[role=columnheader]:nth-of-type(3) a"),
    "open": lambda page: page.get_by_role("link", name=TITLE, exact=True).first.click(),
    "next": lambda page: page.get_by_role("link", name="→").click(),
    "back": lambda page: page.go_back(),
    "list": lambda page: page.get_by_role("link", name="All recommendations").click(),
    "Welsh": lambda page: page.get_by_role("link", name="Cymraeg").click(),
}


def test_each_click_runs_the_script_a_single_time_and_loads_no_document(arrive):
    visit = arrive()
    page = visit.go()
    page.evaluate("window.stillHere = true")
    runs = {}
    for name, click in CLICKS.items():
        visit.runs = 0
        click(page)
        visit.settled()
        page.wait_for_timeout(QUIET_MILLISECONDS)
        visit.settled()
        runs[name] = visit.runs
    assert runs == dict.fromkeys(CLICKS, 1)
    assert page.evaluate("window.stillHere")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
