"""What is true of every page, in English on a wide light screen and in Welsh on a dark phone: axe, words and paper."""

from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.support.browser.accessibility import broken, left_in_english
from tests.support.browser.actions import (
    HEIGHT,
    PAGES,
    box,
    coloured,
    figures_opened,
    follow_menu,
    in_language,
    in_the_end,
    narrowed,
    opened_menu,
)
from tests.support.browser.visit import newcomer

pytestmark = [pytest.mark.browser, pytest.mark.long]

# The last text of a page that is printed; of Themes, the headings of a table that is as wide as the paper.
PRINTED = {
    "overview": "OPCC",
    "over-time": "Consider stalking victims when retendering services",
    "themes": "All Complete Complete, % Outstanding ▼ Stalled Marks",
    "upload": "5. Publish",
}
SCREEN_ONLY = (
    "header.top, .filterbar, .choose, a.file, button, [data-testid=stButton], [data-testid=stDownloadButton], "
    "[data-testid=stExpander], [data-testid=stTextInput], [data-testid=stFileUploader], [data-testid=stForm], "
    "[data-testid=stMultiSelect], [data-testid=stSelectbox]"
)


@pytest.fixture(scope="module")
def walkers(browser, server, free):
    """Return a visitor in English on a light screen and one in Welsh on a dark screen, who stay for all pages."""
    walkers = {language: free.pop() if free else newcomer(browser) for language in ("en", "cy")}
    yield walkers
    for walker in walkers.values():
        walker.leave(server)
        free.append(walker)


def walk(walkers, server, name, *, language):
    """Return the visitor of a page, who came by the menu where it has the page, with no complaint and no other host."""
    walker = walkers[language]
    walker.prepare(server, width=1280, dark=language == "cy")
    walker.record()
    if not walker.page.locator("h1").count() or not follow_menu(walker.page, PAGES[name]):
        walker.move(in_language(PAGES[name], language))
    walker.settled()
    assert walker.complaints == []
    assert walker.foreign() == []
    return walker


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_english_breaks_no_rule_and_is_printed_without_menu_filter_and_buttons(walkers, server, name):
    page = walk(walkers, server, name, language="en").page
    assert broken(page) == []
    if name in PRINTED:
        text = printed(page)
        assert "Data as at June 2024" in text
        assert PRINTED[name] in text
    if name == "overview":
        titles = page.locator("table.matrix th[scope=row] a").all_inner_texts()
        assert len(titles) == 18
        assert [title for title in titles if title not in text] == []
    page.emulate_media(media="print")
    expect(page.locator(SCREEN_ONLY).locator("visible=true")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("tests.columnsBeside()") == []
    page.emulate_media(media="null")


def printed(page):
    """Return the text of the printed pages, with single spaces and ligatures decomposed."""
    margin = dict.fromkeys(("top", "bottom", "left", "right"), "15mm")
    sheets = PdfReader(BytesIO(page.pdf(format="A4", margin=margin))).pages
    return " ".join(" ".join(normalize("NFKC", sheet.extract_text()).split()) for sheet in sheets)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_welsh_has_no_english_of_the_platform_and_breaks_no_rule_on_a_dark_phone(walkers, server, name):
    visit = walk(walkers, server, name, language="cy")
    page = visit.page
    assert page.evaluate("document.documentElement.lang") == "cy"
    assert left_in_english(page) == []
    assert name == "present" or page.evaluate("tests.covered()") == []
    for width in (320, 390):
        narrowed(visit, width)
        assert in_the_end(page, lambda: page.evaluate("tests.overflowing()"), [False, False]) == [False, False]
    assert broken(page) == []
    assert page.evaluate("tests.tooSmall()") == []
    box = page.locator("h1").bounding_box()
    assert box["y"] + box["height"] < HEIGHT / 2, "the answer stands below the upper half of the first screen"


def test_a_dark_screen_prints_on_white_and_a_status_keeps_its_colour_and_its_letter(look):
    page = look(dark=True)
    page.emulate_media(media="print")
    mark = page.locator("table.matrix a.mark").filter(has_text="R").first
    fill = mark.locator(".fill").evaluate("shape => getComputedStyle(shape).fill")
    adjusted = mark.evaluate("mark => getComputedStyle(mark).printColorAdjust")
    ink = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    paper = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    page.emulate_media(media="null")
    assert (fill, adjusted) == ("rgb(179, 38, 30)", "exact")
    assert (ink, paper) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")


@pytest.mark.parametrize(
    ("language", "width", "height"), [("cy", 390, 2 * HEIGHT), ("en", 1280, 900)], ids=["phone", "desk"]
)
def test_the_answer_and_the_briefing_stand_on_the_first_screens(look, language, width, height):
    page = look(f"?lang={language}", width=width)
    parts = page.locator("h1, #changed, #late, #asked")
    assert parts.count() == 4
    assert max(box["y"] + box["height"] for box in (each.bounding_box() for each in parts.all())) <= height
    assert page.locator(".counts li").count() == 5


@pytest.mark.nightly
@pytest.mark.parametrize(("path", "heading"), [("over-time", "Status over time"), ("meeting", "What was promised")])
def test_a_printed_heading_stays_with_what_follows_it(arrive, path, heading):
    page = arrive().go(path)
    for above in (400, 560, 720):
        page.add_style_tag(content=f"@media print {{ .main {{ padding-top: {above}px !important }} }}")
        printed = PdfReader(BytesIO(page.pdf(format="A4"))).pages
        feet = [(sheet.extract_text().strip().splitlines() or [""])[-1] for sheet in printed]
        assert any(heading in sheet.extract_text() for sheet in printed)
        assert heading not in feet


@pytest.mark.nightly
def test_the_open_filter_menu_and_figures_break_no_rule_on_a_light_screen_and_on_a_dark_phone(arrive):
    visit = arrive()
    page = visit.go("over-time?theme=data")  # a mark that an open list covers in part would be too small to press
    box(page, "Agency").locator("summary").click()
    expect(page.get_by_role("link", name="Dyfed-Powys Police")).to_be_visible()
    assert broken(page) == []
    narrowed(visit)
    coloured(visit, "dark")
    visit.move("over-time")
    figures_opened(page)
    expect(page.get_by_role("link", name="Download these figures (CSV)").first).to_be_visible()
    assert broken(page) == []
    opened_menu(page, inner=True)
    expect(page.get_by_role("link", name="Versions", exact=True)).to_be_visible()
    assert broken(page) == []


@pytest.mark.nightly
@pytest.mark.parametrize(
    "path",
    [
        "?as_at=2024-02",
        "themes?as_at=2024-02",
        "themes?theme=nonsense",
        "?q=no+text+has+this",
        "recommendation?ref=99",
        "monitoring?as_at=today&by=with",
        "meeting?as_at=today&occasion=2025-01-detective-superintendent-for-protecting-vulnerable-people",
        "meeting?occasion=nonsense",
        "reports?paper=calendar&lang=cy",
        "reports?format=pptx",
    ],
)
def test_other_states_of_a_page_break_no_rule(look, path):
    assert broken(look(path, width=390, dark=True)) == []
