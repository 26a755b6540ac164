"""The headers of every answer that tell a browser to be strict."""

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Scope, Send

from components.guard.content_policy import NOTHING, set_policy

STRICT_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Headers of every answer. A page may still write to the clipboard: its link is copied with a press of a button."""
ONLY_ENCRYPTED = {"Strict-Transport-Security": "max-age=31536000"}
"""A header of every answer over TLS: without TLS browsers ignore it."""


class StrictSender:
    """Send the messages of one response, with strict headers where it has none of the same name.

    What does not say how it may be cached, such as a download, is stored nowhere. Over TLS each cookie is for TLS
    alone: the platform leaves that out.
    """

    def __init__(self, scope: Scope, send: Send, *, encrypted: bool = False) -> None:
        self.send = send
        self.encrypted = encrypted or scope["scheme"] in ("https", "wss")
        self.headers = STRICT_HEADERS | (ONLY_ENCRYPTED if self.encrypted else {})

    async def __call__(self, message: Message) -> None:
        """Send a message."""
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            message = {**message, "headers": list(message.get("headers", []))}
            headers = MutableHeaders(scope=message)
            for name, value in self.headers.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
            set_policy(message, NOTHING)
            if self.encrypted:
                message["headers"] = [_encrypted_cookie(*header) for header in message["headers"]]
        await self.send(message)


def _encrypted_cookie(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    if name.lower() == b"set-cookie" and b"; secure" not in value.lower():
        return name, value + b"; Secure"
    return name, value
