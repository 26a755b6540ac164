"""A server in this process that listens as the dashboard's does."""

import asyncio
from contextlib import contextmanager
from threading import Thread

import uvicorn

from tests.support.processes.waiting import wait_until


@contextmanager
def listening(application):
    """Serve an application at a free port, and yield it."""
    server = uvicorn.Server(uvicorn.Config(application, port=0, loop="asyncio", lifespan="off", log_level="critical"))
    thread = Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    wait_until(lambda: server.started)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
