"""The threads of the server's event loop: enough for those who wait for a file, and for whatever else uses one."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from starlette.types import ASGIApp, Receive, Scope, Send

THREADS = 64
"""More than may wait for a file at the same time (`components.making.press`)."""


class ThreadsMiddleware:
    """Give the event loop so many threads when the server starts.

    The platform makes a download on a thread of the loop, which waits for its turn. By default there are few more than
    processors, and a sign-in or a question whether the server is ready would wait behind the downloads.
    """

    def __init__(self, app: ASGIApp, *, threads: int = THREADS) -> None:
        self.app = app
        self._threads = threads
        self._loop: asyncio.AbstractEventLoop | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request; the first of a loop, which is the start of the server, gives it its threads."""
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self._loop = loop
            loop.set_default_executor(ThreadPoolExecutor(self._threads, thread_name_prefix="server"))
        await self.app(scope, receive, send)
