"""A round in a browser, with a restart in its middle: it is started, answered, rated, published and closed."""

import re
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from model.actor import local_actor
from model.returns.formats import ReturnFormat
from model.returns.items import Item
from store.database.connection import write_transaction
from store.rounds.rounds import all_rounds, requests_of_round
from store.schema.tables import ROUNDS
from store.store import Store
from tests.support.browser.accessibility import broken
from tests.support.browser.screens import narrowed, unfaded
from tests.support.browser.serving import free_port, served
from tests.support.files.word_returns import fill_in_form
from tests.support.published_trackers import candidate, rows, update
from tests.support.returns import fill_in, returns_of_store

pytestmark = pytest.mark.browser

EDITOR = local_actor("A. Adviser")
ANSWERS = {
    ("1", Item.UPDATE): "Funding is agreed.",
    ("1", Item.AGENCY_STATUS): "Green",
    ("1", Item.CLOSURE): "Yes",
    ("1", Item.CLOSURE_REASON): "Nothing is left to do.",
    ("1", Item.NEW_TARGET): date(2027, 3, 31),
    ("1", Item.TARGET_REASON): "The budget.",
}


@pytest.fixture
def store(tmp_path):
    """Return a store with two versions of two recommendations of two agencies."""
    with closing(Store.open(f"sqlite:///{(tmp_path / 'published.db').as_posix()}")) as opened:
        for words in ("Funding is looked for.", "Funding is sought."):
            tables = rows("1", "2", progress=[update("1", update=words), update("2")])
            listed = [
                {**row, "lead_agency": agency, "lead_role": None}
                for row, agency in zip(tables["recommendations"], ("The Force", "The Courts"), strict=True)
            ]
            opened.publish(candidate({**tables, "recommendations": listed}), actor=EDITOR, reason=words)
        yield opened


def test_a_round_from_its_start_to_its_end(arrive, store, tmp_path):
    port = free_port()
    with served(database=str(store.engine.url), port=port) as address:
        visit = arrive(address=address)
        latest, requests = _start_in_welsh_for_the_courts(visit, store)
        made = returns_of_store(store, replace(latest, version=1), requests)["The Force", ""]
        _take_in_from_an_older_version(visit, tmp_path, made.content)
        _type_in(visit)
        _rate_differently_and_close(visit)
    _let_the_due_date_pass(store)
    with served(database=str(store.engine.url), port=port):
        courts = returns_of_store(store, latest, requests, format_=ReturnFormat.WORD)["The Courts", ""]
        _take_in_late_and_twice(visit, tmp_path, courts.content, made.content)
        _publish_what_outlived_the_restart(visit)
        _close(visit)
    tables = store.load(3).rows
    assert [(row["ref"], row["status"], row["agency_status"]) for row in tables["progress"]][-2:] == [
        ("1", "Amber", "Green"),
        ("2", None, "Red"),
    ]
    assert [(row["decision"], row["reason"]) for row in tables["decisions"]] == [("Kept open", "Too early.")]
    assert [(row["target"].words, row["reason"]) for row in tables["targets"]] == [("2027-03-31", "The budget.")]
    assert not all_rounds(store, actor=EDITOR)[0].is_open


def _start_in_welsh_for_the_courts(visit, store):
    """Start a round in which one of two agencies answers in Welsh; return it with what it requests."""
    page = visit.go("round")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("No round has been started yet.")
    page.get_by_label("Your name (required, shown as not verified)").fill("A. Adviser")
    page.get_by_label("Who gets the return in Welsh").fill("Courts")
    page.get_by_role("option", name="The Courts").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Start the round of").click()
    expect(heading).to_contain_text("is open: its returns are due on")
    (latest,) = all_rounds(store, actor=EDITOR)
    assert (latest.version, latest.welsh_agencies) == (2, ("The Courts",))
    return latest, requests_of_round(store, latest.number, actor=EDITOR)


