"""One visitor cannot fill the memory or keep the server busy: uploads, slow contents and websockets have limits."""

import asyncio
import socket
import time
from select import select

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from components.guard.middleware import (
    MOST_BYTES,
    SESSION_BYTES,
    TOTAL_BYTES,
    Reason,
    SlowBodyMiddleware,
    UploadLimitMiddleware,
    WebsocketLimitMiddleware,
    refuse,
)
from components.inner_platform.sessions import PlatformUploads
from model.access import Actor, Role
from tests.support.asgi import run_on_thread, send_request
from tests.support.listening import listening


class Stored(PlatformUploads):
    """Uploaded files, of which only the sizes are known, and sessions that have ended."""

    def __init__(self, sizes, left=()):
        self.files, self.left = dict(sizes), set(left)

    def sizes(self):
        return self.files

    def release_closed(self):
        self.files = {session: size for session, size in self.files.items() if session not in self.left}


async def reached(_scope, receive, send):
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})


async def accepts(_scope, receive, send):
    await receive()
    await send({"type": "websocket.accept"})
    while (await receive())["type"] != "websocket.disconnect":
        pass


def upload(stored, size, *, session="mine", **headers):
    """Return the status of an upload to a server that has files."""
    application = UploadLimitMiddleware(reached, uploads=stored)
    headers = {"Content-Length": str(size)} | headers
    return send_request(application, f"/_stcore/upload_file/{session}/b", method="PUT", headers=headers).status


def test_a_session_may_have_so_much_and_no_more():
    assert upload(Stored({}), SESSION_BYTES) == 204
    assert upload(Stored({}), SESSION_BYTES + 1) == 413
    assert upload(Stored({"mine": SESSION_BYTES - 5}), 5) == 204
    assert upload(Stored({"mine": SESSION_BYTES - 5}), 6) == 413
    assert upload(Stored({"another": SESSION_BYTES}), SESSION_BYTES) == 204


def test_all_sessions_together_may_have_so_much_and_no_more():
    full = {str(number): SESSION_BYTES for number in range(TOTAL_BYTES // SESSION_BYTES)}
    assert upload(Stored(full), 1) == 503
    assert upload(Stored(full, left=["3"]), 1) == 204, "what a session that has ended left makes room"


@pytest.mark.parametrize(
    "headers", [{"Transfer-Encoding": "chunked"}, {"Content-Length": "-1"}, {"Content-Length": "x"}]
)
def test_an_upload_without_a_size_is_refused(headers):
    assert upload(Stored({}), 1, **headers) == 411


def test_uploads_under_way_count():
    statuses = []

    async def upload_twice():
        arrived = asyncio.Event()

        async def slow(_scope, _receive, send):
            await arrived.wait()
            await send({"type": "http.response.start", "status": 204, "headers": []})

        async def send(message):
            statuses.extend([message["status"]] if "status" in message else [])

        async def nothing():
            return {"type": "http.request"}

        application = UploadLimitMiddleware(slow, uploads=Stored({}))
        headers = [(b"content-length", str(SESSION_BYTES // 2 + 1).encode())]
        scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/mine/b", "headers": headers}
        first = asyncio.create_task(application(scope, nothing, send))
        await asyncio.sleep(0)
        await application(scope, nothing, send)
        arrived.set()
        await first
        await application(scope, nothing, send)

    run_on_thread(upload_twice())
    assert statuses == [413, 204, 204]


@pytest.mark.parametrize(("sent", "drips"), [(b"", 0), (b"12345", 0), (b"", 300)], ids=["none", "a part", "bit by bit"])
def test_a_content_that_does_not_come_in_time_is_cut_off(sent, drips):
    with (
        listening(SlowBodyMiddleware(reached, seconds=0.5)) as port,
        socket.create_connection(("127.0.0.1", port), timeout=60) as client,
    ):
        client.sendall(b"PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n" + sent)
        for _drip in range(drips):
            if select([client], [], [], 0.1)[0]:
                break
            client.sendall(b"1")
        answer = client.recv(4096)
    assert (answer[:12], b"connection: close" in answer.lower()) == (b"HTTP/1.1 408", True)


def test_an_address_may_open_so_many_websockets_and_again_when_one_is_closed():
    with listening(WebsocketLimitMiddleware(accepts, most=2)) as port:
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        with connect(address):
            with connect(address), pytest.raises(InvalidStatus) as refused, connect(address):
                pass
            assert refused.value.response.status_code == 429
            until = time.monotonic() + 60
            while time.monotonic() < until:
                try:
                    with connect(address):
                        return
                except InvalidStatus:
                    time.sleep(0.05)
    raise AssertionError("no websocket opens after one was closed")


def test_somebody_who_signed_in_may_open_fewer_and_takes_none_from_others_at_the_same_address():
    async def as_whom(scope, receive, send):
        name = scope["query_string"].decode()
        actor = Actor(name, Role.VIEWER, verified=True, identity=f"provider|{name}" if name else "")
        await limited({**scope, "actor": actor}, receive, send)

    limited = WebsocketLimitMiddleware(accepts, most=3, most_of_one=1)
    with listening(as_whom) as port:
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        with connect(f"{address}?ann"), connect(f"{address}?ben"), connect(address), connect(address):
            with pytest.raises(InvalidStatus) as refused, connect(f"{address}?ann"):
                pass
            assert refused.value.response.status_code == 429


HEAD = b"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: localhost\r\n"
MEBIBYTE = 2**20


async def refuses(scope, receive, send):
    await refuse(scope, receive, send, status=401, reason=Reason.NOT_SIGNED_IN)


@pytest.fixture(scope="module")
def port():
    with listening(refuses) as port:
        yield port


def answer_after(port, *parts):
    """Return the answer that a client reads which first sends everything that it has."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
        for part in parts:
            client.sendall(part)
        return b"".join(iter(lambda: client.recv(65_536), b""))


def test_the_answer_arrives_although_a_large_content_is_sent_first(port):
    answer = answer_after(port, HEAD, b"Content-Length: %d\r\n\r\n" % (30 * MEBIBYTE), b"0" * 30 * MEBIBYTE)
    head, _, content = answer.partition(b"\r\n\r\n")
    assert (head.split(b"\r\n")[0], b"connection: close" in head.lower()) == (b"HTTP/1.1 401 Unauthorized", True)
    assert content.decode().startswith("Sign in first.")


def test_the_answer_comes_before_the_content(port):
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
        client.sendall(HEAD + b"Content-Length: 1000\r\n\r\n0")
        assert client.recv(65_536).startswith(b"HTTP/1.1 401")


def test_a_content_without_end_is_cut_off(port):
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client, pytest.raises(OSError, match=r"."):
        client.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % 2**40)
        for _ in range(8 * MOST_BYTES // MEBIBYTE):
            client.sendall(b"0" * MEBIBYTE)
