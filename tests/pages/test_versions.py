"""Versions: the list, the comparison, the files, rolling back, and the audit trail."""

import re
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from components.access import audit_csv
from model.access import Role, local_actor
from model.terms import RED_AMBER_GREEN, Language
from model.versions.version import Action, AuditEntry, Mode
from store.__main__ import main as run_store
from tests.support.page_text import (
    all_of,
    downloaded,
    every_link,
    files,
    heading,
    lines,
    nodes,
    open_page,
    table_lines,
    texts,
)
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, month, rows, update
from wording.catalogue import translator


@pytest.fixture
def store(opened_store):
    """Return a store with three versions, the third of which was merged."""
    opened_store.publish(
        candidate(rows("1"), name="first.xlsx"), actor=local_actor("B. Editor"), reason="The first round"
    )
    second = rows("1", "2", progress=[update("1", status="Amber"), update("2")])
    made = candidate(second, name="second.xlsx")
    opened_store.publish(made, actor=local_actor("C. Editor"), reason="=Second <b>round</b>")
    third = rows("1", "2", progress=[update("1", status="Green"), update("2")])
    merged = candidate(third, name="third.xlsx", mode=Mode.MERGE)
    opened_store.publish(merged, actor=local_actor("C. Editor"), reason="Two more", compared_with=2)
    return opened_store


def roll_back(app, *, who, reason):
    app.text_input(key="versions.roll-back.who").set_value(who)
    app.text_input(key="versions.roll-back.reason").set_value(reason)
    (button,) = [button for button in app.button if button.label == "Publish this version again"]
    return button.click().run()


def test_an_editor_reads_what_may_be_names_and_accepts_them_before_the_website_is_shown(store, monkeypatch):
    assert "The website for everybody" not in " ".join(texts(open_page("versions")))
    monkeypatch.setenv("CYNNYDD_PUBLIC", "on")
    update_of_name = rows("1", progress=[update("1", update="Siân Example asked why.")])
    store.publish(candidate(update_of_name), actor=ADMINISTRATOR, reason="A name", compared_with=3)
    app = open_page("versions")
    assert "Siân Example perhaps · Progress, Update 1" in lines(nodes(app, "public-names"))
    app.text_input(key="public.who").set_value("E. Editor")
    app = app.button(key="public.accept").click().run()
    assert "Version 4 is shown at /public/ to everybody, without a sign-in." in " ".join(
        lines(nodes(app, "public-shown"))
    )
    (line,) = [each for each in store.audit(actor=ADMINISTRATOR) if each.action is Action.PUBLIC]
    assert (line.who, line.version, "Siân" in str(line.details)) == ("E. Editor", 4, False)


def test_whoever_signed_in_accepts_the_website_without_typing_a_name(store, sign_in_as, monkeypatch):
    sign_in_as(Role.EDITOR)
    monkeypatch.setenv("CYNNYDD_PUBLIC", "on")
    open_page("versions").button(key="public.accept").click().run()
    (line,) = [each for each in store.audit(actor=ADMINISTRATOR) if each.action is Action.PUBLIC]
    assert (line.who, line.verified, line.version) == ("E. Editor", True, 3)


def without_moments(text):
    """Return a row without the moment in it."""
    return re.sub(r"\d+ \w{3,4} \d{4}, \d\d:\d\d(?: \| )?", "", text)


@pytest.mark.usefixtures("store")
def test_the_list_shows_who_published_what_and_why_newest_first():
    app = open_page("versions")
    assert heading(app) == "Version 3 is current."
    shown_texts = [without_moments(line) for line in lines(nodes(app, "versions"))]
    assert shown_texts == [
        "Versions, newest first",
        "Version | Published | Why | File | ",
        "3 current | C. Editor (not verified) | Two moreMerged into the version before.What changed | "
        "third.xlsx2 recommendations, 2 updates | ",
        "2 | C. Editor (not verified) | =Second <b>round</b>As it wasWhat changed | "
        "second.xlsx2 recommendations, 2 updates | ",
        "1 | B. Editor (not verified) | The first roundAs it was | first.xlsx1 recommendation, 1 update | ",
    ]
    links = every_link(app)
    assert ("As it was", "./?version=1") in links
    assert ("What changed", "versions?from=1&to=2") in links


