"""Access to the dashboard: what a path asks for, who may have the answer, and the pages of the sign-in."""

import asyncio
import re
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from threading import Lock
from time import monotonic, time
from typing import NamedTuple
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import identity
from components.elements import html_document
from components.guard.middleware import POLICY_HEADER, UPLOADS, Reason, policy_digest, refuse, visitor_address
from components.inner_platform.sessions import cookies_of_session
from components.published import published_store, without_store
from components.session import links
from model.access import CALLBACK, Access, AccessSettings, Actor, Role, SignIn
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


class Refusal(NamedTuple):
    """Why a request is refused: a status, the reason in a sentence, and the page that a browser is shown."""

    status: int
    reason: Reason
    page: Response | None = None


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
            if is_free := len(attempts) < self._most:
                attempts.append(monotonic())
            return not is_free

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
    return links.language_of(parse_qs(scope["query_string"].decode("latin-1")), preferred)


def no_role_page(scope: Scope, actor: Actor, *, contact: str) -> Response:
    """Return the page for somebody who signed in and has no role."""
    _ = translator(language_of(scope))
    who = _("You are signed in as {name}, and nobody has given you a role in this dashboard yet.", name=actor.name)
    ask = _("Ask {contact} for one.", contact=contact) if contact else _("Ask whoever runs the dashboard for one.")
    texts = who, ask, _("They need this identity:")
    code, button = f"<code>{escape(actor.identity)}</code>", _button("/sign-out", _("Sign out"))
    return small_page(scope, 403, _("You have no role here"), *map(escape, texts), code, button)


def reason_page(scope: Scope, status: int, reason: str, *, may_sign_in: bool = True) -> Response:
    """Return the page that says why somebody is not shown what was asked for, and asks them to sign in."""
    _ = translator(language_of(scope))
    button = [_button("/sign-in", _("Sign in"))] if may_sign_in else []
    text = escape(label("sign-in-text", reason, _))
    return small_page(scope, status, label("sign-in-title", reason, _), text, *button)


