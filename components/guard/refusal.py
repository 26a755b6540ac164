"""The answer to a request that the guard refuses: a status, and a sentence in both languages."""

import asyncio
from contextlib import suppress
from enum import StrEnum
from html import escape
from time import monotonic

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from components.telemetry import REFUSALS
from model.language import Language
from wording.catalogue import Translator, translator
from wording.sentences import label

LONGEST_SECONDS, LONGEST_PAUSE_SECONDS = 30.0, 5.0
MOST_BYTES = 32 * 2**20
"""The largest content that the proxies of deploy/ let through, with room for what surrounds the file."""


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


_SETTINGS = {Reason.UNKNOWN_HOST: "CYNNYDD_HOSTS", Reason.PROXY_NOT_TRUSTED: "CYNNYDD_TRUSTED_PROXIES"}
"""The setting that a sentence names."""


def refusal_text(reason: Reason, _: Translator) -> str:
    """Return the sentence that says why a request is refused."""
    return label("refusal", reason, _, setting=_SETTINGS.get(reason, ""))


async def refuse(scope: Scope, receive: Receive, send: Send, *, status: int, reason: Reason) -> None:
    """Refuse an HTTP request or a websocket; a browser that opens a page is shown one.

    What a request still sends is read away within limits.
    """
    REFUSALS.labels(reason.value).inc()
    sentences = {language.value: refusal_text(reason, translator(language)) for language in Language}
    wants_page = any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])
    content = _page(sentences) if wants_page else "\n".join(sentences.values()) + "\n"
    kind = "text/html" if wants_page else "text/plain"
    headers = {"Cache-Control": "no-store", "Connection": "close"}
    if scope["type"] == "websocket" and "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
    elif scope["type"] == "websocket":
        await Response(content, status, headers, kind)(scope, receive, send)
    else:
        await _answer_and_drain(Response(content, status, headers, kind), scope, receive, send)


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
    with suppress(TimeoutError):
        await _drain(receive, until=monotonic() + LONGEST_SECONDS)
    await send({"type": "http.response.body"})


async def _drain(receive: Receive, *, until: float) -> None:
    """Receive content and forget it. Raises TimeoutError where it pauses too long, or takes too long in all."""
    size, is_complete = 0, False
    while not is_complete and size < MOST_BYTES:
        message = await asyncio.wait_for(receive(), min(LONGEST_PAUSE_SECONDS, max(until - monotonic(), 0)))
        size += len(message.get("body", b""))
        is_complete = not message.get("more_body", False)
