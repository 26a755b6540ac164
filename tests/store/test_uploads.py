"""A file that an editor works on is there for that editor alone, until it is published, discarded or an hour old."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from model.access import Actor, Role
from model.store_error import StoreError, StoreErrorCode
from store import uploads
from store.backup import back_up, restore
from store.store import Store
from store.tables import UPLOADS
from store.uploads import delete_old_uploads, delete_upload, store_upload, upload_content, upload_name
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, rows

ANN = Actor("Ann", Role.EDITOR, verified=True, identity="https://provider|ann")
BEN = replace(ANN, name="Ben", identity="https://provider|ben")


def found(store, token, actor=ANN):
    return upload_name(store, token, actor=actor), upload_content(store, token, actor=actor)


def count(store):
    with store.engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(UPLOADS)).scalar()


def test_a_file_is_there_for_whoever_stored_it_and_has_its_token(store):
    store_upload(store, "one", "next.xlsx", b"first", actor=ANN)
    store_upload(store, "one", "other.xlsx", b"second", actor=ANN)
    assert found(store, "one") == ("other.xlsx", b"second")
    assert [found(store, "another"), found(store, "one", BEN)] == [(None, None)] * 2
    delete_upload(store, "one", actor=BEN)
    assert found(store, "one") == ("other.xlsx", b"second")
    delete_upload(store, "one", actor=ANN)
    assert (found(store, "one"), count(store)) == ((None, None), 0)


def test_whoever_signs_in_opens_no_file_that_was_stored_without_a_sign_in(store):
    store_upload(store, "one", "next.xlsx", b"first", actor=ADMINISTRATOR)
    assert (found(store, "one"), found(store, "one", ADMINISTRATOR)) == ((None, None), ("next.xlsx", b"first"))


def test_the_database_has_no_token(store):
    store_upload(store, "a token", "next.xlsx", b"first", actor=ANN)
    with store.engine.connect() as connection:
        assert "a token" not in map(str, connection.execute(sa.select(UPLOADS)).one())


@pytest.mark.parametrize("role", [None, Role.VIEWER])
def test_whoever_is_no_editor_stores_and_reads_nothing(store, role):
    store_upload(store, "one", "next.xlsx", b"first", actor=ANN)
    demoted = replace(ANN, role=role)
    for attempt in (upload_name, upload_content, delete_upload):
        with pytest.raises(StoreError) as refused:
            attempt(store, "one", actor=demoted)
        assert refused.value.code is StoreErrorCode.NOT_ALLOWED
    with pytest.raises(StoreError) as refused:
        store_upload(store, "one", "next.xlsx", b"other", actor=demoted)
    assert (refused.value.code, found(store, "one")[1]) == (StoreErrorCode.NOT_ALLOWED, b"first")


def test_after_an_hour_a_file_is_gone(store, monkeypatch):
    store_upload(store, "one", "next.xlsx", b"first", actor=ANN)
    delete_old_uploads(store)
    assert count(store) == 1
    monkeypatch.setattr(uploads, "LONGEST", timedelta(seconds=-1))
    assert found(store, "one") == (None, None)
    delete_old_uploads(store)
    assert count(store) == 0


def test_of_one_person_only_the_newest_files_are_there(store):
    store_upload(store, "of another", "next.xlsx", b"first", actor=BEN)
    for number in range(uploads.MOST_FILES + 1):
        store_upload(store, str(number), f"{number}.xlsx", b"x", actor=ANN)
    names = [upload_name(store, str(number), actor=ANN) for number in range(uploads.MOST_FILES + 1)]
    assert names == [None, *(f"{number}.xlsx" for number in range(1, uploads.MOST_FILES + 1))]
    assert upload_name(store, "of another", actor=BEN) == "next.xlsx"


def test_a_file_that_is_too_large_is_refused(store, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 3)
    with pytest.raises(StoreError) as refused:
        store_upload(store, "one", "next.xlsx", b"four", actor=ANN)
    assert (refused.value.code, count(store)) == (StoreErrorCode.TOO_LONG, 0)


def test_a_backup_has_no_uploads(store, databases, tmp_path):
    store.publish(candidate(rows("1")), **ME)
    store_upload(store, "one", "next.xlsx", b"first", actor=ANN)
    back_up(store, tmp_path / "backup", actor=ADMINISTRATOR)
    restored = Store.open(databases.ready())
    restore(restored, tmp_path / "backup", actor=ADMINISTRATOR)
    assert (restored.current(), count(restored)) == (1, 0)
    restored.close()
