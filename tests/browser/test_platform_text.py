"""Streamlit's own texts: none is in English on a Welsh page, whatever is open; in English they come back."""

import pytest
from playwright.sync_api import expect

from tests.support.browser.filtering import box, option_link
from tests.support.browser.platform_english import left_in_english

pytestmark = pytest.mark.browser


def test_the_filter_speaks_welsh_while_it_is_open_and_english_after_the_switch(look):
    page = look("recommendations?lang=cy")
    box(page, "Thema").locator("summary").click()
    assert left_in_english(page) == []
    option_link(page, "Thema", "Hyfforddiant").click()
    expect(page.get_by_role("link", name="Dileu Hyfforddiant")).to_be_visible()
    assert left_in_english(page) == []
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("navigation", name="Pages")).to_be_visible()


def test_an_address_without_a_page_is_explained_in_welsh(arrive):
    visit = arrive()
    visit.page.goto(f"{visit.address}/nowhere?lang=cy")
    expect(visit.page.locator("h1")).to_have_text("Ni ddaethpwyd o hyd i'r dudalen")
    expect(visit.page.locator("main").get_by_role("link", name="Trosolwg")).to_be_visible()
    expect(visit.page.locator("main").get_by_role("searchbox")).to_be_visible()
    assert left_in_english(visit.page) == []
