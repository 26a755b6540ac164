"""Who somebody is who signed in, how often one may try, and what the provider's answer leads to."""

import asyncio
import logging
import time
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from components.identity import SIGN_IN_COOKIE, actor_of, end_sign_in, sign_in_cookie, sign_in_of_cookies
from components.published import published_store
from components.sign_in.middleware import Attempts, EndingReceiver, OpenSockets, SignInMiddleware
from components.sign_in.provider import provider_routes
from components.telemetry import FIELDS
from model.access import AccessSettings, Role, SignIn
from model.versions.version import StoreError
from tests.support.asgi import run_on_thread, send_request
from tests.support.published_trackers import ADMINISTRATOR, ME, candidate, recommendation, rows
from tests.support.sign_in.signing_in import provider_of

COOKIE_SETTINGS = AccessSettings(
    redirect_uri="https://one.example/oauth2callback", cookie_secret="k" * 32, role_names={"Editors": Role.EDITOR}
)
CLAIMS = {"iss": "https://login.example", "sub": "s-1", "iat": 5_000, "exp": 5_600, "name": "Siân", "nonce": "n"}
COOKIE = sign_in_cookie({**CLAIMS, "roles": ["Editors", "Others"], "groups": ["a"] * 500}, COOKIE_SETTINGS)


def sign_in_by_cookie(cookie=COOKIE, **settings):
    return sign_in_of_cookies({SIGN_IN_COOKIE: cookie}, replace(COOKIE_SETTINGS, **settings))


def test_a_sign_in_is_read_as_it_was_written_and_without_what_does_not_count():
    found = sign_in_by_cookie()
    assert (found.name, found.role, found.expires) == ("Siân", Role.EDITOR, 5_600)
    assert len(COOKIE) < 300


def test_a_cookie_of_another_key_or_another_dashboard_is_none():
    assert sign_in_by_cookie(cookie_secret="l" * 32) is None
    assert sign_in_by_cookie(redirect_uri="https://two.example/oauth2callback") is None
    assert sign_in_by_cookie(cookie_secret="") is None


def test_a_cookie_that_was_changed_is_none():
    changed = [f"{COOKIE[:place]}{'A' if COOKIE[place] != 'A' else 'B'}{COOKIE[place + 1 :]}" for place in (0, 20, -2)]
    assert [sign_in_by_cookie(each) for each in [*changed, "", "a.b.c", COOKIE.rpartition(".")[0]]] == [None] * 6


@pytest.fixture
def store(temporary_database):
    """Return the store of the dashboard, with an agency."""
    assert temporary_database
    store = published_store()
    store.publish(candidate(rows("1", recommendations=[recommendation("1", lead_agency="The force")])), **ME)
    return store


def sign_in(name, role=None, *, seconds=60):
    now = time.time()
    return SignIn(name, (f"issuer|{name}", f"{name}@x.example"), role, now - 1, now + seconds, f"key of {name}")


def role_and_agencies(of):
    actor = actor_of(of)
    return actor.role, actor.agencies


def test_the_highest_role_counts_wherever_it_is_from(store):
    store.grant("issuer|ann", Role.EDITOR, actor=ADMINISTRATOR)
    assert role_and_agencies(sign_in("ann", Role.VIEWER)) == (Role.EDITOR, None)
    assert role_and_agencies(sign_in("ann", Role.ADMINISTRATOR)) == (Role.ADMINISTRATOR, None)
    assert role_and_agencies(sign_in("ben", Role.VIEWER)) == (Role.VIEWER, None)
    assert role_and_agencies(sign_in("ben")) == (None, None)


