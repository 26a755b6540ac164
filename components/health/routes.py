"""The routes that say whether the server is alive and whether it is ready."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

ALIVE, READY = "/livez", "/readyz"
_HEADERS = {"Cache-Control": "no-store"}


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
