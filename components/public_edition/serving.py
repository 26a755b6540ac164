"""The public edition at `/public/`: served from memory, to anybody, and made anew after each publication."""

import asyncio
import gzip
import logging
import mimetypes
import re
from collections.abc import Mapping
from functools import lru_cache, partial
from hashlib import sha256
from math import inf
from time import monotonic

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from components.document.assets import FOR_EVER, unless_unchanged
from components.guard.middleware import POLICY_HEADER
from components.making import make_in_process
from components.public_edition.content import names_in
from components.public_edition.edition import website_work
from components.public_edition.site_page import INDEX
from components.published import LoadedTracker, ask_store, displayed_version, without_store
from model.settings import PublicPart
from model.versions.version import StoreError, StoreErrorCode
from reports.reproducible import unzip_files
from store.store import Store

PREFIX = "/public/"
# How often the store is asked for a newer version.
_ASK_SECONDS = 2
# How long a request waits for an edition, and how long none is made after one failed.
_PATIENCE, _RETRY_SECONDS = 20, 60
_MOST_VERSIONS = 4
_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors *"
)
# The address of a file of a version; any other is of the current one.
_OF_VERSION = re.compile("v/([0-9]{1,8})/(.*)", re.DOTALL)
_TEXTS = (".html", ".css", ".js", ".json", ".csv", ".svg", ".xml", ".ics", ".txt")
_LOGGER = logging.getLogger("cynnydd.public")


# The answers to a request for each file: with it as it is, and for whoever takes gzip.
_Files = Mapping[str, tuple[Response, Response]]


class PublicMiddleware:
    """Answer requests below `/public/` where the operator turned it on; pass on every other."""

    def __init__(self, app: ASGIApp, *, parts: frozenset[PublicPart] | None, base_path: str = "") -> None:
        """Serve what is public; `parts` are the private parts that are in it, None serves nothing."""
        self.app = app
        self._is_on, self._parts = parts is not None, parts or frozenset()
        self._prefix = f"{base_path.rstrip('/')}{PREFIX}"
        self._editions: dict[str, asyncio.Task[_Files]] = {}  # done, or under way
        self._current: _Files | None = None
        self._asked = -inf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        is_ours = self._is_on and scope["type"] == "http" and scope["path"].startswith(self._prefix[:-1])
        if not is_ours or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        if not scope["path"].startswith(self._prefix):
            await RedirectResponse(self._prefix, 308)(scope, receive, send)
            return
        response = await self._answer(scope, scope["path"].removeprefix(self._prefix))
        await response(scope, receive, send)

    async def _answer(self, scope: Scope, path: str) -> Response:
        number, path = (int(found[1]), found[2]) if (found := _OF_VERSION.fullmatch(path)) else (None, path)
        files = await self._edition(number)
        if files is None:
            later = {"Retry-After": "5"}
            return PlainTextResponse("This website is being made. Try again in some seconds.", 503, later)
        if not files:
            return PlainTextResponse("There is no such website here, or not yet.", 404, {"Cache-Control": "no-store"})
        file = files.get(f"{path}{INDEX}" if path == "" or path.endswith("/") else path)
        if file is None and f"{path}/{INDEX}" in files:
            return RedirectResponse(f"{scope['path']}/", 308)
        if file is None:
            return PlainTextResponse("There is no such page.", 404)
        headers = Headers(scope=scope)
        plain, packed = file
        return unless_unchanged(headers, packed if "gzip" in headers.get("accept-encoding", "") else plain)

    async def _edition(self, number: int | None) -> _Files | None:
        """Return the files of a version, by default the newest that may be shown; none where it may not.

        An earlier edition while a newer one is made; None without one.
        """
        if number is not None:
            return await self._files(number, timeout=_PATIENCE)
        if monotonic() - self._asked > _ASK_SECONDS:
            self._asked = monotonic()
            files = await self._files(None, timeout=0 if self._current else _PATIENCE)
            self._current = files if files is not None else self._current
        return self._current

    async def _files(self, number: int | None, *, timeout: float) -> _Files | None:
        """Return the files of a version, made once for all who wait for them.

        None where they are not ready in time, or the store does not answer.
        """
        try:
            loaded = await run_in_threadpool(_shown, number, self._parts)
        except StoreError:
            return None
        if loaded is None or loaded.version is None:
            return {}
        mark = loaded.version.mark
        if (edition := self._editions.get(mark)) is None:
            edition = asyncio.ensure_future(run_in_threadpool(_files_of, loaded, self._parts))
            edition.add_done_callback(partial(self._end, mark))
            self._editions[mark] = edition
        if not edition.done():
            await asyncio.wait({edition}, timeout=timeout)
        return edition.result() if _is_made(edition) else None

    def _end(self, mark: str, edition: "asyncio.Task[_Files]") -> None:
        """Delete the oldest edition beyond the limit; log that one could not be made, and try it after a minute.

        What is under way or failed does not count, and stays: nobody can have it made again and again.
        """
        if edition.cancelled():
            return
        if (error := edition.exception()) is not None:
            _LOGGER.error("The public website could not be made.", exc_info=error)
            edition.get_loop().call_later(_RETRY_SECONDS, lambda: self._editions.pop(mark, None))
            return
        self._editions[mark] = self._editions.pop(mark)  # the last that was made
        for oldest in [each for each, other in self._editions.items() if _is_made(other)][:-_MOST_VERSIONS]:
            del self._editions[oldest]


