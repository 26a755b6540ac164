"""Signing in and out in a browser, with a provider that runs: one dashboard for all of it."""

from contextlib import closing

import pytest
from playwright.sync_api import expect

from store.store import Store
from tests.support.browser.accessibility import broken
from tests.support.browser.actions import PATIENCE_MILLISECONDS
from tests.support.browser.visit import Visit
from tests.support.published_trackers import ADMINISTRATOR, candidate, rows
from tests.support.sign_in.signing_in import VERA, signing_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sign-in")


@pytest.fixture(scope="module")
def store(folder):
    """Return the store of the dashboard, with two versions."""
    with closing(Store.open(f"sqlite:///{(folder / 'published.db').as_posix()}")) as store:
        for refs in ("1", "12"):
            store.publish(candidate(rows(*refs)), actor=ADMINISTRATOR, reason="A round.")
        yield store


@pytest.fixture(scope="module")
def servers(folder, store):
    with signing_in(folder) as servers:
        yield servers


@pytest.fixture
def context(browser):
    """Return a browser context in which the policy of each page holds, and nobody is signed in."""
    context = browser.new_context(locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    yield context
    context.close()


def test_a_link_with_its_filter_survives_the_sign_in_and_a_sign_out_ends_every_tab(context, servers):
    servers.next_is(VERA)
    visit = Visit(context.new_page(), servers.address)
    page = visit.page
    page.goto(f"{servers.address}/recommendations?q=Do+2")
    page.get_by_role("link", name="Sign in").click()
    expect(page.get_by_text("Signed in as Vera Viewer")).to_be_visible()
    visit.settled()
    expect(page).to_have_url(f"{servers.address}/recommendations?q=Do+2")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 recommendation")
    other = context.new_page()
    other.goto(f"{servers.address}/overview")
    expect(other.get_by_text("Signed in as Vera Viewer")).to_be_visible()
    cookies = context.cookies()
    page.get_by_role("link", name="Sign out").click()
    for tab in (page, other):
        expect(tab.get_by_role("heading", level=1)).to_have_text("Sign in")
    context.add_cookies(cookies)
    page.goto(f"{servers.address}/recommendations")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_the_page_to_sign_in_is_accessible_in_either_appearance(arrive, servers):
    page = arrive(address=servers.address, width=320).page
    page.goto(f"{servers.address}/?lang=cy")
    for appearance in ("light", "dark"):
        page.emulate_media(color_scheme=appearance)
        assert broken(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
