"""Work that is done on a thread while the server starts, so that the browser can load its scripts meanwhile."""

import asyncio
from concurrent.futures import Future
from importlib import import_module
from threading import Event, Thread

from starlette.types import ASGIApp, Receive, Scope, Send

_LONGEST_WAIT_SECONDS = 10.0
"""Less than the platform's page waits for its websocket."""

PREPARED = Event()
"""Set when the preparation is done; what imports the same before that would get in its way."""
PREPARED.set()


class PreparationMiddleware:
    """Import a module and call its function `prepare` when the server starts; let pages run when that is done.

    Its function `follow_store` is called after that, and may run until the server ends.

    A websocket, a page and a path with one of the prefixes wait for it, everything else passes: two threads that import
    the same large package for the first time can get in each other's way. Where it fails, the page that needs the same
    says why.
    """

    def __init__(self, app: ASGIApp, *, module: str, prefixes: tuple[str, ...] = ()) -> None:
        self.app = app
        self._module = module
        self._prefixes = prefixes
        self._done: Future[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request, now or after the preparation."""
        done = self._start()
        if scope["type"] == "websocket" or (scope["type"] == "http" and self._needs_it(scope)):
            await asyncio.wait([asyncio.wrap_future(done)], timeout=_LONGEST_WAIT_SECONDS)
        await self.app(scope, receive, send)

    def _needs_it(self, scope: Scope) -> bool:
        """Return whether a request is one for a page, or has one of the prefixes."""
        accepted = next((value for name, value in scope.get("headers", ()) if name == b"accept"), b"")
        return scope["path"].startswith(self._prefixes) or b"text/html" in accepted

    def _start(self) -> Future[None]:
        """Start the thread at the first event, which is the start of the server, and return when it will be done."""
        if self._done is None:
            self._done = Future()
            PREPARED.clear()
            Thread(target=_prepare, args=(self._module, self._done), name="preparation", daemon=True).start()
        return self._done


def _prepare(module: str, done: Future[None]) -> None:
    try:
        imported = import_module(module)
        imported.prepare()
    finally:
        PREPARED.set()
        done.set_result(None)
    imported.follow_store()
