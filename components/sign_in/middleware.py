"""Access to the dashboard: who may have which answer, before the platform or a page sees the request."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from time import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.guard.middleware import UPLOADS
from components.guard.refusal import Reason, refuse, visitor_address
from components.identity import cookies_of, end_sign_in, ended_elsewhere, is_ended, sign_in_of_cookies, without_role
from components.inner_platform.sessions import cookies_of_session
from components.published import published_store, without_store
from components.sign_in import entry
from model.access import CALLBACK, Access, AccessSettings, Actor, Role, SignIn
from model.versions.version import StoreError

POLICY_VIOLATION = 1008
_TO_PROVIDER = frozenset({entry.SIGN_IN_PATH, entry.SIGN_OUT_PATH, CALLBACK})
# How often it is asked whether a sign-in was ended in another copy, while a websocket is open.
LOOK_SECONDS = 5.0
# Returns, on a thread, which of some sign-ins were ended, by their keys.
EndedAmong = Callable[[Collection[str]], Collection[str]]
# What the script of a page accepts while a file is made: it shows a refusal as text.
_OF_SCRIPT = b"text/x-progress"


class OpenSockets:
    """The open websockets of this process, by the key of their sign-in."""

    def __init__(self, ended_among: EndedAmong = ended_elsewhere, *, seconds: float = LOOK_SECONDS) -> None:
        self._by_key: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._ended_among = ended_among
        self._seconds = seconds
        self._looking: asyncio.Task[None] | None = None

    def open(self, key: str) -> asyncio.Event:
        """Return an event that is set when the sign-in with this key ends."""
        ended = asyncio.Event()
        self._by_key[key].add(ended)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(self._look())
        return ended

    async def _look(self) -> None:
        """Close the websockets of sign-ins that are ended in another copy, until none is open."""
        while True:
            await asyncio.sleep(self._seconds)
            if not self._by_key:
                return
            for key in await asyncio.to_thread(self._ended_among, tuple(self._by_key)):
                self.end(key)

    def forget(self, key: str, ended: asyncio.Event) -> None:
        """Forget a websocket that was closed."""
        self._by_key[key].discard(ended)
        if not self._by_key[key]:
            del self._by_key[key]

    def end(self, key: str) -> None:
        """Close each websocket of a sign-in."""
        for ended in self._by_key.get(key, ()):
            ended.set()


@dataclass(eq=False)
class EndingReceiver:
    """Receives the messages of a websocket until its sign-in is over; then the application sees it closed.

    A message that comes after the end reaches nothing: no callback of a page runs. Where one did, `on_late_message` is
    called.
    """

    receive: Receive
    send: Send
    sign_in: SignIn
    ended: asyncio.Event
    on_late_message: Callable[[], Awaitable[None]]
    _waiting: asyncio.Task[Message] | None = None
    _is_closed: bool = False

    async def __call__(self) -> Message:
        """Return the next message."""
        if self._is_closed:
            return _CLOSED
        self._waiting = self._waiting or asyncio.ensure_future(self.receive())
        end = asyncio.ensure_future(self.ended.wait())
        seconds_left = max(self.sign_in.expires - time(), 0)
        await asyncio.wait({self._waiting, end}, timeout=seconds_left, return_when=asyncio.FIRST_COMPLETED)
        end.cancel()
        if self.ended.is_set() or self.sign_in.is_over(time()):
            has_come = self._waiting.done() and self._waiting.exception() is None
            is_late = has_come and self._waiting.result()["type"] == "websocket.receive"
            self._is_closed = True
            self.cancel()
            with suppress(Exception):  # the browser may be gone
                await self.send({"type": "websocket.close", "code": POLICY_VIOLATION})
            if is_late:
                await self.on_late_message()
            return _CLOSED
        message, self._waiting = self._waiting.result(), None
        return message

    def cancel(self) -> None:
        """Wait for no further message."""
        if self._waiting is not None:
            self._waiting.cancel()


_CLOSED: Message = {"type": "websocket.disconnect", "code": POLICY_VIOLATION}


async def note_late_message(sign_in: SignIn, scope: Scope) -> None:
    """Record that somebody tried to act by a sign-in that was ended; an expired sign-in is no attempt.

    Looking at a page is none, either: a browser may ask for it again by itself.
    """
    if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
        return
    actor = without_role(sign_in, address=visitor_address(scope))

    def record() -> None:
        with suppress(StoreError):  # it is refused all the same
            if is_ended(sign_in) and not without_store():
                published_store().note_refused("after sign-out", actor=actor)

    await asyncio.to_thread(record)


class SignInMiddleware:
    """Answer only to whom a path is open, unless nobody has to sign in.

    Without a sign-in: 401. With a role too low, or for what belongs to another sign-in: 403. A page says so in words.
    When a sign-in ends, its websockets close.
    """

    def __init__(self, app: ASGIApp, *, settings: AccessSettings) -> None:
        self.app = app
        self.settings = settings
        self._sockets, self._attempts = OpenSockets(), entry.Attempts()
        self._provider: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on an event, or refuse it."""
        if scope["type"] not in ("http", "websocket") or self.settings.access is Access.LOCAL:
            await self.app(scope, receive, send)
        elif self.settings.access is Access.SIGN_IN and scope["path"] in _TO_PROVIDER:
            await self._ask_provider(scope, receive, send)
        elif (role := entry.role_of_path(scope["path"])) is None:
            await self.app(scope, receive, send)
        else:
            await self._enter(role, scope, receive, send)

    async def _ask_provider(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the provider sign somebody in, or end a sign-in there after it ended here."""
        if scope["path"] == entry.SIGN_OUT_PATH:
            if any(name == b"sec-fetch-site" and value == b"cross-site" for name, value in scope["headers"]):
                await refuse(scope, receive, send, status=403, reason=Reason.FOREIGN_ORIGIN)
                return
            if sign_in := sign_in_of_cookies(cookies_of(scope), self.settings):
                self._sockets.end(sign_in.key)
                with suppress(StoreError):  # it has ended here all the same
                    await asyncio.to_thread(end_sign_in, sign_in)
        elif self._attempts.is_too_many(visitor_address(scope)):
            await refuse(scope, receive, send, status=429, reason=Reason.TOO_MANY_SIGN_INS)
            return
        if self._provider is None:
            from components.sign_in.provider import provider_routes  # noqa: PLC0415 - Authlib, for a sign-in alone

            self._provider = provider_routes(self.settings)
        await self._provider(scope, receive, send)

    async def _enter(self, role: Role, scope: Scope, receive: Receive, send: Send) -> None:
        sign_in = sign_in_of_cookies(cookies_of(scope), self.settings)
        entered = await entry.actor_or_refusal(scope, sign_in, role, self.settings)
        if isinstance(entered, Actor) and not entered.verified:
            sign_in = None
        if isinstance(entered, entry.Refusal):
            if sign_in is not None:
                await note_late_message(sign_in, scope)
            await _refuse(entered, scope, receive, send)
        elif not self._belongs_to(scope["path"], sign_in):
            await refuse(scope, receive, send, status=403, reason=Reason.OF_ANOTHER_SIGN_IN)
        else:
            scope = {**scope, "actor": replace(entered, address=visitor_address(scope))}
            if sign_in is None or scope["type"] == "http":
                send = entry.with_token(self.app, scope, send) if entry.shows_page(scope["path"]) else send
                await self.app(scope, receive, send)
            else:
                await self._open_socket(sign_in, scope, receive, send)

    def _belongs_to(self, path: str, sign_in: SignIn | None) -> bool:
        """Return whether an upload belongs to who asks; everything else is everybody's."""
        if not path.startswith(UPLOADS):
            return True
        session = path.removeprefix(UPLOADS).partition("/")[0]
        owner = sign_in_of_cookies(cookies_of_session(session), self.settings)
        return sign_in is not None and owner is not None and owner.key == sign_in.key

    async def _open_socket(self, sign_in: SignIn, scope: Scope, receive: Receive, send: Send) -> None:
        ended = self._sockets.open(sign_in.key)
        note = partial(note_late_message, sign_in, scope)
        receiver = EndingReceiver(receive, send, sign_in, ended, on_late_message=note)
        try:
            await self.app(scope, receiver, send)
        finally:
            receiver.cancel()
            self._sockets.forget(sign_in.key, ended)


async def _refuse(refusal: entry.Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse a request: with a page where a browser asks for one; after a sign-in it comes back to the page."""
    is_script = any(name == b"accept" and value.startswith(_OF_SCRIPT) for name, value in scope["headers"])
    is_read = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
    if refusal.page is None or is_script or not is_read or not entry.shows_page(scope["path"]):
        await refuse(scope, receive, send, status=refusal.status, reason=refusal.reason)
        return
    if refusal.status == 401:
        entry.remember_destination(refusal.page, scope)
    await refusal.page(scope, receive, send)
