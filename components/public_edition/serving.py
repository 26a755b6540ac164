"""The public edition at `/public/`: served from memory, to anybody, and made anew after each publication."""

import asyncio
import logging
import mimetypes
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from time import monotonic

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from components.document.assets import FOR_EVER
from components.guard.middleware import POLICY_HEADER
from components.public_edition.page import INDEX
from model.store_error import StoreError

PREFIX = "/public/"
_ASK_SECONDS = 2
"""How often the store is asked for a newer version."""
_MOST_VERSIONS = 4
_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors *"
)
_TEXTS = (".html", ".css", ".js", ".json", ".csv", ".svg", ".xml", ".ics", ".txt")
_LOGGER = logging.getLogger("cynnydd.public")


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it is sent."""

    content: bytes
    tag: str
    media_type: str
    lasts: bool


class PublicMiddleware:
    """Answer requests below `/public/` where the operator turned it on; pass on every other."""

    def __init__(self, app: ASGIApp, *, parts: frozenset[str] | None, base_path: str = "") -> None:
        """Serve what is public; `parts` are the private parts that are in it, None serves nothing."""
        self.app = app
        self._parts = parts
        self._prefix = f"{base_path.rstrip('/')}{PREFIX}"
        self._editions: OrderedDict[int | None, Mapping[str, _File]] = OrderedDict()
        self._current: int | None = None
        self._asked = float("-inf")
        self._making: dict[int | None, asyncio.Task[None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        is_ours = self._parts is not None and scope["type"] == "http" and scope["path"].startswith(self._prefix[:-1])
        if not is_ours or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        if not scope["path"].startswith(self._prefix):
            await RedirectResponse(self._prefix, 308)(scope, receive, send)
            return
        response = await self._answer(scope, scope["path"].removeprefix(self._prefix))
        await response(scope, receive, send)

    async def _answer(self, scope: Scope, path: str) -> Response:
        number, path = _version_of(path)
        files = await self._edition(number)
        if files is None:
            return PlainTextResponse(
                "This website is being made. Try again in some seconds.", 503, {"Retry-After": "5"}
            )
        name = f"{path}{INDEX}" if path == "" or path.endswith("/") else path
        file = files.get(name)
        if file is None and f"{path}/{INDEX}" in files:
            return RedirectResponse(f"{scope['path']}/", 308)
        if file is None:
            return PlainTextResponse("There is no such page.", 404)
        return _response(file, Headers(scope=scope), scope["method"])

    async def _edition(self, number: int | None) -> Mapping[str, _File] | None:
        """Return the files of a version, by default the current one; an earlier edition while a newer one is made."""
        if number is not None:
            if number not in self._editions:
                await self._make(number)
            return self._editions.get(number)
        if monotonic() - self._asked > _ASK_SECONDS:
            self._asked = monotonic()
            newest = await run_in_threadpool(_current_number)
            if newest not in self._editions:
                making = asyncio.ensure_future(self._make(newest))
                if self._current not in self._editions:
                    await asyncio.wait({making}, timeout=20)
            self._current = newest if newest in self._editions else self._current
        return self._editions.get(self._current)

    async def _make(self, number: int | None) -> None:
        """Make the edition of a version, once for all who wait for it."""
        if number not in self._making:
            self._making[number] = asyncio.ensure_future(self._made(number))
        await asyncio.shield(self._making[number])

    async def _made(self, number: int | None) -> None:
        try:
            self._editions[number] = await run_in_threadpool(partial(_files_of, number, self._parts or frozenset()))
            while len(self._editions) > _MOST_VERSIONS:
                self._editions.popitem(last=False)
        except Exception:
            _LOGGER.exception("The public website could not be made.")
        finally:
            del self._making[number]


def _version_of(path: str) -> tuple[int | None, str]:
    """Return the version that an address below `v/` names, and the rest; None for the current one."""
    parts = path.split("/", 2)
    if len(parts) == 3 and parts[0] == "v" and parts[1].isascii() and parts[1].isdecimal() and len(parts[1]) < 9:
        return int(parts[1]), parts[2]
    return None, path


def _current_number() -> int | None:
    """Return the number of the current version; None where a workbook is shown without a store, or it fails."""
    from components.health import current_version  # noqa: PLC0415 - pandas and more

    return current_version() or None


def _files_of(number: int | None, parts: frozenset[str]) -> Mapping[str, _File]:
    """Return the files of a version, made in a process of their own. A version that does not exist has none."""
    # the pages, which no request without a public website needs
    from components.downloads import office_on_papers  # noqa: PLC0415
    from components.making.process import make_in_process  # noqa: PLC0415
    from components.public_edition.content import PublicOptions, PublicPart  # noqa: PLC0415
    from components.public_edition.edition import website_zip  # noqa: PLC0415
    from components.published import displayed_version  # noqa: PLC0415
    from components.session.view import today  # noqa: PLC0415
    from reports.reproducible import unzip_files  # noqa: PLC0415

    try:
        loaded = displayed_version(number).loaded
    except StoreError:
        return {}
    chosen = frozenset(each for each in PublicPart if each.value in parts)
    options = PublicOptions(chosen, office=office_on_papers(loaded), day=today())
    zipped = make_in_process(partial(website_zip, loaded.reading, loaded.tracker, loaded.version, options))
    return {path: _prepared(path, content) for path, content in unzip_files(zipped).items()}


def _prepared(path: str, content: bytes) -> _File:
    is_text = path.endswith(_TEXTS)
    kind = "application/atom+xml" if path.endswith("feed.xml") else mimetypes.guess_type(path)[0] or "text/plain"
    return _File(
        content,
        f'"{sha256(content).hexdigest()[:20]}"',
        f"{kind}; charset=utf-8" if is_text else kind,
        lasts=path.startswith("assets/") and path != "assets/search.js",
    )


def _response(file: _File, headers: Headers, method: str) -> Response:
    sent = {
        "ETag": file.tag,
        "Cache-Control": FOR_EVER if file.lasts else "public, max-age=60",
        "X-Content-Type-Options": "nosniff",
        POLICY_HEADER: _POLICY,
    }
    if file.tag in headers.get("if-none-match", ""):
        return Response(status_code=304, headers=sent)
    content = file.content
    if method == "HEAD":
        sent["Content-Length"], content = str(len(content)), b""
    return Response(content, headers=sent, media_type=file.media_type)
