"""A refused request still sends its content: whoever sends it reads the answer, and cannot send without end."""

import socket

import pytest

from components.guard.refusal import MOST_BYTES, Reason, refuse
from tests.support.listening import listening

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


def test_a_content_without_a_size_is_read_away_too(port):
    chunk = b"100000\r\n" + b"0" * MEBIBYTE + b"\r\n"
    answer = answer_after(port, HEAD, b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 20, b"0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 401")


def test_the_answer_comes_before_the_content(port):
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
        client.sendall(HEAD + b"Content-Length: 1000\r\n\r\n0")
        assert client.recv(65_536).startswith(b"HTTP/1.1 401")


def test_a_content_without_end_is_cut_off(port):
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client, pytest.raises(OSError, match=r"."):
        client.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % 2**40)
        for _ in range(8 * MOST_BYTES // MEBIBYTE):
            client.sendall(b"0" * MEBIBYTE)
