"""Who sends a request, by the cookie that the platform sets after a sign-in."""

import json
from collections.abc import Mapping

from starlette.requests import cookie_parser
from starlette.types import Scope

from components.inner_platform.sign_in import SIGN_IN_COOKIE, signed_content
from model.access import AccessSettings
from model.sign_in import SignIn, sign_in_of


def cookies_of(scope: Scope) -> dict[str, str]:
    """Return the cookies of a request."""
    header = next((value for name, value in scope["headers"] if name == b"cookie"), b"")
    return cookie_parser(header.decode("latin-1"))


def sign_in_of_cookies(cookies: Mapping[str, str], settings: AccessSettings) -> SignIn | None:
    """Return the sign-in of a browser; None without a cookie that is signed, and made for this dashboard."""
    if SIGN_IN_COOKIE not in cookies or not settings.cookie_secret:
        return None
    content = signed_content(cookies, settings.cookie_secret)
    if content is None:
        return None
    try:
        claims = json.loads(content)
    except ValueError:
        return None
    if not isinstance(claims, dict) or not claims.get("is_logged_in") or claims.get("origin") != settings.origin:
        return None
    return sign_in_of(claims, settings)
