"""A round in a browser, with a restart in its middle: it is started, answered, rated, published and closed.

Two agencies answer with three returns: one that was made from an older version, one in Welsh, and one that is late. One
rating is not the agency's own, one target date slips, and one recommendation is closed.
"""

import re
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from model.access import local_actor
from model.dates import parse_date
from model.returns.round import Item, ReturnFormat
from store.database import write_transaction
from store.rounds.rounds import all_rounds, requests_of_round
from store.store import Store
from store.tables import ROUNDS
from tests.support.browser.accessibility import broken
from tests.support.browser.actions import narrowed, unfaded
from tests.support.browser.serving import served
from tests.support.files.word_returns import fill_in_form
from tests.support.processes.free_port import free_port
from tests.support.published_trackers import candidate, rows, update
from tests.support.returns import fill_in, returns_of_store

pytestmark = pytest.mark.browser

EDITOR = local_actor("A. Adviser")
FORCE, ANALYST, PROBATION = ("The Force", ""), ("The Force", "Analyst"), ("The Probation Service", "")
# The second target date of recommendation 1, after January 2024.
SLIPPED = date(2099, 3, 31)
ANSWERS = {
    ("1", Item.UPDATE): "Funding is agreed.",
    ("1", Item.AGENCY_STATUS): "Green",
    ("1", Item.NEW_TARGET): SLIPPED,
    ("1", Item.TARGET_REASON): "The budget.",
}
WELSH_ANSWERS = {
    ("2", Item.UPDATE): "Mae pob swyddog wedi'i hyfforddi.",
    ("2", Item.AGENCY_STATUS): "Gwyrdd",
    ("2", Item.CLOSURE): "Ie",
    ("2", Item.CLOSURE_REASON): "Nid oes dim ar ôl.",
}


@pytest.fixture
def store(tmp_path):
    """Return a store with two versions of three recommendations of two agencies, one with two roles."""
    recipients = {"1": FORCE, "2": PROBATION, "3": ANALYST}
    with closing(Store.open(f"sqlite:///{(tmp_path / 'published.db').as_posix()}")) as opened:
        for words in ("Funding is looked for.", "Funding is sought."):
            tables = rows("1", "2", "3", progress=[update("1", update=words), update("2"), update("3")])
            listed = [
                {**row, "lead_agency": recipients[row["ref"]][0], "lead_role": recipients[row["ref"]][1] or None}
                for row in tables["recommendations"]
            ]
            listed[0]["target"] = parse_date("January 2024")
            opened.publish(candidate({**tables, "recommendations": listed}), actor=EDITOR, reason=words)
        yield opened


def test_a_round_from_its_start_to_its_end(arrive, store, tmp_path):
    port = free_port()
    with served(database=str(store.engine.url), port=port) as address:
        visit = arrive(address=address)
        latest, requests = _start_in_welsh_for_one(visit, store)
        of_version_1 = returns_of_store(store, replace(latest, version=1), requests)[FORCE].content
        probation = returns_of_store(store, latest, requests, format_=ReturnFormat.WORD)[PROBATION].content
        _take_in_from_an_older_version_and_in_welsh(visit, tmp_path, of_version_1, probation)
        _type_in(visit)
        _rate_differently(visit)
        _close_what_is_proposed(visit)
    _let_the_due_date_pass(store)
    with served(database=str(store.engine.url), port=port):
        analyst = returns_of_store(store, latest, requests)[ANALYST].content
        _take_in_late_and_twice(visit, tmp_path, analyst, of_version_1)
        _publish_what_outlived_the_restart(visit)
        _see_the_slip(visit)
        _close(visit)
    tables = store.load(3).rows
    assert [(row["ref"], row["status"], row["agency_status"]) for row in tables["progress"]][-3:] == [
        ("1", "Amber", "Green"),
        ("2", "Green", "Green"),
        ("3", None, "Red"),
    ]
    decisions = [(row["ref"], row["decision"], row["reason"]) for row in tables["decisions"]]
    assert decisions == [("2", "Closed", "All officers are trained.")]
    targets = [(row["target"].words, row["reason"]) for row in tables["targets"]]
    assert targets == [("2099-03-31", "The budget.\nThe office: Agreed.")]
    assert not all_rounds(store, actor=EDITOR)[0].is_open


