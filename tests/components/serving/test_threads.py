"""The event loop has threads for all who wait for a file, and more."""

import asyncio
from threading import Barrier

from components.making.press import AT_ONCE, MOST_WAITING
from components.serving.threads import THREADS, ThreadsMiddleware
from tests.support.asgi import send_request


async def waits_on_every_thread(_scope, _receive, send):
    """Answer when as many have met as there are threads."""
    together = Barrier(THREADS, timeout=60)
    await asyncio.gather(*(asyncio.to_thread(together.wait) for _thread in range(THREADS)))
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"met"})


def test_so_many_wait_on_a_thread_at_the_same_time():
    assert send_request(ThreadsMiddleware(waits_on_every_thread), "/").text == "met"


def test_not_all_of_them_can_wait_for_a_file():
    assert AT_ONCE + MOST_WAITING <= THREADS - 20
