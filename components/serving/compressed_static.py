"""The platform's scripts and styles, sent compressed, and what a browser accepts."""

import gzip
import os
import re
import sys
from asyncio import shield, wrap_future
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HASHED_NAME = re.compile(r"(js|css)/([\w.-]+\.[\w-]{8}\.\1)", re.ASCII)
_KINDS = ("js", "css")
_LEVEL = 9
_THREADS = 2
_GZIP_MAGIC = b"\x1f\x8b"
FOR_EVER = "public, immutable, max-age=31536000"
"""The header `Cache-Control` of content whose address changes when it does."""
_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".png": "image/png"}
_REFUSED = re.compile(r"q=0(\.0{0,3})?")


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
            kind: _CompressedFiles(
                static / kind, cache or (Path(sys.prefix, "compressed") if sys.prefix != sys.base_prefix else None)
            )
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


class _CompressedFiles:
    """The files of a folder as gzip: compressed at the first request for each, and from then in memory and on disk.

    The names contain a digest of the content, so that what is cached under a name fits for ever. Where nothing can be
    written, each process compresses what it is asked for.
    """

    def __init__(self, folder: Path, cache: Path | None) -> None:
        """Compress files of `folder`; `cache` is the folder for compressed ones, None to write nothing."""
        self._folder = folder
        self._cache = cache
        self._names = frozenset(entry.name for entry in os.scandir(folder) if entry.is_file())
        self._contents: dict[str, Future[bytes]] = {}
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="compress")

    def __contains__(self, name: str) -> bool:
        """Return whether the folder has a file of this name."""
        return name in self._names

    def content(self, name: str) -> Future[bytes]:
        """Return the compressed content of a file, which a thread may still be making. Call it from one thread."""
        if name not in self._contents:
            self._contents[name] = self._threads.submit(self._read_or_compress, name)
        return self._contents[name]

    def _read_or_compress(self, name: str) -> bytes:
        source = self._folder / name
        found = _read_cached(self._cache / f"{name}.gz", source.stat().st_size) if self._cache else None
        if found is not None:
            return found
        content = gzip.compress(source.read_bytes(), _LEVEL, mtime=0)
        if self._cache:
            with suppress(OSError):  # a disk that is full or read-only: this process has the content in memory
                _write_whole(self._cache / f"{name}.gz", content)
        return content


def accepts_gzip(headers: Headers) -> bool:
    """Return whether a request accepts gzip: named, or by a star, and not with the weight 0 (RFC 9110, 12.5.3).

    A range is counted in the content as it is, so a request for one gets that.
    """
    weights = {}
    for offer in headers.get("accept-encoding", "").lower().split(","):
        coding, _, parameters = offer.partition(";")
        weights[coding.strip()] = parameters.replace(" ", "")
    weight = weights.get("gzip", weights.get("*"))
    return weight is not None and not _REFUSED.fullmatch(weight) and "range" not in headers


def lasting_response(request: Headers, content: bytes, *, name: str, method: str, compressed: bool) -> Response:
    """Return a script, style or font, its headers alone, or that it is unchanged. Its name contains a digest of it."""
    tag = f'"{name}-gzip"' if compressed else f'"{name}"'
    headers = {"Cache-Control": FOR_EVER, "ETag": tag, "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff"}
    if tag in [each.strip().removeprefix("W/") for each in request.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    headers |= {"Content-Length": str(len(content))} | ({"Content-Encoding": "gzip"} if compressed else {})
    media_type = _MEDIA_TYPES[PurePosixPath(name).suffix]
    return Response(b"" if method == "HEAD" else content, headers=headers, media_type=media_type)


def _read_cached(file: Path, size: int) -> bytes | None:
    """Return a compressed file from the cache; None if it is missing or not that of a content of this size."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    whole = content.startswith(_GZIP_MAGIC) and int.from_bytes(content[-4:], "little") == size
    return content if whole else None


def _write_whole(file: Path, content: bytes) -> None:
    """Write a file so that another process sees all of it or nothing."""
    file.parent.mkdir(exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, delete=False) as unfinished:
        unfinished.write(content)
    Path(unfinished.name).replace(file)
