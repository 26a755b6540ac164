"""The answer to a sign-in: it leads to the page that was asked for, unless a browser would not keep its cookies."""

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from components.sign_in.cookies import SIGN_IN_COOKIE, cookies_of
from components.sign_in.destination import lead_to_destination
from components.sign_in.page import too_large_page

LARGEST_COOKIES = 7_000
"""The most bytes of the cookies of a sign-in: a websocket with a header of 8,192 bytes is not opened."""


class CallbackSender:
    """Send the platform's answer to somebody whom the provider sent back."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope = scope
        self.receive = receive
        self.send = send
        self._is_replaced = False

    async def __call__(self, message: Message) -> None:
        """Send a message."""
        if self._is_replaced:
            return
        if message["type"] != "http.response.start":
            await self.send(message)
            return
        message = {**message, "headers": list(message["headers"])}
        cookies = _set_cookies(message)
        if sum(map(len, cookies.values())) > LARGEST_COOKIES:
            self._is_replaced = True
            await self._refuse(cookies)
            return
        if cookies:
            lead_to_destination(message, cookies_of(self.scope))
        await self.send(message)

    async def _refuse(self, cookies: dict[str, str]) -> None:
        page = too_large_page(self.scope)
        for name in cookies:
            page.delete_cookie(name)
        await page(self.scope, self.receive, self.send)


def _set_cookies(start: Message) -> dict[str, str]:
    """Return the cookies of a sign-in that an answer sets, each with its name and value; not those it deletes."""
    found = {}
    for value in MutableHeaders(scope=start).getlist("set-cookie"):
        pair = value.partition(";")[0]
        name, _, content = pair.partition("=")
        if name.startswith(SIGN_IN_COOKIE) and content.strip('"'):
            found[name] = pair
    return found
