"""The guard before every answer: from whom a request comes, hosts, sizes, times, headers, the content policy."""

import asyncio
import base64
import hashlib
import logging
import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from html import escape
from ipaddress import ip_address, ip_network
from pathlib import PurePath
from time import monotonic

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.inner_platform.sessions import PlatformUploads, seconds_of_waiting
from components.telemetry import REFUSALS
from model.access import Access, AccessSettings
from model.settings import ADDRESS
from model.terms import Language
from wording.catalogue import Translator, label, translator

# From the first byte of the content to its end (10 MiB take 3 megabits a second), and between two of them.
LONGEST_SECONDS, LONGEST_PAUSE_SECONDS = 30.0, 5.0
# The largest content that the proxies of deploy/ let through, with room for what surrounds the file.
MOST_BYTES = 32 * 2**20


class Reason(StrEnum):
    """Why a request is refused: the code of its sentence in `wording/labels.toml`, and of its counter."""

    UNKNOWN_HOST = "unknown_host"
    FOREIGN_ORIGIN = "foreign_origin"
    OPEN_TO_OTHERS = "open_to_others"
    PROXY_NOT_TRUSTED = "proxy_not_trusted"
    NOT_SIGNED_IN = "not_signed_in"
    TOO_MANY_SIGN_INS = "too_many_sign_ins"
    ROLE_TOO_LOW = "role_too_low"
    OF_ANOTHER_SIGN_IN = "of_another_sign_in"
    ROLES_UNKNOWN = "roles_unknown"
    UPLOAD_TOO_LARGE = "upload_too_large"
    UPLOADS_FULL = "uploads_full"
    TOO_SLOW = "too_slow"
    TOO_MANY_WEBSOCKETS = "too_many_websockets"


# The setting that a sentence names.
_SETTINGS = {Reason.UNKNOWN_HOST: "CYNNYDD_HOSTS", Reason.PROXY_NOT_TRUSTED: "CYNNYDD_TRUSTED_PROXIES"}


def refusal_text(reason: Reason, _: Translator) -> str:
    """Return the sentence that says why a request is refused."""
    return label("refusal", reason, _, setting=_SETTINGS.get(reason, ""))


async def refuse(scope: Scope, receive: Receive, send: Send, *, status: int, reason: Reason) -> None:
    """Refuse an HTTP request or a websocket; a browser that opens a page is shown one.

    What a request still sends is read away within limits.
    """
    REFUSALS.labels(reason.value).inc()
    sentences = {language.value: refusal_text(reason, translator(language)) for language in Language}
    headers = {"Cache-Control": "no-store", "Connection": "close"}
    response: Response = PlainTextResponse("\n".join(sentences.values()) + "\n", status, headers)
    if "text/html" in Headers(scope=scope).get("accept", ""):
        lines = "".join(f'<p lang="{language}">{escape(sentence)}</p>' for language, sentence in sentences.items())
        head = '<meta name="viewport" content="width=device-width"><title>Cynnydd</title>'
        page = f'<!doctype html><html lang="en"><head>{head}</head><body><main>{lines}</main></body></html>'
        response = HTMLResponse(page, status, headers)
    if scope["type"] == "http":
        await _answer_and_drain(response, scope, receive, send)
    elif "websocket.http.response" in scope.get("extensions", {}):
        await response(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1008})


