"""The token that a page has to name when it opens its websocket: it comes with the page.

The platform sets it with an answer that a page asks for at its start. The websocket may be faster: without the token
the platform would not know who opens it.
"""

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Scope, Send
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string, generate_xsrf_token_string

from components.sign_in.cookies import cookies_of

TOKEN_COOKIE = "_streamlit_xsrf"  # noqa: S105 - a name


def with_token(scope: Scope, send: Send) -> Send:
    """Return a function that sends an answer, with a token where its browser has none."""
    if decode_xsrf_token_string(cookies_of(scope).get(TOKEN_COOKIE, ""))[0]:
        return send

    async def send_with_token(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": list(message["headers"])}
            cookie = f"{TOKEN_COOKIE}={generate_xsrf_token_string()}; Path=/; SameSite=Lax"
            MutableHeaders(scope=message).append("Set-Cookie", cookie)
        await send(message)

    return send_with_token
