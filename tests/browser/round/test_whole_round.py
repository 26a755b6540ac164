"""A round in a browser: it is started, returns are taken in and read, an update is typed in, and it is closed."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import expect

from model.actor import local_actor
from model.returns.items import Item
from store.rounds.rounds import all_rounds, requests_of_round
from store.store import Store
from tests.support.browser.accessibility import broken
from tests.support.browser.screens import narrowed, unfaded
from tests.support.browser.serving import served
from tests.support.published_trackers import candidate, rows, update
from tests.support.returns import fill_in, returns_of_store

pytestmark = pytest.mark.browser

EDITOR = local_actor("A. Adviser")


@pytest.fixture
def store(tmp_path):
    """Return a store with two recommendations of two agencies."""
    tables = rows("1", "2", progress=[update("1", update="Funding is sought."), update("2")])
    listed = [
        {**row, "lead_agency": agency, "lead_role": None}
        for row, agency in zip(tables["recommendations"], ("The Force", "The Courts"), strict=True)
    ]
    with closing(Store.open(f"sqlite:///{(tmp_path / 'published.db').as_posix()}")) as opened:
        opened.publish(candidate({**tables, "recommendations": listed}), actor=EDITOR, reason="The first round")
        yield opened


def test_a_round_from_its_start_to_its_end(arrive, store, tmp_path):
    with served(database=str(store.engine.url)) as address:
        visit = arrive(address=address)
        page = visit.go("round")
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_text("No round has been started yet.")
        page.get_by_label("Your name (required, shown as not verified)").fill("A. Adviser")
        page.get_by_role("button", name="Start the round of").click()
        expect(heading).to_contain_text("is open: its returns are due on")

        (latest,) = all_rounds(store, actor=EDITOR)
        made = returns_of_store(store, latest, requests_of_round(store, latest.number, actor=EDITOR))
        answers = {("1", Item.UPDATE): "Funding is agreed.", ("1", Item.AGENCY_STATUS): "Green"}
        (tmp_path / "force.xlsx").write_bytes(fill_in(made["The Force", ""].content, answers))
        (tmp_path / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
        page.set_input_files('input[type="file"]', [tmp_path / "force.xlsx", tmp_path / "notes.csv"])
        page.get_by_role("button", name="Take the files in").click()
        expect(page.get_by_text("Not taken in.")).to_be_visible()
        expect(page.locator("tr", has_text="The Force")).to_contain_text("1 of 1")
        expect(page.locator("p", has_text="Update: Funding is agreed.").first).to_be_visible()
        page.get_by_text("Compared with what was said last").click()
        expect(page.locator("ins", has_text="agreed")).to_be_visible()
        assert broken(page) == []
        page = narrowed(visit)

        page.get_by_label("Update", exact=True).fill("They telephoned.")
        page.get_by_role("button", name="Take the update in").click()
        expect(page.get_by_text("typed into this page")).to_be_visible()
        _rate_and_publish(visit)
        assert store.load(2).rows["progress"][-1]["status"] == "Amber"
        page = visit.go("round")
        page.get_by_text("Everything that is to be collected has come").click()
        page.get_by_role("button", name="Close the round").click()
        expect(heading).to_contain_text("is closed.")
        assert not all_rounds(store, actor=EDITOR)[0].is_open


def _rate_and_publish(visit):
    """Rate the first recommendation by keys, tick nothing else, and publish the round through Upload."""
    page = visit.go("rating")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile("^0.of 2.recommendations are rated in the round of "))
    page.get_by_role("radio", name="Not rated yet").focus()
    page.keyboard.press("a")
    expect(page.get_by_role("radio", name="Amber")).to_be_checked()
    expect(heading).to_have_text(re.compile("^1.of 2.recommendations are rated"))
    page.get_by_label("Why (published").fill("No evidence.")
    page.get_by_label("Why (published").blur()
    expect(page.get_by_text("1 that the agency rates differently")).to_be_visible()
    assert broken(unfaded(visit)) == []
    page = visit.go("rating")
    expect(page.get_by_label("Why (published")).to_have_value("No evidence.")
    page.get_by_role("button", name="Take the round to Upload").click()
    page.get_by_text("I have read").first.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Version 2 is published.")).to_be_visible()
