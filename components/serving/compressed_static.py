"""The platform's scripts and styles, sent compressed."""

import re
from asyncio import shield, wrap_future
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.serving.compressed_files import CompressedFiles, environment_folder
from components.serving.encoding import accepts_gzip, lasting_response

_HASHED_NAME = re.compile(r"(js|css)/([\w.-]+\.[\w-]{8}\.\1)", re.ASCII)
_KINDS = ("js", "css")


class CompressedStaticMiddleware:
    """Answer requests for the platform's scripts and styles with files that are compressed once.

    The platform sends them as they are, because to compress them anew for each reader would cost more than it saves.
    Everything else passes: other files, a browser that takes no gzip, and a request for a range.
    """

    def __init__(self, app: ASGIApp, *, folder: Path | None = None, cache: Path | None = None) -> None:
        """Serve `folder`, by default the platform's; the default of `cache` is in the virtual environment."""
        self.app = app
        static = folder or Path(st.__file__).parent / "static" / "static"
        self._prefix = f"/{st.get_option('server.baseUrlPath').strip('/')}/static/".replace("//", "/")
        self._files = {
            kind: CompressedFiles(static / kind, cache or environment_folder())
            for kind in _KINDS
            if (static / kind).is_dir()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a script or a style; pass on any other."""
        found = self._requested(scope)
        if found is None:
            await self.app(scope, receive, send)
        elif not accepts_gzip(headers := Headers(scope=scope)):
            await self.app(scope, receive, _VarySender(send))
        else:
            kind, name = found
            content = await shield(wrap_future(self._files[kind].content(name)))
            response = lasting_response(headers, content, name=name, method=scope["method"], compressed=True)
            await response(scope, receive, send)

    def _requested(self, scope: Scope) -> tuple[str, str] | None:
        """Return the kind and the name of the file that is requested; None if it is none of these."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return None
        prefix, path = scope.get("root_path", "") + self._prefix, scope["path"]
        match = _HASHED_NAME.fullmatch(path.removeprefix(prefix)) if path.startswith(prefix) else None
        if match is None or match[2] not in self._files.get(match[1], ()):
            return None
        return match[1], match[2]


class _VarySender:
    """Send the platform's response, and say that it depends on the encodings that the browser takes."""

    def __init__(self, send: Send) -> None:
        self.send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await self.send(message)
