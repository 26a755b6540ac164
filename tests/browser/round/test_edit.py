"""Edit in a browser: a title outlives a reload and is published with a reason; a status in Welsh on a phone."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import expect

from model.access import local_actor
from model.returns.draft import NOTES
from store.rounds.rounds import drafts_of_round, save_draft
from store.store import Store
from tests.support.browser.accessibility import broken
from tests.support.browser.actions import coloured, narrowed, unfaded
from tests.support.browser.serving import served
from tests.support.published_trackers import candidate, recommendation, rows, update

pytestmark = pytest.mark.browser

EDITOR = local_actor("B. Editor")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    listed = [recommendation(ref, title=f"Title {ref}", lead_agency="The Force", theme="Data") for ref in ("1", "2")]
    with closing(Store.open(f"sqlite:///{(tmp_path_factory.mktemp('edit') / 'published.db').as_posix()}")) as opened:
        tables = rows("1", "2", recommendations=listed, progress=[update("1", update="Begun.")])
        opened.publish(candidate(tables), actor=EDITOR, reason="The first.")
        yield opened


@pytest.fixture(scope="module")
def address(store):
    """Return the address of a server that shows this store."""
    with served(database=str(store.engine.url)) as address:
        yield address


def test_a_title_is_changed_saved_and_published(arrive, address, store):
    visit = arrive(address=address)
    page = visit.go("recommendation?ref=1")
    page.get_by_role("link", name="Edit", exact=True).first.click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Edit recommendation 1")
    visit.settled()
    visit.fill("Your name (required, shown as not verified)", "A. Adviser")
    expect(page.get_by_label("Title", exact=True)).to_be_enabled()
    visit.settled()
    page.get_by_label("Title", exact=True).fill("Another title")
    page.get_by_label("Title", exact=True).blur()  # the field is left, and saved
    visit.settled()
    page.reload()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Another title")
    expect(page.get_by_text(re.compile("Title: “Title 1” became “Another title”"))).to_be_visible()
    visit.settled()
    visit.fill("Why you publish it (required)", "A better title.")
    visit.settled()
    assert broken(unfaded(visit)) == []
    page.get_by_role("button", name="Publish 1 change").click()
    expect(page.get_by_text("Version 2 is published.")).to_be_visible()
    assert store.version(2).reason == "A better title."
    page.get_by_role("link", name="See the versions").click()
    expect(heading).to_have_text(re.compile("^Version.2.is.current"))
    page = visit.move("edit?lang=cy&ref=2")
    expect(heading).to_have_text("Golygu argymhelliad 2")
    visit.settled()
    page.get_by_role("radio", name="Ambr").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Cyhoeddi 1 newid")).to_be_visible()
    assert broken(coloured(visit, "dark")) == []
    narrowed(visit)
    assert broken(unfaded(visit)) == []
    assert not page.get_by_text("Add a review").count()


def test_words_outlive_a_page_that_sent_nothing_and_a_refusal(arrive, address, store):
    """What is typed is sent by the next page; what somebody else's words kept out is shown until it is removed."""
    visit = arrive(address=address)
    page = visit.go("edit?ref=1")
    visit.fill("Your name (required, shown as not verified)", "A. Adviser")
    note = page.get_by_label("Note to colleagues")
    expect(note).to_be_enabled()
    page.evaluate("WebSocket.prototype.send = () => {}")
    note.fill("Ask the Force.")
    page.reload()
    expect(note).to_have_value("Ask the Force.")
    saved = page.get_by_text(re.compile(r"^Saved at \d\d:\d\d by A. Adviser \(not verified\)\.$"))
    expect(saved.first).to_be_visible()
    visit.settled()
    (draft,) = drafts_of_round(store, NOTES, actor=EDITOR).values()
    save_draft(store, draft.cell, "I have asked.", edit=draft.edit, actor=EDITOR)
    visit.fill("Note to colleagues", "Ask twice.")
    refused = page.get_by_text("You wrote on recommendation 1: Ask twice.")
    expect(refused).to_be_visible()
    visit.settled()
    page.reload()
    expect(refused).to_be_visible()
    expect(note).to_have_value("I have asked.")
    visit.settled()
    page.get_by_role("button", name="Remove what I wrote from here").click()
    expect(refused).to_have_count(0)
    visit.settled()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('typed'))") == []
