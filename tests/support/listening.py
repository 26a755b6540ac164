"""A server in this process that listens as the dashboard's does."""

import asyncio
import time
from contextlib import contextmanager
from threading import Thread

import uvicorn


@contextmanager
def listening(application):
    """Serve an application at a free port, and yield it."""
    server = uvicorn.Server(uvicorn.Config(application, port=0, loop="asyncio", lifespan="off", log_level="critical"))
    thread = Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
