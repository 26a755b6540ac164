"""What a round publishes: the office's status, never the agency's; and what of a round is not published yet."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from loaders.canonical import workbook_bytes
from loaders.pipeline import read_workbook
from model.access import local_actor
from model.dates import parse_date
from model.returns.draft import Draft, DraftCell, DraftField, PromiseField, UpdateType, promise_field
from model.returns.round import Answer, Item, ReceivedReturn, Recipient, RequestedUpdate, Round, Scope
from model.settings import OfficeName
from model.terms import RED_AMBER_GREEN
from model.versions.version import Action, Candidate, Mode
from store.merge import publish_workbook
from store.publish import PublishRequest
from store.rounds.rounds import drafts_of_round, rating_entries, receive_return, save_draft, start_round
from store.rounds.rows import LONGEST_CELL, rows_of_recommendation
from store.rounds.unpublished import unpublished
from tests.support.published_trackers import ME, candidate, rows

ANN, FORCE = local_actor("Ann"), Recipient("The Force", "")
MAY = parse_date("May 2026")
OFFICE = OfficeName("Office of the Commissioner", "OC", "Swyddfa'r Comisiynydd")
OCTOBER = parse_date("October 2026")
START = {"review": "Stalking", "ref": "1", "date": OCTOBER}
NOTHING = {"status": None, "rated_by": None, "basis": None, "update": None, "evidence": None}
NOTHING |= {"agency_status": None, "proposed_closure": None, "closure_reason": None}
PROMISE = {"review": "Stalking", "ref": "1", "activity": "Meet", "due": MAY, "kind": "Meeting"}


def published(answers=(), *, monitoring=(), **drafts):
    listed = [Draft(DraftCell(1, "Stalking", "1", field), text, 1, "Ann", False) for field, text in drafts.items()]
    given = {"promises": monitoring, "names": (), "month": date(2026, 10, 1), "office": OFFICE}
    return rows_of_recommendation(("Stalking", "1"), dict(answers), listed, **given, update_type=UpdateType())


def test_the_status_is_that_of_the_office_and_the_rating_of_the_agency_has_another_column():
    answers = {Item.UPDATE: "Half is done.", Item.AGENCY_STATUS: "Green", Item.EVIDENCE: "Minutes"}
    found = published(answers, status="Amber", note="No evidence of the rest.")
    update = {**NOTHING, "update": "Half is done.\nOC: No evidence of the rest.", "status": "Amber"}
    update |= {"rated_by": OFFICE.name, "basis": "Published", "evidence": "Minutes", "agency_status": "Green"}
    assert found["progress"] == [START | update | {"kind": "Progress"}]
    assert found["names"] == [{"kind": "Agency", **asdict(OFFICE), "short_name_cy": None}]


def test_a_note_is_complete_where_the_answer_fills_its_cell():
    (update,) = published({Item.UPDATE: "y" * LONGEST_CELL}, note="Too long.")["progress"]
    last = "…\nOC: Too long."
    assert update["update"] == "y" * (LONGEST_CELL - len(last)) + last


@pytest.mark.parametrize("drafts", [{}, {"status": ""}])
def test_where_nothing_was_written_nothing_is_published(drafts):
    assert not any(published(**drafts).values())


def test_a_proposed_closure_and_the_decision_are_published():
    answers = {Item.CLOSURE: "yes", Item.CLOSURE_REASON: "All is done."}
    why = {DraftField.DECISION_REASON: "Not audited yet.", DraftField.DECISION_EVIDENCE: "Minutes"}
    found = published(answers, decision="Kept open", **why)
    (update,) = found["progress"]
    assert (update["proposed_closure"], update["closure_reason"]) == (True, "All is done.")
    decision = {"decision": "Kept open", "reason": "Not audited yet.", "evidence": "Minutes", "by": OFFICE.name}
    assert found["decisions"] == [START | decision]


def test_a_promise_is_fulfilled_with_its_outcome_and_a_new_one_is_made():
    done, outcome = (promise_field(kind, "Meet", date(2026, 5, 1), "May 2026") for kind in PromiseField)
    new = {DraftField.PROMISE: "Ask again", DraftField.PROMISE_WITH: "Chair", DraftField.PROMISE_DUE: "May 2027"}
    found = published(monitoring=[PROMISE, {**PROMISE, "due": None}], **{done: "yes", outcome: "We met."}, **new)
    assert found["monitoring"] == [
        {**PROMISE, "done": True, "outcome": "We met."},
        {"review": "Stalking", "ref": "1", "activity": "Ask again", "due": parse_date("May 2027"), "with": "Chair"},
    ]


@pytest.fixture
def url(databases_of):
    """Return a database of SQLite: what is stored of a round on either is in `test_rounds.py`."""
    return databases_of("sqlite").ready()


@pytest.fixture
def of_round(store):
    """Return an open round of October 2026 in a store with a version of three recommendations and a promise."""
    store.publish(candidate(rows("1", "2", "3", monitoring=[PROMISE])), **ME)
    requests = [RequestedUpdate(FORCE, "Stalking", ref) for ref in "123"]
    planned = Round(date(2026, 10, 1), datetime.now(UTC).date() + timedelta(days=2), Scope.ALL, 1)
    return start_round(store, planned, requests, actor=ANN)


def answered(store, ref, **answers):
    items = tuple(Answer("Stalking", ref, Item(name.replace("_", "-")), text) for name, text in answers.items())
    receive_return(store, ReceivedReturn(None, FORCE, 1, (("Stalking", ref),), items), actor=ANN)


def drafted(store, ref, **texts):
    for field, text in texts.items():
        cell = DraftCell(1, "Stalking", ref, field.replace("_", "-"))
        seen = drafts_of_round(store, 1, actor=ANN).get(cell)
        save_draft(store, cell, text, edit=seen.edit if seen else 0, actor=ANN)


def left(store, of_round):
    """Return how much of each kind is not published, and on which recommendations."""
    found = unpublished(store, of_round, office=OFFICE, actor=ANN)
    return {kind.value: count for kind, count in found.counts.items()}, {ref for _review, ref in found.recommendations}


def unpublishable(store, of_round):
    """Return the kinds of what is not published, none of which can be."""
    found = unpublished(store, of_round, office=OFFICE, actor=ANN)
    assert not any(found.rows.values())
    assert not any(each.is_publishable for each in found.written)
    return [each.kind.value for each in found.written]


def publish_rest(store, of_round, tmp_path):
    """Publish what is not published as the page Upload does: as a workbook that is read and merged."""
    file = tmp_path / "round.xlsx"
    file.write_bytes(workbook_bytes(unpublished(store, of_round, office=OFFICE, actor=ANN).rows, RED_AMBER_GREEN))
    request = PublishRequest(ANN, "The round")
    return publish_workbook(
        store, Candidate(read_workbook(file), file.read_bytes(), Mode.MERGE), request
    ).version.number


def corrected(store, tables, **changed):
    """Publish the current tracker with other values in the update of the round on recommendation 1."""
    progress = [
        {**row, **changed} if (row["ref"], row["date"]) == ("1", OCTOBER) else row for row in tables["progress"]
    ]
    store.publish(candidate({**tables, "progress": progress}), actor=ANN, reason="A correction")


def current(store):
    return store.load(store.current()).rows


def update_of(store, ref):
    (row,) = [row for row in current(store)["progress"] if (row["ref"], row["date"]) == (ref, OCTOBER)]
    return row


def test_a_proposed_target_date_is_not_published_until_it_is_decided_and_may_be_decided_anew(store, of_round, tmp_path):
    answered(store, "1", update="Begun.", new_target="31/3/2099")
    assert left(store, of_round) == ({"answer": 2}, {"1"})
    publish_rest(store, of_round, tmp_path)
    assert left(store, of_round) == ({"answer": 1}, {"1"})
    assert not any(unpublished(store, of_round, office=OFFICE, actor=ANN).rows.values())
    drafted(store, "1", target="refused: 31/3/2099", target_reason="It slipped twice.")
    publish_rest(store, of_round, tmp_path)
    assert left(store, of_round) == ({}, set())
    refusal = "OC: 31 March 2099 is not accepted as the target date. It slipped twice."
    assert update_of(store, "1")["update"] == f"Begun.\n{refusal}"
    drafted(store, "1", language="cy")
    publish_rest(store, of_round, tmp_path)
    welsh = "Swyddfa'r Comisiynydd: Ni dderbynnir 31 Mawrth 2099 yn ddyddiad targed. It slipped twice."
    assert update_of(store, "1")["update_cy"] == f"Begun.\n{welsh}"
    drafted(store, "1", language="en")
    assert left(store, of_round) == ({"answer": 2}, {"1"})
    publish_rest(store, of_round, tmp_path)
    assert (update_of(store, "1")["update"], update_of(store, "1")["update_cy"]) == (f"Begun.\n{refusal}", None)
    drafted(store, "1", target="accepted: 31/3/2099", target_reason="It is the last time.")
    publish_rest(store, of_round, tmp_path)
    assert left(store, of_round) == ({}, set())
    assert update_of(store, "1")["update"] == "Begun."
    (target,) = current(store)["targets"]
    assert (target["target"].last, target["reason"]) == (date(2099, 3, 31), "OC: It is the last time.")


def test_all_that_was_written_is_published_together_or_in_parts(store, of_round, tmp_path):
    assert left(store, of_round) == ({}, set())
    answered(store, "1", update=" Half  is done.\nThe rest\tis not. ", agency_status="Green", evidence="=1+1")
    answered(store, "2", closure="yes", new_target="31/3/2027", target_reason="The budget.")
    place = ("Meet", MAY.first, MAY.words)
    outcomes = {promise_field(PromiseField.DONE, *place): "yes", promise_field(PromiseField.OUTCOME, *place): "Met."}
    drafted(store, "1", status="Amber", **outcomes)
    drafted(store, "2", decision="Kept open", decision_reason="Not audited.")
    drafted(store, "2", target="accepted: 31/3/2027", target_reason="Agreed.")
    drafted(store, "3", promise="Ask  again", promise_with="Chair", promise_due="spring 2027", note="Nothing came.")
    everything = {"rating": 1, "note": 1, "decision": 2, "promise": 2, "answer": 6}
    assert left(store, of_round) == (everything, {"1", "2", "3"})
    publish_rest(store, of_round, tmp_path)
    assert left(store, of_round) == ({}, set())
    drafted(store, "1", note="Too slow.")
    answered(store, "2", update="All is done.")
    assert left(store, of_round) == ({"note": 1, "answer": 1}, {"1", "2"})
    rows_left = unpublished(store, of_round, office=OFFICE, actor=ANN).rows
    refs = {
        table: [row["ref"] for row in listed] for table, listed in rows_left.items() if listed and table != "reviews"
    }
    assert refs == {"progress": ["1", "2"], "recommendations": ["1", "2"]}
    publish_rest(store, of_round, tmp_path)
    assert left(store, of_round) == ({}, set())
    row = update_of(store, "1")
    assert (row["status"], row["update"].splitlines()[-1]) == ("Amber", "OC: Too slow.")


def edited(store, words, *, own):
    """Edit what an agency wrote on the first recommendation."""
    cell = DraftCell(1, "Stalking", "1", DraftField.WORDS)
    seen = drafts_of_round(store, 1, actor=ANN).get(cell)
    return save_draft(store, cell, words, edit=seen.edit if seen else 0, actor=ANN, before=own)


MARK = {"en": "OC: The words of the agency above were edited."}
MARK["cy"] = "Swyddfa'r Comisiynydd: Golygwyd geiriau'r asiantaeth uchod."


def test_edited_words_are_published_with_a_mark_and_the_trail_has_those_of_the_agency(store, of_round, tmp_path):
    own = "Half is done.\nSee file 12."
    answered(store, "1", update=own)
    draft = edited(store, "Half is done.\nSee below.", own=own)
    assert left(store, of_round) == ({"answer": 1}, {"1"})
    publish_rest(store, of_round, tmp_path)
    assert left(store, of_round) == ({}, set())
    assert update_of(store, "1")["update"] == f"Half is done.\nSee below.\n{MARK['en']}"
    (entry,) = rating_entries([draft])
    assert (entry.who, entry.action, entry.details["value"]) == ("Ann", Action.WORDS, own)
    assert rating_entries(replace(draft, text=text) for text in ("", own, own.replace("\n", " \r\n"))) == ()
    drafted(store, "1", language="cy")
    edited(store, "Half is done.", own=own)
    publish_rest(store, of_round, tmp_path)
    assert update_of(store, "1")["update_cy"] == f"Half is done.\n{MARK['cy']}"


def test_a_line_that_was_taken_out_is_not_published_whoever_publishes_something_else_first(store, of_round, tmp_path):
    own = "Half is done.\nSee file 12."
    answered(store, "1", update=own)
    edited(store, "Half is done.\nSee 12.", own=own)
    drafted(store, "1", note="No evidence.\nAsk again.", status="Amber")
    publish_rest(store, of_round, tmp_path)
    edited(store, "Half is done.", own=own)
    drafted(store, "1", note="No evidence.", status="")
    everything = current(store)
    store.publish(candidate({**everything, "progress": [*everything["progress"]][::-1]}), actor=ANN, reason="Another")
    assert left(store, of_round) == ({"rating": 1, "note": 1}, {"1"})
    publish_rest(store, of_round, tmp_path)
    row = update_of(store, "1")
    assert (row["update"], row["status"]) == (f"Half is done.\n{MARK['en']}\nOC: No evidence.", None)
    assert left(store, of_round) == ({}, set())


def test_a_shorter_answer_takes_the_place_of_a_longer_one_and_counts_alone(store, of_round, tmp_path):
    answered(store, "1", update="Half is done.\nSee file 12.")
    drafted(store, "1", note="No evidence.")
    publish_rest(store, of_round, tmp_path)
    answered(store, "1", update="Half is done.")
    assert left(store, of_round) == ({"answer": 1}, {"1"})
    publish_rest(store, of_round, tmp_path)
    assert update_of(store, "1")["update"] == "Half is done.\nOC: No evidence."
    assert left(store, of_round) == ({}, set())
    corrected(store, current(store), update="Half is done.\nOC: No evidence.\nA correction.")
    assert left(store, of_round) == ({}, set())


def test_a_correction_is_not_undone_and_leaves_nothing_unpublished_until_a_draft_changes(store, of_round, tmp_path):
    answered(store, "1", update="Half is doen.", evidence="Minutes")
    drafted(store, "1", status="Amber")
    publish_rest(store, of_round, tmp_path)
    corrected(store, current(store), status="Red", update="Half is done.", update_cy="Mae'r hanner wedi'i wneud.")
    assert left(store, of_round) == ({}, set())
    drafted(store, "1", status="Green")
    drafted(store, "1", status="Amber")
    assert left(store, of_round) == ({"rating": 1}, {"1"})
    publish_rest(store, of_round, tmp_path)
    row = update_of(store, "1")
    assert (row["status"], row["update"], row["update_cy"]) == ("Amber", "Half is done.", "Mae'r hanner wedi'i wneud.")
    drafted(store, "1", status="")
    assert left(store, of_round) == ({"rating": 1}, {"1"})
    publish_rest(store, of_round, tmp_path)
    assert (update_of(store, "1")["status"], left(store, of_round)) == (None, ({}, set()))


def test_what_was_rolled_back_or_is_no_longer_in_the_tracker_is_not_published(store, of_round, tmp_path):
    answered(store, "1", update="Half is done.")
    drafted(store, "1", status="Amber")
    second = publish_rest(store, of_round, tmp_path)
    drafted(store, "1", status="Green")
    third = publish_rest(store, of_round, tmp_path)
    store.roll_back(second, actor=ANN, reason="Too early")
    assert left(store, of_round) == ({"rating": 1}, {"1"})
    store.roll_back(1, actor=ANN, reason="Wrong")
    assert left(store, of_round) == ({"rating": 1, "answer": 1}, {"1"})
    store.roll_back(third, actor=ANN, reason="Right after all")
    assert left(store, of_round) == ({}, set())
    store.publish(candidate(rows("2", "3")), actor=ANN, reason="Without 1")
    assert unpublishable(store, of_round) == ["answer", "rating"]


def test_what_lacks_its_other_half_is_counted_and_not_published(store, of_round):
    drafted(store, "1", decision_reason="Not audited.", promise_due="May 2027")
    assert unpublishable(store, of_round) == ["decision", "promise"]


def test_the_kind_of_an_answer_that_never_came_is_nothing_to_publish(store, of_round):
    drafted(store, "1", kind="Response", language="cy")
    assert unpublishable(store, of_round) == []
