"""nginx with the files of deploy/, and nothing behind it: what it logs, and whom it still answers."""

import socket
from contextlib import ExitStack

import httpx
import pytest

from tests.support.deploy.nginx import nginx_in_front
from tests.support.processes.free_port import free_port

pytestmark = pytest.mark.nightly
HALF_REQUESTS = 1_600
MOST_OF_AN_ADDRESS = 600
REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
CODE = "4f2a-of-this-test"


@pytest.fixture(scope="module")
def proxy(tmp_path_factory, nginx):
    folder, copies = tmp_path_factory.mktemp("nginx"), (free_port(), free_port())
    with nginx_in_front(nginx, folder, port=free_port(), copies=copies) as running:
        yield running


def test_no_log_has_the_query_of_a_request_that_no_copy_answers(proxy):
    address = f"https://localhost:{proxy.port}/oauth2callback"
    answer = httpx.get(address, params={"code": CODE}, headers={"Referer": f"https://x/?{CODE}"}, verify=proxy.tls)
    assert answer.status_code == 502
    assert proxy.requests("GET") == ["GET /oauth2callback"]
    logs = [path.read_text(encoding="utf-8") for path in proxy.folder.glob("*.log")]
    assert (len(logs), [log for log in logs if CODE in log]) == (2, [])


def test_whoever_opens_requests_and_ends_none_keeps_nobody_out(proxy):
    with ExitStack() as stack:
        for _number in range(HALF_REQUESTS):
            half = stack.enter_context(socket.create_connection(("127.0.0.1", proxy.port)))
            half.sendall(b"\x16\x03\x01")
        assert httpx.get(f"https://localhost:{proxy.port}/", verify=proxy.tls).status_code == 502


def test_an_address_has_so_many_requests_at_a_time(tmp_path, nginx):
    with ExitStack() as stack:
        silent = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=2_000))
        port, copy = free_port(), silent.getsockname()[1]
        proxy = stack.enter_context(nginx_in_front(nginx, tmp_path, port=port, copies=(copy, copy)))
        for _number in range(MOST_OF_AN_ADDRESS):
            waiting = _connection(proxy, stack)
            waiting.sendall(REQUEST)
        one_more = _connection(proxy, stack)
        one_more.sendall(REQUEST)
        assert one_more.recv(12) == b"HTTP/1.1 429"


def _connection(proxy, stack):
    raw = stack.enter_context(socket.create_connection(("127.0.0.1", proxy.port)))
    return stack.enter_context(proxy.tls.wrap_socket(raw, server_hostname="localhost"))
