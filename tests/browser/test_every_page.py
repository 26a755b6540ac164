"""What is true of every page, in English on a wide light screen and in Welsh on a dark phone: axe, words and paper."""

from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.support.browser.accessibility import broken
from tests.support.browser.menus import follow_menu
from tests.support.browser.patience import in_the_end
from tests.support.browser.platform_english import left_in_english
from tests.support.browser.screens import HEIGHT, narrowed
from tests.support.browser.urls import PAGES, in_language
from tests.support.browser.visit import newcomer

pytestmark = [pytest.mark.browser, pytest.mark.long]

OVERFLOWING = """() => {
  const wide = document.documentElement.clientWidth;
  const main = document.querySelector('[data-testid="stMain"]') ?? document.scrollingElement;
  return [document.documentElement.scrollWidth > wide, main.scrollWidth > main.clientWidth];
}"""
LAST = {
    "about": "Updates are made in the workbook",
    "access": "The bundled sample tracker. · tracker.xlsx",
    "agencies": "Consider stalking victims when retendering services",
    "data-checks": "Monitoring",
    "edit": "Nothing is changed yet.",
    "meeting": "Independent Sexual Violence Advisory service",
    "monitoring": "any concerns will be raised with the Commissioner",
    "over-time": "Consider stalking victims when retendering services",
    "overview": "OPCC",
    "present": "17 are Amber",
    "recommendation": "Set out methods for repeat offenders in crime profiles",
    "recommendations": "Consider stalking victims when retendering services",
    "reports": "Conclusion",
    "rating": "Start a round",
    "round": "The round asks for an update on 17 recommendations in 2 returns.",
    "themes": "Consider stalking victims when retendering services",
    "upload": "5. Publish",
    "versions": "There is no earlier version yet.",
}
WIDE = dict.fromkeys(("themes", "agencies"), "All Complete Complete, % Outstanding ▼ Stalled Marks")
"""The headings of a table that is as wide as the paper."""
SCREEN_ONLY = (
    "header.top",
    ".filterbar",
    ".choose",
    "a.file",
    "[data-testid=stButton]",
    "[data-testid=stDownloadButton]",
    "[data-testid=stExpander]",
    "[data-testid=stTextInput]",
    "[data-testid=stFileUploader]",
    "[data-testid=stForm]",
    "[data-testid=stMultiSelect]",
    "[data-testid=stSelectbox]",
    "button",
)


@pytest.fixture(scope="module")
def walkers(browser, server, free):
    """Return a visitor in English on a light screen and one in Welsh on a dark screen, who stay for all pages."""
    walkers = {language: free.pop() if free else newcomer(browser) for language in ("en", "cy")}
    yield walkers
    for walker in walkers.values():
        walker.leave(server)
        free.append(walker)


@pytest.fixture(scope="module", params=PAGES)
def name(request):
    """Return the name of a page; the tests of a page run one after another."""
    return request.param


@pytest.fixture(scope="module")
def english(walkers, server, name):
    """Return the visitor of a page in English on a light screen, who came by the menu where it has the page."""
    return _walk(walkers["en"], server, name, language="en")


@pytest.fixture(scope="module")
def welsh(walkers, server, name):
    """Return the visitor of a page in Welsh on a dark screen, who came by the menu where it has the page."""
    return _walk(walkers["cy"], server, name, language="cy")


def _walk(walker, server, name, *, language):
    walker.prepare(server, width=1280, dark=language == "cy")
    walker.record()
    if not walker.page.locator("h1").count() or not follow_menu(walker.page, PAGES[name]):
        walker.move(in_language(PAGES[name], language))
    return walker


def printed(page):
    """Return the texts of the printed pages, with single spaces and ligatures decomposed."""
    reader = PdfReader(BytesIO(page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm"))))
    return [" ".join(normalize("NFKC", sheet.extract_text()).split()) for sheet in reader.pages]


def bottom(locator):
    box = locator.bounding_box()
    return box["y"] + box["height"]


def right(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"]


def test_no_page_complains_or_asks_another_host_when_the_menu_leads_to_it(english):
    english.settled()
    assert english.complaints == []
    assert english.foreign() == []


def test_no_page_breaks_a_rule(english):
    assert broken(english.settled()) == []


def test_the_whole_page_is_printed_with_every_column_and_without_menu_filter_and_buttons(english, name):
    opened = english.settled()
    text = " ".join(printed(opened))
    assert " ".join(opened.locator("h1").inner_text().split()) in text
    assert "Data as at June 2024" in text
    assert LAST[name] in text
    assert WIDE.get(name, "") in text, "a column is cut off"
    if name == "overview":
        titles = opened.locator("table.matrix th[scope=row] a").all_inner_texts()
        assert len(titles) == 18
        assert [title for title in titles if title not in text] == []
    opened.emulate_media(media="print")
    expect(opened.locator(", ".join(SCREEN_ONLY)).locator("visible=true")).to_have_count(0)
    expect(opened.locator("h1")).to_be_visible()
    opened.emulate_media(media="null")


@pytest.mark.parametrize("name", WIDE)
def test_the_table_of_groups_is_as_wide_as_the_paper_with_its_marks(look, name):
    page = look(name)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 1000})  # A4 without its margins
    last = page.locator("table.numbers td.of-group").first
    assert in_the_end(page, lambda: right(last) <= 688, wanted=True), right(last)
    page.emulate_media(media="null")


def test_no_page_in_welsh_has_a_text_of_the_platform_in_english_or_complains(welsh):
    page = welsh.settled()
    assert welsh.complaints == []
    assert welsh.foreign() == []
    assert left_in_english(page) == []


def test_no_page_in_welsh_scrolls_sideways_on_a_phone_or_breaks_a_rule_on_a_dark_one(welsh):
    assert welsh.page.evaluate("document.documentElement.lang") == "cy"
    assert broken(narrowed(welsh, 390)) == []
    assert_fits_a_phone(welsh)


def assert_fits_a_phone(visit):
    opened = narrowed(visit, 390)
    assert bottom(opened.locator("h1")) < HEIGHT / 2, "the answer stands below the upper half of the first screen"
    assert in_the_end(opened, lambda: opened.evaluate(OVERFLOWING), [False, False]) == [False, False]
    narrowed(visit, 320)
    assert in_the_end(opened, lambda: opened.evaluate(OVERFLOWING), [False, False]) == [False, False]


def test_a_dark_screen_prints_on_white(look):
    page = look("monitoring", dark=True)
    page.emulate_media(media="print")
    month = page.locator("td.as-at").first.evaluate("cell => getComputedStyle(cell).backgroundColor")
    ink = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    paper = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert (ink, paper, month) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgb(238, 238, 238)")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize(("width", "height", "screens"), [(390, HEIGHT, 2), (1280, 900, 1)], ids=["phone", "desk"])
def test_the_answer_and_the_briefing_stand_on_the_first_screens(look, language, width, height, screens):
    page = look(f"?lang={language}", width=width)
    parts = page.locator("h1, #changed, #late, #asked")
    assert parts.count() == 4
    assert max(bottom(each) for each in parts.all()) <= screens * height
    assert page.locator(".counts li").count() == 5
