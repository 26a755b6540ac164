"""Who asks, behind a proxy that is known."""

import pytest

from components.guard.middleware import GuardMiddleware
from model.access import AccessSettings
from tests.support.asgi import send_request

PROXIES = ("10.0.0.0/24", "127.0.0.1")
SETTINGS = AccessSettings(anonymous_readers=True, proxies=PROXIES)


async def reached(scope, _receive, send):
    content = f"{scope['client'][0]} {scope['scheme']}".encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"set-cookie", b"a=b; Path=/")]})
    await send({"type": "http.response.body", "body": content})


def guarded_for(client, settings=SETTINGS):
    """Return a guarded application that a computer asks."""

    async def application(scope, receive, send):
        guard = GuardMiddleware(reached, settings=settings)
        await guard({**scope, "client": (client, 5), "server": ("10.0.0.1", 8501)}, receive, send)

    return application


def answer(client, settings=SETTINGS, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return send_request(guarded_for(client, settings), "/", headers={"Host": "localhost", **named})


@pytest.mark.parametrize(
    ("forwarded", "visitor"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7, 10.0.0.9", "192.0.2.7"),
        ("198.51.100.1, 192.0.2.7", "192.0.2.7"),
        ("10.0.0.9", "10.0.0.5"),
    ],
)
def test_the_visitor_is_the_last_that_is_no_proxy(forwarded, visitor):
    assert answer("10.0.0.5", X_Forwarded_For=forwarded).text == f"{visitor} http"


def test_a_scheme_is_taken_from_a_known_proxy_and_makes_cookies_secure():
    found = answer("10.0.0.5", X_Forwarded_For="192.0.2.7", X_Forwarded_Proto="https")
    assert (found.text, found.headers["set-cookie"]) == ("192.0.2.7 https", "a=b; Path=/; Secure")
    assert found.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Proto", "Forwarded"])
def test_the_word_of_a_proxy_that_is_not_known_is_refused(header):
    found = answer("192.0.2.9", **{header.replace("-", "_"): "198.51.100.1"})
    assert (found.status, "CYNNYDD_TRUSTED_PROXIES" in found.text) == (400, True)


def test_what_the_web_server_read_from_a_proxy_on_this_computer_is_taken_where_it_is_known():
    assert answer("192.0.2.7", X_Forwarded_For="192.0.2.7").text == "192.0.2.7 http"
    unknown = AccessSettings(anonymous_readers=True, proxies=("10.0.0.0/24",))
    assert answer("192.0.2.7", unknown, X_Forwarded_For="192.0.2.7").status == 400


def test_without_a_proxy_the_visitor_is_whoever_asks():
    assert answer("192.0.2.7").text == "192.0.2.7 http"


def test_the_dashboard_is_known_by_the_name_of_its_sign_in():
    settings = AccessSettings(redirect_uri="https://cynnydd.example/oauth2callback")
    found = send_request(guarded_for("192.0.2.7", settings), "/", headers={"Host": "cynnydd.example"})
    assert (found.status, found.headers["set-cookie"]) == (200, "a=b; Path=/; Secure")
