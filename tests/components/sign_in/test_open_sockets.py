"""A websocket whose sign-in was ended: a message that came meanwhile reaches nothing, and is noted."""

import asyncio
from time import time

import pytest

from components.sign_in.middleware import EndingReceiver, OpenSockets
from model.sign_in import SignIn
from store.store import Store
from tests.support.asgi import run_on_thread

MESSAGE = {"type": "websocket.receive", "bytes": b"press"}
LEFT = {"type": "websocket.disconnect", "code": 1000}


async def received(messages, *, end):
    """Return what the application receives, what the browser is sent, and how often something late was noted."""
    sent, late, ended = [], [], asyncio.Event()
    arriving = iter(messages)

    async def receive():
        return next(arriving)

    async def send(message):
        sent.append(message["type"])

    async def note():
        late.append(1)

    sign_in = SignIn("Edda Editor", ("https://login.example|s-1",), None, time(), time() + 600, "key")
    receiver = EndingReceiver(receive, send, sign_in, ended, on_late_message=note)
    if end:
        ended.set()
    return [(await receiver())["type"], (await receiver())["type"]], sent, len(late)


@pytest.mark.parametrize(
    ("messages", "end", "whole"),
    [
        ([MESSAGE, LEFT], False, (["websocket.receive", "websocket.disconnect"], [], 0)),
        ([MESSAGE, LEFT], True, (["websocket.disconnect"] * 2, ["websocket.close"], 1)),
        ([LEFT], True, (["websocket.disconnect"] * 2, ["websocket.close"], 0)),
    ],
    ids=["goes on", "ended", "left"],
)
def test_after_the_end_the_application_sees_it_closed(messages, end, whole):
    assert run_on_thread(received(messages, end=end)) == whole


async def ended_by(store):
    """Return whether each of two websockets is ended after another copy has ended the sign-in of the first."""
    sockets = OpenSockets(seconds=0.01)
    first, second = sockets.open("one"), sockets.open("two")
    await asyncio.to_thread(store.end_sign_in, "one")
    await asyncio.wait_for(first.wait(), 60)
    found = first.is_set(), second.is_set()
    sockets.forget("one", first)
    sockets.forget("two", second)
    return found


def test_a_sign_in_that_another_copy_ends_closes_its_websockets_here_without_a_press(temporary_database):
    store = Store.open(temporary_database)
    assert run_on_thread(ended_by(store)) == (True, False)
    store.close()
