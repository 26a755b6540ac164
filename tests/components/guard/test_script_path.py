"""The path of the program leaves it with no message; all else is sent as it is."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.guard.script_path import ScriptPathMiddleware
from tests.support.asgi import run_on_thread


def sent(message, *, kind="websocket"):
    """Return what arrives of a message that an application sends."""
    arrived = []

    async def application(_scope, _receive, send):
        await send(message)

    async def send(each):
        arrived.append(each)

    async def receive():
        return {}

    run_on_thread(ScriptPathMiddleware(application)({"type": kind}, receive, send))
    return arrived


@pytest.mark.parametrize("path", ["/home/somebody/cynnydd/components/frame.py", "frame.py"])
def test_the_message_that_begins_a_run_has_the_name_of_the_script(path):
    message = ForwardMsg()
    message.new_session.main_script_path = path
    message.new_session.page_script_hash = "abc"
    [arrived] = sent({"type": "websocket.send", "bytes": message.SerializeToString()})
    message.new_session.main_script_path = "frame.py"
    assert ForwardMsg.FromString(arrived["bytes"]) == message


def test_a_text_that_looks_like_a_path_and_every_other_event_are_left_as_they_are():
    message = ForwardMsg()
    message.delta.new_element.markdown.body = "/home/somebody/a.py"
    payload = {"type": "websocket.send", "bytes": message.SerializeToString()}
    assert sent(payload) == [payload]
    for each in ({"type": "websocket.accept"}, {"type": "websocket.send", "text": "a.py"}):
        assert sent(each) == [each]
    body = {"type": "http.response.body", "body": b"a.py"}
    assert sent(body, kind="http") == [body]
