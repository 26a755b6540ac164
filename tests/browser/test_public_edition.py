"""The public edition, opened from a folder: no rule of WCAG is broken, and the search finds."""

import pytest
from playwright.sync_api import expect

from components.public_edition.content import PublicOptions
from components.public_edition.edition import edition_files, write_edition
from components.published import load_workbook
from model.settings import BUNDLED_TRACKER
from tests.support.browser.accessibility import broken

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("public") / "site"
    write_edition(edition_files(load_workbook(BUNDLED_TRACKER), PublicOptions()), folder)
    return folder


@pytest.fixture(scope="module")
def page(browser):
    """Return a page whose policy lets the test evaluate text in it."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


NIGHTLY = ("list/only-moved/", "over-time/", "monitoring/", "accessibility/")


@pytest.mark.parametrize(
    "paths",
    [("", "cy/", "9/", "recommendations/", "data/"), pytest.param(NIGHTLY, marks=pytest.mark.nightly)],
    ids=["usual", "others"],
)
def test_a_page_breaks_no_rule_and_fits_a_phone(page, site, paths):
    page.set_viewport_size({"width": 390, "height": 900})
    for path in paths:
        page.emulate_media(color_scheme="dark" if path.startswith("cy") else "light")
        page.goto((site / path / "index.html").as_uri())
        assert broken(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_the_search_finds_without_a_server_and_leads_to_the_recommendation(page, site):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto((site / "recommendations/index.html").as_uri())
    expect(page.get_by_role("table")).to_be_visible()
    page.get_by_label("Search").fill("judges")
    expect(page.get_by_role("status")).to_have_text("1 of 18 recommendations")
    expect(page.get_by_role("table")).to_be_hidden()
    page.get_by_role("link", name="5 Consider training judges").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Consider training judges")
    page.get_by_role("link", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
