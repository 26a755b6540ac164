"""A session and a store for the functions of the Upload page, without a page."""

import pytest
import streamlit as st

from components.published import published_store
from components.session.upload_state import change_upload, choose_file, current_upload, keep_upload, read_again
from components.session.uploaded_workbook import ReadRequest, build_upload
from loaders.options import NO_OPTIONS
from store.store import Store
from tests.support.published_trackers import ME, candidate, rows


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
        change_upload(keep_upload, build_upload(request, uploaded.reading, headings="key of the headings"))
        return current_upload().workbook

    return keep
