"""The comparison of an uploaded workbook: which modes it has, and how long the session caches it."""

from dataclasses import replace

from components.session.upload_state import UploadPhase, current_upload
from components.upload.comparison import compare, publish_target
from model.versions.version import Mode
from tests.support.published_trackers import ME, candidate, rows


def test_a_workbook_is_compared_with_the_current_version_in_each_mode(store, keep_workbook):
    comparison = compare(keep_workbook("1", "2"), publish_target())
    assert (comparison.number, list(comparison.changes)) == (1, [Mode.REPLACE])
    assert comparison.no_merge is not None
    assert len(comparison.changes[Mode.REPLACE].difference.new) == 1
    assert current_upload().phase is UploadPhase.COMPARED
    assert store.current() == 1


def test_without_a_store_a_workbook_can_be_compared_and_only_replaces(store, keep_workbook):
    comparison = compare(keep_workbook("1", "2"), replace(publish_target(), store=None))
    assert (list(comparison.changes), comparison.no_merge) == ([Mode.REPLACE], None)
    assert store.current() == 1


def test_when_the_store_can_be_used_again_merging_is_considered_again(keep_workbook):
    workbook, target = keep_workbook("1", "2"), publish_target()
    without = compare(workbook, replace(target, store=None))
    assert compare(workbook, replace(target, store=None)) is without
    comparison = compare(workbook, target)
    assert comparison.no_merge is not None
    assert compare(workbook, replace(target, store=None)) is comparison


def test_a_comparison_is_cached_until_another_version_is_current(store, keep_workbook):
    workbook = keep_workbook("1", "2")
    first = compare(workbook, publish_target())
    assert compare(workbook, publish_target()) is first
    assert current_upload().newer_version is None
    store.publish(candidate(rows("1", "3")), **ME, compared_with=1)
    second = compare(workbook, publish_target())
    newer = current_upload().newer_version
    assert newer is not None
    assert (first.number, second.number) == (1, 2)
    assert (newer.before, newer.after) == (first.before, second.before)
    assert len(newer.difference.new) == 1
    assert compare(workbook, publish_target()) is second
    assert current_upload().newer_version is newer


def test_the_same_version_in_a_new_object_is_not_a_newer_version(store, keep_workbook):
    workbook, target = keep_workbook("1", "2"), publish_target()
    first = compare(workbook, target)
    second = compare(workbook, replace(target, current=replace(target.current)))
    assert second is not first
    assert current_upload().newer_version is None
    assert store.current() == 1


def test_what_others_published_stays_to_be_seen_when_the_same_file_is_read_again(store, keep_workbook):
    first = compare(keep_workbook("1", "2"), publish_target())
    store.publish(candidate(rows("1", "3")), **ME, compared_with=1)
    store.publish(candidate(rows("1", "3", "4")), **ME, compared_with=2)
    second = compare(keep_workbook("1", "2"), publish_target())
    assert second.token != first.token
    newer = current_upload().newer_version
    assert newer is not None
    assert (newer.before, [version.number for version in newer.versions]) == (first.before, [3, 2])
