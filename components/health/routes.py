"""The routes that say whether the server is alive and whether it is ready, within a deadline."""

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.published.published_version import ask_store, without_store
from model.store_error import StoreError
from store.store import Store

ALIVE, READY = "/livez", "/readyz"
_HEADERS = {"Cache-Control": "no-store"}
DEADLINE_SECONDS = 1.5
"""Whatever watches the server is answered within two seconds."""


async def answer_alive(_request: Request) -> Response:
    """Answer that the server answers; it asks nothing else."""
    return PlainTextResponse("alive\n", headers=_HEADERS)


def answer_ready(_request: Request) -> Response:
    """Answer whether readers can be served, on a thread of the server."""
    from components.health.routes import _is_ready  # noqa: PLC0415 - pandas and more, which no other request needs

    return PlainTextResponse("ready\n", headers=_HEADERS) if _is_ready() else not_ready()


def not_ready() -> Response:
    """Return the answer of a server that cannot serve readers."""
    return PlainTextResponse("not ready: the database cannot be read\n", 503, _HEADERS)


HEALTH_ROUTES = (Route(ALIVE, answer_alive, methods=["GET"]), Route(READY, answer_ready, methods=["GET"]))
"""The routes of the health checks."""


def current_version() -> int | None:
    """Return the number of the current version; 0 where there is none; None where the database cannot be read."""
    if without_store():
        return 0
    try:
        return ask_store(Store.current) or 0
    except StoreError:
        return None


def _is_ready() -> bool:
    """Return whether the database is reachable and migrated; a workbook that is shown without one is always ready.

    Opening the store migrates its database. After an error it is asked again when the pages ask it again.
    """
    return current_version() is not None


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
