"""The door of the dashboard: who may have which answer, before the platform or a page sees the request."""

import asyncio
from contextlib import suppress
from functools import partial

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.guard.refusal import foreign_origin, of_another_sign_in, refuse, too_many_sign_ins
from components.sign_in.attempts import Attempts
from components.sign_in.cookies import sign_in_of_request
from components.sign_in.destination import remember_destination
from components.sign_in.doors import MEDIA, UPLOADS, Door, door_of
from components.sign_in.entry import Refusal, actor_or_refusal
from components.sign_in.late import note_late
from components.sign_in.open_sockets import EndingReceiver, OpenSockets
from components.sign_in.owners import MediaOwners, owns_session
from components.sign_in.page_token import with_token
from components.sign_in.platform import LOGIN, LOGOUT, SIGN_IN_PATH, SIGN_OUT_PATH, login_address
from components.sign_in.platform_answers import AnswerSender, in_place_of_callback, in_place_of_login
from model.access import CALLBACK, Access, AccessSettings
from model.actor import Actor
from model.sign_in import SignIn
from model.store_error import StoreError

UNAUTHORISED = 401


class SignInMiddleware:
    """Answer only to whom a path is open, unless nobody has to sign in.

    Without a sign-in: 401. With a role too low, or for what belongs to another sign-in: 403. A page says so in words.
    When a sign-in ends, its websockets close.
    """

    def __init__(self, app: ASGIApp, *, settings: AccessSettings) -> None:
        self.app = app
        self.settings = settings
        self._sockets, self._media, self._attempts = OpenSockets(), MediaOwners(), Attempts()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on an event, or refuse it."""
        if scope["type"] not in ("http", "websocket") or self.settings.access is Access.LOCAL:
            await self.app(scope, receive, send)
        elif scope["path"] in (LOGIN, CALLBACK) and self._attempts.is_too_many((scope.get("client") or ("",))[0]):
            await refuse(scope, receive, send, status=429, reason=too_many_sign_ins)
        elif scope["path"] == SIGN_IN_PATH and self.settings.access is Access.SIGN_IN:
            await RedirectResponse(login_address(), 303, {"Cache-Control": "no-store"})(scope, receive, send)
        elif scope["path"] in (LOGOUT, SIGN_OUT_PATH):
            await self._sign_out({**scope, "path": LOGOUT, "raw_path": LOGOUT.encode()}, receive, send)
        elif scope["path"] in (LOGIN, CALLBACK):
            replacement = in_place_of_login if scope["path"] == LOGIN else in_place_of_callback
            await self.app(scope, receive, AnswerSender(scope, receive, send, replacement=replacement))
        elif (door := door_of(scope["path"])).role is None:
            await self.app(scope, receive, send)
        else:
            await self._enter(door, scope, receive, send)

    async def _sign_out(self, scope: Scope, receive: Receive, send: Send) -> None:
        """End a sign-in here, and let the platform end it at the provider; another website cannot."""
        if any(name == b"sec-fetch-site" and value == b"cross-site" for name, value in scope["headers"]):
            await refuse(scope, receive, send, status=403, reason=foreign_origin)
            return
        if sign_in := sign_in_of_request(scope, self.settings):
            self._sockets.end(sign_in.key)
            with suppress(StoreError):  # it has ended here all the same
                await asyncio.to_thread(_end, sign_in)
        await self.app(scope, receive, send)

    async def _enter(self, door: Door, scope: Scope, receive: Receive, send: Send) -> None:
        sign_in = sign_in_of_request(scope, self.settings)
        entered = await actor_or_refusal(sign_in, door, self.settings)
        if isinstance(entered, Actor) and not entered.verified:
            sign_in = None
        if isinstance(entered, Refusal):
            if sign_in is not None:
                await note_late(sign_in, scope)
            await _refuse(entered, door, scope, receive, send)
        elif not self._belongs_to(scope["path"], sign_in):
            await refuse(scope, receive, send, status=403, reason=of_another_sign_in)
        elif sign_in is None or scope["type"] == "http":
            await self.app(scope, receive, with_token(scope, send) if door.is_page else send)
        else:
            await self._open_socket(sign_in, scope, receive, send)

    def _belongs_to(self, path: str, sign_in: SignIn | None) -> bool:
        """Return whether a download or an upload belongs to who asks; everything else is everybody's."""
        if path.startswith(MEDIA):
            return self._media.may_have(sign_in, path)
        if path.startswith(UPLOADS):
            session = path.removeprefix(UPLOADS).partition("/")[0]
            return sign_in is not None and owns_session(sign_in, session, self.settings)
        return True

    async def _open_socket(self, sign_in: SignIn, scope: Scope, receive: Receive, send: Send) -> None:
        ended = self._sockets.open(sign_in.key)

        async def send_and_note(message: Message) -> None:
            if payload := message.get("bytes"):
                self._media.note_message(payload, sign_in)
            await send(message)

        receiver = EndingReceiver(receive, send, sign_in, ended, late=partial(note_late, sign_in, scope))
        try:
            await self.app(scope, receiver, send_and_note)
        finally:
            receiver.cancel()
            self._sockets.forget(sign_in.key, ended)


async def _refuse(refusal: Refusal, door: Door, scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse a request: with a page where a browser asks for one; after a sign-in it comes back to the page."""
    is_page = door.is_page and scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
    if refusal.page is None or not is_page:
        await refuse(scope, receive, send, status=refusal.status, reason=refusal.reason)
        return

    async def send_with_destination(message: Message) -> None:
        if message["type"] == "http.response.start" and refusal.status == UNAUTHORISED:
            message = {**message, "headers": list(message["headers"])}
            remember_destination(message, scope)
        await send(message)

    await refusal.page(scope)(scope, receive, send_with_destination)


def _end(sign_in: SignIn) -> None:
    from components.identity.ended_sign_ins import end_sign_in  # noqa: PLC0415 - the store

    end_sign_in(sign_in)
