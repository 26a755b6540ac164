"""The HTML document around every page, as the platform serves it, with our language, title, colours and address."""

import gzip
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.chart_library.routes import LIBRARY_PATH
from components.elements.html import HTML_MODULE
from components.guard.content_policy import page_policy, set_policy
from components.serving.encoding import accepts_gzip
from components.shell.early_scripts import early_links, early_scripts
from model.language import Language
from wording.catalogue import translator
from wording.labels.platform import platform_words

_COLOURS = ("backgroundColor", "secondaryBackgroundColor", "textColor", "primaryColor", "borderColor")
_APPEARANCES = ("light", "dark")
_HTML, _TITLE, _CHARSET = '<html lang="en">', "<title>Streamlit</title>", '<meta charset="UTF-8" />'
_END_OF_HEAD = "</head>"
_FOLDER = Path(__file__).parent
_FIRST_PAINT = (_FOLDER / "first_paint.js").read_text(encoding="utf-8")
_ENDED_SIGN_IN = (_FOLDER / "ended_sign_in.js").read_text(encoding="utf-8")
_EARLY_LIBRARY = (_FOLDER / "early_library.js").read_text(encoding="utf-8")
_PLATFORM_TEXT = (_FOLDER / "platform_text.js").read_text(encoding="utf-8")
_PAGES_WITH_CHARTS = ("", "over-time", "themes", "agencies")
_HIDDEN_UNTIL_DRAWN = '.drawing [data-testid="stMain"] { visibility: hidden; }'
_HOST = {"allowedOrigins": ["none"], "useExternalAuthToken": False}
"""Which websites may control the dashboard from around a frame: none.

The platform's own list has sixteen of its makers', and compares each message of its own with all of them, some seven a
click. With a list in the document, the browser also opens its socket without asking the server for one first.
"""
_REPLACED_HEADERS = (b"content-length", b"etag", b"last-modified")
"""Headers of the platform's file that no longer fit the document."""


