"""Streamlit's own texts: none is in English on a Welsh page, whatever is open; in English they come back."""

import re

import pytest
from playwright.sync_api import expect

from components.session.links import PAGES
from model.language import Language
from tests.support.browser.filtering import box
from wording.catalogue import translator
from wording.labels.platform import platform_words

pytestmark = pytest.mark.browser

WORDS = platform_words(translator(Language.WELSH))
SAME = {"Stop"}
"""English words that a page may show in Welsh or as its own."""

TEXTS = """() => {
  const shown = [];
  const add = (text) => text?.trim() && shown.push(text.trim());
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) add(texts.currentNode.nodeValue);
  for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder]'))
    for (const name of ['aria-label', 'title', 'placeholder']) add(element.getAttribute(name));
  return shown;
}"""


def pattern(english):
    return re.escape(english).replace(r"\{n\}", r"[\d.,]+").replace(r"\{text\}", ".+")


PLATFORM_ENGLISH = re.compile("|".join(pattern(each.strip()) for each in WORDS if each not in SAME))


def left_in_english(page):
    return [text for text in page.evaluate(TEXTS) if PLATFORM_ENGLISH.fullmatch(text)]


@pytest.mark.parametrize("path", sorted(path.stem.replace("_", "-") for path in PAGES.glob("*.py")))
def test_no_page_has_a_text_of_the_platform_in_english(arrive, path):
    page = arrive().go(f"{'' if path == 'overview' else path}?lang=cy")
    assert left_in_english(page) == []
    boxes = page.locator('[data-testid="stSelectbox"] input')
    if boxes.count():
        boxes.first.click()
        boxes.first.press_sequentially("zzqq")  # typing opens the list where the click came too early
        expect(page.get_by_role("listbox")).to_contain_text("Dim canlyniadau")
        assert left_in_english(page) == []


def test_the_filter_speaks_welsh_while_it_is_open_and_english_after_the_switch(arrive):
    page = arrive().go("recommendations?lang=cy")
    box(page, "Thema").locator("summary").click()
    assert left_in_english(page) == []
    box(page, "Thema").get_by_role("link", name="Hyfforddiant", exact=True).click()
    expect(page.get_by_role("link", name="Dileu Hyfforddiant")).to_be_visible()
    assert left_in_english(page) == []
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("navigation", name="Pages")).to_be_visible()
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("Skip to main content")


def test_an_address_without_a_page_is_explained_in_welsh(arrive):
    visit = arrive()
    visit.page.goto(f"{visit.address}/nowhere?lang=cy")
    dialogue = visit.page.get_by_test_id("stDialog")
    expect(dialogue).to_contain_text("Ni ddaethpwyd o hyd i'r dudalen")
    expect(dialogue).to_contain_text("Dangosir y Trosolwg yn ei le.")
    assert left_in_english(visit.page) == []
