"""How long the content of a request may take to arrive."""

import asyncio
from time import monotonic

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.guard.refusal import refuse, too_slow

LONGEST_SECONDS = 30.0
"""From the first that is read of the content to its end; an upload of 10 MiB takes 3 megabits a second."""


class SlowBodyMiddleware:
    """Cut off a request whose content does not come in time: somebody could open many and finish none."""

    def __init__(self, app: ASGIApp, *, seconds: float = LONGEST_SECONDS) -> None:
        self.app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on an event; answer a request that is too slow with 408."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        try:
            await self.app(scope, _TimedReceiver(receive, self._seconds), send)
        except _TooSlowError:
            await refuse(scope, receive, send, status=408, reason=too_slow)


class _TooSlowError(Exception):
    """The content of a request did not come in time."""


class _TimedReceiver:
    """Receive the content of one request until its time is over; afterwards wait as long as it takes."""

    def __init__(self, receive: Receive, seconds: float) -> None:
        self.receive = receive
        self.seconds = seconds
        self.deadline: float | None = None
        self.complete = False

    async def __call__(self) -> Message:
        if self.complete:
            return await self.receive()
        self.deadline = self.deadline or monotonic() + self.seconds
        try:
            message = await asyncio.wait_for(self.receive(), max(self.deadline - monotonic(), 0))
        except TimeoutError as error:
            raise _TooSlowError from error
        self.complete = not message.get("more_body", False)
        return message
