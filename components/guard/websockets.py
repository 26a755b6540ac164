"""How many websockets one address may have open."""

from collections import Counter

from starlette.types import ASGIApp, Receive, Scope, Send

from components.guard.refusal import refuse, too_many_websockets

MOST_WEBSOCKETS = 500
"""For all readers behind a proxy, whose address is the same: each of their tabs has one."""


class WebsocketLimitMiddleware:
    """Refuse the websocket of an address that has too many open; each is a session with its own memory."""

    def __init__(self, app: ASGIApp, *, most: int = MOST_WEBSOCKETS) -> None:
        self.app = app
        self._most = most
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on an event; refuse a websocket too many with 429."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        address = (scope.get("client") or ("",))[0]
        if self._open[address] >= self._most:
            await refuse(scope, receive, send, status=429, reason=too_many_websockets)
            return
        self._open[address] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._open[address] -= 1
            self._open += Counter()  # drop addresses without any
