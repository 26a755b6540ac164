"""The guard of the dashboard, in front of all other middleware."""

import sys

from starlette.types import ASGIApp, Receive, Scope, Send

from components.guard.headers import StrictSender
from components.guard.hosts import LOOPBACK, is_foreign_origin, is_known_host
from components.guard.local_mode import arrives_from_network, comes_through_proxy
from components.guard.proxies import UnknownProxyError, behind_proxies
from components.guard.refusal import (
    Reason,
    foreign_origin,
    of_another_sign_in,
    open_to_others,
    proxy_not_trusted,
    refuse,
    unknown_host,
)
from components.guard.start import start_faults
from model.access import Access, AccessSettings
from model.settings import ADDRESS

_LOCAL = AccessSettings()
_MEDIA, _STATIC = "/media/", "/static/"
"""Where the platform has files for whoever knows the address. No page puts one there; its own are `/static/media/`."""


class GuardMiddleware:
    """Refuse what is not addressed to the dashboard, and what may come from others; pass on everything else.

    Every answer gets strict headers. The guard reads headers alone, so that nothing of what is refused reaches a
    page, a feed, the platform or the store. Where a door is open when the server starts, it does not start.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: frozenset[str] = frozenset(),
        settings: AccessSettings = _LOCAL,
        address: str = ADDRESS,
    ) -> None:
        """Guard an application; `hosts` are names by which it is known besides those of this computer."""
        self.app = app
        self._address = address
        self._hosts = hosts
        self._settings = settings
        self._known = LOOPBACK | hosts | ({settings.host} if settings.host else set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on an event, or refuse it."""
        if scope["type"] == "lifespan":
            await self._start(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            try:
                scope = behind_proxies(scope, self._settings.proxies)
            except UnknownProxyError:
                refusal = 400, proxy_not_trusted
        strict = StrictSender(scope, send, encrypted=self._settings.is_encrypted)
        if refusal is not None:
            await refuse(scope, receive, strict, status=refusal[0], reason=refusal[1])
        elif scope["type"] == "http":
            await self.app(scope, receive, strict)
        else:
            await self.app(scope, receive, send)

    async def _start(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not (faults := start_faults(self._address, self._hosts, self._settings)):
            await self.app(scope, receive, send)
            return
        await receive()
        print("Cynnydd does not start:", *faults, sep="\n- ", file=sys.stderr, flush=True)
        await send({"type": "lifespan.startup.failed", "message": ""})

    def _refusal(self, scope: Scope) -> tuple[int, Reason] | None:
        if not is_known_host(scope, self._known):
            return 400, unknown_host
        if _MEDIA in scope["path"] and _STATIC not in scope["path"]:
            return 404, of_another_sign_in
        is_local = self._settings.access is Access.LOCAL
        if is_local and (arrives_from_network(scope) or comes_through_proxy(scope)):
            return 400, open_to_others
        return (403, foreign_origin) if is_foreign_origin(scope) else None
