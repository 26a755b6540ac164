"""; what a round publishes: the office's status and never the agency's, and nothing where nothing was written."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from loaders import read_workbook
from loaders.canonical import workbook_bytes
from model.access import Actor, Role, local_actor
from model.dates import parse_date
from model.issue import Issue, Severity
from model.returns.draft import Draft, DraftCell, DraftField, PromiseField, promise_field
from model.returns.received import Answer, Item, ReceivedReturn
from model.returns.round import Recipient, RequestedUpdate, Round, Scope
from model.settings import OfficeName
from model.status import RED_AMBER_GREEN
from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Action
from store.merge import merge_three
from store.rounds.returns import receive_return, return_original, returns_of_round
from store.rounds.rounds import LONGEST_CELL, close_round, round_rows, start_round
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, rows

EDITOR, FORCE = local_actor("B. Editor"), Recipient("The Force", "")
RECEIVED = ReceivedReturn(
    date(2026, 10, 1),
    FORCE,
    1,
    (("Stalking", "1"),),
    (Answer("Stalking", "1", Item.UPDATE, "=1+1 \u200fא 🙂\nline", "Return", "D11"),),
    (Issue("return-date-unknown", Severity.WARNING, "Return", "D16", "soon\x00", {"a": "b"}),),
)
INSPECTORATE = "His Majesty's Inspectorate"
OFFICE = OfficeName("Office of the Commissioner", "OC", "Swyddfa'r Comisiynydd")
OCTOBER = parse_date("October 2026")
START = {"review": "Stalking", "ref": "1", "date": OCTOBER}
NOTHING = {"status": None, "rated_by": None, "basis": None, "update": None, "evidence": None}
NOTHING |= {"agency_status": None, "proposed_closure": None, "closure_reason": None}
PROMISE = {"review": "Stalking", "ref": "1", "activity": "Meet", "due": parse_date("May 2026"), "kind": "Meeting"}


@pytest.fixture
def started(store):
    """Return a store with an open round."""
    store.publish(candidate(rows("1")), **ME)
    due = datetime.now(UTC).date() + timedelta(days=2)
    planned = Round(date(2026, 10, 1), due, Scope.ALL, 1)
    start_round(store, planned, [RequestedUpdate(FORCE, "Stalking", "1")], actor=EDITOR)
    return store


def fault(call, *arguments, **named):
    with pytest.raises(StoreError) as raised:
        call(*arguments, **named)
    return raised.value.code


def test_a_return_is_stored_as_it_was_received_with_its_file(started):
    assert receive_return(started, RECEIVED, actor=EDITOR, file="a.xlsx", content=b"bytes") == 1
    (found,) = returns_of_round(started, 1, actor=EDITOR)
    assert (found.number, found.recipient, found.file, found.received_by, found.version) == (
        1,
        FORCE,
        "a.xlsx",
        "B. Editor",
        1,
    )
    assert found.answers == RECEIVED.answers
    assert [(issue.code, issue.cell, issue.details) for issue in found.issues] == [
        ("return-date-unknown", "D16", {"a": "b"})
    ]
    assert return_original(started, 1, actor=EDITOR) == ("a.xlsx", b"bytes")
    entry = started.audit(actor=ADMINISTRATOR)[0]
    assert (entry.action, entry.details) == (Action.RETURN, {"file": "a.xlsx", "agency": "The Force"})


def test_the_same_file_again_is_the_same_return_and_another_is_a_second(started):
    numbers = [
        receive_return(started, RECEIVED, actor=EDITOR, file="a.xlsx", content=content)
        for content in (b"one", b"one", b"two", b"one")
    ]
    assert numbers == [1, 1, 2, 1]
    assert len(returns_of_round(started, 1, actor=EDITOR)) == 2


def test_the_same_file_with_another_email_is_a_second_return_and_without_one_it_is_not(started):
    message = Issue("return-message", Severity.INFO, "", "", "Number 1 is late.")
    emailed = replace(RECEIVED, issues=(*RECEIVED.issues, message))
    sent = (RECEIVED, emailed, emailed, RECEIVED)
    assert [receive_return(started, each, actor=EDITOR, file="a", content=b"bytes") for each in sent] == [1, 2, 1, 1]


def test_a_typed_answer_has_no_file(started):
    receive_return(started, RECEIVED, actor=EDITOR)
    assert returns_of_round(started, 1, actor=EDITOR)[0].file == ""
    assert return_original(started, 1, actor=EDITOR) is None


def test_a_closed_round_and_a_missing_name_and_a_reader_take_nothing_in(started):
    reader = Actor("C. Reader", Role.VIEWER)
    assert fault(receive_return, started, RECEIVED, actor=reader) is StoreErrorCode.NOT_ALLOWED
    assert fault(returns_of_round, started, 1, actor=reader) is StoreErrorCode.NOT_ALLOWED
    assert fault(return_original, started, 1, actor=reader) is StoreErrorCode.NOT_ALLOWED
    assert fault(receive_return, started, RECEIVED, actor=local_actor(" ")) is StoreErrorCode.NO_NAME
    close_round(started, actor=EDITOR)
    assert fault(receive_return, started, RECEIVED, actor=EDITOR) is StoreErrorCode.NO_ROUND
    assert returns_of_round(started, 1, actor=EDITOR) == ()


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
    result = merge_three(None, current, reading)
    assert result.conflicts == ()
    merged = result.reading
    added = [row for row in merged.rows["progress"] if row["date"] == OCTOBER]
    assert [(row["ref"], row["status"], row["update"]) for row in added] == [("1", "Red", "=1+1 of it")]
    assert len(merged.rows["progress"]) == len(current.rows["progress"]) + 1
    assert merged.rows["recommendations"] == current.rows["recommendations"]
    assert merged.rows["monitoring"] == current.rows["monitoring"]
