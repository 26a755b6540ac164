"""The platform's own sign-in: the cookie that it signs, and the token with which it begins."""

from collections.abc import Mapping

from streamlit.auth_util import encode_provider_token, get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

SIGN_IN_COOKIE = "_streamlit_user"
"""The cookie that the platform signs, in parts where it is long."""


def signed_content(cookies: Mapping[str, str], secret: str) -> bytes | None:
    """Return what the platform wrote into the cookie of a sign-in; None without one that it signed."""

    def decoded(name: str) -> bytes | None:
        value = cookies.get(name)
        return None if value is None else decode_signed_value(secret, name, value.encode("latin-1"))

    return get_cookie_with_chunks(decoded, SIGN_IN_COOKIE)


def provider_token() -> str:
    """Return the token that names the provider to the platform's login; it is valid for a short time."""
    return encode_provider_token("default")
