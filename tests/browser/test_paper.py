"""Printed pages have all content, and no widgets."""

from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.support.browser.urls import PAGES

pytestmark = pytest.mark.browser

LAST = {
    "about": "Updates are made in the workbook",
    "agencies": "Consider stalking victims when retendering services",
    "data-checks": "Monitoring",
    "meeting": "Independent Sexual Violence Advisory service",
    "monitoring": "any concerns will be raised with the Commissioner",
    "over-time": "Consider stalking victims when retendering services",
    "overview": "OPCC",
    "recommendation": "Set out methods for repeat offenders in crime profiles",
    "recommendations": "Consider stalking victims when retendering services",
    "reports": "Conclusion",
    "themes": "Consider stalking victims when retendering services",
    "upload": "5. Publish",
    "versions": "The bundled sample tracker. · tracker.xlsx",
}
WIDE = dict.fromkeys(("themes", "agencies"), "Recommendations Complete Outstanding Stalled")
"""The headings of a table that is as wide as the paper."""
SCREEN_ONLY = (
    "[data-testid=stHeader]",
    "[data-testid=stTopNavLink]",
    ".st-key-filters",
    ".st-key-language",
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


def printed(page):
    """Return the texts of the printed pages, with single spaces and ligatures decomposed."""
    reader = PdfReader(BytesIO(page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm"))))
    return [" ".join(normalize("NFKC", sheet.extract_text()).split()) for sheet in reader.pages]


@pytest.mark.parametrize("page", PAGES)
def test_the_whole_page_is_printed_with_every_column_and_without_menu_filter_and_buttons(arrive, page):
    opened = arrive().go(PAGES[page])
    sheets = printed(opened)
    text = " ".join(sheets)
    assert " ".join(opened.locator("h1").inner_text().split()) in text
    assert "Data as at June 2024" in text
    assert LAST[page] in text
    assert WIDE.get(page, "") in text, "a column is cut off"
    opened.emulate_media(media="print")
    for what in SCREEN_ONLY:
        expect(opened.locator(f"{what} >> visible=true")).to_have_count(0)
    expect(opened.locator("h1")).to_be_visible()


def test_the_overview_prints_all_18_recommendations(arrive):
    page = arrive().go()
    titles = page.locator("table.matrix th[scope=row] a").all_inner_texts()
    text = " ".join(printed(page))
    assert len(titles) == 18
    assert [title for title in titles if title not in text] == []


def test_a_dark_screen_prints_on_white(arrive):
    page = arrive(dark=True).go()
    page.emulate_media(media="print")
    ink = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    paper = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert (ink, paper) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
