"""Merging into the current version, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from model.access import local_actor
from model.store_error import StoreError, StoreErrorCode
from model.versions.difference import ConflictError, MergeError, MergeRefusal, MergeSide
from model.versions.version import Action, Candidate, Mode
from store.commands.context import is_database
from store.publish import PublishRequest
from store.publish_workbook import publish_merged, publish_replacing
from store.store import Store, note_export
from tests.support.published_trackers import ADMINISTRATOR, candidate, month, rows, update

ADVISER, REASON = local_actor("A. Adviser"), "A round"
ME: dict[str, Any] = {"actor": ADVISER, "reason": REASON}


def publish_request(*, compared_with=None, attempt=None):
    """Return a publish request; `attempt` is the token that identifies a repeated request."""
    return PublishRequest(ADVISER, REASON, compared_with, attempt)


def june(ref, **fields):
    """Return a workbook with one update of one recommendation."""
    brought = {"progress": [update(ref, at=month(2024, 6), status="Amber", **fields)]}
    return candidate(brought, name=f"june-{ref}.xlsx", mode=Mode.MERGE)


def updates(store):
    reading = store.load(store.current())
    return sorted((row["ref"], row["date"].words) for row in reading.rows["progress"])


def test_a_workbook_is_merged_into_the_current_version(store):
    store.publish(candidate(rows("1", "2")), **ME)
    publication = publish_merged(store, june("1"), publish_request(compared_with=1))
    assert (publication.version.number, publication.version.mode, publication.unchanged) == (2, Mode.MERGE, False)
    assert updates(store) == [("1", "2024-02"), ("1", "2024-06"), ("2", "2024-02")]
    assert store.original(2, actor=ADMINISTRATOR)[1] == june("1").original


def test_of_editors_who_merge_simultaneously_no_update_is_lost(url, store):
    refs = [str(number) for number in range(1, 7)]
    store.publish(candidate(rows(*refs)), **ME)

    def merge(ref):
        other_store = Store.open(url)
        publish_merged(other_store, june(ref), publish_request())
        other_store.close()

    with ThreadPoolExecutor(len(refs)) as pool:
        list(pool.map(merge, refs))
    assert store.current() == 1 + len(refs)
    assert updates(store) == sorted((ref, words) for ref in refs for words in ("2024-02", "2024-06"))


def test_a_second_try_with_the_same_token_finds_the_first(store):
    store.publish(candidate(rows("1", "2")), **ME)
    first = publish_merged(store, june("1"), publish_request(attempt="t"))
    store.publish(candidate(rows("1")), **ME)
    assert publish_merged(store, june("1"), publish_request(attempt="t")) == first
    with pytest.raises(StoreError) as error:
        publish_merged(store, june("2"), publish_request(attempt="t"))
    assert error.value.code is StoreErrorCode.TOKEN_USED


def test_a_merge_compared_with_an_older_version_is_a_conflict(store):
    store.publish(candidate(rows("1")), **ME)
    store.publish(candidate(rows("1", "2")), **ME)
    with pytest.raises(StoreError) as error:
        publish_merged(store, june("1"), publish_request(compared_with=1))
    assert (error.value.code, store.current()) == (StoreErrorCode.CONFLICT, 2)


def downloaded(store, number, **tables):
    """Return a version as an editor has it who downloaded it and changed some tables."""
    reading = store.load(number)
    source = replace(reading.source, based_on=store.version(number).mark)
    return Candidate(replace(reading, source=source, rows={**reading.rows, **tables}), repr(tables).encode())


def test_two_editors_with_one_row_each_from_the_same_download_both_publish(store):
    store.publish(candidate(rows("1", "2", "3")), **ME)
    before = store.load(1).rows["progress"]
    mine = downloaded(store, 1, progress=[*before, {**before[0], "date": month(2024, 6), "status": "Green"}])
    theirs = downloaded(store, 1, progress=[before[0], {**before[1], "status": "Amber"}, before[2]])
    for content in (mine, theirs):
        publish_merged(store, content, publish_request())
    found = [(row["ref"], row["status"]) for row in store.load(3).rows["progress"]]
    assert found == [("1", "Red"), ("2", "Amber"), ("3", "Red"), ("1", "Green")]


def test_what_both_changed_publishes_nothing_until_one_side_is_preferred(store):
    store.publish(candidate(rows("1")), **ME)
    (before,) = store.load(1).rows["recommendations"]
    mine, theirs = (downloaded(store, 1, recommendations=[{**before, "theme": theme}]) for theme in ("Data", "Funds"))
    publish_merged(store, theirs, publish_request())
    with pytest.raises(ConflictError) as refused:
        publish_merged(store, mine, publish_request())
    (conflict,) = refused.value.conflicts
    assert (conflict.field, conflict.published, conflict.yours, store.current()) == ("theme", "Funds", "Data", 2)
    assert store.introduced("recommendations", 2) == [2]
    publish_merged(store, mine, publish_request(), prefer=MergeSide.PUBLISHED)
    assert store.current() == 2
    publish_merged(store, mine, publish_request(), prefer=MergeSide.FILE)
    assert store.load(3).rows["recommendations"][0]["theme"] == "Data"


def test_a_mark_of_no_version_is_not_used(store):
    store.publish(candidate(rows("1", "2")), **ME)
    (first, _second) = store.load(1).rows["recommendations"]
    less = downloaded(store, 1, recommendations=[first], progress=[])
    for mark in ("1 abc", f"9 {store.version(1).digest}", "x", "1" * 5_000):
        source = replace(less.reading.source, based_on=mark)
        forged = replace(less, reading=replace(less.reading, source=source))
        assert publish_merged(store, forged, publish_request()).unchanged
    assert publish_merged(store, less, publish_request()).version.recommendations == 1


def test_what_cannot_be_merged_publishes_nothing(store):
    with pytest.raises(StoreError) as error:
        publish_merged(store, june("1"), publish_request())
    assert error.value.code is StoreErrorCode.NOTHING_PUBLISHED
    store.publish(candidate(rows("1")), **ME)
    with pytest.raises(MergeError) as refused:
        publish_merged(store, june("9"), publish_request())
    assert (refused.value.refusal, store.current()) == (MergeRefusal.UNKNOWN_REF, 1)


def test_an_export_is_noted(store):
    store.publish(candidate(rows("1")), **ME)
    assert note_export(store, 1, actor=local_actor("B"), file="out.xlsx")
    entry = store.audit(actor=ADMINISTRATOR)[0]
    assert (entry.action, entry.version, entry.who, entry.details) == (Action.EXPORT, 1, "B", {"file": "out.xlsx"})


def test_the_files_of_a_database_are_known_as_such(databases_of):
    sqlite = Store.open(databases_of("sqlite").ready())
    path = sqlite.engine.url.database
    assert [is_database(sqlite, Path(f"{path}{ending}")) for ending in ("", "-wal", "-shm")] == [True] * 3
    assert not is_database(sqlite, Path(f"{path}.xlsx"))
    sqlite.close()


class TooSmallError(Exception):
    """Raised by the check of a test."""


def refuse_fewer(before, after):
    if len(after.rows["recommendations"]) < len(before.rows["recommendations"]):
        raise TooSmallError


def test_a_workbook_replaces_the_current_version_unless_the_check_of_the_change_refuses_it(store):
    assert (
        publish_replacing(store, candidate(rows("1", "2")), publish_request(), check=refuse_fewer).version.number == 1
    )
    with pytest.raises(TooSmallError):
        publish_replacing(store, candidate(rows("1")), publish_request(), check=refuse_fewer)
    assert store.current() == 1
    publication = publish_replacing(store, candidate(rows("1", "2", "3")), publish_request(), check=refuse_fewer)
    assert (publication.version.number, publication.version.mode) == (2, Mode.REPLACE)
    assert publish_replacing(store, candidate(rows("1")), publish_request()).version.number == 3


def test_a_repeated_request_and_one_against_another_version_are_not_checked(store):
    first = publish_replacing(store, candidate(rows("1")), publish_request(attempt="t"), check=refuse_fewer)
    store.publish(candidate(rows("1", "2")), **ME)
    repeated = publish_replacing(store, candidate(rows("1")), publish_request(attempt="t"), check=refuse_fewer)
    assert repeated == first
    with pytest.raises(StoreError) as conflict:
        publish_replacing(store, candidate(rows("1")), publish_request(compared_with=1), check=refuse_fewer)
    assert conflict.value.code is StoreErrorCode.CONFLICT


def test_a_change_is_checked_again_where_another_version_is_published_meanwhile(store):
    store.publish(candidate(rows("1")), **ME)

    def publish_meanwhile(before, after):
        refuse_fewer(before, after)
        if store.current() == 1:
            store.publish(candidate(rows("1", "2", "3")), **ME)

    with pytest.raises(TooSmallError):
        publish_replacing(store, candidate(rows("1", "2")), publish_request(), check=publish_meanwhile)
    assert store.current() == 2
