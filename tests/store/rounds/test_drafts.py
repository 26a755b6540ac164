"""Drafts are written cell by cell; of two editors who write one cell, the second overwrites nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from model.access import Actor, Role, local_actor
from model.dates import parse_date
from model.returns.draft import LONGEST_DRAFT, DraftCell, DraftField, PromiseField, promise_field
from model.returns.round import Recipient, RequestedUpdate, Round, Scope
from model.store_error import StoreError, StoreErrorCode
from store.backup import back_up, restore
from store.rounds.drafts import drafts_of_round, save_draft
from store.rounds.rounds import close_round, start_round
from store.store import Store
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, rows

ANN, BEN = local_actor(" Ann "), local_actor("Ben")
CELL = DraftCell(1, "Stalking", "1", DraftField.STATUS)
NOTE = replace(CELL, field=DraftField.NOTE)


@pytest.fixture
def round_store(store):
    """Return a store with a version and an open round."""
    store.publish(candidate(rows("1", "2")), **ME)
    due = datetime.now(UTC).date() + timedelta(days=2)
    planned = Round(date(2026, 10, 1), due, Scope.ALL, 1)
    start_round(store, planned, [RequestedUpdate(Recipient("The Force", ""), "Stalking", "1")], actor=ANN)
    return store


def fault(call, *arguments, **named):
    with pytest.raises(StoreError) as raised:
        call(*arguments, **named)
    return raised.value.code, raised.value.details


def texts(store, number=1):
    return {cell.field: draft.text for cell, draft in drafts_of_round(store, number, actor=BEN).items()}


def test_a_cell_has_what_was_written_last_by_whom_and_how_often(round_store):
    first = save_draft(round_store, CELL, " Red ", edit=0, actor=ANN)
    assert (first.text, first.edit, first.by, first.verified) == ("Red", 1, "Ann", False)
    second = save_draft(round_store, CELL, "Amber", edit=1, actor=BEN)
    save_draft(round_store, NOTE, "", edit=0, actor=BEN)
    assert (second.edit, second.by) == (2, "Ben")
    assert drafts_of_round(round_store, 1, actor=ANN)[CELL] == second
    assert texts(round_store) == {"status": "Amber"}


def test_what_somebody_else_has_written_since_is_not_overwritten_and_they_are_named(round_store):
    save_draft(round_store, CELL, "Red", edit=0, actor=ANN)
    assert fault(save_draft, round_store, CELL, "Green", edit=0, actor=BEN) == (
        StoreErrorCode.DRAFT_CONFLICT,
        {"who": "Ann", "verified": ""},
    )
    assert texts(round_store) == {"status": "Red"}
    assert save_draft(round_store, CELL, "Red", edit=0, actor=BEN).by == "Ann"  # the same text is no conflict


def test_only_an_editor_with_a_name_writes_and_reads_drafts_and_only_of_an_open_round(round_store):
    viewer, nameless = Actor("Vera", Role.VIEWER), local_actor(" ")
    assert fault(save_draft, round_store, CELL, "Red", edit=0, actor=viewer)[0] is StoreErrorCode.NOT_ALLOWED
    assert fault(drafts_of_round, round_store, 1, actor=viewer)[0] is StoreErrorCode.NOT_ALLOWED
    assert fault(save_draft, round_store, CELL, "Red", edit=0, actor=nameless)[0] is StoreErrorCode.NO_NAME
    long = "x" * (LONGEST_DRAFT + 1)
    assert fault(save_draft, round_store, NOTE, long, edit=0, actor=ANN)[0] is StoreErrorCode.TOO_LONG
    save_draft(round_store, CELL, "Red", edit=0, actor=ANN)
    close_round(round_store, actor=ANN)
    assert fault(save_draft, round_store, CELL, "Amber", edit=1, actor=ANN)[0] is StoreErrorCode.NO_ROUND
    assert texts(round_store) == {"status": "Red"}


def test_drafts_survive_a_restart_and_come_back_from_a_backup(round_store, tmp_path):
    save_draft(round_store, NOTE, "Dim “cynnydd” ŵ\n=1+1", edit=0, actor=ANN)
    again = Store.open(str(round_store.engine.url.render_as_string(hide_password=False)))
    assert texts(again) == {"note": "Dim “cynnydd” ŵ\n=1+1"}
    again.close()
    back_up(round_store, tmp_path / "backup.zip", actor=ADMINISTRATOR)
    with_backup = Store.open(f"sqlite:///{(tmp_path / 'restored.db').as_posix()}")
    restore(with_backup, tmp_path / "backup.zip", actor=ADMINISTRATOR)
    assert texts(with_backup) == {"note": "Dim “cynnydd” ŵ\n=1+1"}
    with_backup.close()


def test_promises_with_the_same_words_and_different_dates_have_different_fields():
    dues = ("May 2026", "June 2026", "2026-05")
    fields = [promise_field(PromiseField.DONE, "Meet", parse_date(due).first, due) for due in dues]
    assert fields[0] == fields[2] != fields[1]
    assert fields[0] != promise_field(PromiseField.OUTCOME, "Meet", date(2026, 5, 1), "May 2026")
