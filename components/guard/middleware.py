"""The guard of the dashboard, in front of all other middleware."""

from starlette.types import ASGIApp, Receive, Scope, Send

from components.guard.hosts import LOOPBACK, is_foreign_origin, is_known_host
from components.guard.refusal import foreign_origin, refuse, unknown_host


class GuardMiddleware:
    """Refuse what is not addressed to the dashboard, or what another website sends; pass on everything else.

    It reads headers alone, so that nothing of what is refused reaches a page, a feed, the platform or the store.
    """

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str] = frozenset()) -> None:
        """Guard an application; `hosts` are names by which it is known besides those of this computer."""
        self.app = app
        self._known = LOOPBACK | hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif not is_known_host(scope["headers"], self._known):
            await refuse(scope, receive, send, status=400, reason=unknown_host)
        elif is_foreign_origin(scope):
            await refuse(scope, receive, send, status=403, reason=foreign_origin)
        else:
            await self.app(scope, receive, send)
