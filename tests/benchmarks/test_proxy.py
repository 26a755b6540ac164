"""The proxy of the benchmarks passes on all bytes, counts those that come, and is as slow as it promises."""

import socket
from threading import Thread
from time import monotonic

import pytest

from benchmarks.proxy import SLOW_BYTES_PER_SECOND, SLOW_ROUND_TRIP_SECONDS, proxy_to
from tests.support.browser.patience import PATIENCE_MILLISECONDS

ANSWER = bytes(range(256)) * 1000


@pytest.fixture
def server_port():
    """Return the port of a server that reads a line, and answers with it and many bytes more."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer():
            while True:
                try:
                    connection, _address = listening.accept()
                except OSError:
                    return
                with connection, connection.makefile("rb") as asked:
                    connection.sendall(asked.readline() + ANSWER)

        thread = Thread(target=answer, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()


def ask(port, question=b"Who is there?\n"):
    with socket.create_connection(("127.0.0.1", port), PATIENCE_MILLISECONDS / 1000) as connection:
        connection.sendall(question)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


@pytest.mark.parametrize("slow", [False, True])
def test_a_proxy_passes_on_what_is_sent_and_counts_what_comes(server_port, slow):
    with proxy_to(server_port, slow=slow) as proxy:
        begun = monotonic()
        answers = [ask(proxy.port), ask(proxy.port)]
        seconds = monotonic() - begun
        received = proxy.received
    assert answers == [b"Who is there?\n" + ANSWER] * 2
    assert received == len(b"".join(answers))
    if slow:  # each has a round trip for its handshake and one for its question
        assert seconds >= received / SLOW_BYTES_PER_SECOND + 2 * 2 * SLOW_ROUND_TRIP_SECONDS


def test_all_connections_share_the_slow_line_of_a_proxy(server_port):
    with proxy_to(server_port, slow=True) as proxy:
        begun = monotonic()
        threads = [Thread(target=ask, args=[proxy.port]) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert monotonic() - begun >= proxy.received / SLOW_BYTES_PER_SECOND
        assert proxy.received > 2 * len(ANSWER)
