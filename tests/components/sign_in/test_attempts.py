"""One address cannot make the server ask the provider without end."""

import time

from components.sign_in.entry import Attempts
from components.sign_in.middleware import SignInMiddleware
from model.access import AccessSettings
from tests.support.asgi import send_request


def test_attempts_of_an_address_are_limited_and_those_of_others_are_not():
    attempts = Attempts(most=2)
    assert [attempts.is_too_many("192.0.2.1") for _attempt in range(4)] == [False, False, True, True]
    assert not attempts.is_too_many("192.0.2.2")


def test_whether_attempts_are_used_up_is_no_attempt():
    attempts = Attempts(most=1)
    assert [attempts.is_used_up("192.0.2.1") for _question in range(2)] == [False, False]
    attempts.is_too_many("192.0.2.1")
    assert attempts.is_used_up("192.0.2.1")


def test_after_the_window_there_are_new_attempts():
    attempts = Attempts(most=1, seconds=0.02)
    assert not attempts.is_too_many("192.0.2.1")
    time.sleep(0.05)
    assert not attempts.is_too_many("192.0.2.1")


async def reached(_scope, _receive, send):
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})


def test_too_many_attempts_are_answered_with_429():
    settings = AccessSettings(redirect_uri="http://localhost/oauth2callback", cookie_secret="k" * 32)
    middleware = SignInMiddleware(reached, settings=settings)
    found = [send_request(middleware, path).status for path in ("/sign-in", "/oauth2callback") * 61]
    assert (found[:120], found[120:]) == ([503, 302] * 60, [429, 429])
    assert send_request(middleware, "/livez").status == 204
