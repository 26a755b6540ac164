"""The Reports page in a browser: a paper is chosen and downloaded."""

import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def tab_to(page, control):
    """Press Tab until a control has the focus; a page as short as this one has less than sixty stops."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if control.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError("The control is more than sixty tabs away.")


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