class DocumentMiddleware:
    """Adapt the HTML document of every page; everything else passes unchanged.

    The document has the language of the page, the product's title, and the colours of the theme from the first frame,
    so that a dark screen does not flash white. It names the address of the server, so that a visit straight to a page
    does not look for one below that page, and that no website may control it. A page is shown when it is drawn, so that
    nothing moves after the heading. The platform's own texts are shown in the language of the page. Where the server
    ends a sign-in, its pages open anew.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, with an adapted document if the response is one."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        compressed = accepts_gzip(Headers(scope=scope))
        if b"text/html" in headers.get(b"accept", b""):
            uncompressed = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            scope = {**scope, "headers": uncompressed}
        language = _language(headers, scope["query_string"])
        await self.app(scope, receive, _DocumentSender(send, language, compressed=compressed))


class _DocumentSender:
    """Send the messages of one response; the body of a document is sent whole, after its last part came."""

    def __init__(self, send: Send, language: Language, *, compressed: bool) -> None:
        self.send = send
        self.language = language
        self.compressed = compressed
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_document(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_document(self.start)

    async def _send_document(self, start: Message) -> None:
        platform_document = self.body.decode()
        document = _document_bytes(platform_document, self.language, compressed=self.compressed) if self.body else b""
        headers = [(name, value) for name, value in start["headers"] if name.lower() not in _REPLACED_HEADERS]
        headers.append((b"vary", b"Accept-Language, Accept-Encoding"))
        if document:
            headers.append((b"content-length", str(len(document)).encode()))
        if document and self.compressed:
            headers.append((b"content-encoding", b"gzip"))
        start = {**start, "headers": headers}
        if document:
            set_policy(start, _document_policy(platform_document, self.language))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": document})


@cache
def adapted_document(document: str, language: Language) -> str:
    """Return the platform's document with our language, title, colours and address.

    Raises ValueError if it lacks a part that is replaced, as a later release of the platform may.
    """
    missing = [part for part in (_HTML, _TITLE, _CHARSET) if part not in document]
    if missing:
        raise ValueError(f"The platform's document has no {' and no '.join(missing)}.")
    scripts = (
        _platform_settings(),
        _FIRST_PAINT,
        _ENDED_SIGN_IN,
        _platform_text(),
        _early_library(),
    )
    head = (
        f"{_CHARSET}\n    <style>{_first_colours()} {_HIDDEN_UNTIL_DRAWN}</style>"
        + "\n    <script>"
        + "\n".join(scripts)
        + "</script>"
        + f'\n    <link rel="modulepreload" href="{_base_path()}{HTML_MODULE.path}">'
    )
    return (
        document.replace(_HTML, f'<html lang="{language.value}">', 1)
        .replace(_TITLE, "<title>Cynnydd</title>", 1)
        .replace(_CHARSET, head, 1)
        .replace(_END_OF_HEAD, early_links(early_scripts(document)) + _END_OF_HEAD, 1)
    )


@cache
def _document_bytes(document: str, language: Language, *, compressed: bool) -> bytes:
    """Return the adapted document as it is sent; it is compressed once for each language."""
    adapted = adapted_document(document, language).encode()
    return gzip.compress(adapted, 9, mtime=0) if compressed else adapted


@cache
def _document_policy(document: str, language: Language) -> str:
    """Return the Content-Security-Policy of the adapted document."""
    return page_policy(adapted_document(document, language))


def _is_document(start: Message) -> bool:
    headers = {name.lower(): value for name, value in start["headers"]}
    is_html = headers.get(b"content-type", b"").startswith(b"text/html")
    return start["status"] == 200 and is_html and b"content-encoding" not in headers


def _language(headers: Mapping[bytes, bytes], query_string: bytes) -> Language:
    """Return the language that the URL asks for; without one, Welsh if the browser prefers it, else English."""
    chosen = parse_qs(query_string.decode("latin-1")).get("lang", [])
    accepted = headers.get(b"accept-language", b"").decode("latin-1")
    preferred = chosen[0] if chosen else accepted.strip()[:2]
    return Language.WELSH if preferred.lower() == Language.WELSH else Language.ENGLISH


def _theme(appearance: str) -> Mapping[str, str]:
    return {colour: str(st.get_option(f"theme.{appearance}.{colour}")) for colour in _COLOURS}


def _first_colours() -> str:
    """Return the style of a page before the platform has drawn it."""
    light, dark = (_theme(appearance)["backgroundColor"] for appearance in _APPEARANCES)
    return (
        f"html {{ background: {light}; color-scheme: light dark; }} "
        f"@media (prefers-color-scheme: dark) {{ html {{ background: {dark}; }} }}"
    )


def _platform_settings() -> str:
    """Return the script that gives the platform its address and its colours before it connects."""
    light, dark = (json.dumps(_theme(appearance)) for appearance in _APPEARANCES)
    path = json.dumps(_base_path().rstrip("/") or "/")
    return (
        f"window.__streamlit = {{ BACKEND_BASE_URL: location.origin + {path}, "
        f"HOST_CONFIG: {json.dumps(_HOST)}, LIGHT_THEME: {light}, DARK_THEME: {dark} }};"
    )


def _base_path() -> str:
    """Return the path of the dashboard on its server, from a slash to a slash."""
    path = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{path}/" if path else "/"


def _platform_text() -> str:
    """Return the script that shows the platform's own texts in the language of the page."""
    words = {language.value: platform_words(translator(language)) for language in Language}
    return _PLATFORM_TEXT.replace("(WORDS);", f"({json.dumps(words, ensure_ascii=False)});")


def _early_library() -> str:
    """Return the script that fetches the chart library on the pages that draw charts."""
    settings = {"pages": _PAGES_WITH_CHARTS, "base": _base_path(), "library": LIBRARY_PATH}
    return _EARLY_LIBRARY.replace("(SETTINGS);", f"({json.dumps(settings)});")
