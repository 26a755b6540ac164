"""The files of a session go with it, and not with a websocket that breaks for a moment."""

from types import SimpleNamespace

import pytest
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from components.inner_platform import sessions
from components.inner_platform.sessions import PlatformUploads, cookies_of_session, seconds_of_waiting


@pytest.fixture
def server(monkeypatch):
    """Return a server with a file of an open session, and a clock."""
    clients = {"one": SimpleNamespace(client_context=SimpleNamespace(cookies={"name": "value"}))}
    files = MemoryUploadedFileManager("/upload")
    files.add_file("one", UploadedFileRec("file", "a.xlsx", "", b"12345"))
    runtime = SimpleNamespace(
        uploaded_file_mgr=files, is_active_session=clients.__contains__, get_client=clients.get, clients=clients, now=0
    )
    monkeypatch.setattr(Runtime, "instance", lambda: runtime)
    monkeypatch.setattr(sessions, "monotonic", lambda: runtime.now)
    return runtime


def test_the_files_of_a_session_go_when_it_is_not_waited_for_any_more(server):
    uploads = PlatformUploads()

    def sizes_at(seconds, *, is_open):
        server.now = seconds
        server.clients.clear()
        server.clients.update({"one": None} if is_open else {})
        uploads.release_left()
        return uploads.sizes()

    waiting, left = seconds_of_waiting(), {"one": 5}
    assert sizes_at(10_000, is_open=True) == left
    assert sizes_at(20_000, is_open=False) == left
    assert sizes_at(20_000 + waiting, is_open=False) == left
    assert sizes_at(20_001 + waiting, is_open=True) == left, "it came back"
    assert sizes_at(30_000, is_open=False) == left, "it left again"
    assert sizes_at(30_001 + waiting, is_open=False) == {}


def test_a_session_has_the_cookies_of_its_websocket_while_it_is_open(server):
    assert cookies_of_session("one") == {"name": "value"}
    server.clients.clear()
    assert cookies_of_session("one") == {}
