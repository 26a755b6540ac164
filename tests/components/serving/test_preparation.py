"""The first page is prepared on a thread while the server starts; pages wait for it, everything else does not."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from types import SimpleNamespace

import pytest

from components.serving.preparation import PreparationMiddleware


@pytest.fixture
def module(monkeypatch):
    """A module whose preparation ends when the test lets it; `events` has what happened, in order."""
    module = SimpleNamespace(may_end=Event(), events=[])

    def prepare():
        module.may_end.wait(10)
        module.events.append("prepared")

    module.prepare, module.follow_store = prepare, lambda: None
    monkeypatch.setitem(sys.modules, "slow_module", module)
    return module


def pass_through(module, *scopes):
    """Send requests to the middleware at the same time; the first that is answered lets the preparation end."""

    async def application(scope, _receive, _send):
        module.events.append(scope.get("path", scope["type"]))
        module.may_end.set()

    async def receive():
        return {}

    async def send(_message):
        pass

    middleware = PreparationMiddleware(application, module="slow_module", prefixes=("/feeds/",))

    async def send_all():
        await asyncio.gather(*(middleware(scope, receive, send) for scope in scopes))

    with ThreadPoolExecutor(1) as executor:  # this thread may have the loop of a browser
        executor.submit(asyncio.run, send_all()).result()
    return module.events


def test_a_page_and_a_feed_wait_for_the_preparation_and_a_script_does_not(module):
    websocket = {"type": "websocket", "path": "/_stcore/stream"}
    page = {"type": "http", "path": "/themes", "headers": [(b"accept", b"text/html,*/*;q=0.8")]}
    feed, script = ({"type": "http", "path": path} for path in ("/feeds/progress.csv", "/static/js/index.js"))
    first, second, *rest = pass_through(module, websocket, feed, page, script)
    assert (first, second) == ("/static/js/index.js", "prepared")
    assert sorted(rest) == ["/_stcore/stream", "/feeds/progress.csv", "/themes"]


def test_it_is_prepared_a_single_time_from_the_start_of_the_server_on(module):
    module.may_end.set()
    websocket = {"type": "websocket", "path": "/_stcore/stream"}
    assert sorted(pass_through(module, {"type": "lifespan"}, websocket, websocket)) == [
        "/_stcore/stream",
        "/_stcore/stream",
        "lifespan",
        "prepared",
    ]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_page_runs_though_the_preparation_has_failed(module):
    def fail():
        raise ImportError("nothing there")

    module.prepare = fail
    assert pass_through(module, {"type": "websocket", "path": "/_stcore/stream"}) == ["/_stcore/stream"]
