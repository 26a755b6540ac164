"""Each page opens by its URL and obeys its Content-Security-Policy: no message, no other host, nothing that moves."""

import pytest
from playwright.sync_api import expect

from model.settings import BUNDLED_TRACKER
from tests.support.browser.actions import PAGES, figures_opened, in_language
from tests.support.browser.visit import newcomer

pytestmark = [pytest.mark.browser, pytest.mark.long]

# Pages that a first visit may be to, by what they are made of, each then in Welsh.
VISITED = ("overview", "upload")


@pytest.fixture(scope="module")
def under_policy(browser):
    """Return the browser's visitor who obeys the policy; the browser may not evaluate text for the test."""
    visit = newcomer(browser, bypass_csp=False)
    yield visit
    visit.page.context.close()


@pytest.fixture
def stranger(under_policy, server):
    """Return this visitor, whom no server knows yet."""
    under_policy.prepare(server)
    yield under_policy
    under_policy.leave(server)


def violations(visit):
    return visit.page.evaluate("window.violations")


@pytest.mark.parametrize("page", VISITED)
def test_the_first_visit_may_be_to_any_page_which_moves_nothing_and_obeys_its_policy(stranger, page):
    opened = stranger.record().go(PAGES[page])
    expect(opened.locator("h1")).to_have_count(1)
    expect(opened.locator(".foot")).to_be_visible()
    assert stranger.layout_shift() <= 0.02
    stranger.move(in_language(PAGES[page], "cy"))
    expect(opened.locator("html")).to_have_attribute("lang", "cy")
    assert violations(stranger) == []
    assert stranger.complaints == []
    assert stranger.foreign() == []


def test_nothing_moves_on_a_phone_or_while_a_page_comes_slowly(stranger, server):
    stranger.prepare(server, width=390)
    stranger.go("upload")
    assert stranger.layout_shift() <= 0.02
    stranger.prepare(server)
    page = stranger.go("recommendations")  # now the browser has the styles, and may paint what has come
    network = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 0, "uploadThroughput": -1, "downloadThroughput": 20_000}  # bytes a second
    network.send("Network.emulateNetworkConditions", slow)
    page.goto(page.url, wait_until="commit")
    expect(page.locator(".foot")).to_be_visible()
    network.detach()
    assert stranger.layout_shift() <= 0.02


@pytest.mark.nightly
def test_downloads_pictures_and_uploads_work_under_the_policy(stranger):
    page = stranger.go("over-time")
    figures_opened(page)
    stranger.settled()
    for picture in ("Save as a picture (SVG)", "Save as a picture (PNG)"):
        with page.expect_download():
            page.get_by_role("button", name=picture).first.click()
    stranger.move("reports")
    with page.expect_download():
        page.get_by_role("link", name="Download: Word").click()
    stranger.settled()
    stranger.move("upload")
    page.set_input_files('input[type="file"]', [BUNDLED_TRACKER])
    expect(page.get_by_text("tracker.xlsx").first).to_be_visible()
    stranger.settled()
    assert violations(stranger) == []


def test_what_the_policy_forbids_is_reported(stranger):
    page = stranger.go()
    page.evaluate("tests.doForbidden()")
    assert [each.split()[:2] for each in violations(stranger)] == [
        ["script-src-elem", "inline"],
        ["img-src", "http://127.0.0.2/picture.png"],
    ]
    assert page.evaluate("window.ran") is None
