"""What a path asks for, whether somebody may enter, and where a sign-in leads."""

import asyncio
import re
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from threading import Lock
from time import monotonic, time
from urllib.parse import quote, unquote

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import Message, Scope

from components.guard.refusal import Reason
from components.identity import actor_of, is_ended
from components.sign_in.page import no_role_page, roles_unknown_page, sign_in_page
from model.access import AccessSettings, Actor, Role
from model.sign_in import SignIn
from model.store_error import StoreError

UPLOADS = "/_stcore/upload_file/"
_OPEN = ("/static/", "/feeds/", "/favicon")
_OPEN_EXACTLY = ("/_stcore/health", "/livez", "/readyz", "/metrics", "/robots.txt", "/manifest.json")
_INSIDE = ("/_stcore/", "/component/")
_ROLES = {UPLOADS: Role.EDITOR, "/_stcore/metrics": Role.ADMINISTRATOR}
DESTINATION_COOKIE = "cynnydd_next"
_LONGEST = 2_000
_LOCAL_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
"""A path of the dashboard with its query: nothing that a browser would take for another site."""
_NO_PAGES = ("/auth/", "/oauth2callback", "/sign-in", "/sign-out", "/_stcore")
SIGN_IN_PATH, SIGN_OUT_PATH = "/sign-in", "/sign-out"
MOST_ATTEMPTS, WINDOW_SECONDS = 120, 60.0
"""A sign-in is two; an office behind one address signs in sixty people in a minute."""
_MOST_ADDRESSES = 10_000


@dataclass(frozen=True, slots=True)
class PathAccess:
    """What a path asks for.

    Attributes:
        role: the role that it needs; None for none, not even a sign-in.
        is_page: whether a browser shows what comes: then whoever may not is shown a page that says so.
    """

    role: Role | None
    is_page: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is refused: a status, the reason in a sentence, and the page that a browser is shown."""

    status: int
    reason: Reason
    page: Callable[[Scope], Response] | None = None


async def actor_or_refusal(sign_in: SignIn | None, access: PathAccess, settings: AccessSettings) -> Actor | Refusal:
    """Return who may enter, or why nobody does: without a sign-in, without a role, or with one too low."""
    try:
        actor = await asyncio.to_thread(_actor, sign_in) if sign_in is not None else None
    except StoreError:
        return Refusal(503, Reason.ROLES_UNKNOWN, roles_unknown_page)
    if actor is None and settings.anonymous_readers:
        actor = Actor("", Role.VIEWER)
    if actor is None:
        return Refusal(401, Reason.NOT_SIGNED_IN, sign_in_page)
    if actor.role is None:
        page = partial(no_role_page, name=actor.name, identity=actor.identity, contact=settings.contact)
        return Refusal(403, Reason.ROLE_TOO_LOW, page)
    return actor if actor.may(access.role or Role.VIEWER) else Refusal(403, Reason.ROLE_TOO_LOW)


def path_access(path: str) -> PathAccess:
    """Return what a path asks for. What is not known to be open needs a role; feeds and metrics have tokens."""
    if path in _OPEN_EXACTLY or path.startswith(_OPEN):
        return PathAccess(None)
    for part, role in _ROLES.items():
        if part in path:
            return PathAccess(role)
    return PathAccess(Role.VIEWER, is_page=not any(part in path for part in _INSIDE))


def remember_destination(start: Message, scope: Scope) -> None:
    """Set a cookie with the page, and its filter, that a request asks for."""
    query = scope["query_string"].decode("latin-1")
    target = quote(scope["path"], safe="/-._~") + (f"?{query}" if query else "")
    if len(target) <= _LONGEST and is_page(target):
        value = quote(target, safe="/")
        cookie = f"{DESTINATION_COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600"
        MutableHeaders(scope=start).append("Set-Cookie", cookie)


def destination(cookies: Mapping[str, str]) -> str:
    """Return the remembered page, to which a sign-in leads; the first page where there is none."""
    target = unquote(cookies.get(DESTINATION_COOKIE, ""))
    return target if is_page(target) else "/"


def is_page(target: str) -> bool:
    """Return whether a target is a page of this dashboard."""
    return _LOCAL_PATH.fullmatch(target) is not None and not target.startswith(_NO_PAGES)


def _actor(sign_in: SignIn) -> Actor | None:
    """Return the actor of a sign-in, on a thread; None where it is over."""
    return None if sign_in.is_over(time()) or is_ended(sign_in) else actor_of(sign_in)


class Attempts:
    """The attempts of each address in the last minute. Several threads may ask."""

    def __init__(self, *, most: int = MOST_ATTEMPTS, seconds: float = WINDOW_SECONDS) -> None:
        self._most = most
        self._seconds = seconds
        self._by_address: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def is_too_many(self, address: str) -> bool:
        """Count an attempt, and return whether it is one too many; refused attempts do not count."""
        with self._lock:
            attempts = self._recent(address)
            is_too_many = len(attempts) >= self._most
            if not is_too_many:
                attempts.append(monotonic())
            return is_too_many

    def is_used_up(self, address: str) -> bool:
        """Return whether the next attempt would be one too many."""
        with self._lock:
            return len(self._recent(address)) >= self._most

    def _recent(self, address: str) -> deque[float]:
        now = monotonic()
        attempts = self._by_address.setdefault(address, deque())
        self._by_address.move_to_end(address)
        if len(self._by_address) > _MOST_ADDRESSES:
            self._by_address.popitem(last=False)
        while attempts and attempts[0] <= now - self._seconds:
            attempts.popleft()
        return attempts
