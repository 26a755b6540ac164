"""The language switch: the same page and filter in the other language, and the `lang` of the document."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_switch_keeps_the_page_and_the_choice(look):
    page = look("themes?theme=data&as_at=2024-02")
    english = page.locator("h1").inner_text()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.locator("h1")).not_to_have_text(english)
    expect(page).to_have_url(re.compile(r"/themes\?(?=.*theme=data)(?=.*as_at=2024-02)(?=.*lang=cy)"))
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text(english)
    expect(page.locator("html")).to_have_attribute("lang", "en")
