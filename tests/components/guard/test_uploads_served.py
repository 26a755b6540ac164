"""The uploads of a server that runs: a client of the protocol uploads more than it may, and leaves."""

import http.client
import time
from urllib.parse import urlsplit

import pytest
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from benchmarks.session import Session
from tests.support.browser.serving import served

MEBIBYTE = 2**20
PATIENCE_SECONDS = 60


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """Return the port of a server that waits a second for the return of a session."""
    database = f"sqlite:///{(tmp_path_factory.mktemp('uploads') / 'published.db').as_posix()}"
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        (home / ".streamlit").mkdir()
        (home / ".streamlit" / "config.toml").write_text("[server]\ndisconnectedSessionTTL = 1\n", encoding="utf-8")
        for name in ("HOME", "USERPROFILE"):
            patch.setenv(name, str(home))
        with served(database=database) as address:
            yield urlsplit(address).port


def upload(port, session, *, number, size):
    """Upload a file of a size into a session and return the status."""
    token = generate_xsrf_token_string()
    start = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
    body = start + b"0" * size + b"\r\n--x--\r\n"
    headers = {
        "X-Xsrftoken": token,
        "Cookie": f"_streamlit_xsrf={token}",
        "Content-Type": "multipart/form-data; boundary=x",
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("PUT", f"/_stcore/upload_file/{session}/{number}", body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def session_id(session):
    """Return the id of a session, as its first run names it."""
    return next(
        m.new_session.initialize.session_id for m in session.rerun().messages if m.WhichOneof("type") == "new_session"
    )


def uploaded_bytes(port):
    """Return the bytes of uploaded files in the memory of the server."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/_stcore/metrics?families=cache_memory_bytes")
    text = connection.getresponse().read().decode()
    connection.close()
    line = next((each for each in text.splitlines() if "UploadedFileManager" in each), " 0")
    return int(float(line.split()[-1]))


def test_a_session_uploads_30_mebibytes_at_most_and_leaves_nothing_behind(port):
    with Session(port, page="upload") as session:
        mine = session_id(session)
        statuses = [upload(port, mine, number=number, size=9 * MEBIBYTE) for number in range(5)]
        assert statuses == [204, 204, 204, 413, 413]
        assert uploaded_bytes(port) == 27 * MEBIBYTE
        assert upload(port, "another", number=1, size=1) == 400, "there is no such session"
    until = time.monotonic() + PATIENCE_SECONDS
    while uploaded_bytes(port) and time.monotonic() < until:
        time.sleep(0.2)
    assert uploaded_bytes(port) == 0
