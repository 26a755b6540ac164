"""A client of an ASGI application in this process: one request, one response."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.message import Message
from urllib.parse import unquote, urlencode


@dataclass(frozen=True)
class AsgiResponse:
    """The response of an application; header names are not case-sensitive."""

    status: int
    headers: Message
    content: bytes

    @property
    def text(self):
        return self.content.decode("utf-8")

    def json(self):
        return json.loads(self.content)


def send_request(application, url, *, method="GET", headers=None, address="127.0.0.1", **query):
    """Send a request and return the response."""
    path, _, query_string = url.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "client": (address, 50_000),
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": "&".join(part for part in (query_string, urlencode(query)) if part).encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()],
    }
    return run_on_thread(_respond(application, scope))


def run_on_thread(coroutine):
    """Run a coroutine to its end: on a thread, as a browser of another test may use the event loop of this one."""
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(asyncio.run, coroutine).result()


async def _respond(application, scope):
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    await application(scope, receive, send)
    start, *bodies = sent
    headers = Message()
    for name, value in start["headers"]:
        headers[name.decode()] = value.decode()
    return AsgiResponse(start["status"], headers, b"".join(each.get("body", b"") for each in bodies))
