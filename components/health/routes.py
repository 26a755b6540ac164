"""The routes that say whether the server is alive and whether it is ready, within a deadline."""

import asyncio
from hmac import compare_digest

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.telemetry import METRICS
from model.access import AccessSettings

METRICS_PATH = "/metrics"
_METRICS_HEADERS = {"Cache-Control": "no-store"}
_DEADLINE_SECONDS = 1.5
_CHECKS: list["asyncio.Future[int | None]"] = []
"""The check of the database that is under way, which all who ask meanwhile share."""


async def _answer_metrics(request: Request) -> Response:
    """Answer with the numbers of this process, to whoever has the token; without a token there are none."""
    token = AccessSettings.from_environment().metrics_token
    if not token:
        return PlainTextResponse("There are no metrics here.\n", 404, _METRICS_HEADERS)
    scheme, _space, sent = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not compare_digest(sent.strip().encode(), token.encode()):
        headers = {**_METRICS_HEADERS, "WWW-Authenticate": 'Bearer realm="Cynnydd metrics"'}
        return PlainTextResponse("The metrics ask for a token.\n", 401, headers)
    content = generate_latest(METRICS) + generate_latest(_of_database(await _current_version()))
    return Response(content, headers=_METRICS_HEADERS, media_type=CONTENT_TYPE_PLAIN_0_0_4)


async def _current_version() -> int | None:
    """Return the number of the current version, 0 without versions; None where it cannot be read in time."""
    from components.health.readiness import current_version  # noqa: PLC0415 - pandas and more

    if not _CHECKS or _CHECKS[0].done():
        _CHECKS[:] = [asyncio.ensure_future(asyncio.to_thread(current_version))]
    check = _CHECKS[0]
    await asyncio.wait({check}, timeout=_DEADLINE_SECONDS)
    return check.result() if check.done() and check.exception() is None else None


def _of_database(current: int | None) -> CollectorRegistry:
    """Return the numbers of the database as it is now."""
    found = CollectorRegistry()
    ready = Gauge("cynnydd_ready", "Whether the database can be read: 1 or 0.", registry=found)
    ready.set(0 if current is None else 1)
    if current is not None:
        meaning = "Versions that were published, in every copy of the dashboard."
        Counter("cynnydd_publishes", meaning, registry=found).inc(current)
    return found


METRICS_ROUTES = (Route(METRICS_PATH, _answer_metrics, methods=["GET"]),)
"""The route of the metrics."""


ALIVE, READY = "/livez", "/readyz"
_HEADERS = {"Cache-Control": "no-store"}
DEADLINE_SECONDS = 1.5
"""Whatever watches the server is answered within two seconds."""


async def answer_alive(_request: Request) -> Response:
    """Answer that the server answers; it asks nothing else."""
    return PlainTextResponse("alive\n", headers=_HEADERS)


def answer_ready(_request: Request) -> Response:
    """Answer whether readers can be served, on a thread of the server."""
    from components.health.readiness import is_ready  # noqa: PLC0415 - pandas and more, which no other request needs

    return PlainTextResponse("ready\n", headers=_HEADERS) if is_ready() else not_ready()


def not_ready() -> Response:
    """Return the answer of a server that cannot serve readers."""
    return PlainTextResponse("not ready: the database cannot be read\n", 503, _HEADERS)


HEALTH_ROUTES = (Route(ALIVE, answer_alive, methods=["GET"]), Route(READY, answer_ready, methods=["GET"]))
"""The routes of the health checks."""


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