def _start_in_welsh_for_one(visit, store):
    """Start a round in which one of two agencies answers in Welsh; return it with what it requests."""
    page = visit.go("round")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("No round has been started yet.")
    visit.fill("Your name (required, shown as not verified)", "A. Adviser")
    visit.choose_option(re.compile("Who gets the return in Welsh"), "The Probation Service")
    page.keyboard.press("Escape")
    visit.settled()
    page.get_by_role("button", name="Start the round of").dblclick()
    expect(heading).to_contain_text("is open: its returns are due on")
    visit.settled()
    expect(page.get_by_role("alert")).to_have_count(0)
    (latest,) = all_rounds(store, actor=EDITOR)
    assert (latest.version, latest.welsh_agencies) == (2, ("The Probation Service",))
    return latest, requests_of_round(store, latest.number, actor=EDITOR)


def _take_in_from_an_older_version_and_in_welsh(visit, folder, force, probation):
    """Take in a return that was made from an older version, one in Welsh, and a file that is none."""
    page = visit.page
    (folder / "force.xlsx").write_bytes(fill_in(force, ANSWERS))
    (folder / "prawf.docx").write_bytes(fill_in_form(probation, WELSH_ANSWERS))
    (folder / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    files = [folder / name for name in ("force.xlsx", "prawf.docx", "notes.csv")]
    page.get_by_role("link", name="Choose what came back on the page Upload").click()
    page.set_input_files('input[type="file"]', files)
    visit.settled()
    page.get_by_role("button", name="Take the files in").click()
    expect(page.get_by_text("Not taken in.")).to_be_visible()
    issue = page.get_by_text("It was made from version 1, and the round was started from version 2.")
    expect(issue.first).to_be_visible()
    expect(page.get_by_text("prawf.docx: 4 answers from The Probation Service.")).to_be_visible()
    expect(page.locator("tr", has_text="The Force").filter(has_not_text="Analyst")).to_contain_text("1 of 1")
    expect(page.locator("tr", has_text="Analyst")).to_contain_text("not yet answered")
    page.get_by_role("link", name="See what agencies answered").click()
    expect(page.locator("p", has_text="Update: Funding is agreed.").first).to_be_visible()
    page.get_by_text("Compared with what was said last").click()
    expect(page.locator("ins", has_text="agreed")).to_be_visible()
    assert broken(unfaded(visit)) == []
    narrowed(visit)


def _type_in(visit):
    """Type in an update for an agency that telephoned."""
    page = visit.page
    visit.settled()
    visit.fill(re.compile("^Update$"), "They telephoned.")
    page.get_by_role("button", name="Take the update in").click()
    expect(page.get_by_text("typed into this page")).to_be_visible()


def _rate_differently(visit):
    """Rate a recommendation by keys, otherwise than its agency, and write why."""
    page = visit.move("rating?item=1")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile("^0.of 3.recommendations are rated in the round of "))
    page.get_by_role("radio", name="Amber").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="Amber")).to_be_checked()
    expect(heading).to_have_text(re.compile("^1.of 3.recommendations are rated"))
    visit.settled()
    visit.fill("Why (published", "No evidence.")
    visit.settled()
    page.get_by_text("Accepted", exact=True).click()
    visit.settled()
    visit.fill("Reason of the answer", "Agreed.")
    expect(page.get_by_text("1 that the agency rates differently")).to_be_visible()
    visit.settled()
    page.get_by_label("Why (published").press("End")
    page.keyboard.type(" Yet.")
    page.reload()
    expect(page.get_by_label("Why (published")).to_have_value("No evidence. Yet.")
    expect(page.get_by_text(re.compile(r"^Saved at \d\d:\d\d by A. Adviser \(not verified\)\.$"))).to_have_count(4)