def small_page(scope: Scope, status: int, title: str, *text: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return a page with a title and some lines of HTML, in the language of the request."""
    language = language_of(scope)
    other, name = links.OTHER_LANGUAGE[language]
    query = [pair for pair in parse_qsl(scope["query_string"].decode("latin-1")) if pair[0] not in ("lang", *_SECRET)]
    address = escape("?" + urlencode([*query, ("lang", other.value)]))
    switch = f'<nav><a href="{address}" lang="{other.value}" hreflang="{other.value}">{name}</a></nav>'
    lines = "".join(f"<p>{line}</p>" for line in text)
    body = f"<body><main>{switch}<h1>{escape(title)}</h1>{lines}</main></body>"
    document = html_document(language.value, f"{title} – Cynnydd", head=f"<style>{_STYLE}</style>", body=body)
    headers = {POLICY_HEADER: _POLICY, "Cache-Control": "no-store", "Vary": "Cookie", **(headers or {})}
    return HTMLResponse(document, status, headers)


def _button(address: str, label: str) -> str:
    return f'<a class="button" href="{escape(address)}">{escape(label)}</a>'


# The parameters of the provider's answer, which no link repeats.
_SECRET = ("code", "state", "session_state")


def with_token(app: ASGIApp, scope: Scope, send: Send) -> Send:
    """Return a function that sends an answer, with a token of the platform's where its browser has none."""
    if TOKEN_COOKIE in identity.cookies_of(scope):
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


POLICY_VIOLATION = 1008
_TO_PROVIDER = frozenset({SIGN_IN_PATH, SIGN_OUT_PATH, CALLBACK})
# How often it is asked whether a sign-in was ended in another copy, while a websocket is open.
LOOK_SECONDS = 5.0
# What the script of a page accepts while a file is made: how far it is, or a refusal as text.
PROGRESS = "text/x-progress"


class OpenSockets:
    """The open websockets of this process, by the key of their sign-in."""

    def __init__(self, *, seconds: float = LOOK_SECONDS) -> None:
        self._by_key: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._seconds = seconds
        self._looking: asyncio.Task[None] | None = None

    def open(self, key: str) -> asyncio.Event:
        """Return an event that is set when the sign-in with this key ends."""
        ended = asyncio.Event()
        self._by_key[key].add(ended)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(self._look())
        return ended

    async def _look(self) -> None:
        """Close the websockets of sign-ins that are ended in another copy, until none is open."""
        while True:
            await asyncio.sleep(self._seconds)
            if not self._by_key:
                return
            for key in await asyncio.to_thread(identity.ended_elsewhere, tuple(self._by_key)):
                self.end(key)

    def forget(self, key: str, ended: asyncio.Event) -> None:
        """Forget a websocket that was closed."""
        self._by_key[key].discard(ended)
        if not self._by_key[key]:
            del self._by_key[key]

    def end(self, key: str) -> None:
        """Close each websocket of a sign-in."""
        for ended in self._by_key.get(key, ()):
            ended.set()


@dataclass(eq=False)
class EndingReceiver:
    """Receives the messages of a websocket until its sign-in is over; then the application sees it closed.

    A message that comes after the end reaches nothing: no callback of a page runs. Where one did, `on_late_message` is
    called.
    """

    receive: Receive
    send: Send
    sign_in: SignIn
    ended: asyncio.Event
    on_late_message: Callable[[], Awaitable[None]]
    _is_closed: bool = False

    async def __call__(self) -> Message:
        """Return the next message."""
        if self._is_closed:
            return _CLOSED
        coming, end = asyncio.ensure_future(self.receive()), asyncio.ensure_future(self.ended.wait())
        seconds_left = max(self.sign_in.expires - time(), 0)
        try:
            await asyncio.wait({coming, end}, timeout=seconds_left, return_when=asyncio.FIRST_COMPLETED)
            has_come = coming.done()
        finally:  # also where the application waits no longer
            end.cancel()
            coming.cancel()
        if has_come and not self.ended.is_set() and not self.sign_in.is_over(time()):
            return coming.result()
        self._is_closed = True
        with suppress(Exception):  # the browser may be gone
            await self.send({"type": "websocket.close", "code": POLICY_VIOLATION})
        if has_come and coming.exception() is None and coming.result()["type"] == "websocket.receive":
            await self.on_late_message()
        return _CLOSED


_CLOSED: Message = {"type": "websocket.disconnect", "code": POLICY_VIOLATION}


async def note_late_message(sign_in: SignIn, scope: Scope) -> None:
    """Record that somebody tried to act by a sign-in that was ended; an expired sign-in is no attempt.

    Looking at a page is none, either: a browser may ask for it again by itself.
    """
    if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
        return
    actor = identity.without_role(sign_in, address=visitor_address(scope))

    def record() -> None:
        with suppress(StoreError):  # it is refused all the same
            if identity.is_ended(sign_in) and not without_store():
                published_store().note_refused("after sign-out", actor=actor)

    await asyncio.to_thread(record)


class SignInMiddleware:
    """Answer only to whom a path is open, unless nobody has to sign in.

    Without a sign-in: 401. With a role too low, or for what belongs to another sign-in: 403. A page says so in words.
    When a sign-in ends, its websockets close.
    """

    def __init__(self, app: ASGIApp, *, settings: AccessSettings) -> None:
        self.app = app
        self.settings = settings
        self._sockets, self._attempts = OpenSockets(), Attempts()
        self._provider: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on an event, or refuse it."""
        if scope["type"] not in ("http", "websocket") or self.settings.access is Access.LOCAL:
            await self.app(scope, receive, send)
        elif self.settings.access is Access.SIGN_IN and scope["path"] in _TO_PROVIDER:
            await self._ask_provider(scope, receive, send)
        elif (role := role_of_path(scope["path"])) is None:
            await self.app(scope, receive, send)
        else:
            await self._enter(role, scope, receive, send)

    async def _ask_provider(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the provider sign somebody in, or end a sign-in there after it ended here."""
        if scope["path"] == SIGN_OUT_PATH:
            if any(name == b"sec-fetch-site" and value == b"cross-site" for name, value in scope["headers"]):
                await refuse(scope, receive, send, status=403, reason=Reason.FOREIGN_ORIGIN)
                return
            if sign_in := identity.sign_in_of_cookies(identity.cookies_of(scope), self.settings):
                self._sockets.end(sign_in.key)
                with suppress(StoreError):  # it has ended here all the same
                    await asyncio.to_thread(identity.end_sign_in, sign_in)
        elif self._attempts.is_too_many(visitor_address(scope)):
            await refuse(scope, receive, send, status=429, reason=Reason.TOO_MANY_SIGN_INS)
            return
        if self._provider is None:
            from components.sign_in.provider import provider_routes  # noqa: PLC0415 - Authlib, for a sign-in alone

            self._provider = provider_routes(self.settings)
        await self._provider(scope, receive, send)

    async def _enter(self, role: Role, scope: Scope, receive: Receive, send: Send) -> None:
        sign_in = identity.sign_in_of_cookies(identity.cookies_of(scope), self.settings)
        entered = await self._actor_or_refusal(scope, sign_in, role)
        if isinstance(entered, Actor) and not entered.verified:
            sign_in = None
        if isinstance(entered, Refusal):
            if sign_in is not None:
                await note_late_message(sign_in, scope)
            await _refuse(entered, scope, receive, send)
        elif not self._belongs_to(scope["path"], sign_in):
            await refuse(scope, receive, send, status=403, reason=Reason.OF_ANOTHER_SIGN_IN)
        else:
            scope = {**scope, "actor": replace(entered, address=visitor_address(scope))}
            if sign_in is None or scope["type"] == "http":
                send = with_token(self.app, scope, send) if shows_page(scope["path"]) else send
                await self.app(scope, receive, send)
            else:
                await self._open_socket(sign_in, scope, receive, send)

    async def _actor_or_refusal(self, scope: Scope, sign_in: SignIn | None, role: Role) -> Actor | Refusal:
        """Return who may enter, or why nobody does: without a sign-in, without a role, or with one too low."""
        try:
            actor = await asyncio.to_thread(identity.actor_unless_over, sign_in) if sign_in is not None else None
        except StoreError:
            return Refusal(503, Reason.ROLES_UNKNOWN, reason_page(scope, 503, "roles-unknown", may_sign_in=False))
        if actor is None and self.settings.anonymous_readers:
            actor = Actor("", Role.VIEWER)
        if actor is None:
            return Refusal(401, Reason.NOT_SIGNED_IN, reason_page(scope, 401, "sign-in"))
        if actor.role is None:
            return Refusal(403, Reason.ROLE_TOO_LOW, no_role_page(scope, actor, contact=self.settings.contact))
        return actor if actor.may(role) else Refusal(403, Reason.ROLE_TOO_LOW)

    def _belongs_to(self, path: str, sign_in: SignIn | None) -> bool:
        """Return whether an upload belongs to who asks; everything else is everybody's."""
        if not path.startswith(UPLOADS):
            return True
        session = path.removeprefix(UPLOADS).partition("/")[0]
        owner = identity.sign_in_of_cookies(cookies_of_session(session), self.settings)
        return sign_in is not None and owner is not None and owner.key == sign_in.key

    async def _open_socket(self, sign_in: SignIn, scope: Scope, receive: Receive, send: Send) -> None:
        ended = self._sockets.open(sign_in.key)
        note = partial(note_late_message, sign_in, scope)
        receiver = EndingReceiver(receive, send, sign_in, ended, on_late_message=note)
        try:
            await self.app(scope, receiver, send)
        finally:
            self._sockets.forget(sign_in.key, ended)


async def _refuse(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse a request: with a page where a browser asks for one; after a sign-in it comes back to the page."""
    is_script = HTTPConnection(scope).headers.get("accept", "").startswith(PROGRESS)
    is_read = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
    if refusal.page is None or is_script or not is_read or not shows_page(scope["path"]):
        await refuse(scope, receive, send, status=refusal.status, reason=refusal.reason)
        return
    if refusal.status == 401:
        remember_destination(refusal.page, scope)
    await refusal.page(scope, receive, send)
