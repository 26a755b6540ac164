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


def test_welsh_persists_on_another_page_and_after_a_reload(arrive):
    page = arrive().go("?lang=cy")
    page.locator("header.top nav a").nth(1).click()
    expect(page).to_have_url(re.compile(r"/recommendations\?lang=cy"))
    expect(page.get_by_role("link", name="English")).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name="English")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "cy")


def test_a_recommendation_keeps_its_number_when_the_language_changes(look):
    page = look("recommendation?ref=9")
    page.get_by_role("link", name="Cymraeg").click()
    expect(page).to_have_url(re.compile(r"/recommendation\?(?=.*ref=9)(?=.*lang=cy)"))
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.locator("h1")).to_have_text("9 Expand performance dashboards to cover civil orders")
