"""Where somebody wanted to go before the sign-in: the platform brings everybody to the first page."""

import re
from urllib.parse import quote, unquote

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Scope

DESTINATION_COOKIE = "cynnydd_next"
_LONGEST = 2_000
_LOCAL_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
"""A path of the dashboard with its query: nothing that a browser would take for another site."""
_NO_PAGES = ("/auth/", "/oauth2callback", "/sign-in", "/sign-out", "/_stcore")


def remember_destination(start: Message, scope: Scope) -> None:
    """Set a cookie with the page, and its filter, that a request asks for."""
    query = scope["query_string"].decode("latin-1")
    target = quote(scope["path"], safe="/-._~") + (f"?{query}" if query else "")
    if len(target) <= _LONGEST and is_page(target):
        value = quote(target, safe="/")
        cookie = f"{DESTINATION_COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600"
        MutableHeaders(scope=start).append("Set-Cookie", cookie)


def lead_to_destination(start: Message, cookies: dict[str, str]) -> None:
    """Let the answer to a sign-in lead to the remembered page, and forget it."""
    target = unquote(cookies.get(DESTINATION_COOKIE, ""))
    headers = MutableHeaders(scope=start)
    if is_page(target):
        headers["Location"] = target
    headers.append("Set-Cookie", f"{DESTINATION_COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")


def is_page(target: str) -> bool:
    """Return whether a target is a page of this dashboard."""
    return _LOCAL_PATH.fullmatch(target) is not None and not target.startswith(_NO_PAGES)
