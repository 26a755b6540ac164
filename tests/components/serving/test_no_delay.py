"""Answers are sent at once: asked of the connections of a server that listens as the platform's does."""

import socket
from urllib.request import urlopen

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from websockets.sync.client import connect

from components.serving.no_delay import NoDelayMiddleware
from dashboard import app
from tests.support.asgi import send_request
from tests.support.listening import listening


async def no_delay_of_the_connection(scope, receive, send):
    """Answer with the option of the connection, over HTTP and over a websocket."""
    connection = receive.__self__.transport.get_extra_info("socket")
    answer = str(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0)
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": answer.encode()})
    else:
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "text": answer})
        await send({"type": "websocket.close"})


def answers(application):
    """Return what a server answers over HTTP and over a websocket."""
    with listening(application) as port:
        with urlopen(f"http://127.0.0.1:{port}/") as answer:
            by_http = answer.read().decode()
        with connect(f"ws://127.0.0.1:{port}/") as websocket:
            return by_http, websocket.recv()


def test_connections_of_either_kind_send_without_delay():
    assert answers(NoDelayMiddleware(no_delay_of_the_connection)) == ("True", "True")


def test_a_layer_around_it_that_replaces_send_changes_nothing():
    """Starlette puts such a layer around every middleware, for HTTP alone."""
    routes = [Mount("/", no_delay_of_the_connection)]
    application = Starlette(routes=routes, middleware=[Middleware(NoDelayMiddleware)])
    assert answers(application) == ("True", "True")


def test_the_platform_alone_still_waits():
    """When this fails, the platform sets the option itself and the middleware can go."""
    assert answers(no_delay_of_the_connection) == ("False", "False")


def test_the_dashboard_sends_without_delay():
    classes: list[object] = [middleware.cls for middleware in app._user_middleware]
    assert NoDelayMiddleware in classes


@pytest.mark.parametrize("status", [200, 404])
def test_a_server_without_a_known_connection_answers_as_before(status):
    async def application(_scope, _receive, send):
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b"answer"})

    answer = send_request(NoDelayMiddleware(application), "/")
    assert (answer.status, answer.text) == (status, "answer")
