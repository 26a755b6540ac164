"""The path of the program leaves it with no message; all else is sent as it is."""

from pathlib import PurePosixPath

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.guard.middleware import ScriptPathMiddleware
from tests.support.asgi import run_on_thread

SCRIPT = PurePosixPath("/home/somebody/cynnydd/components/frame.py")


def sent(message, *, kind="websocket"):
    """Return what arrives of a message that an application sends."""
    arrived = []

    async def application(_scope, _receive, send):
        await send(message)

    async def send(each):
        arrived.append(each)

    async def receive():
        return {}

    run_on_thread(ScriptPathMiddleware(application, script=SCRIPT)({"type": kind}, receive, send))
    return arrived


def test_the_message_that_begins_a_run_has_the_name_of_the_script():
    message = ForwardMsg()
    message.new_session.main_script_path = str(SCRIPT)
    message.new_session.page_script_hash = "abc"
    [arrived] = sent({"type": "websocket.send", "bytes": message.SerializeToString()})
    found = ForwardMsg.FromString(arrived["bytes"])
    assert found.new_session.main_script_path.lstrip("/") == "frame.py"
    message.new_session.main_script_path = found.new_session.main_script_path
    assert found == message


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ({"type": "websocket.send", "bytes": b"/home/somebody/a.py"}, "websocket"),
        ({"type": "websocket.accept"}, "websocket"),
        ({"type": "websocket.send", "text": "a.py"}, "websocket"),
        ({"type": "http.response.body", "body": str(SCRIPT).encode()}, "http"),
    ],
)
def test_every_other_event_is_left_as_it_is(message, kind):
    assert sent(message, kind=kind) == [message]
