"""Reading and comparing an uploaded workbook, without a page."""

from dataclasses import replace

import pytest
import streamlit as st

from components.published import published_store
from components.session.upload_state import change_upload, choose_file, current_upload, keep_upload, read_again
from components.session.uploaded_workbook import ReadRequest, UploadedWorkbook
from components.upload.comparison import chosen_mode, compare, publish_target
from components.upload.reading_file import read_requested, remembered_answers
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.progress import no_progress
from model.access import local_actor
from model.tracker.reading import NOTHING_PUBLISHED
from model.versions.version import Mode
from store.store import Store
from tests.support.published_trackers import ME, candidate, rows
from tests.support.workbooks.canonical import write_workbook


@pytest.fixture(autouse=True)
def session(monkeypatch):
    """Return an empty session."""
    state: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", state)
    return state


@pytest.fixture
def store(temporary_database):
    """Return the store of this test, with one version of one recommendation."""
    store = Store.open(temporary_database)
    store.publish_first(candidate(rows("1")), **ME)
    store.close()
    return published_store()


@pytest.fixture
def keep_workbook():
    """Return a function that keeps an uploaded workbook of these recommendations in the session."""

    def keep(*refs, **answers):
        uploaded = candidate({"monitoring": [], **rows(*refs)})
        request = ReadRequest("next.xlsx", uploaded.original, **answers)
        if current_upload().workbook is None:
            change_upload(choose_file, request)
        else:
            change_upload(read_again, NO_OPTIONS)
        change_upload(keep_upload, UploadedWorkbook(request, uploaded.reading, headings="key of the headings"))
        return current_upload().workbook

    return keep


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


def read(request, store):
    """Return the state after the file of a request was chosen and read."""
    change_upload(choose_file, request)
    read_requested(request, store=store, published=NOTHING_PUBLISHED, actor=local_actor("Ann"), progress=no_progress)
    return current_upload()


def test_the_month_is_not_remembered_for_the_next_workbook():
    assert remembered_answers(ReadOptions(as_at="2024-06", scale=("Open", "Shut"))) == {"scale": ("Open", "Shut")}
    assert remembered_answers(NO_OPTIONS) == {}


def test_remembered_answers_of_an_earlier_format_are_not_used(store, tmp_path):
    content = write_workbook(tmp_path / "next.xlsx").read_bytes()
    headings = read(ReadRequest("next.xlsx", content), store).workbook.headings
    entry = {"options": {"columns": [["Log", "B1", "theme"]]}, "who": "Ben", "at": "2024-06-01T00:00:00+00:00"}
    store.save_mapping(headings, entry, actor=local_actor("Ben"))
    assert read(ReadRequest("next.xlsx", content), store).workbook.remembered is None
