"""The path of the program, which the platform would send to each browser."""

from pathlib import PurePath

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_MARK = b".py"
"""Only a message with these letters is looked into: of what a page sends, hardly any has them."""


class ScriptPathMiddleware:
    """Send the name of the program's script in place of its path, which says who runs it and where."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on an event; the messages of a websocket lose the path."""

        async def send_without_path(message: Message) -> None:
            payload = message.get("bytes")
            await send({**message, "bytes": _without_path(payload)} if payload and _MARK in payload else message)

        await self.app(scope, receive, send_without_path if scope["type"] == "websocket" else send)


def _without_path(payload: bytes) -> bytes:
    """Return a message of the platform; one that begins a run has the name of the script alone."""
    message = ForwardMsg.FromString(payload)
    if message.WhichOneof("type") != "new_session":
        return payload
    message.new_session.main_script_path = PurePath(message.new_session.main_script_path).name
    return bytes(message.SerializeToString())