def test_a_viewer_who_is_tied_to_agencies_stays_so_whatever_role_the_provider_gives(store):
    store.grant("issuer|cai", Role.VIEWER, agencies=["The force"], actor=ADMINISTRATOR)
    assert role_and_agencies(sign_in("cai", Role.VIEWER)) == (Role.VIEWER, frozenset({"The force"}))
    store.grant("cai@x.example", Role.VIEWER, actor=ADMINISTRATOR)
    assert role_and_agencies(sign_in("cai")) == (Role.VIEWER, frozenset({"The force"}))
    assert role_and_agencies(sign_in("cai", Role.ADMINISTRATOR)) == (Role.VIEWER, frozenset({"The force"}))
    store.grant("cai@x.example", Role.EDITOR, actor=ADMINISTRATOR)
    assert role_and_agencies(sign_in("cai")) == (Role.VIEWER, frozenset({"The force"}))


def test_a_role_that_was_taken_away_is_gone(store):
    store.grant("issuer|dai", Role.EDITOR, actor=ADMINISTRATOR)
    assert actor_of(sign_in("dai")).may(Role.EDITOR)
    store.revoke("issuer|dai", actor=ADMINISTRATOR)
    assert actor_of(sign_in("dai")).role is None


def test_a_sign_in_that_is_over_or_was_ended_has_no_role(store):
    assert actor_of(sign_in("eva", Role.EDITOR, seconds=-1)).role is None
    ended = sign_in("fay", Role.EDITOR)
    end_sign_in(ended)
    assert (actor_of(ended).role, store.ended_sign_ins([ended.key])) == (None, {ended.key})
    end_sign_in(ended)
    assert actor_of(ended).verified


def test_while_the_database_is_lost_the_roles_that_were_read_last_count(store):
    store.grant("issuer|gwen", Role.VIEWER, agencies=["The force"], actor=ADMINISTRATOR)
    known = role_and_agencies(sign_in("gwen", Role.VIEWER))
    Path(str(store.engine.url.database)).unlink()
    assert role_and_agencies(sign_in("gwen", Role.VIEWER)) == known == (Role.VIEWER, frozenset({"The force"}))
    with pytest.raises(StoreError):
        actor_of(sign_in("huw", Role.VIEWER))


def test_attempts_of_an_address_are_limited_for_a_while_and_those_of_others_are_not():
    attempts = Attempts(most=2, seconds=60)
    assert [attempts.is_too_many("192.0.2.1") for _attempt in range(4)] == [False, False, True, True]
    assert not attempts.is_too_many("192.0.2.2")
    over = Attempts(most=1, seconds=0)
    assert [over.is_too_many("192.0.2.1") for _attempt in range(3)] == [False, False, False]


async def reached(_scope, _receive, send):
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})


def test_too_many_attempts_are_answered_with_429():
    settings = AccessSettings(redirect_uri="http://localhost/oauth2callback", cookie_secret="k" * 32)
    middleware = SignInMiddleware(reached, settings=settings)
    found = [send_request(middleware, path).status for path in ("/sign-in", "/oauth2callback") * 61]
    assert (found[:120], found[120:]) == ([503, 302] * 60, [429, 429])
    assert send_request(middleware, "/livez").status == 204


def test_the_paths_to_the_provider_are_there_for_links_alone():
    settings = AccessSettings(redirect_uri="http://localhost/oauth2callback", cookie_secret="k" * 32)
    dashboard = Starlette(middleware=[Middleware(SignInMiddleware, settings=settings)])
    for path in ("/sign-in", "/sign-out", "/oauth2callback"):
        assert [send_request(dashboard, path, method=method).status for method in ("POST", "PUT")] == [405, 405]


MESSAGE = {"type": "websocket.receive", "bytes": b"press"}
LEFT = {"type": "websocket.disconnect", "code": 1000}


async def received(messages, *, end=False, seconds=600):
    """Return what the application receives, what the browser is sent, and how often something late was noted."""
    sent, late, ended = [], [], asyncio.Event()
    arriving = iter(messages)

    async def receive():
        return next(arriving, None) or await asyncio.Event().wait()

    async def send(message):
        sent.append(message["type"])

    async def note():
        late.append(1)

    receiver = EndingReceiver(receive, send, sign_in("edda", seconds=seconds), ended, on_late_message=note)
    if end:
        ended.set()
    return [(await receiver())["type"], (await receiver())["type"]], sent, len(late)