@pytest.mark.usefixtures("store")
def test_the_last_two_versions_are_compared_and_any_two_by_link():
    shown_texts = texts(open_page("versions"))
    assert "1 status changed within the latest round; nothing differs in 1 recommendation." in shown_texts
    assert "Recommendation 1, update of February 2024: from Amber to Green." in shown_texts
    app = open_page("versions", **{"from": "2", "to": "1"})
    assert "1 recommendation gone; 1 status changed within the latest round." in texts(app)
    assert ("Recommendation 2", "recommendation?version=2&ref=2") in every_link(app)
    assert ("Recommendation 1", "recommendation?version=1&ref=1") in every_link(app)
    assert "Nothing differs: every cell is as it was." in texts(open_page("versions", **{"from": "2", "to": "2"}))


def test_the_first_and_the_twelfth_version_move_as_over_time_does_between_their_rounds(opened_store, capsys):
    refs = "1234"
    months = [(2023 + n // 12, n % 12 + 1) for n in range(12)]
    updates = [update(ref, at=month(*months[0]), status="Amber") for ref in refs]
    for n in range(12):
        given = {"1": "Amber", "2": "Red" if n == 5 else "Amber", "3": "Red" if n > 8 else "Amber", "4": "Green"}
        if n:
            updates = [*updates, *(update(ref, at=month(*months[n]), status=given[ref]) for ref in refs)]
        opened_store.publish(candidate(rows(*refs, progress=updates)), **ME)
    moved = "From January 2023 to December 2023: 1 worsened, 1 completed, 2 unchanged."
    assert heading(open_page("over-time", start="2023-01", end="2023-12")) == moved
    compared = texts(open_page("versions", **{"from": "1", "to": "12"}))
    assert f"{moved} 44 new updates in 11 rounds." in compared
    assert "1 worsened, from January 2023 to December 2023" in compared
    assert "Recommendation 3: from Amber to Red." in compared
    assert "From December 2023 back to January 2023: 2 at another status. 44 updates gone." in texts(
        open_page("versions", **{"from": "12", "to": "1"})
    )
    assert run_store(["diff", "1", "12"]) == 0
    assert capsys.readouterr().out.startswith(moved)


def test_where_changes_are_cut_off_a_button_opens_the_table_of_every_change(opened_store):
    for refs in (["a"], map(str, range(1, 400))):
        opened_store.publish(candidate(rows(*refs)), **ME)
    app = open_page("versions")
    (button,) = all_of(nodes(app, "difference"), "button")
    table = nodes(app, button[1]["opens"])
    assert lines(table)[:2] == ["Every change as a table", "These are the first 300 of 400."]
    assert len(all_of(table, "tr")) == 301


def test_a_version_is_brought_back_as_a_new_one_with_a_link_to_the_new_position(store):
    app = open_page("versions")
    app.selectbox(key="versions.roll-back.number").set_value(1)
    roll_back(app, who=" A. Adviser ", reason="A mistake")
    assert not app.exception
    assert lines(nodes(app, "roll-back.came")) == ["Version 1 is published again, as version 4. See the new position"]
    assert ("See the new position", "./") in every_link(app)
    assert heading(app) == "Version 4 is current."
    version = store.version(4)
    assert (version.who, version.reason, version.brings_back) == ("A. Adviser", "A mistake", 1)
    assert version.source == store.version(1).source
    assert "Mistake" not in lines(nodes(app, "versions"))[2]
    assert "Brings back version 1." in lines(nodes(app, "versions"))[2]


def test_a_name_and_a_reason_are_needed(store):
    app = open_page("versions")
    for who, reason, lacks in (("", "A mistake", "name"), ("A. Adviser", " ", "reason")):
        shown = texts(roll_back(app, who=who, reason=reason))
        assert [text for text in shown if text.startswith(f"No {lacks} was given. Nothing was")]
    assert store.current() == 3


def test_an_editor_who_rolls_back_sees_what_was_published_in_between(store):
    app = open_page("versions")
    store.publish(candidate(rows("1", "2", "3")), actor=local_actor("D. Editor"), reason="In between")
    roll_back(app, who="A. Adviser", reason="A mistake")
    assert [text for text in texts(app) if text.startswith("D. Editor (not verified) has published version 4 since.")]
    assert heading(app) == "Version 4 is current."
    (who,) = lines(nodes(app, "roll-back.newer.who"))[1:]
    assert who.startswith("Version 4, published on ")
    assert who.endswith(" by D. Editor (not verified): In between")
    assert "Recommendation 3: Do 3." in lines(nodes(app, "roll-back.newer.changed"))
    (button,) = [button for button in app.button if button.label == "Publish this version again"]
    assert button.disabled
    button.proto.disabled = False  # the press of a page that was changed in the browser
    button.click().run()
    assert store.current() == 4
    app.checkbox(key="roll-back.newer.4").check().run()
    roll_back(app, who="A. Adviser", reason="A mistake")
    assert heading(app) == "Version 5 is current."


@pytest.mark.usefixtures("store")
def test_what_rolling_back_changes_is_shown_before_the_button():
    app = open_page("versions")
    assert lines(nodes(app, "roll-back.changes"))[2:] == [
        "Recommendation 1, update of February 2024: from Green to Amber."
    ]
    app.selectbox(key="versions.roll-back.number").set_value(1).run()
    assert lines(nodes(app, "roll-back.changes"))[0] == (
        "1 recommendation gone; 1 status changed within the latest round."
    )


@pytest.mark.usefixtures("store")
def test_a_name_stays_as_soon_as_it_is_typed():
    app = open_page("versions")
    app.text_input(key="versions.roll-back.who").set_value("A. Adviser").run()
    (note,) = all_of(nodes(app, "versions.roll-back.who.note"), "p")
    assert note[1]["cookie"] == "cynnydd_publisher=A.%20Adviser"
    assert app.session_state["publisher.name"] == "A. Adviser"


def test_the_audit_trail_is_shown_newest_first_and_filtered(store):
    store.record(Action.REFUSAL, actor=local_actor(""), reason="ref-unknown", details={"file": "bad.xlsx"})
    app = open_page("access")

    def shown():
        return [without_moments(line) for line in table_lines(nodes(app, "audit"))[2:]]

    assert shown() == [
        "no name givenadministrator | refusal |  | what was wrong: ref-unknown · bad.xlsx | ",
        "C. Editor (not verified)administrator | publish | 3 | Two more · third.xlsx | ",
        "C. Editor (not verified)administrator | publish | 2 | =Second <b>round</b> · second.xlsx | ",
        "B. Editor (not verified)administrator | publish | 1 | The first round · first.xlsx | ",
    ]
    app.multiselect(key="audit.action").set_value([Action.PUBLISH]).run()
    app.multiselect(key="audit.who").set_value(["B. Editor"]).run()
    assert shown() == ["B. Editor (not verified)administrator | publish | 1 | The first round · first.xlsx | "]
    app.multiselect(key="audit.action").set_value([Action.EXPORT]).run()
    assert "Nothing in the audit trail matches what is chosen." in texts(app)


def test_the_audit_trail_as_csv_keeps_every_text_a_text():
    at = datetime(2026, 11, 25, 14, 5, tzinfo=UTC)
    entries = [
        AuditEntry(at, "=cmd|' /C calc'!A0", Action.PUBLISH, 2, "-1+1", {"file": "@x.xlsx", "sha256": "ab"}),
        AuditEntry(at, "Siân", Action.EXPORT, None, " +1", {}, True, "viewer", "ab12", "@192.0.2.7"),
    ]
    content = audit_csv(entries, RED_AMBER_GREEN, translator(Language.ENGLISH))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == [
        "When,Who,Name verified,Role,Session,Address,What was done,Version,Reason,File,SHA-256 of the file",
        "2026-11-25T14:05:00+00:00,'=cmd|' /C calc'!A0,no,,,,publish,2,'-1+1,'@x.xlsx,ab",
        "2026-11-25T14:05:00+00:00,Siân,yes,viewer,ab12,'@192.0.2.7,export,,' +1,,",
    ]


def test_the_original_of_a_version_is_read_on_demand_and_recorded(store):
    app = open_page("versions").selectbox(key="versions.files").set_value(2).run()
    original = downloaded(app, "Download the original of version 2")
    assert sha256(original).hexdigest() == store.version(2).source.sha256
    (newest, *_) = store.audit(actor=ADMINISTRATOR)
    assert (newest.action, newest.version, newest.details) == (Action.EXPORT, 2, {"file": "second.xlsx"})
    assert {"Download the original of version 3", "Tracker workbook of version 3"} <= dict(
        files(open_page("versions"))
    ).keys()
