"""The answers to requests for the data feeds."""

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from components.feeds.access import FeedAccess, access_of, has_feeds
from components.feeds.content import Feed, feed_of
from components.making.process import MakingError
from components.published.loaded_tracker import limited_to
from components.published.published_version import displayed_version
from components.sign_in.attempts import Attempts
from model.issues.issue import WorkbookError
from model.language import Language
from model.store_error import StoreError
from wording.catalogue import Translator, translator
from wording.errors.store import store_fault
from wording.issues import message

_HEADERS = {
    "Cache-Control": "private, no-cache",
    "Vary": "Authorization",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_RETRY_AFTER_SECONDS = 30
_WRONG_TOKENS = Attempts()


def answer_feed(request: Request) -> Response:
    """Answer a request for a feed; it runs on a thread of the server.

    Without any token there are no feeds; a request without a right one is refused unread, and an address that tries
    too many is refused for a while.
    """
    language = Language.WELSH if request.query_params.get("lang") == Language.WELSH else Language.ENGLISH
    _ = translator(language)
    address = request.client.host if request.client is not None else ""
    if _WRONG_TOKENS.is_used_up(address):
        return _later(_text_response(request, 429, _("Too many wrong tokens came from this address. Try again later.")))
    try:
        access = access_of(request)
        if access is None and not has_feeds():
            return _text_response(request, 404, _("There are no data feeds here."))
    except StoreError as fault:
        return _unavailable(request, store_fault(fault, _))
    if access is None:
        _WRONG_TOKENS.is_too_many(address)
        return _refused(request, _)
    return _answer(request, access, language, _)


def _refused(request: Request, _: Translator) -> Response:
    sentence = _("This data feed asks for a token, which whoever runs the dashboard can give.")
    refused = _text_response(request, 401, sentence)
    refused.headers["WWW-Authenticate"] = 'Bearer realm="Cynnydd data feeds"'
    return refused


def _answer(request: Request, access: FeedAccess, language: Language, _: Translator) -> Response:
    try:
        displayed = displayed_version()
    except StoreError as fault:
        return _unavailable(request, store_fault(fault, _))
    except WorkbookError as refusal:
        return _unavailable(request, message(refusal, _))
    if displayed.fault is not None:
        return _unavailable(request, store_fault(displayed.fault, _))
    loaded = displayed.loaded if access.agencies is None else limited_to(displayed.loaded, access.agencies)
    try:
        feed = feed_of(request.path_params["name"], loaded, language)
    except MakingError:
        return _unavailable(
            request, _("This data feed could not be made. Try again in a minute; the server's log says why.")
        )
    if feed is None:
        return _text_response(request, 404, _("There is no such data feed."))
    return _feed_response(request, feed)


def _feed_response(request: Request, feed: Feed) -> Response:
    headers = {**_HEADERS, "ETag": feed.tag}
    if feed.modified is not None:
        headers["Last-Modified"] = format_datetime(feed.modified, usegmt=True)
    if _is_current(request, feed):
        return Response(status_code=304, headers=headers)
    headers["Content-Length"] = str(len(feed.content))
    content = b"" if request.method == "HEAD" else feed.content
    return Response(content, headers=headers, media_type=feed.media_type)


def _is_current(request: Request, feed: Feed) -> bool:
    """Return whether the client's copy is current; an ETag takes precedence over a date (RFC 9110, 13.2.2).

    A date counts only where it is the feed's own: a version that was published after the clock was set back has an
    earlier one than its predecessor.
    """
    tags = request.headers.getlist("If-None-Match")
    if tags:
        return _matches_tag(tags, feed.tag)
    since = _parse_http_date(request.headers.get("If-Modified-Since", ""))
    return since is not None and feed.modified == since


def _matches_tag(headers: Iterable[str], tag: str) -> bool:
    tags = [each.strip().removeprefix("W/") for header in headers for each in header.split(",")]
    return "*" in tags or tag in tags


def _parse_http_date(words: str) -> datetime | None:
    """Return the date of a header, or None where it is invalid or has no time zone."""
    try:
        moment = parsedate_to_datetime(words)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _unavailable(request: Request, sentence: str) -> Response:
    return _later(_text_response(request, 503, sentence))


def _later(response: Response) -> Response:
    response.headers["Retry-After"] = str(_RETRY_AFTER_SECONDS)
    return response


def _text_response(request: Request, status: int, sentence: str) -> Response:
    return PlainTextResponse("" if request.method == "HEAD" else f"{sentence}\n", status, headers=dict(_HEADERS))