@pytest.mark.parametrize(
    ("messages", "options", "whole"),
    [
        ([MESSAGE, LEFT], {}, (["websocket.receive", "websocket.disconnect"], [], 0)),
        ([MESSAGE, LEFT], {"end": True}, (["websocket.disconnect"] * 2, ["websocket.close"], 1)),
        ([LEFT], {"end": True}, (["websocket.disconnect"] * 2, ["websocket.close"], 0)),
        ([], {"seconds": 0.1}, (["websocket.disconnect"] * 2, ["websocket.close"], 0)),
    ],
    ids=["goes on", "ended", "left", "expires while nothing comes"],
)
def test_after_the_end_the_application_sees_it_closed(messages, options, whole):
    assert run_on_thread(received(messages, **options)) == whole


def test_a_sign_in_ends_at_its_time_though_the_clock_was_set_back(monkeypatch):
    start = time.time()
    monkeypatch.setattr("components.sign_in.middleware.time", lambda: start)
    assert run_on_thread(received([], seconds=0.1)) == (["websocket.disconnect"] * 2, ["websocket.close"], 0)


async def ended_by(store):
    """Return whether each of two websockets is ended after another copy has ended the sign-in of the first."""
    sockets = OpenSockets(seconds=0.01)
    first, second = sockets.open("one"), sockets.open("two")
    await asyncio.to_thread(store.end_sign_in, "one")
    await asyncio.wait_for(first.wait(), 60)
    found = first.is_set(), second.is_set()
    sockets.forget("one", first)
    sockets.forget("two", second)
    return found


def test_a_sign_in_that_another_copy_ends_closes_its_websockets_here_without_a_press(opened_store):
    assert run_on_thread(ended_by(opened_store)) == (True, False)


SETTINGS = AccessSettings(redirect_uri="http://localhost/oauth2callback", cookie_secret="k" * 32)


@pytest.fixture
def noted(caplog):
    """Return a function that returns the fields of the lines about sign-ins."""
    caplog.set_level(logging.INFO, logger="cynnydd.sign_in")
    return lambda: [getattr(record, FIELDS) for record in caplog.records if record.name == "cynnydd.sign_in"]


def test_the_log_has_the_error_and_the_start_of_the_description_of_the_provider(noted):
    answer = "error=invalid_client&error_description=AADSTS7000222%3A+The+client+secret+keys+are+expired."
    page = send_request(provider_routes(SETTINGS), f"/oauth2callback?{answer}")
    description = "AADSTS7000222: The client secret keys are expired."
    assert (page.status, noted()) == (401, [{"error": "invalid_client", "description": description}])
    send_request(provider_routes(SETTINGS), "/oauth2callback", error="x", error_description="d" * 9_000)
    send_request(provider_routes(SETTINGS), "/oauth2callback?code=a&state=b")
    assert (len(noted()[1]["description"]), noted()[2]["error"]) == (500, "mismatching_state")


def test_a_sign_in_needs_a_code_with_pkce_and_the_prompt_of_the_settings(tmp_path, monkeypatch):
    with provider_of("http://localhost", tmp_path):
        for setting, asked in (("", "select_account"), ("login", "login"), ("default", None)):
            monkeypatch.setenv("CYNNYDD_OIDC_PROMPT", setting)
            answer = send_request(provider_routes(AccessSettings.from_environment()), "/sign-in")
            query = httpx.URL(answer.headers["Location"]).params
            assert (query["response_type"], query["code_challenge_method"]) == ("code", "S256")
            assert (query["scope"], query.get("prompt")) == ("openid profile email", asked)


@pytest.mark.parametrize(("language", "words"), [("en", "does not answer"), ("cy", "Ni all neb fewngofnodi")])
def test_while_the_provider_is_down_a_visitor_reads_why_and_whoever_is_signed_in_may_leave(language, words):
    page = send_request(provider_routes(SETTINGS), "/sign-in", lang=language)
    assert (page.status, words in page.text) == (503, True)
    assert send_request(provider_routes(SETTINGS), "/sign-out").headers["Location"] == "/"