def _is_made(edition: "asyncio.Task[_Files]") -> bool:
    return edition.done() and not edition.cancelled() and edition.exception() is None


def _shown(number: int | None, parts: frozenset[PublicPart]) -> LoadedTracker | None:
    """Return a version, by default the newest whose names of people were all accepted; None where they were not.

    A workbook that is shown without a store has no trail on which somebody accepted anything.
    """
    if without_store():
        return None
    try:
        accepted, names = ask_store(Store.accepted_as_public)
        for each in [number] if number is not None else [None, *accepted]:
            loaded = displayed_version(each).loaded
            missing = {name.digest for name in names_in(loaded, parts)} - names
            if accepted and not missing and loaded.version is not None:
                return loaded
            _warn(loaded.number or 0, len(missing))
    except StoreError as fault:
        if fault.code is not StoreErrorCode.UNKNOWN_VERSION:
            raise
    return None


@lru_cache(maxsize=_MOST_VERSIONS)
def _warn(number: int, names: int) -> None:
    """Tell the operator, once, that a version is not shown."""
    text = "Version %d is not shown at %s: accept on the page Versions what may be names of people (%d)."
    _LOGGER.warning(text, number, PREFIX, names)


def _files_of(loaded: LoadedTracker, parts: frozenset[PublicPart]) -> _Files:
    """Return the files of a version, made in a process of their own. Raises MakingError."""
    zipped = make_in_process(website_work(loaded, parts))
    return {path: _prepared(path, content) for path, content in unzip_files(zipped).items()}


def _prepared(path: str, content: bytes) -> tuple[Response, Response]:
    kind = "application/atom+xml" if path.endswith("feed.xml") else mimetypes.guess_type(path)[0] or "text/plain"
    tag, caching = sha256(content).hexdigest()[:20], FOR_EVER if path.startswith("assets/") else "public, max-age=60"
    headers = {"ETag": f'"{tag}"', "Cache-Control": caching, "Vary": "Accept-Encoding", POLICY_HEADER: _POLICY}
    if not path.endswith(_TEXTS):
        return (response := Response(content, headers=headers, media_type=kind)), response
    kind, compressed = f"{kind}; charset=utf-8", gzip.compress(content, 9, mtime=0)
    packed = Response(compressed, headers={**headers, "Content-Encoding": "gzip"}, media_type=kind)
    return Response(content, headers=headers, media_type=kind), packed
