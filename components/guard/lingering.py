"""An answer to a request whose content nobody wants: it is read away, so that the answer arrives."""

import asyncio
from contextlib import suppress
from time import monotonic

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

LONGEST_SECONDS, LONGEST_PAUSE_SECONDS = 30.0, 5.0
MOST_BYTES = 32 * 2**20
"""The largest content that the proxies of deploy/ let through, with room for what surrounds the file."""


async def answer_and_drain(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Send a response at once, and end it when the content of its request was read, or was too much or too slow.

    Where a connection closes before that, whoever still sends, a browser or a proxy, loses the answer: the proxy then
    makes one of its own, 502 (RFC 9112, 9.6).
    """

    async def send_unfinished(message: Message) -> None:
        await send({**message, "more_body": True} if message["type"] == "http.response.body" else message)

    await response(scope, receive, send_unfinished)
    with suppress(TimeoutError):
        await _drain(receive, until=monotonic() + LONGEST_SECONDS)
    await send({"type": "http.response.body"})


async def _drain(receive: Receive, *, until: float) -> None:
    """Receive content and forget it. Raises TimeoutError where it pauses too long, or takes too long in all."""
    size, is_complete = 0, False
    while not is_complete and size < MOST_BYTES:
        message = await asyncio.wait_for(receive(), min(LONGEST_PAUSE_SECONDS, max(until - monotonic(), 0)))
        size += len(message.get("body", b""))
        is_complete = not message.get("more_body", False)
