"""The OpenID provider, asked by Authlib: where a sign-in begins, comes back and ends."""

import logging
from functools import partial
from time import time
from typing import cast

from authlib.integrations.starlette_client import OAuth, StarletteOAuth2App
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from components.identity import SIGN_IN_COOKIE, sign_in_cookie, sign_in_of_cookies
from components.sign_in.middleware import DESTINATION_COOKIE, SIGN_IN_PATH, SIGN_OUT_PATH, destination, reason_page
from components.telemetry import FIELDS
from model.access import CALLBACK, AccessSettings, sign_in_of

# What a sign-in that has begun expects back; the token by which the provider knows whose session to end.
_STATE_COOKIE, _TOKEN_COOKIE = "cynnydd_state", "cynnydd_id_token"
_FOUND = 302
# Browsers keep 4,096 bytes of a cookie with its attributes.
_LARGEST_COOKIE = 4_000
# What the provider's answer to a sign-in has, or its page in another language; after a sign-out there is nothing.
_OF_AN_ANSWER = frozenset({"code", "error", "lang"})
_LOGGER = logging.getLogger("cynnydd.sign_in")


def provider_routes(settings: AccessSettings) -> ASGIApp:
    """Return the application of the three paths that lead to the provider and back."""
    endpoints = {SIGN_IN_PATH: _begin, CALLBACK: _finish, SIGN_OUT_PATH: _end}
    routes = [Route(path, partial(each, settings=settings)) for path, each in endpoints.items()]
    paths = ExceptionMiddleware(Router(routes))  # another method is answered with 405
    with_state = partial(SessionMiddleware, session_cookie=_STATE_COOKIE, max_age=3_600, path=CALLBACK)
    return with_state(paths, settings.cookie_secret, https_only=settings.is_encrypted)


async def _begin(request: Request, *, settings: AccessSettings) -> Response:
    """Send a browser to the provider."""
    try:
        return cast("Response", await _client(settings).authorize_redirect(request, settings.redirect_uri))
    except Exception as error:  # noqa: BLE001 - whatever it answers: it is logged, and a page says so
        _log("The provider cannot be asked to sign somebody in.", error)
        return reason_page(request.scope, 503, "provider-silent")


async def _finish(request: Request, *, settings: AccessSettings) -> Response:
    """Answer a browser that comes back: it is led to the page that was asked for, or reads why it is not signed in.

    Whoever comes back twice is signed in already.
    """
    if _OF_AN_ANSWER.isdisjoint(request.query_params):
        return RedirectResponse("/", _FOUND)
    try:
        token = await _client(settings).authorize_access_token(request)
        return _signed_in(request, token["userinfo"], token["id_token"], settings)
    except Exception as error:  # noqa: BLE001 - whatever the provider or a visitor sends
        _log("Somebody came back from the provider and is not signed in.", error)
    earlier = sign_in_of_cookies(request.cookies, settings)
    is_signed_in = earlier is not None and not earlier.is_over(time())
    return RedirectResponse("/", _FOUND) if is_signed_in else reason_page(request.scope, 401, "not-signed-in")


def _signed_in(request: Request, claims: dict[str, object], id_token: str, settings: AccessSettings) -> Response:
    """Return the answer that sets the cookies of a sign-in. Raises ValueError where a browser would keep none."""
    value = sign_in_cookie(claims, settings)
    if sign_in_of(claims, settings) is None or len(value) > _LARGEST_COOKIE:
        raise ValueError
    response = RedirectResponse(destination(request.cookies), _FOUND)
    seconds = int(settings.longest_seconds)
    keep = partial(response.set_cookie, max_age=seconds, httponly=True, secure=settings.is_encrypted)
    keep(SIGN_IN_COOKIE, value)
    keep(_TOKEN_COOKIE, id_token if len(id_token) <= _LARGEST_COOKIE else "", path=SIGN_OUT_PATH)
    response.delete_cookie(DESTINATION_COOKIE)
    return response


async def _end(request: Request, *, settings: AccessSettings) -> Response:
    """Forget a sign-in in the browser, and lead it to where the provider ends its own."""
    address, token = "/", request.cookies.get(_TOKEN_COOKIE)
    try:
        found = await _client(settings).create_logout_url(settings.redirect_uri, token, client_id=settings.client_id)
        address = str(found["url"])
    except Exception as error:  # noqa: BLE001 - it has ended here all the same
        _log("The provider cannot be asked to end a sign-in.", error)
    response = RedirectResponse(address, _FOUND)
    response.delete_cookie(SIGN_IN_COOKIE)
    response.delete_cookie(_TOKEN_COOKIE, path=SIGN_OUT_PATH)
    return response


def _client(settings: AccessSettings) -> StarletteOAuth2App:
    """Return a client of the provider: an authorisation code with PKCE. It asks anew where everything is."""
    client = {"client_id": settings.client_id, "client_secret": settings.client_secret}
    prompt = {"prompt": settings.prompt} if settings.prompt else None
    scope, url = {"scope": "openid profile email", "code_challenge_method": "S256"}, settings.metadata_url
    return OAuth().register("provider", **client, server_metadata_url=url, authorize_params=prompt, client_kwargs=scope)


def _log(message: str, error: Exception) -> None:
    """Log what the provider says is wrong, or else the class of an error."""
    code, description = getattr(error, "error", None), getattr(error, "description", None)
    fields = {"error": str(code or type(error).__name__), "description": str(description or "")}
    _LOGGER.warning(message, extra={FIELDS: {name: text[:500] for name, text in fields.items()}})
