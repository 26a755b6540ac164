"""The data feeds for Power BI, calendars and scripts: who may have them, and their content; off without a token."""

from dataclasses import replace
from functools import partial
from hashlib import sha256
from hmac import compare_digest
from threading import Lock

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from analysis.selection import Selection
from components import published
from components.document.assets import unless_unchanged
from components.downloads import loaded_edition
from components.guard.refusal import visitor_address
from components.identity import bearer_token
from components.making import MakingError, make_in_process
from components.published import SMALL_UPDATES
from components.session.view import today_before
from components.sign_in.entry import Attempts
from model.settings import Settings
from model.terms import Language
from model.tracker.reading import WorkbookError
from model.versions.version import StoreError
from reports.document import Office
from reports.registry import CALENDAR, IN_A_LANGUAGE, MEDIA_TYPES, feed_bytes
from store.store import Store
from wording.catalogue import Translator, translator
from wording.errors import store_fault
from wording.issues import message

_HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}
_WRONG_TOKENS = Attempts()
# Digests of tokens that were right: whoever has one is refused for nobody else's wrong ones at the same address.
_RIGHT_TOKENS: set[bytes] = set()
_ONE_AT_A_TIME = Lock()


def answer_feed(request: Request) -> Response:
    """Answer a request for a feed; it runs on a thread of the server.

    Without any token there are no feeds; a request without a right one is refused unread, and an address that tries
    too many is refused for a while, but for a client whose token was right before.
    """
    _ = translator(Language.WELSH if request.query_params.get("lang") == Language.WELSH else Language.ENGLISH)
    try:
        return _answer(request, _)
    except StoreError as fault:
        return _later(store_fault(fault, _))
    except WorkbookError as refusal:
        return _later(message(refusal, _))
    except MakingError:
        return _later(_("This data feed could not be made. Try again in a minute; the server's log says why."))


def feed_of(name: str, loaded: published.LoadedTracker, language: Language) -> bytes:
    """Return the feed with a name such as `progress.csv`; tables have no language.

    Raises MakingError where that of a large tracker cannot be made.
    """
    language = language if name in IN_A_LANGUAGE else Language.ENGLISH
    today = today_before(Selection().month(loaded.tracker)) if name == CALENDAR else None

    def make() -> bytes:
        edition = loaded_edition(loaded, Selection(), language)
        edition = replace(edition, today=today, office=Office(name=published.office_of(loaded)))
        work = partial(feed_bytes, edition, name)
        if len(loaded.tracker.progress) <= SMALL_UPDATES:
            return work()
        with _ONE_AT_A_TIME:  # a client asks for all feeds at once
            return make_in_process(work)

    return loaded.drawn(("feed", name, language, today), make)


def _answer(request: Request, _: Translator) -> Response:
    address = visitor_address(request.scope)
    sent = bearer_token(request) or request.query_params.get("token", "").strip()
    digest = sha256(sent.encode()).digest()
    if _WRONG_TOKENS.is_used_up(address) and digest not in _RIGHT_TOKENS:
        return _later(_("Too many wrong tokens came from this address. Try again later."), status=429)
    of_settings, has_store, token = Settings.from_environment().feed_token, not published.without_store(), None
    # The token of the settings opens everything, also while the database is lost.
    is_of_settings = bool(of_settings) and compare_digest(sent.encode(), of_settings.encode())
    if not is_of_settings and sent and has_store:
        token = published.ask_store(lambda store: store.feed_token_of(sent))
    if not is_of_settings and token is None:
        if not of_settings and not (has_store and published.ask_store(Store.has_feed_tokens)):
            return _text_response(404, _("There are no data feeds here."))
        _WRONG_TOKENS.is_too_many(address)
        sentence = _("This data feed asks for a token, which whoever runs the dashboard can give.")
        return _text_response(401, sentence, **{"WWW-Authenticate": 'Bearer realm="Cynnydd data feeds"'})
    _RIGHT_TOKENS.add(digest)
    displayed = published.displayed_version()
    if displayed.fault is not None:
        raise displayed.fault
    if (name := request.path_params["name"]) not in MEDIA_TYPES:
        return _text_response(404, _("There is no such data feed."))
    agencies = token.agencies if token is not None else None
    loaded = displayed.loaded if agencies is None else published.limited_to(displayed.loaded, agencies)
    content = feed_of(name, loaded, _.language)
    headers = {**_HEADERS, "ETag": f'"{sha256(content).hexdigest()[:32]}"'}
    response = unless_unchanged(request.headers, Response(content, headers=headers, media_type=MEDIA_TYPES[name]))
    if request.method == "HEAD":
        response.body = b""
    return response


def _later(sentence: str, *, status: int = 503) -> Response:
    return _text_response(status, sentence, **{"Retry-After": "30"})


def _text_response(status: int, sentence: str, **headers: str) -> Response:
    return PlainTextResponse(f"{sentence}\n", status, headers={**_HEADERS, **headers})


# The routes of the feeds; a HEAD request gets the same answer as a GET, without content.
FEED_ROUTES = (Route("/feeds/{name:path}", answer_feed, methods=["GET"]),)
