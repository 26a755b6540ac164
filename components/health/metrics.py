"""The route that gives whatever watches the server its numbers."""

import asyncio
from hmac import compare_digest

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.health.metrics_text import MEDIA_TYPE, Gauge, metrics_text
from components.health.process import resident_bytes
from components.telemetry.counters import COUNTERS, STARTED_AT, open_websockets
from model.access import AccessSettings

METRICS = "/metrics"
_HEADERS = {"Cache-Control": "no-store"}
_DEADLINE_SECONDS = 1.5
_CHECKS: list["asyncio.Future[int | None]"] = []
"""The check of the database that is under way, which all who ask meanwhile share."""


async def answer_metrics(request: Request) -> Response:
    """Answer with the numbers of this process, to whoever has the token; without a token there are none."""
    token = AccessSettings.from_environment().metrics_token
    if not token:
        return PlainTextResponse("There are no metrics here.\n", 404, _HEADERS)
    scheme, _space, sent = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not compare_digest(sent.strip().encode(), token.encode()):
        headers = {**_HEADERS, "WWW-Authenticate": 'Bearer realm="Cynnydd metrics"'}
        return PlainTextResponse("The metrics ask for a token.\n", 401, headers)
    current = await _current_version()
    text = metrics_text(COUNTERS, await asyncio.to_thread(_gauges, current))
    return Response(text, headers=_HEADERS, media_type=MEDIA_TYPE)


async def _current_version() -> int | None:
    """Return the number of the current version, 0 without versions; None where it cannot be read in time."""
    from components.health.readiness import current_version  # noqa: PLC0415 - pandas and more

    if not _CHECKS or _CHECKS[0].done():
        _CHECKS[:] = [asyncio.ensure_future(asyncio.to_thread(current_version))]
    check = _CHECKS[0]
    await asyncio.wait({check}, timeout=_DEADLINE_SECONDS)
    return check.result() if check.done() and check.exception() is None else None


def _gauges(current: int | None) -> list[Gauge]:
    found = [
        Gauge("cynnydd_ready", "Whether the database can be read: 1 or 0.", 0 if current is None else 1),
        Gauge("cynnydd_sessions", "Sessions of pages that are open.", open_websockets()),
        Gauge("process_start_time_seconds", "When the process started, in seconds since 1970.", STARTED_AT),
    ]
    if current is not None:
        meaning = "Versions that were published, in every copy of the dashboard."
        found.append(Gauge("cynnydd_publishes_total", meaning, current, kind="counter"))
    if memory := resident_bytes():
        found.append(Gauge("process_resident_memory_bytes", "Memory of the process.", memory))
    return found


METRICS_ROUTES = (Route(METRICS, answer_metrics, methods=["GET"]),)
"""The route of the metrics."""
