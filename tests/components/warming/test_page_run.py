"""A page that was run in advance is shown to its first reader from what is cached."""

import logging

import pytest
from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from components.published.published_version import displayed_version
from components.warming.addresses import PAGES, Address
from components.warming.page_run import DISPLAYED, run_page
from model.access import Access, AccessSettings
from tests.support.page_text import heading, open_page

OF_EACH_READER = {"_footer", "source_line", "source_name", "data_date_of"}
"""What is shown at the foot of a page: it names the reader."""


@pytest.fixture
def platform(monkeypatch):
    """Let the platform exist as in a server, and return it."""
    monkeypatch.setattr(Runtime, "_instance", None)
    return Runtime(RuntimeConfig("frame.py", MemoryMediaFileStorage("/media"), MemoryUploadedFileManager("/upload")))


def keys(displayed):
    """Return what is cached for a version: the keys of its pieces and of its answers."""
    return {*displayed.loaded.pieces.latest_keys(), *displayed.loaded.answers.latest_keys()}


@pytest.mark.usefixtures("temporary_database", "platform")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page or "overview")
def test_the_first_reader_of_a_page_finds_everything_ready(page, caplog):
    displayed = displayed_version()
    run_page(displayed, Address(page, "lang=cy&theme=data"))
    ready = keys(displayed)
    app = open_page(page or "overview", lang="cy", theme="data")
    assert not app.exception
    assert heading(app)
    assert ready
    assert {build.__name__ for build, *_key in keys(displayed) - ready} <= OF_EACH_READER
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == []


def test_the_downloads_of_a_page_that_nobody_sees_are_not_stored(temporary_database, platform):
    run_page(displayed_version(), Address("recommendations"))
    assert platform.media_file_mgr._files_by_session_and_coord == {}
    assert DISPLAYED == {}


@pytest.mark.usefixtures("temporary_database", "platform")
def test_where_people_sign_in_a_page_is_run_with_nobody_signed_in(monkeypatch, caplog):
    for name, value in {
        "METADATA_URL": "http://localhost/.well-known/openid-configuration",
        "CLIENT_ID": "cynnydd",
        "CLIENT_SECRET": "a secret of this test",
        "REDIRECT_URI": "http://localhost/oauth2callback",
        "COOKIE_SECRET": "a key of this test alone, and long enough",
    }.items():
        monkeypatch.setenv(f"CYNNYDD_OIDC_{name}", value)
    assert AccessSettings.from_environment().access is Access.SIGN_IN
    displayed = displayed_version()
    run_page(displayed, Address("recommendations"))
    assert len(displayed.loaded.pieces) > 0
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == []
