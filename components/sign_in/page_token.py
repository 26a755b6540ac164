"""The token that a page has to name when it opens its websocket: it comes with the page.

The platform sets it with an answer that a page asks for at its start. The websocket may be faster: without the token
the platform would not know who opens it.
"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Scope, Send

from components.sign_in.cookies import cookies_of

TOKEN_COOKIE = "_streamlit_xsrf"  # noqa: S105 - a name
_PATH = "/_stcore/health"


def with_token(app: ASGIApp, scope: Scope, send: Send) -> Send:
    """Return a function that sends an answer, with a token of the platform's where its browser has none."""
    if TOKEN_COOKIE in cookies_of(scope):
        return send

    async def send_with_token(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": list(message["headers"])}
            for cookie in await _token_cookies(app, scope):
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
        await send(message)

    return send_with_token


async def _token_cookies(app: ASGIApp, scope: Scope) -> list[str]:
    """Return the cookies that the platform sets where a page asks for them by itself."""
    cookies: list[str] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def note_cookies(message: Message) -> None:
        if message["type"] == "http.response.start":
            cookies.extend(MutableHeaders(scope=message).getlist("Set-Cookie"))

    asked = {**scope, "method": "GET", "path": _PATH, "raw_path": _PATH.encode(), "query_string": b""}
    await app(asked, receive, note_cookies)
    return cookies
