"""On a phone nothing scrolls sideways, and the answer and the counts are on the first screen."""

import pytest

from tests.support.browser.urls import PAGES, in_language

pytestmark = pytest.mark.browser

SCREEN = 844
OVERFLOWING = """() => {
  const wide = document.documentElement.clientWidth;
  const main = document.querySelector('[data-testid="stMain"]');
  return [document.documentElement.scrollWidth > wide, main.scrollWidth > main.clientWidth];
}"""


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("page", PAGES)
def test_no_page_scrolls_sideways_and_its_answer_stands_on_the_first_screen(arrive, page, language):
    visit = arrive(width=390)
    opened = visit.go(in_language(PAGES[page], language))
    assert _bottom(opened.locator("h1")) < SCREEN / 2
    assert opened.evaluate(OVERFLOWING) == [False, False]
    opened.set_viewport_size({"width": 320, "height": SCREEN})
    opened.wait_for_function("document.documentElement.clientWidth === 320")
    opened.wait_for_function(f"String(({OVERFLOWING})()) === 'false,false'")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_answer_and_every_count_stand_on_the_first_screen(arrive, language):
    page = arrive(width=390).go(f"?lang={language}")
    assert _bottom(page.locator("h1")) < SCREEN
    counts = page.locator(".counts li")
    assert counts.count() == 5
    assert max(_bottom(counts.nth(number)) for number in range(5)) <= SCREEN


def _bottom(locator):
    box = locator.bounding_box()
    return box["y"] + box["height"]
