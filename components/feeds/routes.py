"""The data feeds as routes of the application, for Power BI, calendars and scripts: off until a token is set."""

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from hmac import compare_digest

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.feeds.content import Feed, feed_of
from components.session.published_version import shown_now
from model.issues.issue import WorkbookError
from model.language import Language
from model.settings import Settings
from model.store_error import StoreError
from wording.catalogue import Translator, translator
from wording.errors.store import store_fault
from wording.issues import message

_ALWAYS = {
    "Cache-Control": "private, no-cache",
    "Vary": "Authorization",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_AGAIN_SECONDS = 30


def answer_feed(request: Request) -> Response:
    """Return the feed that is asked for; it runs beside the application's own work, on a thread.

    Without a token in the settings there are no feeds at all; what is asked for without the right one is not looked at.
    """
    token = Settings.from_environment().feed_token
    language = Language.WELSH if request.query_params.get("lang") == Language.WELSH else Language.ENGLISH
    _ = translator(language)
    if not token:
        return _said(request, 404, _("There are no data feeds here."))
    if not _knows(request, token):
        refused = _said(request, 401, _("This data feed asks for a token, which whoever runs the dashboard can give."))
        refused.headers["WWW-Authenticate"] = 'Bearer realm="Cynnydd data feeds"'
        return refused
    return _answer(request, language, _)


FEED_ROUTES = (Route("/feeds/{name:path}", answer_feed, methods=["GET"]),)
"""The routes of the feeds; a HEAD is answered as the GET is, without its content."""


def _knows(request: Request, token: str) -> bool:
    """Say whether a request has the token, in its header or else in its address, compared in constant time."""
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != "bearer":
        given = request.query_params.get("token", "")
    return compare_digest(given.strip().encode(), token.encode())


def _answer(request: Request, language: Language, _: Translator) -> Response:
    try:
        shown = shown_now()
    except StoreError as fault:
        return _lost(request, store_fault(fault, _))
    except WorkbookError as refusal:
        return _lost(request, message(refusal, _))
    if shown.fault is not None:
        return _lost(request, store_fault(shown.fault, _))
    feed = feed_of(request.path_params["name"], shown.loaded, language)
    if feed is None:
        return _said(request, 404, _("There is no such data feed."))
    headers = {**_ALWAYS, "ETag": feed.tag}
    if feed.modified is not None:
        headers["Last-Modified"] = format_datetime(feed.modified, usegmt=True)
    if _has_it(request, feed):
        return Response(status_code=304, headers=headers)
    headers["Content-Length"] = str(len(feed.content))
    content = b"" if request.method == "HEAD" else feed.content
    return Response(content, headers=headers, media_type=feed.media_type)


def _has_it(request: Request, feed: Feed) -> bool:
    """Say whether a client has what the feed holds now; a tag is asked before a date (RFC 9110, 13.2.2)."""
    tags = request.headers.getlist("If-None-Match")
    if tags:
        return _names(tags, feed.tag)
    since = _moment(request.headers.get("If-Modified-Since", ""))
    return since is not None and feed.modified is not None and feed.modified <= since


def _names(headers: Iterable[str], tag: str) -> bool:
    known = [each.strip().removeprefix("W/") for header in headers for each in header.split(",")]
    return "*" in known or tag in known


def _moment(words: str) -> datetime | None:
    """Return the moment of a header; None where it is none, or has no zone."""
    try:
        moment = parsedate_to_datetime(words)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _lost(request: Request, sentence: str) -> Response:
    answer = _said(request, 503, sentence)
    answer.headers["Retry-After"] = str(_AGAIN_SECONDS)
    return answer


def _said(request: Request, status: int, sentence: str) -> Response:
    return PlainTextResponse("" if request.method == "HEAD" else f"{sentence}\n", status, headers=dict(_ALWAYS))
