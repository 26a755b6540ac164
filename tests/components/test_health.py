"""The health checks: in time, and true."""

import time
from pathlib import Path
from threading import Event

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from components import health as health_routes
from tests.support.asgi import run_on_thread, send_request
from tests.support.browser.serving import end, start, wait_until_it_answers

PATHS = ("/livez", "/readyz")
READY = [(200, "alive\n"), (200, "ready\n")]


BROKEN = [(200, "alive\n"), (503, "not ready: the database cannot be read\n")]


def answers():
    """Return the status and the text of both checks, which come in time."""
    began = time.monotonic()
    found = [send_request(Starlette(routes=health_routes.HEALTH_ROUTES), path) for path in PATHS]
    assert time.monotonic() - began < 60, "without a deadline it would be minutes"
    return [(answer.status, answer.text) for answer in found]


def test_a_server_is_ready_while_its_database_can_be_read(temporary_database):
    assert answers() == READY
    Path(temporary_database.removeprefix("sqlite:///")).unlink()
    assert answers() == BROKEN


@pytest.mark.parametrize("database", ["sqlite:////nowhere/published.db", "postgresql://192.0.2.1/cynnydd"])
def test_a_server_without_its_database_is_alive_and_not_ready(monkeypatch, database):
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", database)
    assert answers() == BROKEN


def test_a_server_starts_without_its_database():
    server, address = start(database="sqlite:////nowhere/published.db")
    try:
        wait_until_it_answers(server, address)
        assert [httpx.get(f"{address}{path}", timeout=60).status_code for path in PATHS] == [200, 503]
    finally:
        end(server)


def test_a_workbook_that_is_shown_without_a_store_is_ready(monkeypatch):
    monkeypatch.setenv("CYNNYDD_TRACKER", "data/tracker.xlsx")
    assert answers() == READY


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
