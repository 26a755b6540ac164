"""The answer to a request that the guard refuses: a status, and a sentence in both languages."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from html import escape
from time import monotonic

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from components.telemetry import REFUSALS
from model.language import Language
from wording.catalogue import Translator, translator

Reason = Callable[[Translator], str]
"""Returns the sentence that says why a request is refused."""
LONGEST_SECONDS, LONGEST_PAUSE_SECONDS = 30.0, 5.0
MOST_BYTES = 32 * 2**20
"""The largest content that the proxies of deploy/ let through, with room for what surrounds the file."""


def unknown_host(_: Translator) -> str:
    """Say that the name in the address is none of the dashboard's."""
    return _(
        "This dashboard does not know the name in the address. Open it by the address that you were sent; whoever runs "
        "it can make a further name known with the setting {setting}.",
        setting="CYNNYDD_HOSTS",
    )


def foreign_origin(_: Translator) -> str:
    """Say that a request came from another website."""
    return _("This request came from another website. Only pages of the dashboard itself may send it.")


def open_to_others(_: Translator) -> str:
    """Say that somebody other than the person at this computer may have sent a request."""
    return _(
        "This dashboard may only be opened on the computer that runs it, and this request came over a network or "
        "through a proxy. Nobody has to sign in, so whoever can reach it could change what is published."
    )


def proxy_not_trusted(_: Translator) -> str:
    """Say that a proxy forwarded a request that is not known."""
    return _(
        "A proxy forwarded this request, and the dashboard does not know it. Whoever runs the dashboard names it in "
        "the setting {setting}.",
        setting="CYNNYDD_TRUSTED_PROXIES",
    )


def not_signed_in(_: Translator) -> str:
    """Say that somebody has not signed in, or no longer is."""
    return _("Sign in first. Open the dashboard again to do so.")


def too_many_sign_ins(_: Translator) -> str:
    """Say that an address began too many sign-ins."""
    return _("Too many people sign in from this address at present. Try again in a minute.")


def role_too_low(_: Translator) -> str:
    """Say that somebody may not do this."""
    return _("You may not do this. An administrator of the dashboard can give you the role that it needs.")


def of_another_sign_in(_: Translator) -> str:
    """Say that a file belongs to somebody else."""
    return _("This file was made for somebody else, or for an earlier sign-in. Make it again on its page.")


def roles_unknown(_: Translator) -> str:
    """Say that the role of somebody cannot be read."""
    return _("Your role cannot be read at present, as the database does not answer. Try again in a minute.")


def upload_too_large(_: Translator) -> str:
    """Say that a session may not upload more."""
    return _("This is more than may be uploaded in one session. Reload the page, and upload one workbook.")


def uploads_full(_: Translator) -> str:
    """Say that all sessions together may not upload more at present."""
    return _("Others are uploading, and there is no room for this file. Try again in a few minutes.")


def too_slow(_: Translator) -> str:
    """Say that the content of a request did not come in time."""
    return _("The file took too long to arrive. Try again, with a faster connection.")


def too_many_websockets(_: Translator) -> str:
    """Say that an address has too many pages open."""
    return _("Too many pages of this dashboard are open at this address. Close some, and reload the page.")


async def refuse(scope: Scope, receive: Receive, send: Send, *, status: int, reason: Reason) -> None:
    """Refuse an HTTP request or a websocket; a browser that opens a page is shown one.

    What a request still sends is read away within limits.
    """
    REFUSALS.labels(reason.__name__).inc()
    sentences = {language.value: reason(translator(language)) for language in Language}
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