def _close_what_is_proposed(visit):
    """Agree with the rating of a recommendation, and close it as its agency proposed."""
    page = visit.move("rating?item=2")
    expect(page.get_by_role("heading", name="Proposed for closure")).to_be_visible()
    page.get_by_role("radio", name="Green").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="Green")).to_be_checked()
    visit.settled()
    page.get_by_text("Closed", exact=True).click()
    expect(page.get_by_label("Reason of the decision")).to_be_visible()
    visit.settled()
    visit.fill("Reason of the decision", "All officers are trained.")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^2.of 3.recommendations are rated"))
    visit.settled()


def _let_the_due_date_pass(store):
    with write_transaction(store.engine) as connection:
        connection.execute(sa.update(ROUNDS).values(due=date(2024, 10, 25)))


def _take_in_late_and_twice(visit, folder, analyst, force):
    """Take in a return that is overdue, and a second one of an agency whose first is on record."""
    page = visit.go("round")
    expect(page.locator("tr", has_text="Analyst")).to_contain_text("not yet answered, overdue")
    answers = {("3", Item.UPDATE): "Data are not shared yet.", ("3", Item.AGENCY_STATUS): "Red"}
    (folder / "analyst.xlsx").write_bytes(fill_in(analyst, answers))
    (folder / "again.xlsx").write_bytes(fill_in(force, ANSWERS | {("1", Item.UPDATE): "Funding is agreed at last."}))
    page.get_by_role("link", name="Choose what came back on the page Upload").click()
    page.set_input_files('input[type="file"]', [folder / "analyst.xlsx", folder / "again.xlsx"])
    visit.settled()
    page.get_by_role("button", name="Take the files in").click()
    expect(page.get_by_text("analyst.xlsx: 2 answers from The Force, Analyst.")).to_be_visible()
    expect(page.locator("tr", has_text="Analyst")).not_to_contain_text("overdue")
    page.get_by_role("link", name="See what agencies answered").click()
    expect(page.locator("ins", has_text="at last")).to_be_attached()


def _publish_what_outlived_the_restart(visit):
    """Publish the round through Upload, with the drafts that were written before the restart."""
    page = visit.move("rating?item=2")
    expect(page.get_by_role("radio", name="Closed")).to_be_checked()
    expect(page.get_by_label("Reason of the decision")).to_have_value("All officers are trained.")
    page = visit.move("rating?item=1")
    expect(page.get_by_label("Why (published")).to_have_value("No evidence. Yet.")
    page.get_by_role("button", name="Take the round to Upload").click()
    expect(page.get_by_text("I have read").first).to_be_visible()
    visit.settled()
    page.get_by_text("I have read").first.click()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_enabled()
    visit.settled()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Version 3 is published.")).to_be_visible()


def _see_the_slip(visit):
    """See on a recommendation's page that its target slipped, by how much and why."""
    page = visit.move("recommendation?ref=1")
    expect(page.get_by_text("31 March 2099 (slipped once, from January 2024)", exact=True)).to_be_visible()
    expect(page.get_by_text("days later, set: ")).to_be_visible()
    expect(page.get_by_text("The budget.")).to_be_visible()


def _close(visit):
    page = visit.move("round")
    page.get_by_text("Everything that is to be collected has come").click()
    expect(page.get_by_role("button", name="Close the round")).to_be_enabled()
    visit.settled()
    page.get_by_role("button", name="Close the round").dblclick()
    expect(page.get_by_role("heading", level=1)).to_contain_text("is closed.")
    visit.settled()
    expect(page.get_by_role("alert")).to_have_count(0)
