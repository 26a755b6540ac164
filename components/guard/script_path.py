"""The path of the program, which the platform would send to each browser."""

from pathlib import PurePath

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class ScriptPathMiddleware:
    """Send the name of the program's script in place of its path, which says who runs it and where.

    The name is as long as the path, with strokes before it: so the message stays whole, and need not be understood.
    """

    def __init__(self, app: ASGIApp, *, script: PurePath) -> None:
        self.app = app
        self._path = str(script).encode()
        self._name = script.name.encode().rjust(len(self._path), b"/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on an event; the messages of a websocket lose the path."""

        async def send_without_path(message: Message) -> None:
            payload = message.get("bytes")
            await send({**message, "bytes": payload.replace(self._path, self._name)} if payload else message)

        await self.app(scope, receive, send_without_path if scope["type"] == "websocket" else send)
