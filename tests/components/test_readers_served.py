"""A dashboard that everybody may read and nobody may change, asked over sockets."""

from contextlib import closing
from urllib.parse import urlsplit

import httpx
import pytest
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from store.store import Store
from tests.support.browser.serving import served
from tests.support.published_trackers import ADMINISTRATOR, candidate, rows
from tests.support.sign_in.reader import Reader


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory):
    """Return the address of such a dashboard, and its store with two versions."""
    database = f"sqlite:///{(tmp_path_factory.mktemp('readers') / 'published.db').as_posix()}"
    with closing(Store.open(database)) as store, pytest.MonkeyPatch.context() as patch:
        for refs in ("1", "12"):
            store.publish(candidate(rows(*refs)), actor=ADMINISTRATOR, reason="A round.")
        patch.setenv("CYNNYDD_ALLOW_ANONYMOUS", "readers")
        with served(database=database) as address:
            yield address, store


@pytest.fixture
def socket(dashboard):
    address = dashboard[0]
    url = f"ws://127.0.0.1:{urlsplit(address).port}/_stcore/stream"
    with connect(url, origin=Origin(address), subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:
        yield socket


def test_everybody_reads_and_every_page_has_a_note_of_it(socket):
    overview = Reader(socket, page="overview").run()
    assert "Everybody may read here without signing in." in overview.text
    assert [page for page in ("Upload", "Round", "Access") if page in overview.menu] == []
    for page in ("upload", "round", "access"):
        assert "An administrator can grant it." in Reader(socket, page=page).run().text


def test_nobody_uploads_or_publishes_or_reads_the_trail(dashboard, socket):
    address, store = dashboard
    found = {
        path: httpx.put(f"{address}{path}", headers={"Origin": address}, timeout=60).status_code
        for path in ("/_stcore/upload_file/a/b", "/_stcore/metrics")
    }
    assert found == {"/_stcore/upload_file/a/b": 403, "/_stcore/metrics": 403}
    versions = Reader(socket, page="versions").run()
    assert versions.widget("Publish this version again") is None
    assert "Download the original" not in versions.text
    access = Reader(socket, page="access").run()
    assert [text for text in ("Audit trail", "Grant a role", "Make a token") if text in access.text] == []
    assert store.current() == 2


def test_there_is_nothing_to_sign_in_to(dashboard):
    assert httpx.get(f"{dashboard[0]}/sign-in", timeout=60).status_code == 200
    assert httpx.get(f"{dashboard[0]}/", timeout=60).status_code == 200
