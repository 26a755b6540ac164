"""A line and an id for each request, and its counts."""

import logging
from secrets import token_hex
from time import monotonic

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.telemetry.context import REQUEST_ID
from components.telemetry.counters import REQUEST_SECONDS, REQUESTS, WEBSOCKETS_CLOSED, WEBSOCKETS_OPENED
from components.telemetry.log_lines import FIELDS
from components.telemetry.log_setup import log_as_json
from components.telemetry.request_kinds import OFTEN, kind_of, known_method

ID_HEADER = "X-Request-ID"
_LOGGER = logging.getLogger("cynnydd.requests")
_SWITCHED, _FAILED, _REFUSED_FROM = 101, 500, 400


class RequestMiddleware:
    """Give each request an id, which its answer has in a header, count it, and log it when its answer has ended.

    The line has no path, no address and nothing that a visitor wrote: the kind of the request, its status and its
    seconds. A websocket has its line when it closes.
    """

    def __init__(self, app: ASGIApp, *, log_lines: bool = True) -> None:
        """Count the requests to an application; without `log_lines` the log stays as the platform writes it."""
        self.app = app
        self._log_lines = log_lines

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on an event."""
        if scope["type"] == "lifespan":
            if self._log_lines:
                log_as_json()
            await self.app(scope, receive, send)
            return
        request = _Request(scope, send)
        before = REQUEST_ID.set(request.id)
        try:
            await self.app(scope, receive, request.send_noted)
        finally:
            request.finish(log=self._log_lines)
            REQUEST_ID.reset(before)


class _Request:
    """One request while it is answered."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.id = token_hex(8)
        self._is_websocket = scope["type"] == "websocket"
        self._kind = "websocket" if self._is_websocket else kind_of(scope["path"])
        self._method = "GET" if self._is_websocket else known_method(scope["method"])
        self._send, self._status, self._began = send, 0, monotonic()

    async def send_noted(self, message: Message) -> None:
        """Send a message; the first one has the status of the answer, and is given the id."""
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            self._status = message["status"]
            message = {**message, "headers": list(message.get("headers", []))}
            MutableHeaders(scope=message)[ID_HEADER] = self.id
        elif message["type"] == "websocket.accept":
            self._status = _SWITCHED
            WEBSOCKETS_OPENED.add()
        await self._send(message)

    def finish(self, *, log: bool) -> None:
        """Count and log the request."""
        seconds, status = monotonic() - self._began, self._status or (403 if self._is_websocket else _FAILED)
        REQUESTS.add(self._kind, str(status))
        if status == _SWITCHED:
            WEBSOCKETS_CLOSED.add()
        else:
            REQUEST_SECONDS.add(self._kind, amount=seconds)
        if log and (self._kind not in OFTEN or status >= _REFUSED_FROM):
            fields = {"method": self._method, "kind": self._kind, "status": status, "seconds": round(seconds, 3)}
            _LOGGER.info("answered", extra={FIELDS: fields})
