"""A server in this process that listens as the platform's does."""

import asyncio
from contextlib import contextmanager
from threading import Thread

import uvicorn
from streamlit.web.server.starlette import starlette_server


@contextmanager
def listening(application):
    """Serve an application with the platform's socket and websocket protocol; yield its port."""
    protocol = starlette_server._get_websocket_protocol()
    config = uvicorn.Config(application, ws=protocol, loop="asyncio", lifespan="off", log_level="critical")
    server = uvicorn.Server(config)
    with starlette_server._bind_socket("127.0.0.1", 0, 16) as listener:
        thread = Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()
