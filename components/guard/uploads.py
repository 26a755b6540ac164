"""How much may be uploaded: by one session, and by all together."""

import asyncio
from collections.abc import Mapping
from typing import Protocol

from starlette.types import ASGIApp, Receive, Scope, Send

from components.guard.refusal import Reason, no_room_for_uploads, refuse, upload_too_large
from components.guard.start import LARGEST_UPLOAD_MEBIBYTES
from components.inner_platform.sessions import seconds_of_waiting

SESSION_BYTES = LARGEST_UPLOAD_MEBIBYTES * 2**20
"""What one session may have uploaded at a time. The platform limits each file, and takes any number of files."""
TOTAL_BYTES = 10 * SESSION_BYTES
"""What all sessions together may have uploaded at a time."""
_ENDPOINT = "/_stcore/upload_file/"


class Uploads(Protocol):
    """The uploaded files of all sessions."""

    def sizes(self) -> Mapping[str, int]:
        """Return the bytes of the uploaded files of each session."""

    def release_left(self) -> None:
        """Forget the files of each session that was closed and is not waited for any more."""


class UploadLimitMiddleware:
    """Refuse an upload that would be more than a session, or all of them together, may have.

    An upload names its size and counts from its beginning. The files of a session go when the platform no longer waits
    for its return; the platform itself leaves them to the garbage collector.
    """

    def __init__(self, app: ASGIApp, *, uploads: Uploads) -> None:
        self.app = app
        self._uploads = uploads
        self._under_way: dict[str, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on an upload that there is room for, and everything that is none."""
        if scope["type"] == "websocket":
            try:
                await self.app(scope, receive, send)
            finally:
                self._uploads.release_left()
                asyncio.get_running_loop().call_later(seconds_of_waiting() + 1, self._uploads.release_left)
        elif scope["type"] == "http" and scope["method"] not in ("GET", "HEAD") and _ENDPOINT in scope["path"]:
            await self._upload(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        session, size = scope["path"].partition(_ENDPOINT)[2].partition("/")[0], _declared_size(scope)
        if size is None:
            await refuse(scope, receive, send, status=411, reason=upload_too_large)
        elif refusal := self._refusal(session, size):
            await refuse(scope, receive, send, status=refusal[0], reason=refusal[1])
        else:
            self._under_way[session] = self._under_way.get(session, 0) + size
            try:
                await self.app(scope, receive, send)
            finally:
                self._finish(session, size)

    def _refusal(self, session: str, size: int) -> tuple[int, Reason] | None:
        self._uploads.release_left()
        sizes = self._uploads.sizes()
        if sizes.get(session, 0) + self._under_way.get(session, 0) + size > SESSION_BYTES:
            return 413, upload_too_large
        total = sum(sizes.values()) + sum(self._under_way.values()) + size
        return (503, no_room_for_uploads) if total > TOTAL_BYTES else None

    def _finish(self, session: str, size: int) -> None:
        self._under_way[session] -= size
        if not self._under_way[session]:
            del self._under_way[session]


def _declared_size(scope: Scope) -> int | None:
    """Return the size that a request names; 0 for one without content, None where the content has no size."""
    headers = dict(scope["headers"])
    if b"transfer-encoding" in headers:
        return None
    text = headers.get(b"content-length", b"0")
    return int(text) if text.isdigit() else None
