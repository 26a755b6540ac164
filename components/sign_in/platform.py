"""What the platform's own sign-in needs to know, and its addresses."""

from collections.abc import Mapping
from typing import Any

from components.inner_platform.sign_in import provider_token
from model.access import Access, AccessSettings

SIGN_IN_PATH, SIGN_OUT_PATH, LOGIN, LOGOUT = "/sign-in", "/sign-out", "/auth/login", "/auth/logout"


def platform_secrets(settings: AccessSettings) -> Mapping[str, Any] | None:
    """Return the secrets of the platform: an authorisation code with PKCE, from one provider."""
    if settings.access is not Access.SIGN_IN:
        return None
    return {
        "auth": {
            "redirect_uri": settings.redirect_uri,
            "cookie_secret": settings.cookie_secret,
            "client_id": settings.client_id,
            "client_secret": settings.client_secret,
            "server_metadata_url": settings.metadata_url,
            "client_kwargs": {
                "scope": "openid profile email",
                "prompt": "select_account",
                "code_challenge_method": "S256",
            },
        }
    }


def login_address() -> str:
    """Return the address that sends a browser to the provider; it is valid for a short time."""
    return f"{LOGIN}?provider={provider_token()}"
