"""A person with a keyboard alone sorts the list, copies its link, presents two recommendations and leaves."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser.accessibility import broken

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.textContent.trim()"


def tab_to(page, text):
    """Press Tab until the element with a text has the focus."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(text):
            return
    pytest.fail(f"the Tab key never comes to {text}")


def test_the_list_is_sorted_its_link_copied_and_two_recommendations_presented_by_keys_alone(arrive):
    visit = arrive(permissions=["clipboard-read", "clipboard-write"])
    page = visit.go("recommendations?theme=data")
    tab_to(page, "Recommendation")
    while page.evaluate(FOCUSED) != "Recommendation":
        tab_to(page, "Recommendation")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("sort=title"))
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Recommendation ▲")
    visit.settled()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("sort=-title"))
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Recommendation ▼")
    visit.settled()
    page.reload()
    visit.settled()

    tab_to(page, "Copy link")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == page.url

    tab_to(page, "Present")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("None of the 3 recommendations is complete. All 3 are Amber.")
    visit.settled()
    assert broken(page) == []
    for heading in (
        "Status over time",
        "What changed",
        "What is late",
        "What to ask",
        "8 Set out methods",
        "10 Give investigators",
    ):
        page.keyboard.press("ArrowRight")
        expect(page.locator("h1")).to_contain_text(heading)
        visit.settled()
    assert broken(page) == []
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("9 Expand performance")
    visit.settled()
    assert page.evaluate("document.querySelector('[data-page=present]').scrollHeight <= innerHeight")
    expect(page.locator("footer")).to_be_hidden()
    page.keyboard.press("PageUp")
    expect(page.locator("h1")).to_contain_text("10 Give investigators")
    visit.settled()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("h1")).to_contain_text("8 Set out methods")
    visit.settled()
    page.keyboard.press("Escape")
    expect(page).to_have_title(re.compile("^Recommendations – .* – Cynnydd$"))
    expect(page).to_have_url(re.compile(r"(?=.*theme=data)(?=.*sort=-title)"))
    visit.settled()
    page.keyboard.press("ArrowRight")
    expect(page.locator("h1")).to_have_text("3 recommendations")
    assert visit.complaints == []
