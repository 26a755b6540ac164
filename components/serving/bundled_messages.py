"""The messages of a run in one frame: a browser reads them in one task, and draws the page a single time."""

import asyncio
from collections.abc import Sequence
from struct import Struct
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

PARAMETER = "bundled"
"""The query parameter by which a browser asks for bundles, as `components/shell/bundled_messages.js` does."""

SIGN = b"\0"
"""The first byte of a bundle, and of no message of the platform: that would be field 0, and protobuf has none."""

LENGTH = Struct("<I")
"""What precedes each message of a bundle: its number of bytes."""

_QUIET_TURNS = 3
"""A bundle is complete when no message has come for so many turns of the event loop: a run sends one each turn."""

_MOST_WAITING = 500
"""How many messages wait at most. More wait in the queue of the platform, which ends connections that are too slow."""


class BundledMessagesMiddleware:
    """Send messages that closely follow one another as one frame, if the browser asked for it; pass on all else.

    The platform sends each message of a run, some fifty, as a frame of its own, and the browser works out the page and
    draws it between them. A single message is sent as it is.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "websocket" and PARAMETER in parse_qs(scope["query_string"].decode("latin-1")):
            send = _BundlingSender(send)
        await self.app(scope, receive, send)


class _BundlingSender:
    """Sends the messages of one connection; an error of sending is raised at the next message."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._waiting: list[bytes] = []
        self._sending: asyncio.Task[OSError | None] | None = None
        self._closed = False

    async def __call__(self, message: Message) -> None:
        content = message.get("bytes")
        if self._closed or message["type"] != "websocket.send" or content is None:
            self._closed |= message["type"] == "websocket.close"
            await self._finish()
            await self._send(message)
            return
        if self._sending is not None and (self._sending.done() or len(self._waiting) >= _MOST_WAITING):
            await self._finish()
        self._waiting.append(content)
        if self._sending is None:
            self._sending = asyncio.create_task(self._send_bundles())

    async def _finish(self) -> None:
        """Wait until all is sent. Raises the OSError of a connection that was lost."""
        error = await self._sending if self._sending is not None else None
        self._sending = None
        if error is not None:
            raise error

    async def _send_bundles(self) -> OSError | None:
        """Send what waits, once no more comes."""
        while self._waiting:
            quiet = 0
            while quiet < _QUIET_TURNS:
                before = len(self._waiting)
                await asyncio.sleep(0)
                quiet = quiet + 1 if len(self._waiting) == before else 0
            frame, self._waiting = bundle(self._waiting), []
            try:
                await self._send({"type": "websocket.send", "bytes": frame})
            except (OSError, RuntimeError) as lost:  # uvicorn raises a RuntimeError where it knows of the end already
                return lost if isinstance(lost, OSError) else OSError(str(lost))
        return None


def bundle(messages: Sequence[bytes]) -> bytes:
    """Return the frame of some messages: a single one as it is, several each with its length."""
    if len(messages) == 1:
        return messages[0]
    return SIGN + b"".join(part for message in messages for part in (LENGTH.pack(len(message)), message))
