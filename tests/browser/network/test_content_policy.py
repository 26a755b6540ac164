"""Every page works under its Content-Security-Policy: a browser reports each thing that it forbids."""

import pytest
from playwright.sync_api import expect

from model.settings import BUNDLED_TRACKER
from tests.support.browser.urls import PAGES, in_language
from tests.support.browser.visit import SETTLED

pytestmark = [pytest.mark.browser, pytest.mark.long]

VIOLATIONS = """
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => window.violations.push(
  `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));"""
FORBIDDEN = """() => {
  const script = document.createElement('script');
  script.textContent = 'window.ran = true';
  document.head.append(script);
  const image = new Image();
  image.src = 'http://127.0.0.2/picture.png';
  return new Promise((resolve) => setTimeout(resolve, 500));
}"""


@pytest.fixture(scope="module")
def page(browser):
    """Return a page that records what its policy forbids; the browser may not evaluate text for the test."""
    context = browser.new_context(locale="en-GB", reduced_motion="reduce")
    context.add_init_script(VIOLATIONS)
    page = context.new_page()
    yield page
    context.close()


def settle(page):
    """Wait until the page is complete."""
    for _ in range(200):
        if page.evaluate(SETTLED):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the page is not complete")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_does_what_its_policy_forbids(page, server, name, language):
    page.goto(f"{server}/{in_language(PAGES[name], language)}")
    settle(page)
    assert page.evaluate("window.violations") == []


def test_downloads_pictures_and_uploads_work_under_the_policy(page, server):
    page.goto(f"{server}/over-time")
    settle(page)
    page.get_by_text("The figures behind this chart").first.click()
    for picture in ("Save as a picture (SVG)", "Save as a picture (PNG)"):
        with page.expect_download():
            page.get_by_role("button", name=picture).first.click()
    violations = page.evaluate("window.violations")
    page.goto(f"{server}/reports")
    settle(page)
    with page.expect_download():
        page.get_by_role("button", name="Download: Word").click()
    violations += page.evaluate("window.violations")
    page.goto(f"{server}/upload")
    settle(page)
    page.set_input_files('input[type="file"]', [BUNDLED_TRACKER])
    expect(page.get_by_text("tracker.xlsx").first).to_be_visible()
    settle(page)
    assert violations + page.evaluate("window.violations") == []


def test_what_the_policy_forbids_is_reported(page, server):
    page.goto(server)
    settle(page)
    page.evaluate(FORBIDDEN)
    assert [each.split()[:2] for each in page.evaluate("window.violations")] == [
        ["script-src-elem", "inline"],
        ["img-src", "http://127.0.0.2/picture.png"],
    ]
    assert page.evaluate("window.ran") is None
