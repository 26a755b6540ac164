"""The HTML document around every page in Streamlit: with our language, title and colours, and with the page itself.

A reader sees the page before any script has run; the platform starts after that, and takes over in place.
"""

import json
import re
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.document import assets
from components.document.document import FOUND, NOT_FOUND, Document
from components.document.read import page_request, read, write_refusal
from components.guard.middleware import POLICY_HEADER, page_policy
from components.session.links import HOME, READING, TRACKER_URLS
from model.terms import Language
from wording.catalogue import translator
from wording.names import platform_words

_COLOURS = ("backgroundColor", "secondaryBackgroundColor", "textColor", "primaryColor", "borderColor")
_HTML, _TITLE, _END_OF_HEAD = '<html lang="en">', "<title>Streamlit</title>", "</head>"
_PLATFORM_SCRIPT = re.compile(r'<script type="module" crossorigin src="([^"]+)"></script>')
_BODY = re.compile(r"<body([^>]*)>")
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_IMPORT = "import(new URL({address}, document.baseURI))"
_PLATFORM_DOCUMENT = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
_FOLDER = Path(__file__).parent
_PLATFORM_TEXT = (_FOLDER / "platform_text.js").read_text(encoding="utf-8")
_ENDED_SIGN_IN = (_FOLDER / "ended_sign_in.js").read_text(encoding="utf-8")
# Which websites may control the dashboard from around a frame: none. The platform's own list has its makers'.
_HOST = {"allowedOrigins": ["none"], "useExternalAuthToken": False}


class DocumentMiddleware:
    """Put the page into the HTML document of the platform; everything else passes unchanged."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, with the page where the platform would answer with its document."""
        is_read = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not is_read or b"text/html" not in dict(scope["headers"]).get(b"accept", b""):
            await self.app(scope, receive, send)
            return
        is_document = False

        async def send_others(message: Message) -> None:
            nonlocal is_document
            is_document = is_document or _is_document(message)
            if not is_document:
                await send(message)

        uncompressed = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app({**scope, "headers": uncompressed}, receive, send_others)
        if is_document:
            response = await run_in_threadpool(_answer, scope)
            await response(scope, receive, send)


def _is_document(message: Message) -> bool:
    """Return whether a response begins that is the document of the platform."""
    if message["type"] != "http.response.start" or message["status"] != FOUND:
        return False
    headers = Headers(raw=message["headers"])
    is_html = headers.get("content-type", "").startswith("text/html")
    return is_html and "content-encoding" not in headers and POLICY_HEADER not in headers


def _answer(scope: Scope) -> Response:
    """Return the document of a request, with the page where that is one to read."""
    path, status = _page_name(scope), FOUND
    request = page_request(scope, path)
    document = adapted_document(_PLATFORM_DOCUMENT, request.language)
    if path in READING:
        document = with_page(document, read(request))
    elif path in TRACKER_URLS:
        document = with_page(document, write_refusal(request, Document()))
    elif "/" not in path:  # there is no page at this address next to the pages
        document, status = assets.document_html(read(request), root=_base_path()), NOT_FOUND
    caching = {"Vary": "Accept-Language, Cookie", "Cache-Control": "private, no-cache"}
    return HTMLResponse(document, status, {**caching, POLICY_HEADER: page_policy(document)})


@cache
def adapted_document(document: str, language: Language) -> str:
    """Return the platform's document with our language, title, styles and scripts.

    Raises ValueError if it lacks a part that is replaced, as a later release of the platform may.
    """
    missing = [part for part in (_HTML, _TITLE, _END_OF_HEAD) if part not in document]
    if missing or not _PLATFORM_SCRIPT.search(document) or not _BODY.search(document):
        raise ValueError(f"The platform's document has no {' and no '.join(missing) or 'script or body'}.")
    base = _base_path()
    words = {each.value: platform_words(translator(each)) for each in Language}
    text = _PLATFORM_TEXT.replace("(WORDS);", f"({json.dumps(words, ensure_ascii=False)});")
    style, script = _colours_and_settings()
    head = (
        f"<style>{style}{assets.font_face(base)}</style><script>{script}\n{_ENDED_SIGN_IN}\n{text}</script>"
        f'<link rel="stylesheet" href="{base}{assets.PAGE_STYLES.path}">'
        f'<link rel="stylesheet" href="{base}{assets.WIDGET_STYLES.path}">'
        f'<link rel="modulepreload" href="{base}{assets.PAGE_SCRIPT.path}">'
    )
    adapted = document.replace(_HTML, f'<html lang="{language.value}">', 1)
    adapted = adapted.replace(_TITLE, "<title>Cynnydd</title>", 1).replace(_END_OF_HEAD, head + _END_OF_HEAD, 1)
    plain = f'<a href="{base}read/">{escape(translator(language)("Overview"))}</a>'
    return _NOSCRIPT.sub(f"<noscript><p>{plain}</p></noscript>", adapted, count=1)


def with_page(document: str, written: assets.WrittenPage) -> str:
    """Return the document with a page in it. The platform's script starts after the frame that shows the page."""
    early = _IMPORT.format(address=json.dumps(f"{_base_path()}{assets.PAGE_SCRIPT.path}"))
    first = f'<div class="page" id="first">{assets.in_streamlit(written.html)}</div>'
    first += f'<script id="complete">{early}.then(({{ early }}) => early());</script>'
    document = document.replace("<title>Cynnydd</title>", f"<title>{escape(written.title)}</title>", 1)
    links = assets.library_link(written, _base_path()) + assets.WHOLE_FIRST
    document = document.replace(_END_OF_HEAD, links + _END_OF_HEAD, 1)
    document = _BODY.sub(lambda found: found[0] + first, document, count=1)
    start = f"<script>requestAnimationFrame(() => setTimeout(() => {_IMPORT}));</script>"
    return _PLATFORM_SCRIPT.sub(lambda found: start.format(address=json.dumps(found[1])), document, count=1)


def _page_name(scope: Scope) -> str:
    path: str = scope["path"]
    return path.removeprefix(_base_path().rstrip("/")).strip("/") or HOME


def _colours_and_settings() -> tuple[str, str]:
    """Return the style of a page before the platform has drawn it, and the script that gives the platform the same."""
    modes = "light", "dark"
    light, dark = ({each: str(st.get_option(f"theme.{mode}.{each}")) for each in _COLOURS} for mode in modes)
    style = (
        f"html {{ background: {light['backgroundColor']}; color-scheme: light dark; }} "
        f"@media (prefers-color-scheme: dark) {{ html {{ background: {dark['backgroundColor']}; }} }}"
    )
    script = (
        f"window.__streamlit = {{ BACKEND_BASE_URL: location.origin + {json.dumps(_base_path().rstrip('/') or '/')}, "
        f"HOST_CONFIG: {json.dumps(_HOST)}, LIGHT_THEME: {json.dumps(light)}, DARK_THEME: {json.dumps(dark)} }};"
    )
    return style, script


def _base_path() -> str:
    """Return the path of the dashboard on its server, from a slash to a slash."""
    path = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{path}/" if path else "/"
