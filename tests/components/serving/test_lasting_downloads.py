"""A file that was made at a press is there when its browser asks for it, whatever other readers do."""

import httpx
import pytest
from streamlit.runtime import media_file_manager
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from components.serving import lasting_downloads
from components.serving.lasting_downloads import let_downloads_last
from tests.support.browser.serving import served
from tests.support.sign_in.reader import Reader


@pytest.fixture
def manager(monkeypatch):
    """Return a manager of files under the rule; the platform's own is put back afterwards."""
    monkeypatch.setattr(media_file_manager, "MediaFileMetadata", media_file_manager.MediaFileMetadata)
    let_downloads_last.cache_clear()
    let_downloads_last()
    yield MediaFileManager(MemoryMediaFileStorage("/media"))
    let_downloads_last.cache_clear()


@pytest.fixture
def made(manager, monkeypatch):
    """Return the id of a file that was made at a press."""
    monkeypatch.setattr(media_file_manager, "_get_session_id", lambda: "a session")
    press = manager.add_deferred(lambda: b"content", "text/csv", "button", file_name="list.csv")
    return manager.execute_deferred(press).removeprefix("/media/").partition(".")[0]


def is_there(manager, file_id):
    return file_id in manager._file_metadata


def test_the_ends_of_other_runs_do_not_delete_it(manager, made):
    for _run in range(5):
        manager.remove_orphaned_files()
    assert is_there(manager, made)


def test_it_is_deleted_later(manager, made, monkeypatch):
    manager.remove_orphaned_files()
    monkeypatch.setattr(lasting_downloads, "LEAST_SECONDS", 0.0)
    manager.remove_orphaned_files()
    assert not is_there(manager, made)


def test_a_download_is_fetched_although_another_reader_has_gone_on(tmp_path):
    def socket(address):
        url = f"{address.replace('http', 'ws')}/_stcore/stream"
        return connect(url, origin=Origin(address), subprotocols=[Subprotocol("streamlit")], max_size=None)

    database = f"sqlite:///{(tmp_path / 'published.db').as_posix()}"
    with served(database=database) as address, socket(address) as one, socket(address) as two:
        reader, other = Reader(one, page="reports"), Reader(two, page="about")
        reader.run(query="paper=open-data")
        path = reader.download("Download: CSV files in a zip")
        for _run in range(4):
            other.run()
        answer = httpx.get(f"{address}{path}")
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
