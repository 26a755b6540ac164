"""When the dashboard does not start, from whom a request comes, and the answer to one that is refused."""

import asyncio
import re
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from functools import lru_cache
from html import escape
from ipaddress import ip_address
from time import monotonic

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from components.telemetry import REFUSALS
from model.access import Access, AccessSettings
from model.terms import Language
from wording.catalogue import Translator, label, translator

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
        response = HTMLResponse(_page(sentences), status, headers)
    if scope["type"] == "http":
        await _answer_and_drain(response, scope, receive, send)
    elif "websocket.http.response" in scope.get("extensions", {}):
        await response(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1008})


def _page(sentences: dict[str, str]) -> str:
    paragraphs = "".join(f'<p lang="{language}">{escape(sentence)}</p>' for language, sentence in sentences.items())
    head = '<meta name="viewport" content="width=device-width"><title>Cynnydd</title>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body><main>{paragraphs}</main></body></html>'


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
    try:
        return address == "localhost" or ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def visitor_address(scope: Scope) -> str:
    """Return the network address from which a request comes; "" where it is not known."""
    return str((scope.get("client") or ("",))[0])


def comes_through_proxy(scope: Scope) -> bool:
    """Return whether a proxy forwarded a request: it then comes from somebody else than it seems to."""
    return any(name.startswith(b"x-forwarded-") or name == b"forwarded" for name, _ in scope["headers"])


def arrives_from_network(scope: Scope) -> bool:
    """Return whether a request came to an address of this computer that others can reach.

    A server other than the platform's may listen on one, whatever the platform's settings say.
    """
    server = scope.get("server")
    return server is None or not is_loopback(server[0])
