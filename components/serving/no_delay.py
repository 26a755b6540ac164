"""Answers that are sent at once, whatever their size."""

import socket

from starlette.types import ASGIApp, Receive, Scope, Send


class NoDelayMiddleware:
    """Set TCP_NODELAY on the connection of each request; everything passes unchanged.

    Without it the last message of a run waits until the browser has acknowledged those before, some 40 milliseconds.
    The platform opens its socket without naming a protocol, and so asyncio does not set the option itself. The
    connection is found through uvicorn's `receive`, which is a method of an object that has the transport, and which no
    layer around the middleware replaces, as Starlette does with `send`; with another server nothing is done.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what answers this request without delay."""
        if scope["type"] in ("http", "websocket"):
            _disable_delay(receive)
        await self.app(scope, receive, send)


def _disable_delay(receive: Receive) -> None:
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    connection = transport.get_extra_info("socket") if transport else None
    if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
