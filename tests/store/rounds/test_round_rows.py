"""What a round publishes: the office's status and never the agency's, and nothing where nothing was written."""

from dataclasses import asdict
from datetime import date

import pytest

from loaders import read_workbook
from loaders.canonical import workbook_bytes
from model.dates.date_grammar import parse_date
from model.returns.draft import Draft, DraftCell, DraftField, PromiseField, promise_field
from model.returns.items import Item
from model.settings import OfficeName
from model.status.scale import RED_AMBER_GREEN
from store.merge.merge_rows import may_merge, merge_rows
from store.rounds.round_rows import LONGEST_CELL, round_rows
from tests.support.published_trackers import candidate, rows

INSPECTORATE = "His Majesty's Inspectorate"
OFFICE = OfficeName("Office of the Commissioner", "OC", "Swyddfa'r Comisiynydd")
OCTOBER = parse_date("October 2026")
START = {"review": "Stalking", "ref": "1", "date": OCTOBER}
NOTHING = {"status": None, "rated_by": None, "basis": None, "update": None, "evidence": None}
NOTHING |= {"agency_status": None, "proposed_closure": None, "closure_reason": None}
PROMISE = {"review": "Stalking", "ref": "1", "activity": "Meet", "due": parse_date("May 2026"), "kind": "Meeting"}


def tables(*, monitoring=()):
    listed = rows("1", "2")
    (review,) = {row["review"] for row in listed["recommendations"]}
    assert review == "Stalking"
    return {
        **listed,
        "reviews": [{"review": review, "title": "A review", "body": INSPECTORATE}],
        "monitoring": monitoring,
    }


def published(answers=(), *, monitoring=(), **drafts):
    listed = [Draft(DraftCell(1, "Stalking", "1", field), text, 1, "Ann", False) for field, text in drafts.items()]
    current = tables(monitoring=monitoring)
    return round_rows(current, {("Stalking", "1"): dict(answers)}, listed, month=date(2026, 10, 1), office=OFFICE)


def test_the_status_is_that_of_the_office_and_the_rating_of_the_agency_has_another_column():
    answers = {Item.UPDATE: "Half is done.", Item.AGENCY_STATUS: "Green", Item.EVIDENCE: "Minutes"}
    found = published(answers, status="Amber", note="No evidence of the rest.")
    update = {**NOTHING, "update": "Half is done.\nOC: No evidence of the rest.", "status": "Amber"}
    update |= {"rated_by": OFFICE.name, "basis": "Published", "evidence": "Minutes", "agency_status": "Green"}
    assert found["progress"] == [START | update | {"kind": "Progress"}]
    assert [row["ref"] for row in found["recommendations"]] == ["1"]
    assert found["names"] == [{"kind": "Agency", **asdict(OFFICE), "short_name_cy": None}]


def test_a_note_is_complete_where_the_answer_fills_its_cell():
    (update,) = published({Item.UPDATE: "y" * LONGEST_CELL}, note="Too long.")["progress"]
    last = "…\nOC: Too long."
    assert update["update"] == "y" * (LONGEST_CELL - len(last)) + last


def test_an_update_that_nobody_rated_has_no_status():
    (update,) = published({Item.UPDATE: "Half is done.", Item.AGENCY_STATUS: "Green"})["progress"]
    assert (update["status"], update["basis"], update["agency_status"]) == (None, None, "Green")


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


def test_the_rows_are_a_workbook_that_can_be_merged_and_changes_nothing_else(tmp_path):
    current = candidate(tables(monitoring=[PROMISE])).reading
    found = published({Item.UPDATE: "=1+1 of it"}, status="Red", monitoring=[PROMISE])
    file = tmp_path / "round.xlsx"
    file.write_bytes(workbook_bytes(found, RED_AMBER_GREEN))
    reading = read_workbook(file)
    assert [issue for issue in reading.issues if issue.severity == "error"] == []
    assert may_merge(current, reading) is None
    merged = merge_rows(current, reading)
    added = [row for row in merged.rows["progress"] if row["date"] == OCTOBER]
    assert [(row["ref"], row["status"], row["update"]) for row in added] == [("1", "Red", "=1+1 of it")]
    assert len(merged.rows["progress"]) == len(current.rows["progress"]) + 1
    assert merged.rows["recommendations"] == current.rows["recommendations"]
    assert merged.rows["monitoring"] == current.rows["monitoring"]
