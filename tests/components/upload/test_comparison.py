"""The comparison of an uploaded workbook: in which modes it can be published, and which is proposed."""

from dataclasses import replace

from components.upload.comparison import chosen_mode, compare, publish_target
from model.versions.version import Mode
from tests.support.published_trackers import ME, candidate, rows


def test_a_workbook_that_is_the_same_merged_has_no_choice_and_one_with_less_has(store, keep_workbook):
    assert store.publish(candidate(rows("1", "2")), **ME).version.number == 2
    assert list(compare(keep_workbook("1", "2"), publish_target()).changes) == [Mode.REPLACE]
    less = keep_workbook("1")
    comparison = compare(less, publish_target())
    assert (list(comparison.changes), chosen_mode(less, comparison)) == ([Mode.REPLACE, Mode.MERGE], Mode.MERGE)
    assert comparison.changes[Mode.MERGE].losses.is_empty


def test_a_workbook_without_any_published_recommendation_is_added_unless_the_sample_is_published(store, keep_workbook):
    workbook, target = keep_workbook("8", "9"), publish_target()
    comparison = compare(workbook, target)
    assert (comparison.is_another, chosen_mode(workbook, comparison)) == (True, Mode.MERGE)
    assert len(comparison.changes[Mode.MERGE].after.recommendations) == 3
    over_sample = replace(comparison, before=replace(target.current, sample=True))
    assert chosen_mode(workbook, over_sample) is Mode.REPLACE
    assert store.current() == 1
