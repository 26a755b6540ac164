"""An answer in time, whatever it waits for."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.health.routes import READY, not_ready

DEADLINE_SECONDS = 1.5
"""Whatever watches the server is answered within two seconds."""


class ReadinessDeadlineMiddleware:
    """Answer that the server is not ready where finding out takes too long: at its start, or while a database hangs.

    Those who ask while a check is under way share its answer, so that no number of them can use up the threads.
    """

    def __init__(self, app: ASGIApp, *, seconds: float = DEADLINE_SECONDS) -> None:
        self.app = app
        self._seconds = seconds
        self._check: asyncio.Task[list[Message]] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on an event; answer a check of readiness in time."""
        if scope["type"] != "http" or scope["path"] != READY:
            await self.app(scope, receive, send)
        elif messages := await self._messages_in_time(scope, receive):
            for message in messages:
                await send(message)
        else:
            await not_ready()(scope, receive, send)

    async def _messages_in_time(self, scope: Scope, receive: Receive) -> list[Message]:
        """Return the messages of the answer, or none where it does not come in time."""
        if self._check is None or self._check.done():
            self._check = asyncio.create_task(self._messages(scope, receive))
        check = self._check
        await asyncio.wait({check}, timeout=self._seconds)
        return check.result() if check.done() and check.exception() is None else []

    async def _messages(self, scope: Scope, receive: Receive) -> list[Message]:
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        await self.app(scope, receive, collect)
        return messages
