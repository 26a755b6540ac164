"""The guard of a server that runs: asked over sockets, as a browser and as an attacker would."""

import http.client
import time
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from benchmarks.session import Session
from components.guard.middleware import LARGEST_MESSAGE, STRICT_HEADERS
from tests.support.browser.serving import ROOT, served

PATHS = [
    *("/", "/recommendations", "/feeds/progress.csv", "/_stcore/health", "/_stcore/metrics", "/_stcore/host-config"),
    *("/read/files/about/a.csv", "/static/a.js", "/component/a/b.js", "/_stcore/upload_file/a/b", "/none"),
]


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """Return the port of a server with further names, which waits a second for the return of a session."""
    database = f"sqlite:///{(tmp_path_factory.mktemp('guard') / 'published.db').as_posix()}"
    home = tmp_path_factory.mktemp("home")
    (home / ".streamlit").mkdir()
    (home / ".streamlit" / "config.toml").write_text("[server]\ndisconnectedSessionTTL = 1\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CYNNYDD_HOSTS", "cynnydd.example, second.example")
        patch.setenv("CYNNYDD_FEED_TOKEN", "of-this-test-alone")
        for name in ("HOME", "USERPROFILE"):
            patch.setenv(name, str(home))
        with served(database=database, unlogged=("Rejecting WebSocket",)) as address:
            yield urlsplit(address).port


def answer_to(port, path, *, method="GET", body=None, **headers):
    """Return the status, the headers and the content of an answer."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request(method, path, body, headers=headers)
        response = connection.getresponse()
        return response.status, response.headers, response.read()


def status(port, path, *, method="GET", **headers):
    """Return the status of an answer."""
    return answer_to(port, path, method=method, **headers)[0]


def websocket_status(port, *, host=None, origin=None):
    """Return the status of the answer to a websocket that wants to open; 101 where it opens."""
    address = f"ws://{host or f'127.0.0.1:{port}'}/_stcore/stream"
    try:
        with connect(
            address, sock=_socket(port), origin=origin, subprotocols=[Subprotocol("streamlit")], open_timeout=60
        ):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


def _socket(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.connect()
    return connection.sock


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "POST"])
def test_a_foreign_host_a_forwarded_request_and_a_foreign_origin_are_refused_on_every_route(port, method):
    foreign = {"Host": "attacker.example"}, {"X-Forwarded-For": "192.0.2.1"}, {"Origin": "https://attacker.example"}
    for path in PATHS:
        *refused, from_another_website = [status(port, path, method=method, **headers) for headers in foreign]
        assert refused == [400, 400]
        assert from_another_website == 403 or method in ("GET", "HEAD")


def test_a_foreign_host_and_a_foreign_origin_open_no_websocket(port):
    own = f"127.0.0.1:{port}"
    found = {
        "own": websocket_status(port, origin=f"http://{own}"),
        "further name": websocket_status(port, host="second.example", origin="https://second.example"),
        "foreign host": websocket_status(port, host="attacker.example", origin="http://attacker.example"),
        "foreign origin": websocket_status(port, origin="https://attacker.example"),
        "another port of this computer": websocket_status(port, origin="http://localhost:3000"),
        "no origin that a browser names": websocket_status(port, origin="null"),
    }
    assert list(found.values()) == [101, 101, 400, 403, 403, 403], found


def test_a_message_that_is_too_large_when_it_is_unpacked_closes_its_websocket(port):
    address, origin = f"ws://127.0.0.1:{port}/_stcore/stream", Origin(f"http://127.0.0.1:{port}")
    with connect(address, origin=origin, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:
        socket.send(bytes(LARGEST_MESSAGE + 1))
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=60)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009


@pytest.mark.parametrize("path", [*PATHS, "/../../etc/passwd", "/static/%2e%2e/x", "/_stcore/agent/openapi.json"])
def test_each_answer_is_strict_and_names_no_version_and_no_path(port, path):
    for method in ("GET", "DELETE", "POST"):
        _status, headers, content = answer_to(port, path, method=method)
        assert {name: headers[name] for name in STRICT_HEADERS} == STRICT_HEADERS
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Server"] == "uvicorn"
        assert [word for word in (str(ROOT).encode(), b"Traceback", b"site-packages") if word in content] == []


def test_no_message_of_the_websocket_has_the_path_of_the_program(port):
    with Session(port, page="upload") as session:
        messages = session.rerun().messages
    [run] = [each.new_session for each in messages if each.WhichOneof("type") == "new_session"]
    assert run.main_script_path.lstrip("/") == "frame.py"
    assert [each for each in messages if str(ROOT).encode() in each.SerializeToString()] == []


def test_the_dashboard_answers_by_each_of_its_names(port):
    hosts = [f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}", "cynnydd.example"]
    assert [status(port, "/", Host=host) for host in hosts] == [200, 200, 200, 200]


MEBIBYTE = 2**20
PATIENCE_SECONDS = 60


def upload(port, session, *, number, size):
    """Upload a file of a size into a session and return the status."""
    token = generate_xsrf_token_string()
    start = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
    body = start + b"0" * size + b"\r\n--x--\r\n"
    cookie = {"X-Xsrftoken": token, "Cookie": f"_streamlit_xsrf={token}"}
    headers = {**cookie, "Content-Type": "multipart/form-data; boundary=x"}
    return answer_to(port, f"/_stcore/upload_file/{session}/{number}", method="PUT", body=body, **headers)[0]


def session_id(session):
    """Return the id of a session, as its first run names it."""
    return next(
        m.new_session.initialize.session_id for m in session.rerun().messages if m.WhichOneof("type") == "new_session"
    )


def uploaded_bytes(port):
    """Return the bytes of uploaded files in the memory of the server."""
    text = answer_to(port, "/_stcore/metrics?families=cache_memory_bytes")[2].decode()
    line = next((each for each in text.splitlines() if "UploadedFileManager" in each), " 0")
    return int(float(line.split()[-1]))


def becomes(size, port):
    """Wait until the server counts so many bytes of uploaded files: it counts anew after some seconds."""
    until = time.monotonic() + PATIENCE_SECONDS
    while (found := uploaded_bytes(port)) != size and time.monotonic() < until:
        time.sleep(0.2)
    return found == size


@pytest.mark.nightly
def test_a_session_uploads_30_mebibytes_at_most_and_leaves_nothing_behind(port):
    with Session(port, page="upload") as session:
        mine = session_id(session)
        statuses = [upload(port, mine, number=number, size=9 * MEBIBYTE) for number in range(5)]
        assert statuses == [204, 204, 204, 413, 413]
        assert becomes(27 * MEBIBYTE, port)
        assert upload(port, "another", number=1, size=1) == 400, "there is no such session"
    assert becomes(0, port)
