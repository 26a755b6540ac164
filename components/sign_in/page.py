"""The pages of the sign-in, so that nobody who has not signed in opens a page of the platform, and their cookies."""

import base64
import hashlib
from collections.abc import Mapping
from html import escape
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Scope, Send

from components.guard.middleware import POLICY_HEADER
from components.identity import cookies_of
from model.language import Language
from wording.catalogue import translator
from wording.sentences import label

_STYLE = (
    "body{font:1rem/1.5 'Source Sans 3','Source Sans Pro',sans-serif;margin:0;color:#16211d;background:#fff}"
    "main{max-width:38rem;margin:12vh auto;padding:0 1.5rem}h1{font-size:1.75rem;font-weight:600}"
    "a{color:#00594f}.button{display:inline-block;padding:.6rem 1.2rem;border-radius:.25rem;background:#00594f;"
    "color:#fff;text-decoration:none}a:focus-visible{outline:3px solid #16211d;outline-offset:3px}"
    "code{overflow-wrap:anywhere}nav{text-align:right}"
    "@media(prefers-color-scheme:dark){body{color:#eef2ef;background:#101816}a{color:#6fd3c3}"
    ".button{background:#6fd3c3;color:#101816}a:focus-visible{outline-color:#eef2ef}}"
)
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_OTHER = {Language.ENGLISH: (Language.WELSH, "Cymraeg"), Language.WELSH: (Language.ENGLISH, "English")}
TOKEN_COOKIE = "_streamlit_xsrf"  # noqa: S105 - a name
_PATH = "/_stcore/health"


def language_of(scope: Scope) -> Language:
    """Return the language of a page: that of its address, or the one that the browser prefers."""
    query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
    if query.get("lang") in list(Language):
        return Language(query["lang"])
    wanted = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
    return Language.WELSH if wanted.lower().startswith(b"cy") else Language.ENGLISH


def sign_in_page(scope: Scope) -> HTMLResponse:
    """Return the page that asks somebody to sign in; the page that was asked for comes afterwards."""
    return _page_of(scope, 401, "sign-in")


def no_role_page(scope: Scope, *, name: str, identity: str, contact: str) -> HTMLResponse:
    """Return the page for somebody who signed in and has no role."""
    _ = translator(language_of(scope))
    texts = (
        _("You are signed in as {name}, and nobody has given you a role in this dashboard yet.", name=name),
        _("Ask {contact} for one.", contact=contact) if contact else _("Ask whoever runs the dashboard for one."),
        _("They need this identity:"),
    )
    code, button = f"<code>{escape(identity)}</code>", _button("/sign-out", _("Sign out"))
    return small_page(scope, 403, _("You have no role here"), *map(escape, texts), code, button)


def provider_silent_page(scope: Scope) -> HTMLResponse:
    """Return the page for somebody who cannot be sent to the provider."""
    return _page_of(scope, 503, "provider-silent")


def not_signed_in_page(scope: Scope) -> HTMLResponse:
    """Return the page for somebody whom the provider sent back without a sign-in that counts."""
    return _page_of(scope, 401, "not-signed-in")


def roles_unknown_page(scope: Scope) -> HTMLResponse:
    """Return the page for somebody whose role cannot be read."""
    return _page_of(scope, 503, "roles-unknown", may_sign_in=False)


def _page_of(scope: Scope, status: int, reason: str, *, may_sign_in: bool = True) -> HTMLResponse:
    _ = translator(language_of(scope))
    button = [_button("/sign-in", _("Sign in"))] if may_sign_in else []
    text = escape(label("sign-in-text", reason, _))
    return small_page(scope, status, label("sign-in-title", reason, _), text, *button)


def small_page(
    scope: Scope, status: int, title: str, *lines: str, headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    """Return a page with a title and some lines of HTML, in the language of the request."""
    language = language_of(scope)
    parts = [f"<h1>{escape(title)}</h1>", *(f"<p>{line}</p>" for line in lines)]
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} – Cynnydd</title><style>{_STYLE}</style>"
    )
    main = f"<main>{_switch(scope, language)}{''.join(parts)}</main>"
    document = f'<!doctype html><html lang="{language.value}"><head>{head}</head><body>{main}</body></html>'
    headers = {POLICY_HEADER: _POLICY, "Cache-Control": "no-store", "Vary": "Cookie", **(headers or {})}
    return HTMLResponse(document, status, headers)


def _button(address: str, label: str) -> str:
    return f'<a class="button" href="{escape(address)}">{escape(label)}</a>'


def _switch(scope: Scope, language: Language) -> str:
    other, name = _OTHER[language]
    query = [pair for pair in parse_qsl(scope["query_string"].decode("latin-1")) if pair[0] not in ("lang", *_SECRET)]
    address = "?" + urlencode([*query, ("lang", other.value)])
    return f'<nav><a href="{escape(address)}" lang="{other.value}" hreflang="{other.value}">{name}</a></nav>'


_SECRET = ("code", "state", "session_state")
"""The parameters of the provider's answer, which no link repeats."""


def with_token(app: ASGIApp, scope: Scope, send: Send) -> Send:
    """Return a function that sends an answer, with a token of the platform's where its browser has none."""
    if TOKEN_COOKIE in cookies_of(scope):
        return send

    async def send_with_token(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": list(message["headers"])}
            for cookie in await _token_cookies(app, scope):
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
        await send(message)

    return send_with_token


async def _token_cookies(app: ASGIApp, scope: Scope) -> list[str]:
    """Return the cookies that the platform sets where a page asks for them by itself."""
    cookies: list[str] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def note_cookies(message: Message) -> None:
        if message["type"] == "http.response.start":
            cookies.extend(MutableHeaders(scope=message).getlist("Set-Cookie"))

    asked = {**scope, "method": "GET", "path": _PATH, "raw_path": _PATH.encode(), "query_string": b""}
    await app(asked, receive, note_cookies)
    return cookies