async def _answer_and_drain(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Send a response at once, and end it when the content of its request was read, or was too much or too slow.

    Where a connection closes before that, whoever still sends, a browser or a proxy, loses the answer: the proxy then
    makes one of its own, 502 (RFC 9112, 9.6).
    """

    async def send_unfinished(message: Message) -> None:
        await send({**message, "more_body": True} if message["type"] == "http.response.body" else message)

    await response(scope, receive, send_unfinished)
    until, size, is_complete = monotonic() + LONGEST_SECONDS, 0, False
    with suppress(TimeoutError):
        while not is_complete and size < MOST_BYTES:
            message = await asyncio.wait_for(receive(), min(LONGEST_PAUSE_SECONDS, max(until - monotonic(), 0)))
            size += len(message.get("body", b""))
            is_complete = not message.get("more_body", False)
    await send({"type": "http.response.body"})


LARGEST_UPLOAD_MEBIBYTES = 30
LOCAL = AccessSettings()
# The values of the platform's settings with which it serves no more than the dashboard.
PLATFORM_SETTINGS: Mapping[str, object] = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "global.developmentMode": False,
    "global.e2eTest": False,
    "server.corsAllowedOrigins": [],
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.scriptHealthCheckEnabled": False,
    "server.trustedUserHeaders": {},
}
# The names of this computer, which are always known.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_NAME = r"\[[0-9a-f:.]+\]|[a-z0-9._-]+"
_HOST = re.compile(rf"({_NAME})(:[0-9]{{1,5}})?".encode(), re.IGNORECASE)


def start_faults(address: str, hosts: frozenset[str], settings: AccessSettings = LOCAL) -> list[str]:
    """Return each fault of a start as a sentence for whoever starts the server."""
    faults = [*settings.faults]
    for name, value in PLATFORM_SETTINGS.items():
        if (found := st.get_option(name)) != value:
            faults.append(f"{name} is {found!r}. Set it to {value!r}: it is a door that stays closed.")
    if (size := int(st.get_option("server.maxUploadSize"))) > LARGEST_UPLOAD_MEBIBYTES:
        faults.append(f"server.maxUploadSize is {size}. Set it to {LARGEST_UPLOAD_MEBIBYTES} or less.")
    names = "Give names alone, such as cynnydd.example, without https://, port or path."
    wrong = [name for name in sorted(hosts) if not re.fullmatch(_NAME, name, re.IGNORECASE | re.ASCII)]
    faults += [f"CYNNYDD_HOSTS has “{name}”. {names}" for name in wrong]
    if settings.access is not Access.LOCAL or is_loopback(address):
        return faults
    open_to_others = (
        f"CYNNYDD_ADDRESS is {address}, which others can reach. Nobody has to sign in to Cynnydd, so that they could "
        "publish. Set CYNNYDD_ADDRESS to 127.0.0.1, configure a sign-in as the "
        "operator guide describes, or allow reading alone with CYNNYDD_ALLOW_ANONYMOUS=readers."
    )
    return [open_to_others, *faults]


def is_known_host(scope: Scope, known: frozenset[str]) -> bool:
    """Return whether the one Host header of a request has a known name, with any port.

    A website can let its own name lead to this computer, and would then read the dashboard in the browser of whoever
    visits it (DNS rebinding). Its requests have its name as their host.
    """
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    match = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
    return match is not None and match[1].decode("ascii").lower() in known


def is_foreign_origin(scope: Scope, *, encrypted: bool = False) -> bool:
    """Return whether another website sends a message here: opens a websocket, or does more than read.

    Its own origin is the host that it names, with the same port. The platform takes every port of this computer for
    its own, and asks an address outside what the name of this computer is. A client that is no browser sends no origin.
    Where browsers come over TLS, a page without it is another website: somebody on the way may have written it.
    """
    if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
        return False
    headers = Headers(scope=scope)
    own = [f"{scheme}://{headers.get('host', '')}" for scheme in (["https"] if encrypted else ["http", "https"])]
    return any(origin not in own for origin in headers.getlist("origin"))


@lru_cache(maxsize=16)
def is_loopback(address: str) -> bool:
    """Return whether an address that a server listens on can be reached from this computer alone.

    A name is only known to be this computer's if it is `localhost`.
    """
    with suppress(ValueError):
        return address == "localhost" or ip_address(address.strip("[]")).is_loopback
    return False


def visitor_address(scope: Scope) -> str:
    """Return the network address from which a request comes; "" where it is not known."""
    return str((scope.get("client") or ("",))[0])


def comes_through_proxy(scope: Scope) -> bool:
    """Return whether a proxy forwarded a request: it then comes from somebody else than it seems to."""
    return any(name.startswith(b"x-forwarded-") or name == b"forwarded" for name, _ in scope["headers"])


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
# Of an address, which a whole office may have, and of somebody who signed in: each of their tabs has one.
MOST_WEBSOCKETS, MOST_WEBSOCKETS_OF_ONE = 500, 60
# The most bytes of a message of a websocket, unpacked: all values of a page are far below that.
LARGEST_MESSAGE = 2**20
# What one session may have uploaded at a time. The platform limits each file, and takes any number of files.
SESSION_BYTES = LARGEST_UPLOAD_MEBIBYTES * 2**20
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
    settings: AccessSettings = LOCAL
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
                refused = 400, Reason.PROXY_NOT_TRUSTED
        strict = _strict_sender(send, encrypted=self._is_encrypted(scope))
        if refused is not None:
            await refuse(scope, receive, strict, status=refused[0], reason=refused[1])
        else:
            await self.app(scope, receive, strict if scope["type"] == "http" else send)

    async def _start(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not (faults := start_faults(self.address, self.hosts, self.settings)):
            await self.app(scope, receive, send)
            return
        await receive()
        for fault in faults:
            _LOGGER.error("Cynnydd does not start: %s", fault)
        await send({"type": "lifespan.startup.failed", "message": ""})

    def _refusal(self, scope: Scope) -> tuple[int, Reason] | None:
        if not is_known_host(scope, LOOPBACK | self.hosts | {self.settings.host}):
            return 400, Reason.UNKNOWN_HOST
        if _MEDIA.search(scope["path"]):
            return 404, Reason.OF_ANOTHER_SIGN_IN
        server = scope.get("server")
        # a server other than the platform's may listen on an address that others reach, whatever the settings say
        comes_from_others = server is None or not is_loopback(server[0]) or comes_through_proxy(scope)
        if self.settings.access is Access.LOCAL and comes_from_others:
            return 400, Reason.OPEN_TO_OTHERS
        return (403, Reason.FOREIGN_ORIGIN) if is_foreign_origin(scope, encrypted=self._is_encrypted(scope)) else None

    def _is_encrypted(self, scope: Scope) -> bool:
        return self.settings.is_encrypted or scope["scheme"] in ("https", "wss")


def behind_proxies(scope: Scope, proxies: tuple[str, ...]) -> Scope:
    """Return a request as the proxy in front says that it came: with the visitor's address and scheme.

    The addresses are read from the last, which the nearest proxy wrote, to the first that is no proxy's: what a
    visitor writes is never reached. The web server has done so already for a proxy on this computer.
    Raises ValueError where a proxy is not known.
    """
    if not comes_through_proxy(scope):
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
    with suppress(ValueError):
        return any(ip_address(address) in ip_network(network) for network in proxies)
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
            for place, (header, content) in enumerate(headers.raw if encrypted else ()):
                if header.lower() == b"set-cookie" and b"; secure" not in content.lower():
                    headers.raw[place] = header, content + b"; Secure"
        await send(message)

    return send_strictly


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
            await refuse(scope, receive, send, status=408, reason=Reason.TOO_SLOW)


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
        if refused := self._refusal(session, size) if is_known else (411, Reason.UPLOAD_TOO_LARGE):
            await refuse(scope, receive, send, status=refused[0], reason=refused[1])
            return
        self._under_way[session] += size
        try:
            await self.app(scope, receive, send)
        finally:
            self._under_way[session] -= size
            self._under_way += Counter()  # drop sessions without any

    def _refusal(self, session: str, size: int) -> tuple[int, Reason] | None:
        self._uploads.release_closed()
        sizes = self._uploads.sizes()
        if sizes.get(session, 0) + self._under_way[session] + size > SESSION_BYTES:
            return 413, Reason.UPLOAD_TOO_LARGE
        total = sum(sizes.values()) + sum(self._under_way.values()) + size
        return (503, Reason.UPLOADS_FULL) if total > TOTAL_BYTES else None


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
        owner = identity or visitor_address(scope)
        if self._open[owner] >= (self._most_of_one if identity else self._most):
            await refuse(scope, receive, send, status=429, reason=Reason.TOO_MANY_WEBSOCKETS)
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