def _take_in_from_an_older_version(visit, folder, made):
    """Take in a return that was made from an older version, and a file that is none."""
    page = visit.page
    (folder / "force.xlsx").write_bytes(fill_in(made, ANSWERS))
    (folder / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    page.set_input_files('input[type="file"]', [folder / "force.xlsx", folder / "notes.csv"])
    page.get_by_role("button", name="Take the files in").click()
    expect(page.get_by_text("Not taken in.")).to_be_visible()
    issue = page.get_by_text("It was made from version 1, and the round was started from version 2.")
    expect(issue.first).to_be_visible()
    expect(page.locator("tr", has_text="The Force")).to_contain_text("1 of 1")
    expect(page.locator("p", has_text="Update: Funding is agreed.").first).to_be_visible()
    page.get_by_text("Compared with what was said last").click()
    expect(page.locator("ins", has_text="agreed")).to_be_visible()
    assert broken(page) == []
    narrowed(visit)


def _type_in(visit):
    """Type in an update for an agency that telephoned."""
    page = visit.page
    page.get_by_label("Update", exact=True).fill("They telephoned.")
    page.get_by_role("button", name="Take the update in").click()
    expect(page.get_by_text("typed into this page")).to_be_visible()


def _rate_differently_and_close(visit):
    """Rate a recommendation by keys, otherwise than its agency, and decide on its proposed closure."""
    page = visit.go("rating")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile("^0.of 2.recommendations are rated in the round of "))
    page.get_by_role("radio", name="Not rated yet").focus()
    page.keyboard.press("a")
    expect(page.get_by_role("radio", name="Amber")).to_be_checked()
    expect(heading).to_have_text(re.compile("^1.of 2.recommendations are rated"))
    page.get_by_label("Why (published").fill("No evidence.")
    page.get_by_label("Why (published").blur()
    page.get_by_text("Kept open", exact=True).click()
    page.get_by_label("Reason of the decision").fill("Too early.")
    page.get_by_label("Reason of the decision").blur()
    expect(page.get_by_text("1 that the agency rates differently")).to_be_visible()
    assert broken(unfaded(visit)) == []


def _let_the_due_date_pass(store):
    with write_transaction(store.engine) as connection:
        connection.execute(sa.update(ROUNDS).values(due="2024-10-25"))


def _take_in_late_and_twice(visit, folder, courts, force):
    """Take in a Welsh return that is overdue, and a second one of an agency whose first is on record."""
    page = visit.go("round")
    expect(page.locator("tr", has_text="The Courts")).to_contain_text("answered")
    answers = {("2", Item.UPDATE): "Mae'r hyfforddiant wedi dechrau.", ("2", Item.AGENCY_STATUS): "Coch"}
    (folder / "courts.docx").write_bytes(fill_in_form(courts, answers))
    (folder / "again.xlsx").write_bytes(fill_in(force, ANSWERS | {("1", Item.UPDATE): "Funding is agreed at last."}))
    page.set_input_files('input[type="file"]', [folder / "courts.docx", folder / "again.xlsx"])
    page.get_by_role("button", name="Take the files in").click()
    expect(page.get_by_text("courts.docx: 2 answers from The Courts.")).to_be_visible()
    expect(page.locator("ins", has_text="at last")).to_be_attached()


def _publish_what_outlived_the_restart(visit):
    """Publish the round through Upload, with the drafts that were written before the restart."""
    page = visit.go("rating?item=1")
    expect(page.get_by_label("Why (published")).to_have_value("No evidence.")
    expect(page.get_by_role("radio", name="Kept open")).to_be_checked()
    page.get_by_role("button", name="Take the round to Upload").click()
    page.get_by_text("I have read").first.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Version 3 is published.")).to_be_visible()


def _close(visit):
    page = visit.go("round")
    page.get_by_text("Everything that is to be collected has come").click()
    page.get_by_role("button", name="Close the round").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("is closed.")
