"""What the platform answers to a sign-in, and what people get in its place where it would leave them without a word."""

from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from components.sign_in.cookies import SIGN_IN_COOKIE, cookies_of
from components.sign_in.destination import lead_to_destination
from components.sign_in.page import not_signed_in_page, provider_silent_page, too_large_page

LARGEST_COOKIES = 7_000
"""The most bytes of the cookies of a sign-in: a websocket with a header of 8,192 bytes is not opened."""
_REFUSED = 400
_OF_AN_ANSWER = frozenset({"code", "error", "lang"})
"""What the provider's answer to a sign-in has, or this page in another language; after a sign-out there is nothing."""


class AnswerSender:
    """Send the platform's answer, or a page in its place that `replacement` returns when it begins."""

    def __init__(
        self, scope: Scope, receive: Receive, send: Send, *, replacement: Callable[[Message, Scope], Response | None]
    ) -> None:
        self.scope = scope
        self.receive = receive
        self.send = send
        self.replacement = replacement
        self._is_replaced = False

    async def __call__(self, message: Message) -> None:
        """Send a message."""
        if self._is_replaced:
            return
        if message["type"] == "http.response.start":
            message = {**message, "headers": list(message["headers"])}
            page = self.replacement(message, self.scope)
            if page is not None:
                self._is_replaced = True
                await page(self.scope, self.receive, self.send)
                return
        await self.send(message)


def in_place_of_login(start: Message, scope: Scope) -> Response | None:
    """Return a page where the platform cannot send somebody to the provider: it does not answer."""
    return provider_silent_page(scope) if start["status"] >= _REFUSED else None


def in_place_of_callback(start: Message, scope: Scope) -> Response | None:
    """Return a page for somebody whom the provider sent back, and who is not signed in now or would not stay so.

    Everybody else is led to the page that was asked for.
    """
    cookies = _sign_in_cookies(start)
    set_now = {name: pair for name, pair in cookies.items() if not _is_deleted(pair)}
    if sum(map(len, set_now.values())) > LARGEST_COOKIES:
        return _without(set_now, too_large_page(scope))
    is_answer = not _OF_AN_ANSWER.isdisjoint(parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    if is_answer and not set_now and (cookies or SIGN_IN_COOKIE not in cookies_of(scope)):
        return _without(cookies, not_signed_in_page(scope))
    if set_now:
        lead_to_destination(start, cookies_of(scope))
    return None


def _sign_in_cookies(start: Message) -> dict[str, str]:
    """Return the cookies of a sign-in that an answer sets or deletes, each with its name and value."""
    found = {}
    for value in MutableHeaders(scope=start).getlist("set-cookie"):
        pair = value.partition(";")[0]
        name = pair.partition("=")[0]
        if name.startswith(SIGN_IN_COOKIE):
            found[name] = pair
    return found


def _is_deleted(pair: str) -> bool:
    return not pair.partition("=")[2].strip('"')


def _without(cookies: dict[str, str], page: Response) -> Response:
    for name in cookies:
        page.delete_cookie(name)
    return page
