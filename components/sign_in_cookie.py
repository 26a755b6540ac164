"""The cookie of a sign-in: the claims that count, signed for this dashboard."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from itsdangerous import BadData, URLSafeSerializer
from starlette.requests import cookie_parser
from starlette.types import Scope

from model.access import AccessSettings
from model.sign_in import SignIn, counted_claims, sign_in_of

SIGN_IN_COOKIE = "cynnydd_sign_in"


def sign_in_cookie(claims: Mapping[str, Any], settings: AccessSettings) -> str:
    """Return the cookie of a sign-in with these claims. It is signed and not encrypted."""
    return str(_serializer(settings).dumps(counted_claims(claims, settings)))


def sign_in_of_cookies(cookies: Mapping[str, str], settings: AccessSettings) -> SignIn | None:
    """Return the sign-in of a browser; None without a cookie that is signed, and made for this dashboard."""
    if SIGN_IN_COOKIE not in cookies or not settings.cookie_secret:
        return None
    try:
        claims = _serializer(settings).loads(cookies[SIGN_IN_COOKIE])
    except BadData:
        return None
    return sign_in_of(claims, settings) if isinstance(claims, dict) else None


def cookies_of(scope: Scope) -> dict[str, str]:
    """Return the cookies of a request."""
    header = next((value for name, value in scope["headers"] if name == b"cookie"), b"")
    return cookie_parser(header.decode("latin-1"))


def _serializer(settings: AccessSettings) -> URLSafeSerializer:
    """Return what signs cookies: another dashboard with the same secret has another salt."""
    return URLSafeSerializer(settings.cookie_secret, salt=settings.origin, signer_kwargs={"digest_method": sha256})
