"""A client of an ASGI application in this process: one request, one answer."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.message import Message
from urllib.parse import unquote, urlencode


@dataclass(frozen=True)
class AsgiResponse:
    """What an application answered; header names need no particular case."""

    status: int
    headers: Message
    content: bytes

    @property
    def text(self):
        return self.content.decode("utf-8")

    def json(self):
        return json.loads(self.content)


def send_request(application, address, *, method="GET", headers=None, **query):
    """Send a request and return the answer."""
    path, _, own = address.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 50_000),
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": "&".join(part for part in (own, urlencode(query)) if part).encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()],
    }
    with ThreadPoolExecutor(1) as elsewhere:  # a browser of another test may hold the loop of this thread
        return elsewhere.submit(asyncio.run, _answer(application, scope)).result()


async def _answer(application, scope):
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
