"""Who asks for which page in a request of the browser, without the platform."""

from urllib.parse import parse_qs, unquote

from starlette.requests import cookie_parser
from starlette.types import Scope

from components.identity.actor import THIS_COMPUTER
from components.session.language import language_of
from components.session.publisher_name import COOKIE, LONGEST_NAME
from components.session.view import PageRequest
from model.access import Access, AccessSettings
from model.actor import Actor, Role, local_actor

LONGEST_QUERY = 8_000
"""The most of a query that is read, in bytes: more than any link of a page has."""


def page_request(scope: Scope, page: str) -> PageRequest:
    """Return the request for a page of somebody whom the door has let in."""
    query = parse_qs(scope["query_string"].decode("latin-1")[:LONGEST_QUERY])
    return PageRequest(page, query, actor_of_scope(scope), language_of(query, header_of(scope, b"accept-language")))


def actor_of_scope(scope: Scope) -> Actor:
    """Return who asks: whoever the door has let in; in local mode the person at this computer."""
    settings = AccessSettings.from_environment()
    if settings.access is Access.LOCAL:
        cookies = cookie_parser(header_of(scope, b"cookie"))
        return local_actor(unquote(cookies.get(COOKIE, ""))[:LONGEST_NAME].strip(), address=THIS_COMPUTER)
    entered = scope.get("actor")
    if isinstance(entered, Actor):
        return entered
    return Actor("", Role.VIEWER if settings.anonymous_readers else None)


def header_of(scope: Scope, name: bytes) -> str:
    """Return a header of a request; "" without one."""
    return next((value.decode("latin-1") for each, value in scope["headers"] if each == name), "")
