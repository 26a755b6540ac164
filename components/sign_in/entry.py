"""What a path asks for, whether somebody may enter, and the pages of the sign-in, which open none of the platform."""

import asyncio
import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from threading import Lock
from time import monotonic
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Scope, Send

from components.elements import html_document
from components.guard.middleware import POLICY_HEADER, UPLOADS, policy_digest
from components.guard.refusal import Reason
from components.identity import actor_unless_over, cookies_of
from components.session.links import OTHER_LANGUAGE
from components.session.links import language_of as language_of_query
from model.access import AccessSettings, Actor, Role, SignIn
from model.terms import Language
from model.versions.version import StoreError
from wording.catalogue import label, translator

_OPEN = ("/static/", "/feeds/", "/favicon")
_OPEN_EXACTLY = ("/_stcore/health", "/livez", "/readyz", "/metrics", "/robots.txt", "/manifest.json")
_INSIDE = ("/_stcore/", "/component/")
_ROLES = {UPLOADS: Role.EDITOR, "/_stcore/metrics": Role.ADMINISTRATOR}
DESTINATION_COOKIE = "cynnydd_next"
_LONGEST = 2_000
# A path of the dashboard with its query: nothing that a browser would take for another site.
_LOCAL_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
_NO_PAGES = ("/auth/", "/oauth2callback", "/sign-in", "/sign-out", "/_stcore")
SIGN_IN_PATH, SIGN_OUT_PATH = "/sign-in", "/sign-out"
# A sign-in is two; an office behind one address signs in sixty people in a minute.
MOST_ATTEMPTS, WINDOW_SECONDS = 120, 60.0
_MOST_ADDRESSES = 10_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is refused: a status, the reason in a sentence, and the page that a browser is shown."""

    status: int
    reason: Reason
    page: Response | None = None


async def actor_or_refusal(
    scope: Scope, sign_in: SignIn | None, role: Role, settings: AccessSettings
) -> Actor | Refusal:
    """Return who may enter, or why nobody does: without a sign-in, without a role, or with one too low."""
    try:
        actor = await asyncio.to_thread(actor_unless_over, sign_in) if sign_in is not None else None
    except StoreError:
        return Refusal(503, Reason.ROLES_UNKNOWN, reason_page(scope, 503, "roles-unknown", may_sign_in=False))
    if actor is None and settings.anonymous_readers:
        actor = Actor("", Role.VIEWER)
    if actor is None:
        return Refusal(401, Reason.NOT_SIGNED_IN, reason_page(scope, 401, "sign-in"))
    if actor.role is None:
        return Refusal(403, Reason.ROLE_TOO_LOW, no_role_page(scope, actor, contact=settings.contact))
    return actor if actor.may(role) else Refusal(403, Reason.ROLE_TOO_LOW)


def role_of_path(path: str) -> Role | None:
    """Return the role that a path needs; None for none, not even a sign-in: feeds and metrics have tokens.

    What is not known to be open needs a role.
    """
    if path in _OPEN_EXACTLY or path.startswith(_OPEN):
        return None
    return next((role for part, role in _ROLES.items() if part in path), Role.VIEWER)


def shows_page(path: str) -> bool:
    """Return whether a browser shows what comes: then whoever may not have it is shown a page that says so."""
    return not any(part in path for part in _INSIDE)


def remember_destination(response: Response, scope: Scope) -> None:
    """Set a cookie with the page, and its filter, that a request asks for."""
    query = scope["query_string"].decode("latin-1")
    target = quote(scope["path"], safe="/-._~") + (f"?{query}" if query else "")
    if len(target) <= _LONGEST and is_page(target):
        response.set_cookie(DESTINATION_COOKIE, quote(target, safe=""), max_age=600, httponly=True, samesite="lax")


def destination(cookies: Mapping[str, str]) -> str:
    """Return the remembered page, to which a sign-in leads; the first page where there is none."""
    target = unquote(cookies.get(DESTINATION_COOKIE, ""))
    return target if is_page(target) else "/"


def is_page(target: str) -> bool:
    """Return whether a target is a page of this dashboard."""
    return _LOCAL_PATH.fullmatch(target) is not None and not target.startswith(_NO_PAGES)


class Attempts:
    """The attempts of each address in the last minute. Several threads may ask."""

    def __init__(self, *, most: int = MOST_ATTEMPTS, seconds: float = WINDOW_SECONDS) -> None:
        self._most, self._seconds = most, seconds
        self._by_address: dict[str, deque[float]] = {}
        self._lock = Lock()

    def is_too_many(self, address: str) -> bool:
        """Count an attempt, and return whether it is one too many; refused attempts do not count."""
        with self._lock:
            attempts = self._recent(address)
            if len(attempts) < self._most:
                attempts.append(monotonic())
                return False
            return True

    def is_used_up(self, address: str) -> bool:
        """Return whether the next attempt would be one too many."""
        with self._lock:
            return len(self._recent(address)) >= self._most

    def _recent(self, address: str) -> deque[float]:
        attempts = self._by_address.pop(address, deque())
        self._by_address[address] = attempts  # the latest is the last
        if len(self._by_address) > _MOST_ADDRESSES:
            del self._by_address[next(iter(self._by_address))]
        while attempts and attempts[0] <= monotonic() - self._seconds:
            attempts.popleft()
        return attempts


_STYLE = (
    "body{font:1rem/1.5 'Source Sans 3','Source Sans Pro',sans-serif;margin:0;color:#16211d;background:#fff}"
    "main{max-width:38rem;margin:12vh auto;padding:0 1.5rem}h1{font-size:1.75rem;font-weight:600}"
    "a{color:#00594f}.button{display:inline-block;padding:.6rem 1.2rem;border-radius:.25rem;background:#00594f;"
    "color:#fff;text-decoration:none}a:focus-visible{outline:3px solid #16211d;outline-offset:3px}"
    "code{overflow-wrap:anywhere}nav{text-align:right}"
    "@media(prefers-color-scheme:dark){body{color:#eef2ef;background:#101816}a{color:#6fd3c3}"
    ".button{background:#6fd3c3;color:#101816}a:focus-visible{outline-color:#eef2ef}}"
)
_POLICY = (
    f"default-src 'none'; style-src {policy_digest(_STYLE)}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
TOKEN_COOKIE = "_streamlit_xsrf"  # noqa: S105 - a name
_PATH = "/_stcore/health"


def language_of(scope: Scope) -> Language:
    """Return the language of a page: that of its address, or the one that the browser prefers."""
    preferred = HTTPConnection(scope).headers.get("accept-language", "")
    return language_of_query(parse_qs(scope["query_string"].decode("latin-1")), preferred)


def no_role_page(scope: Scope, actor: Actor, *, contact: str) -> HTMLResponse:
    """Return the page for somebody who signed in and has no role."""
    _ = translator(language_of(scope))
    texts = (
        _("You are signed in as {name}, and nobody has given you a role in this dashboard yet.", name=actor.name),
        _("Ask {contact} for one.", contact=contact) if contact else _("Ask whoever runs the dashboard for one."),
        _("They need this identity:"),
    )
    code, button = f"<code>{escape(actor.identity)}</code>", _button("/sign-out", _("Sign out"))
    return small_page(scope, 403, _("You have no role here"), *map(escape, texts), code, button)


def reason_page(scope: Scope, status: int, reason: str, *, may_sign_in: bool = True) -> HTMLResponse:
    """Return the page that says why somebody is not shown what was asked for, and asks them to sign in."""
    _ = translator(language_of(scope))
    button = [_button("/sign-in", _("Sign in"))] if may_sign_in else []
    text = escape(label("sign-in-text", reason, _))
    return small_page(scope, status, label("sign-in-title", reason, _), text, *button)


def small_page(
    scope: Scope, status: int, title: str, *lines: str, headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    """Return a page with a title and some lines of HTML, in the language of the request."""
    language = language_of(scope)
    other, name = OTHER_LANGUAGE[language]
    query = [pair for pair in parse_qsl(scope["query_string"].decode("latin-1")) if pair[0] not in ("lang", *_SECRET)]
    address = escape("?" + urlencode([*query, ("lang", other.value)]))
    switch = f'<nav><a href="{address}" lang="{other.value}" hreflang="{other.value}">{name}</a></nav>'
    lines_below = "".join(f"<p>{line}</p>" for line in lines)
    body = f"<body><main>{switch}<h1>{escape(title)}</h1>{lines_below}</main></body>"
    document = html_document(language.value, f"{title} – Cynnydd", head=f"<style>{_STYLE}</style>", body=body)
    headers = {POLICY_HEADER: _POLICY, "Cache-Control": "no-store", "Vary": "Cookie", **(headers or {})}
    return HTMLResponse(document, status, headers)


def _button(address: str, label: str) -> str:
    return f'<a class="button" href="{escape(address)}">{escape(label)}</a>'


# The parameters of the provider's answer, which no link repeats.
_SECRET = ("code", "state", "session_state")


def with_token(app: ASGIApp, scope: Scope, send: Send) -> Send:
    """Return a function that sends an answer, with a token of the platform's where its browser has none."""
    if TOKEN_COOKIE in cookies_of(scope):
        return send

    async def send_with_token(message: Message) -> None:
        if message["type"] == "http.response.start":
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
