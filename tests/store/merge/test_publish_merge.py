"""Merging into whichever version is current, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from model.store_error import StoreError, StoreErrorCode
from model.versions.merge_refusal import MergeError, MergeRefusal
from model.versions.version import Action, Mode
from store.command_line.database_files import is_database
from store.exports import note_export
from store.merge.publish_merge import publish_merged
from store.publishing.publish import PublishRequest
from store.store import Store
from tests.support.published_trackers import candidate, month, rows, update

ME = {"who": "A. Adviser", "reason": "A round"}


def wish(*, compared_with=None, again=None):
    """Return who wants it and why; `again` is the token of a second try."""
    return PublishRequest(ME["who"], ME["reason"], compared_with, again)


def june(ref, **fields):
    """Return a workbook that brings one update of one recommendation."""
    brought = {"progress": [update(ref, at=month(2024, 6), status="Amber", **fields)]}
    return candidate(brought, name=f"june-{ref}.xlsx", mode=Mode.MERGE)


def updates(store):
    reading = store.load(store.current())
    return sorted((row["ref"], row["date"].words) for row in reading.rows["progress"])


def test_a_workbook_is_merged_into_the_current_version(store):
    store.publish(candidate(rows("1", "2")), **ME)
    made = publish_merged(store, june("1"), wish(compared_with=1))
    assert (made.version.number, made.version.mode, made.unchanged) == (2, Mode.MERGE, False)
    assert updates(store) == [("1", "2024-02"), ("1", "2024-06"), ("2", "2024-02")]
    assert store.original(2)[1] == june("1").original


def test_of_editors_who_merge_at_once_no_update_is_lost(url, store):
    refs = [str(number) for number in range(1, 7)]
    store.publish(candidate(rows(*refs)), **ME)

    def merge(ref):
        own = Store.open(url)
        publish_merged(own, june(ref), wish())
        own.close()

    with ThreadPoolExecutor(len(refs)) as pool:
        list(pool.map(merge, refs))
    assert store.current() == 1 + len(refs)
    assert updates(store) == sorted((ref, words) for ref in refs for words in ("2024-02", "2024-06"))


def test_a_second_try_with_the_same_token_finds_the_first(store):
    store.publish(candidate(rows("1", "2")), **ME)
    first = publish_merged(store, june("1"), wish(again="t"))
    store.publish(candidate(rows("1")), **ME)
    assert publish_merged(store, june("1"), wish(again="t")) == first
    with pytest.raises(StoreError) as told:
        publish_merged(store, june("2"), wish(again="t"))
    assert told.value.code is StoreErrorCode.TOKEN_USED


def test_who_compared_with_an_older_version_is_told(store):
    store.publish(candidate(rows("1")), **ME)
    store.publish(candidate(rows("1", "2")), **ME)
    with pytest.raises(StoreError) as told:
        publish_merged(store, june("1"), wish(compared_with=1))
    assert (told.value.code, store.current()) == (StoreErrorCode.CONFLICT, 2)


def test_what_cannot_be_merged_publishes_nothing(store):
    with pytest.raises(StoreError) as told:
        publish_merged(store, june("1"), wish())
    assert told.value.code is StoreErrorCode.NOTHING_PUBLISHED
    store.publish(candidate(rows("1")), **ME)
    with pytest.raises(MergeError) as refused:
        publish_merged(store, june("9"), wish())
    assert (refused.value.why, store.current()) == (MergeRefusal.UNKNOWN_REF, 1)


def test_an_export_is_noted(store):
    store.publish(candidate(rows("1")), **ME)
    assert note_export(store, 1, who="B", file="out.xlsx")
    entry = store.audit()[0]
    assert (entry.action, entry.version, entry.who, entry.details) == (Action.EXPORT, 1, "B", {"file": "out.xlsx"})


def test_the_files_of_a_database_are_known_as_such(databases_of):
    sqlite = Store.open(databases_of("sqlite").ready())
    held = sqlite.engine.url.database
    assert [is_database(sqlite, Path(f"{held}{ending}")) for ending in ("", "-wal", "-shm")] == [True] * 3
    assert not is_database(sqlite, Path(f"{held}.xlsx"))
    sqlite.close()
