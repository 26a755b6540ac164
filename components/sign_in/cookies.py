"""Who sends a request, by the cookie that the platform sets after a sign-in."""

import json
from functools import partial

from starlette.requests import cookie_parser
from starlette.types import Scope
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from model.access import AccessSettings
from model.sign_in import SignIn, sign_in_of

SIGN_IN_COOKIE = "_streamlit_user"
"""The cookie that the platform signs, in parts where it is long."""


def cookies_of(scope: Scope) -> dict[str, str]:
    """Return the cookies of a request."""
    header = next((value for name, value in scope["headers"] if name == b"cookie"), b"")
    return cookie_parser(header.decode("latin-1"))


def sign_in_of_request(scope: Scope, settings: AccessSettings) -> SignIn | None:
    """Return the sign-in of a request; None without a cookie that is signed, and made for this dashboard."""
    cookies = cookies_of(scope)
    if SIGN_IN_COOKIE not in cookies or not settings.cookie_secret:
        return None
    content = get_cookie_with_chunks(partial(_decoded, cookies, settings.cookie_secret), SIGN_IN_COOKIE)
    if content is None:
        return None
    try:
        claims = json.loads(content)
    except ValueError:
        return None
    if not isinstance(claims, dict) or not claims.get("is_logged_in") or claims.get("origin") != settings.origin:
        return None
    return sign_in_of(claims, settings)


def _decoded(cookies: dict[str, str], secret: str, name: str) -> bytes | None:
    value = cookies.get(name)
    return None if value is None else decode_signed_value(secret, name, value.encode("latin-1"))
