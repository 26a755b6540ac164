"""With a keyboard alone: a list is sorted, its link copied, two recommendations presented, and a paper downloaded."""

import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from tests.support.browser.accessibility import broken
from tests.support.browser.actions import FOCUSED, tab_to

pytestmark = pytest.mark.browser


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


def test_a_paper_is_chosen_and_downloaded_under_its_name_by_keys_alone(look, walker):
    page = look("reports?theme=training")
    tab_to(page, page.get_by_role("link", name="Meeting pack", exact=True))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("paper=pack"))
    expect(page.get_by_role("link", name="Meeting pack", exact=True)).to_be_focused()
    expect(page.locator("h1")).to_have_text("Meeting pack on 4 recommendations")
    walker.settled()
    tab_to(page, page.get_by_role("link", name="Download: Word"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "stalking-and-harassment-meeting-pack-2024-06-en.docx"
    with Path(download.value.path()).open("rb") as file:
        texts = [paragraph.text for paragraph in docx.Document(file).paragraphs]
    assert "Only: Training" in texts


def test_how_far_a_file_is_stands_next_to_its_link_and_why_there_is_none(look):
    page = look("reports")
    answer = {"status": 202, "body": "It is being made.", "headers": {"Retry-After": "0.3"}}
    page.route("**/read/files/**", lambda route: route.fulfill(**answer))
    page.get_by_role("link", name="Download: Word").click()
    expect(page.get_by_role("status").filter(has_text="It is being made.")).to_have_count(1)
    answer.update(status=403, body="Nobody may have this.")
    expect(page.get_by_role("alert")).to_have_text("Nobody may have this.")
    page.unroute("**/read/files/**")
