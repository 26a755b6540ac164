"""As nobody signs in, what may come from another computer is refused."""

import pytest

from components.guard.middleware import GuardMiddleware
from tests.support.asgi import send_request

ENGLISH = (
    "This dashboard may only be opened on the computer that runs it, and this request came over a network or through a "
    "proxy. Nobody has to sign in, so whoever can reach it could change what is published."
)


async def reached(_scope, _receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"reached"})


def listening_on(server):
    """Return a guarded application whose server listens on an address."""

    async def application(scope, receive, send):
        await GuardMiddleware(reached)({**scope, "server": server}, receive, send)

    return application


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "127.0.0.9", "localhost"])
def test_a_request_on_this_computer_passes(address):
    assert send_request(listening_on((address, 8501)), "/", headers={"Host": "localhost"}).text == "reached"


@pytest.mark.parametrize("server", [("192.168.1.5", 8501), ("fe80::1", 8501), ("/run/cynnydd.sock", None), None])
def test_a_request_over_a_network_is_refused(server):
    answer = send_request(listening_on(server), "/", headers={"Host": "localhost"})
    assert (answer.status, answer.text.splitlines()[0]) == (400, ENGLISH)


@pytest.mark.parametrize("name", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"])
def test_a_request_through_a_proxy_is_refused(name):
    headers = {"Host": "localhost", name: "127.0.0.1"}
    answer = send_request(GuardMiddleware(reached), "/feeds/progress.csv", headers=headers)
    assert (answer.status, answer.text.splitlines()[0]) == (400, ENGLISH)
