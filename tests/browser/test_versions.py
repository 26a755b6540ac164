"""Versions in a browser: two sessions share one tracker, an earlier version opens by link, and one is rolled back."""

import re
from contextlib import closing, contextmanager

import pytest
from playwright.sync_api import expect

from model.access import local_actor
from store.store import Store
from tests.support.browser.accessibility import broken, broken_in
from tests.support.browser.menus import leave_to
from tests.support.browser.screens import narrowed
from tests.support.browser.serving import served
from tests.support.browser.still import press
from tests.support.published_trackers import ADMINISTRATOR, candidate, rows, update

pytestmark = pytest.mark.browser

FIRST = candidate(rows("1"), name="first.xlsx", original=b"the first file")
SECOND = candidate(rows("1", "2", progress=[update("1", status="Green"), update("2")]), name="second.xlsx")


def unknown(complaints):
    """Return the complaints without those that a visit straight to a page always makes before the platform is there."""
    return [each for each in complaints if not re.search(r"/_stcore/(host-config|health)$", each)]


@contextmanager
def two_versions(folder):
    """Yield a store with two versions, in a database in this folder."""
    with closing(Store.open(f"sqlite:///{(folder / 'published.db').as_posix()}")) as opened:
        opened.publish(FIRST, actor=local_actor("B. Editor"), reason="The first round")
        opened.publish(SECOND, actor=local_actor("C. Editor"), reason="The second round")
        yield opened


@pytest.fixture
def store(tmp_path):
    """Return a store with two versions, to which a test may publish."""
    with two_versions(tmp_path) as opened:
        yield opened


@pytest.fixture
def published(store):
    """Return the address of a server that shows these versions."""
    with served(database=str(store.engine.url)) as address:
        yield address


@pytest.fixture(scope="module")
def lasting(tmp_path_factory):
    """Return a store with the two versions, to which nobody publishes, and the address of a server that shows them."""
    with two_versions(tmp_path_factory.mktemp("lasting")) as opened, served(database=str(opened.engine.url)) as address:
        yield opened, address


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


def test_a_name_stays_when_the_page_is_reloaded(arrive, lasting):
    visit = arrive(address=lasting[1])
    page = visit.go("versions")
    page.get_by_label(re.compile("^Your name")).fill("Siân; Editor")
    page.get_by_label(re.compile("^Your name")).press("Tab")
    page.wait_for_function("document.cookie.includes('Editor')")
    page.reload()
    expect(page.get_by_label(re.compile("^Your name"))).to_have_value("Siân; Editor")


def test_the_files_of_a_version_and_the_audit_trail_can_be_taken_away(arrive, lasting):
    store, address = lasting
    visit = arrive(address=address)
    page = visit.go("versions")
    press(page.get_by_role("combobox", name="Version to download"))
    page.get_by_role("option", name=re.compile("^1:")).click()
    visit.settled()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download the original of version 1").click()
    assert taken.value.suggested_filename == "first.xlsx"
    assert taken.value.path().read_bytes() == b"the first file"
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tracker workbook of version 1").click()
    assert taken.value.suggested_filename == "tracker-version-1.xlsx"
    visit.move("access")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download the audit trail (CSV)").click()
    heading, *entries = taken.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert heading.startswith("When,Who,Name verified,Role,Session,Address,What was done,Version,Reason")
    assert [entry.split(",")[7] for entry in entries if ",publish," in entry] == ["2", "1"]
    assert [(entry.action, entry.version) for entry in store.audit(actor=ADMINISTRATOR)[:2]] == [
        ("export", 1),
        ("export", 1),
    ]


def test_several_versions_and_their_difference_break_no_rule(arrive, lasting):
    visit = arrive(address=lasting[1])
    assert broken(visit.go("versions")) == []
    narrowed(visit)
    assert broken_in(visit, "dark") == []
    visit.move("?version=1")
    assert broken_in(visit, "dark", "light") == []
