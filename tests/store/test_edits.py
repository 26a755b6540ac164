"""Changes of the page Edit in the store: the rows they make, their publication, backup and restore."""

import pytest

from model.access import local_actor
from model.edits import EDITS, row_name
from model.returns.draft import DraftCell
from model.settings import OfficeName
from model.store_error import StoreError, StoreErrorCode
from store.backup import back_up, restore
from store.edits import edited_rows, publish_edits, published_rows
from store.publish import PublishRequest
from store.rounds.addresses import agency_addresses, save_address
from store.rounds.drafts import drafts_of_round, save_draft, take_back
from store.store import Store
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, recommendation, rows, update

ANN, BEN = local_actor("Ann"), local_actor("Ben")
OFFICE = OfficeName("The Office", "Office", "Y Swyddfa", "")
TITLE = DraftCell(EDITS, "Stalking", "1", "recommendations::title")


@pytest.fixture
def published(store):
    listed = [recommendation(ref, title=f"Title {ref}") for ref in ("1", "2")]
    store.publish(candidate(rows("1", "2", recommendations=listed)), **ME)
    return store


def write(store, field, text, *, before="", key=("Stalking", "1"), actor=ANN, edit=0):
    return save_draft(store, DraftCell(EDITS, key[0], key[1], field), text, edit=edit, actor=actor, before=before)


def edited(store, number=1):
    drafts = drafts_of_round(store, EDITS, actor=ANN)
    return edited_rows(published_rows(store, number), drafts.values(), month="March 2026", office=OFFICE)


def publish(store, tables, *, compared_with=1, reason="Corrected."):
    drafts = list(drafts_of_round(store, EDITS, actor=ANN).values())
    request = PublishRequest(ANN, reason, compared_with, "a token")
    return publish_edits(store, candidate(tables), drafts, {}, request)


def test_a_value_is_changed_emptied_or_as_it_was(published):
    write(published, "recommendations::title", "Another", before="Title 1")
    write(published, "recommendations::title", "", before="Title 2", key=("Stalking", "2"))
    assert [row["title"] for row in edited(published).rows["recommendations"]] == ["Another", None]
    write(published, "recommendations::title", "Title 1", before="Title 1", edit=1)
    assert [row["title"] for row in edited(published).rows["recommendations"]] == ["Title 1", None]


def test_a_new_update_is_of_this_month_and_rated_by_the_office(published):
    write(published, "progress:+:status", "Green")
    found = edited(published).rows
    assert found["progress"][-1] == {
        **{"review": "Stalking", "ref": "1", "date": "March 2026", "kind": "Progress", "status": "Green"},
        **{"basis": "Published", "rated_by": "The Office"},
    }
    assert [row["name"] for row in found["names"]] == ["The Office"]


def test_what_somebody_else_published_since_is_a_conflict_and_a_row_that_is_gone_is_named(published):
    write(published, "recommendations::title", "Mine", before="Title 1")
    row = row_name("progress", update("1"))
    write(published, f"progress:{row}:status", "Green", before="Red")
    write(published, "progress:+:status", "Green", key=("Stalking", "9"))
    tables = rows("1", recommendations=[recommendation("1", title="Theirs")], progress=[update("1", kind="Response")])
    published.publish(candidate(tables), actor=BEN, reason="Other.")
    found = edited(published, 2)
    assert found.conflicts == {TITLE: "Theirs"}
    assert {(cell.ref, cell.field.partition(":")[0]) for cell in found.lost} == {("1", "progress"), ("9", "progress")}


def test_publishing_forgets_what_it_published_and_keeps_what_was_written_since(published):
    write(published, "recommendations::title", "Another", before="Title 1")
    drafts = list(drafts_of_round(published, EDITS, actor=ANN).values())
    write(published, "recommendations::title", "A third", before="Title 1", edit=1)
    listed = [recommendation("1", title="Another"), recommendation("2", title="Title 2")]
    request = PublishRequest(ANN, "Corrected.", 1, None)
    result = publish_edits(published, candidate(rows("1", "2", recommendations=listed)), drafts, {}, request)
    assert result.version.number == 2
    assert [draft.text for draft in drafts_of_round(published, EDITS, actor=ANN).values()] == ["A third"]


def test_a_conflict_of_versions_publishes_and_forgets_nothing(published):
    write(published, "recommendations::title", "Another", before="Title 1")
    published.publish(candidate(rows("1", "2", "3")), actor=BEN, reason="Other.")
    with pytest.raises(StoreError) as error:
        publish(published, rows("1", "2"))
    assert error.value.code is StoreErrorCode.CONFLICT
    assert published.current() == 2
    assert len(drafts_of_round(published, EDITS, actor=ANN)) == 1


def test_a_change_is_taken_back_and_another_persons_is_not_overwritten(published):
    write(published, "recommendations::title", "Another", before="Title 1")
    with pytest.raises(StoreError) as error:
        write(published, "recommendations::title", "Mine", before="Title 1", actor=BEN)
    assert error.value.code is StoreErrorCode.DRAFT_CONFLICT
    take_back(published, [TITLE], actor=BEN)
    assert drafts_of_round(published, EDITS, actor=ANN) == {}


def test_changes_outlive_backup_and_restore(published, tmp_path, databases):
    written = write(published, "recommendations::title", "Another", before="Title 1")
    save_address(published, "The Force", "a@b.example", actor=ANN)
    back_up(published, tmp_path / "backup", actor=ADMINISTRATOR)
    other = Store.open(databases.ready())
    restore(other, tmp_path / "backup", actor=ADMINISTRATOR)
    assert drafts_of_round(other, EDITS, actor=ANN) == {TITLE: written}
    assert agency_addresses(other, actor=ANN) == {"The Force": "a@b.example"}
    other.close()
