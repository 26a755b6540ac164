"""The health checks: in time, and true."""

import http.client
import time
from threading import Event
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from components import health as health_routes
from tests.support.asgi import run_on_thread, send_request
from tests.support.browser.serving import PATIENCE_SECONDS, end, served, start, wait_until_it_answers

PATHS = ("/livez", "/readyz")


def health(address):
    """Return the status and the text of both checks, and the seconds of the slower one."""
    found, slowest = [], 0.0
    for path in PATHS:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        began = time.monotonic()
        connection.request("GET", path)
        response = connection.getresponse()
        found.append((response.status, response.read().decode()))
        slowest = max(slowest, time.monotonic() - began)
        connection.close()
    return found, slowest


def until_ready(address):
    """Return the answer of the checks when the server is ready, or when patience is over."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and health(address)[0][1][0] != 200:
        time.sleep(0.2)
    return health(address)[0]


def test_a_server_with_a_database_is_alive_and_ready(tmp_path):
    with served(database=f"sqlite:///{(tmp_path / 'published.db').as_posix()}") as address:
        assert until_ready(address) == [(200, "alive\n"), (200, "ready\n")]
        (tmp_path / "published.db").unlink()
        found, slowest = health(address)
        assert found == [(200, "alive\n"), (503, "not ready: the database cannot be read\n")]
        assert slowest < 5


@pytest.mark.parametrize("database", ["sqlite:////nowhere/published.db", "postgresql://192.0.2.1/cynnydd"])
def test_a_server_without_its_database_is_alive_and_not_ready(database):
    server, address = start(database=database)
    try:
        wait_until_it_answers(server, address)
        found, slowest = health(address)
    finally:
        end(server)
    assert found == [(200, "alive\n"), (503, "not ready: the database cannot be read\n")]
    assert slowest < 5


def test_a_workbook_that_is_shown_without_a_store_is_ready():
    with served(tracker="data/tracker.xlsx") as address:
        assert until_ready(address) == [(200, "alive\n"), (200, "ready\n")]


def test_a_check_that_hangs_is_answered_and_no_second_one_is_started(monkeypatch):
    calls, hang = [], Event()

    def current_version():
        calls.append("called")
        hang.wait(60)

    monkeypatch.setattr(health_routes, "current_version", current_version)
    monkeypatch.setattr(health_routes, "DEADLINE_SECONDS", 0.1)

    async def statuses():
        found = [(await health_routes.answer_ready(Request({"type": "http"}))).status_code for _time in range(2)]
        hang.set()
        return found

    assert (run_on_thread(statuses()), calls) == ([503, 503], ["called"])


def test_an_error_means_that_the_server_is_not_ready(monkeypatch):
    def broken():
        raise ValueError

    monkeypatch.setattr(health_routes, "current_version", broken)
    assert send_request(Starlette(routes=health_routes.HEALTH_ROUTES), "/readyz").status == 503
