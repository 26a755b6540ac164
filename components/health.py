"""How the server is: whether it is alive and ready, its numbers, and the thread that follows new versions."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from hmac import compare_digest
from itertools import count
from threading import Thread
from time import sleep

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, Counter, Gauge, generate_latest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.downloads import print_logo_fault
from components.identity import bearer_token
from components.published import ask_store, displayed_version, published_store, without_store
from components.telemetry import METRICS
from model.access import AccessSettings
from model.tracker.reading import WorkbookError
from model.versions.version import StoreError
from store.store import Store
from store.uploads import delete_old_uploads

_HEADERS = {"Cache-Control": "no-store"}
# Whatever watches the server is answered within two seconds.
DEADLINE_SECONDS = 1.5
# The check of the database that is under way. Everybody who asks meanwhile shares it.
_CHECKS: list["asyncio.Future[int | None]"] = []


async def answer_metrics(request: Request) -> Response:
    """Answer with the numbers of this process, to whoever has the token; without a token there are none."""
    token = AccessSettings.from_environment().metrics_token
    if not token:
        return PlainTextResponse("There are no metrics here.\n", 404, _HEADERS)
    if not compare_digest(bearer_token(request).encode(), token.encode()):
        headers = {**_HEADERS, "WWW-Authenticate": 'Bearer realm="Cynnydd metrics"'}
        return PlainTextResponse("The metrics ask for a token.\n", 401, headers)
    current, database = await _current_version(), CollectorRegistry()
    Gauge("cynnydd_ready", "Whether the database can be read: 1 or 0.", registry=database).set(current is not None)
    if current is not None:
        meaning = "Versions that were published, in every copy of the dashboard."
        Counter("cynnydd_publishes", meaning, registry=database).inc(current)
    content = generate_latest(METRICS) + generate_latest(database)
    return Response(content, headers=_HEADERS, media_type=CONTENT_TYPE_PLAIN_0_0_4)


async def _current_version() -> int | None:
    """Return the number of the current version, 0 without versions; None where it cannot be read in time.

    It takes long at the start, and while a database hangs. No number of those who ask can use up the threads.
    """
    if not _CHECKS or _CHECKS[0].done():
        _CHECKS[:] = [asyncio.ensure_future(asyncio.to_thread(current_version))]
    check = _CHECKS[0]
    await asyncio.wait({check}, timeout=DEADLINE_SECONDS)
    return check.result() if check.done() and check.exception() is None else None


def current_version() -> int | None:
    """Return the number of the current version; 0 where there is none; None where the database cannot be read.

    Opening the store migrates its database. After an error it is asked again when the pages ask it again. A workbook
    that is shown without a store has no version.
    """
    with suppress(StoreError):
        return 0 if without_store() else ask_store(Store.current) or 0
    return None


READY = "/readyz"


async def answer_alive(_request: Request) -> Response:
    """Answer that the server answers; it asks nothing else."""
    return PlainTextResponse("alive\n", headers=_HEADERS)


async def answer_ready(_request: Request) -> Response:
    """Answer whether readers can be served; where finding out takes too long, they cannot."""
    if await _current_version() is None:
        return PlainTextResponse("not ready: the database cannot be read\n", 503, _HEADERS)
    return PlainTextResponse("ready\n", headers=_HEADERS)


# The routes of the health checks and of the metrics.
HEALTH_ROUTES = (Route("/livez", answer_alive), Route(READY, answer_ready), Route("/metrics", answer_metrics))


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Look after the store on a thread for as long as the server runs."""
    Thread(target=_follow_store, name="store", daemon=True).start()
    yield


def _follow_store() -> None:
    """Load the tracker, and print why papers have no logo; from then on follow new versions and delete old uploads.

    A new version is looked for also where nobody reads.
    """
    print_logo_fault()
    for number in count(1):
        look_after_store(is_cleaning=number % 150 == 0)  # every five minutes
        sleep(2)


def look_after_store(*, is_cleaning: bool) -> None:
    """Look for a new version, so that it is loaded before somebody asks for it; delete old uploads."""
    with suppress(StoreError, WorkbookError):  # every page says so
        displayed_version()
        if is_cleaning and not without_store():
            delete_old_uploads(published_store())
