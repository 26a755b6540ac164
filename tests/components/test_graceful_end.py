"""A server that is asked to end first lets whoever publishes finish, and no longer than its time."""

import signal
import time

import pytest
import uvicorn

from components.graceful_end import PUBLISHING, PatientServer


@pytest.fixture
def server():
    made = PatientServer(uvicorn.Config(lambda: None))
    made.answer_seconds = 0.0
    return made


def ends(server, *, within=60.0):
    until = time.monotonic() + within
    while not server.should_exit and time.monotonic() < until:
        time.sleep(0.005)
    return server.should_exit


def test_a_server_in_which_nothing_is_published_ends(server):
    server.handle_exit(signal.SIGTERM, None)
    assert ends(server)


def test_what_is_being_published_ends_first(server):
    with PUBLISHING.under_way():
        server.handle_exit(signal.SIGTERM, None)
        assert not ends(server, within=0.2)
    assert ends(server)


def test_what_takes_too_long_is_not_waited_for(server):
    server.grace_seconds = 0.05
    with PUBLISHING.under_way():
        server.handle_exit(signal.SIGTERM, None)
        assert ends(server)


@pytest.mark.parametrize("signals", [[signal.SIGINT], [signal.SIGTERM, signal.SIGTERM]], ids=["by hand", "twice"])
def test_whoever_insists_does_not_wait(server, signals):
    with PUBLISHING.under_way():
        for each in signals:
            server.handle_exit(each, None)
        assert server.should_exit
