"""Versions in a browser: two sessions share one tracker, an earlier version opens by link, and one is rolled back."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import expect

from model.access import local_actor
from store.store import Store
from tests.support.browser.actions import leave_to
from tests.support.browser.serving import served
from tests.support.published_trackers import candidate, rows, update

pytestmark = pytest.mark.browser

FIRST = candidate(rows("1"), name="first.xlsx", original=b"the first file")
SECOND = candidate(rows("1", "2", progress=[update("1", status="Green"), update("2")]), name="second.xlsx")


def unknown(complaints):
    """Return the complaints without those that a visit straight to a page always makes before the platform is there."""
    return [each for each in complaints if not re.search(r"/_stcore/(host-config|health)$", each)]


@pytest.fixture
def store(tmp_path):
    """Return a store with two versions, to which the test may publish."""
    with closing(Store.open(f"sqlite:///{(tmp_path / 'published.db').as_posix()}")) as opened:
        opened.publish(FIRST, actor=local_actor("B. Editor"), reason="The first round")
        opened.publish(SECOND, actor=local_actor("C. Editor"), reason="The second round")
        yield opened


@pytest.fixture
def published(store):
    """Return the address of a server that shows these versions."""
    with served(database=str(store.engine.url)) as address:
        yield address


@pytest.mark.nightly
def test_two_sessions_see_what_is_brought_back_and_an_earlier_version_opens_by_link(arrive, published, store):
    editor, reader = arrive(address=published), arrive(address=published)
    shown = reader.go("recommendations")
    expect(shown.get_by_role("heading", level=1)).to_have_text("2 recommendations")

    page = editor.go("versions")
    expect(page.get_by_role("heading", level=1)).to_have_text("Version 2 is current.")
    editor.fill("Your name (required, shown as not verified)", "A. Adviser")
    editor.fill(re.compile("^Reason$"), "A mistake")
    page.get_by_role("button", name="Publish this version again").dblclick()
    expect(page.get_by_text("Version 1 is published again, as version 3.")).to_be_visible()
    assert (store.current(), store.version(3).brings_back) == (3, 1)

    leave_to(shown, "Overview")
    expect(shown.get_by_role("heading", level=1, name="The one recommendation is Red.")).to_be_visible()

    page.get_by_role("link", name="The dashboard as at version 2").click()
    expect(page.get_by_text("This is version 2, published on")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/\?version=2$"))
    leave_to(page, "Recommendations")
    expect(page.get_by_role("heading", level=1, name="2 recommendations")).to_be_visible()
    expect(page).to_have_url(re.compile(r"version=2"))
    page.reload()
    expect(page.get_by_text("This is version 2, published on")).to_be_visible()
    page.get_by_role("link", name="See the current version").click()
    expect(page.get_by_role("heading", level=1, name="1 recommendation", exact=True)).to_be_visible()
    expect(page.get_by_text("This is version 2, published on")).to_have_count(0)
    assert "version" not in page.url
    page.go_back()
    expect(page.get_by_text("This is version 2, published on")).to_be_visible()
    assert unknown(editor.complaints) == [] == unknown(reader.complaints)
