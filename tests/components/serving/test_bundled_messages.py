"""The messages of a run come in one frame to who asks for it, in order and whole; everything else passes unchanged."""

import asyncio
from threading import Thread

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.serving.bundled_messages import LENGTH, SIGN, BundledMessagesMiddleware, bundle

ACCEPT, CLOSE = {"type": "websocket.accept"}, {"type": "websocket.close"}


def in_a_loop(coroutine):
    """Run a coroutine on a thread: the one of the tests has a loop already."""
    results = []
    thread = Thread(target=lambda: results.append(asyncio.run(coroutine)))
    thread.start()
    thread.join()
    return results[0]


def message(content):
    return {"type": "websocket.send", "bytes": content}


def sent(conversation, *, query=b"bundled=1", kind="websocket", fail=lambda _: None):
    """Return what is sent of an application that has a conversation with `send`, and the errors it gets."""
    passed, errors = [], []

    async def receive():
        raise AssertionError("nothing is received")

    async def send(each):
        fail(each)
        passed.append(each)

    async def application(_scope, _receive, send):
        try:
            await conversation(send)
        except OSError as error:
            errors.append(error)

    in_a_loop(BundledMessagesMiddleware(application)({"type": kind, "query_string": query}, receive, send))
    return passed, errors


async def a_run(send):
    """Send as the platform does: a message in each turn of the loop, and a pause between two runs."""
    await send(ACCEPT)
    for content in (b"\x0abegin", b"\x0a" + 300 * b"x", b"\x0aend"):
        await send(message(content))
        await asyncio.sleep(0)
    await asyncio.sleep(0.05)
    await send(message(b"\x0alone"))
    await asyncio.sleep(0.05)
    await send(message(b"\x0alast"))
    await send(CLOSE)


def test_the_messages_of_a_run_are_one_frame_and_a_single_one_is_sent_as_it_is():
    passed, errors = sent(a_run)
    run = bundle([b"\x0abegin", b"\x0a" + 300 * b"x", b"\x0aend"])
    assert passed == [ACCEPT, message(run), message(b"\x0alone"), message(b"\x0alast"), CLOSE]
    assert errors == []


@pytest.mark.parametrize("query", [b"", b"other=1", b"\xff"])
def test_who_does_not_ask_gets_each_message_by_itself(query):
    contents = [each.get("bytes") for each in sent(a_run, query=query)[0]]
    assert contents == [None, b"\x0abegin", b"\x0a" + 300 * b"x", b"\x0aend", b"\x0alone", b"\x0alast", None]


def test_what_is_no_websocket_passes():
    async def answer(send):
        await send({"type": "http.response.body", "body": b"text"})

    assert sent(answer, kind="http")[0] == [{"type": "http.response.body", "body": b"text"}]


def test_a_frame_names_the_length_of_each_message():
    frame = bundle([b"one", b"", b"three"])
    assert frame == SIGN + LENGTH.pack(3) + b"one" + LENGTH.pack(0) + LENGTH.pack(5) + b"three"


def test_no_message_of_the_platform_begins_as_a_frame_does():
    fields = [field.number for field in ForwardMsg.DESCRIPTOR.fields]
    assert min(fields) > 0


def test_a_browser_that_reads_slowly_lets_the_messages_wait_outside():
    async def conversation():
        reads, accepted = asyncio.Event(), []

        async def send(_):
            await reads.wait()

        async def receive():
            raise AssertionError("nothing is received")

        async def application(_scope, _receive, send):
            for number in range(2_000):
                await send(message(b"\x0amessage"))
                accepted.append(number)

        bundled = BundledMessagesMiddleware(application)
        task = asyncio.create_task(bundled({"type": "websocket", "query_string": b"bundled=1"}, receive, send))
        await asyncio.sleep(0.05)
        before = len(accepted)
        reads.set()
        await task
        return before, len(accepted)

    before, in_the_end = in_a_loop(conversation())
    assert before <= 1_000
    assert in_the_end == 2_000


@pytest.mark.parametrize("lost", [OSError("lost"), RuntimeError("lost")])
def test_a_lost_connection_is_an_error_of_the_next_message(lost):

    def fail(each):
        if each["type"] == "websocket.send":
            raise lost

    async def go_on(send):
        await send(message(b"\x0aone"))
        await asyncio.sleep(0.05)
        await send(message(b"\x0atwo"))

    passed, errors = sent(go_on, fail=fail)
    assert passed == []
    assert [str(error) for error in errors] == ["lost"]


def test_what_follows_the_end_of_a_connection_is_not_put_off():
    async def end(send):
        await send(CLOSE)
        await send(message(b"\x0alate"))

    assert sent(end)[0] == [CLOSE, message(b"\x0alate")]
