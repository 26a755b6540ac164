"""The guard before every answer: hosts, sizes, times, headers and the content policy."""

import asyncio
import base64
import hashlib
import logging
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address, ip_network
from pathlib import PurePath
from time import monotonic

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.guard import refusal
from components.inner_platform.sessions import PlatformUploads, seconds_of_waiting
from model.access import Access, AccessSettings
from model.settings import ADDRESS

_LOGGER = logging.getLogger("cynnydd.start")
# Where the platform has files for whoever knows the address. No page puts one there; its own are `/static/media/`.
_MEDIA = re.compile(r"(?<!/static)/media/")
POLICY_HEADER = "Content-Security-Policy"
# The policy of what is no page: nothing is loaded for it and nothing shows it in a frame.
NOTHING = "default-src 'none'; frame-ancestors 'none'"
# Headers of every answer. A page may still write to the clipboard: its link is copied with a press of a button.
STRICT_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# What does not say how it may be cached, such as a download, is stored nowhere.
_DEFAULTS = {**STRICT_HEADERS, "Cache-Control": "no-store", POLICY_HEADER: NOTHING}
# A header of every answer over TLS: without TLS browsers ignore it.
ONLY_ENCRYPTED = {"Strict-Transport-Security": "max-age=31536000"}
# From the first that is read of the content to its end; an upload of 10 MiB takes 3 megabits a second.
LONGEST_SECONDS = 30.0
# Of an address, which a whole office may have, and of somebody who signed in: each of their tabs has one.
MOST_WEBSOCKETS, MOST_WEBSOCKETS_OF_ONE = 500, 60
# The most bytes of a message of a websocket, unpacked: all values of a page are far below that.
LARGEST_MESSAGE = 2**20
# What one session may have uploaded at a time. The platform limits each file, and takes any number of files.
SESSION_BYTES = refusal.LARGEST_UPLOAD_MEBIBYTES * 2**20
# What all sessions together may have uploaded at a time.
TOTAL_BYTES = 10 * SESSION_BYTES
UPLOADS = "/_stcore/upload_file/"
# The policy of a page. The platform loads the script of a component from a `blob:` address and styles what it draws in
# the elements themselves; its reader of messages compiles WebAssembly; Plotly makes the picture of a chart at a `blob:`
# address. Scripts in the document run by their digest alone.
_PAGE = (
    "default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class GuardMiddleware:
    """Refuse what is not addressed to the dashboard, and what may come from others; pass on everything else.

    Every answer gets strict headers. The guard reads headers alone, so that nothing of what is refused reaches a
    page, a feed, the platform or the store. Where a door is open when the server starts, it does not start.

    Attributes:
        hosts: names by which the dashboard is known besides those of this computer.
    """

    app: ASGIApp
    hosts: frozenset[str] = frozenset()
    settings: AccessSettings = refusal.LOCAL
    address: str = ADDRESS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on an event, or refuse it."""
        if scope["type"] == "lifespan":
            await self._start(scope, receive, send)
            return
        if (refused := self._refusal(scope)) is None:
            try:
                scope = behind_proxies(scope, self.settings.proxies)
            except ValueError:
                refused = 400, refusal.Reason.PROXY_NOT_TRUSTED
        strict = _strict_sender(send, encrypted=self._is_encrypted(scope))
        if refused is not None:
            await refusal.refuse(scope, receive, strict, status=refused[0], reason=refused[1])
        else:
            await self.app(scope, receive, strict if scope["type"] == "http" else send)

    async def _start(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not (faults := refusal.start_faults(self.address, self.hosts, self.settings)):
            await self.app(scope, receive, send)
            return
        await receive()
        for fault in faults:
            _LOGGER.error("Cynnydd does not start: %s", fault)
        await send({"type": "lifespan.startup.failed", "message": ""})

    def _refusal(self, scope: Scope) -> tuple[int, refusal.Reason] | None:
        if not refusal.is_known_host(scope, refusal.LOOPBACK | self.hosts | {self.settings.host}):
            return 400, refusal.Reason.UNKNOWN_HOST
        if _MEDIA.search(scope["path"]):
            return 404, refusal.Reason.OF_ANOTHER_SIGN_IN
        is_local = self.settings.access is Access.LOCAL
        if is_local and (refusal.arrives_from_network(scope) or refusal.comes_through_proxy(scope)):
            return 400, refusal.Reason.OPEN_TO_OTHERS
        is_foreign = refusal.is_foreign_origin(scope, encrypted=self._is_encrypted(scope))
        return (403, refusal.Reason.FOREIGN_ORIGIN) if is_foreign else None

    def _is_encrypted(self, scope: Scope) -> bool:
        return self.settings.is_encrypted or scope["scheme"] in ("https", "wss")


def behind_proxies(scope: Scope, proxies: tuple[str, ...]) -> Scope:
    """Return a request as the proxy in front says that it came: with the visitor's address and scheme.

    The addresses are read from the last, which the nearest proxy wrote, to the first that is no proxy's: what a
    visitor writes is never reached. The web server has done so already for a proxy on this computer.
    Raises ValueError where a proxy is not known.
    """
    if not refusal.comes_through_proxy(scope):
        return scope
    headers = Headers(scope=scope)
    hops = [part.strip() for part in ",".join(headers.getlist("x-forwarded-for")).split(",") if part.strip()]
    client = scope.get("client") or ("", 0)
    is_done = client[0] in hops and _is_proxy("127.0.0.1", proxies)
    if not is_done and not _is_proxy(client[0], proxies):
        raise ValueError
    visitor = next((hop for hop in reversed(hops) if not _is_proxy(hop, proxies)), client[0])
    scheme = scope["scheme"]
    if ",".join(headers.getlist("x-forwarded-proto")).lower() == "https":
        scheme = "wss" if scope["type"] == "websocket" else "https"
    return {**scope, "client": (visitor, client[1]), "scheme": scheme}


@lru_cache(maxsize=1_000)
def _is_proxy(address: str, proxies: tuple[str, ...]) -> bool:
    """Return whether an address is that of a known proxy."""
    try:
        return any(ip_address(address) in ip_network(network) for network in proxies)
    except ValueError:
        return False


def _strict_sender(send: Send, *, encrypted: bool) -> Send:
    """Return a function that sends a response with strict headers where it has none of the same name.

    Over TLS each cookie is for TLS alone: the platform leaves that out.
    """

    async def send_strictly(message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            message = {"headers": [], **message}
            headers = MutableHeaders(scope=message)
            for name, value in (_DEFAULTS | (ONLY_ENCRYPTED if encrypted else {})).items():
                headers.setdefault(name, value)
            if encrypted:
                message["headers"] = [(name, _encrypted_value(name, value)) for name, value in headers.raw]
        await send(message)

    return send_strictly


def _encrypted_value(name: bytes, value: bytes) -> bytes:
    is_open = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return value + b"; Secure" if is_open else value


class SlowBodyMiddleware:
    """Cut off a request whose content does not come in time: somebody could open many and finish none."""

    def __init__(self, app: ASGIApp, *, seconds: float = LONGEST_SECONDS) -> None:
        self.app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on an event; answer a request that is too slow with 408."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        deadline, is_complete = 0.0, False

        async def receive_in_time() -> Message:
            nonlocal deadline, is_complete
            if is_complete:  # wait as long as it takes
                return await receive()
            deadline = deadline or monotonic() + self._seconds
            try:
                message = await asyncio.wait_for(receive(), max(deadline - monotonic(), 0))
            except TimeoutError as error:
                raise _TooSlowError from error
            is_complete = not message.get("more_body", False)
            return message

        try:
            await self.app(scope, receive_in_time, send)
        except _TooSlowError:
            await refusal.refuse(scope, receive, send, status=408, reason=refusal.Reason.TOO_SLOW)


class _TooSlowError(Exception):
    """The content of a request did not come in time."""


class UploadLimitMiddleware:
    """Refuse an upload that would be more than a session, or all of them together, may have.

    An upload names its size and counts from its beginning. The files of a session go when the platform no longer waits
    for its return; the platform itself leaves them to the garbage collector.
    """

    def __init__(self, app: ASGIApp, *, uploads: PlatformUploads) -> None:
        self.app = app
        self._uploads = uploads
        self._under_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on an upload that there is room for, and everything that is none."""
        if scope["type"] == "websocket":
            try:
                await self.app(scope, receive, send)
            finally:
                self._uploads.release_closed()
                asyncio.get_running_loop().call_later(seconds_of_waiting() + 1, self._uploads.release_closed)
        elif scope["type"] == "http" and scope["method"] not in ("GET", "HEAD") and UPLOADS in scope["path"]:
            await self._upload(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        session, headers = scope["path"].partition(UPLOADS)[2].partition("/")[0], Headers(scope=scope)
        text = headers.get("content-length", "0")
        is_known = "transfer-encoding" not in headers and text.isascii() and text.isdigit()
        size = int(text) if is_known else 0
        if refused := self._refusal(session, size) if is_known else (411, refusal.Reason.UPLOAD_TOO_LARGE):
            await refusal.refuse(scope, receive, send, status=refused[0], reason=refused[1])
            return
        self._under_way[session] += size
        try:
            await self.app(scope, receive, send)
        finally:
            self._under_way[session] -= size
            self._under_way += Counter()  # drop sessions without any

    def _refusal(self, session: str, size: int) -> tuple[int, refusal.Reason] | None:
        self._uploads.release_closed()
        sizes = self._uploads.sizes()
        if sizes.get(session, 0) + self._under_way[session] + size > SESSION_BYTES:
            return 413, refusal.Reason.UPLOAD_TOO_LARGE
        total = sum(sizes.values()) + sum(self._under_way.values()) + size
        return (503, refusal.Reason.UPLOADS_FULL) if total > TOTAL_BYTES else None


class WebsocketLimitMiddleware:
    """Refuse the websocket of somebody who has too many open; each is a session with its own memory.

    Whoever signed in is known by that, from whatever address; anybody else by the address.
    """

    def __init__(self, app: ASGIApp, *, most: int = MOST_WEBSOCKETS, most_of_one: int = MOST_WEBSOCKETS_OF_ONE) -> None:
        self.app = app
        self._most, self._most_of_one = most, most_of_one
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on an event; refuse a websocket too many with 429."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        identity = scope["actor"].identity if "actor" in scope else ""
        owner = identity or refusal.visitor_address(scope)
        if self._open[owner] >= (self._most_of_one if identity else self._most):
            await refusal.refuse(scope, receive, send, status=429, reason=refusal.Reason.TOO_MANY_WEBSOCKETS)
            return
        self._open[owner] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._open[owner] -= 1
            self._open += Counter()  # drop owners without any


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


def page_policy(document: str) -> str:
    """Return the policy of a page: the scripts in its document are allowed by the digest of their text."""
    return _PAGE.format(hashes=" ".join(map(policy_digest, _INLINE_SCRIPT.findall(document))))


def policy_digest(text: str) -> str:
    """Return what allows a script or style with this text in a policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
