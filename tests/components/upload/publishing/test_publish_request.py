"""Publishing what the Publish button requested: its result, its repetition and its answers."""

import pytest

from components.session.upload_state import (
    Publishable,
    UploadPhase,
    change_upload,
    current_upload,
    offer_publishing,
    request_publish,
)
from components.upload.comparison import compare, publish_target
from components.upload.step5_publish import publish_requested
from loaders.options import ReadOptions
from model.access import local_actor
from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Mode, Publication
from tests.support.published_trackers import ME, candidate, rows


def click(workbook):
    """Return a press of the Publish button for a workbook."""
    comparison = compare(workbook, publish_target())
    change_upload(offer_publishing, Publishable(workbook, comparison.changes[Mode.REPLACE], comparison.number))
    change_upload(request_publish, "Ann", "The round of June.")
    return current_upload().click


def test_the_result_takes_the_place_of_the_workbook(store, keep_workbook):
    publish_requested(click(keep_workbook("1", "2")), store, local_actor("Ann"))
    state = current_upload()
    assert (state.phase, state.workbook) == (UploadPhase.PUBLISHED, None)
    assert state.publication == Publication(store.version(2), unchanged=False)
    assert (store.version(2).who, store.version(2).reason) == ("Ann", "The round of June.")


def test_a_repeated_press_finds_the_version_of_the_first(store, keep_workbook):
    pressed = click(keep_workbook("1", "2"))
    publish_requested(pressed, store, local_actor("Ann"))
    publish_requested(pressed, store, local_actor("Ann"))
    assert current_upload().publication == Publication(store.version(2), unchanged=False)
    assert store.current() == 2


def test_a_conflict_is_raised_and_leaves_the_workbook(store, keep_workbook):
    pressed = click(keep_workbook("1", "2"))
    store.publish(candidate(rows("1", "3")), **ME, compared_with=1)
    with pytest.raises(StoreError) as raised:
        publish_requested(pressed, store, local_actor("Ann"))
    assert raised.value.code is StoreErrorCode.CONFLICT
    assert (current_upload().click, store.current()) == (pressed, 2)


def test_the_answers_are_saved_for_the_next_workbook_with_the_same_headings(store, keep_workbook):
    answers = ReadOptions(review="Stalking", as_at="2024-06")
    publish_requested(click(keep_workbook("1", "2", options=answers)), store, local_actor("Ann"))
    saved = store.load_mapping("key of the headings")
    assert (saved["options"], saved["who"]) == ({"review": "Stalking"}, "Ann")


def test_without_answers_nothing_is_saved(store, keep_workbook):
    publish_requested(click(keep_workbook("1", "2")), store, local_actor("Ann"))
    assert store.load_mapping("key of the headings") is None
