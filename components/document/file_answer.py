"""The answers to requests without the platform: plain pages, files of pages, and the data feeds."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import wait
from dataclasses import replace
from functools import partial
from hashlib import sha256
from hmac import compare_digest
from threading import Lock
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from analysis.selection import Selection
from components import published
from components.access import audit_files
from components.data_checks import translation_file
from components.document.assets import PLAIN_ROOT, document_html, unless_unchanged
from components.document.document import FORBIDDEN, NOT_FOUND, UNAVAILABLE, FileOffer
from components.document.read import PAGES, body_of, page_request, read
from components.downloads import loaded_edition
from components.elements import element, html_of
from components.footer import answer_logo
from components.guard.middleware import NOTHING, POLICY_HEADER, Reason, page_policy, refusal_text, visitor_address
from components.identity import bearer_token, refuse_below
from components.making import JOBS, MakingError, MakingFault, log_failure, make_in_process
from components.round.returns import round_files
from components.session.links import HOME, PAGE_ROLES, READING, href, page_titles
from components.session.view import View, open_view, today_before
from components.sign_in.middleware import PROGRESS, Attempts, small_page
from components.upload.steps import upload_files
from components.versions import version_files
from model.access import Access, AccessSettings, Role
from model.settings import Settings
from model.terms import Language
from model.tracker.reading import WorkbookError
from model.versions.version import StoreError, StoreErrorCode
from reports.document import Office, PaperError
from reports.registry import CALENDAR, IN_A_LANGUAGE, MEDIA_TYPES, feed_bytes
from store.store import Store, note_export
from wording.catalogue import Translator, label, translator
from wording.issues import issue_sentence, message
from wording.names import paper_failure, store_fault


def failure_text(error: BaseException, _: Translator) -> str:
    """Return why there is no file, and what to do."""
    if isinstance(error, StoreError):
        return store_fault(error, _)
    if isinstance(error, WorkbookError):
        return issue_sentence(error, _)
    if isinstance(error, PaperError):
        return paper_failure(str(error), _)
    made = error if isinstance(error, MakingError) else MakingError(MakingFault.BROKE_OFF)
    text = label("making-fault", made.fault, _, n=made.limit)
    if made.fault in (MakingFault.TOO_SLOW, MakingFault.TOO_MUCH_MEMORY):
        text = f"{text} {_('Choose fewer recommendations by the filter, and press again.')}"
    return text


# What the pages offer that are no documents. It is about the whole tracker.
EDITING_FILES: Mapping[str, Callable[[View], Iterable[FileOffer]]] = {
    "round": round_files,
    "upload": upload_files,
    "data-checks": lambda view: [translation_file(view)],
    "versions": version_files,
    "access": audit_files,
}
# How long a request waits before it says how far a file is: most are made meanwhile.
QUICK_SECONDS = 0.4
# How often a page that shows how far a file is looks again.
LOOK_SECONDS = 1
_ACCEPTED = 202
_STATUS = {StoreErrorCode.NOT_ALLOWED: FORBIDDEN, StoreErrorCode.UNKNOWN_VERSION: NOT_FOUND}
# What the script of a page accepts: the HTML inside the document.
PART = "text/x-page"
_PAGE_HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Accept, Accept-Language, Cookie"}


def answer_file(request: Request) -> Response:
    """Answer a request for a file, on a thread of the server.

    The page is read again as who asks reads it now, and what it offers under this name is made. How far it is, and why
    there is none, is said in the reader's language: to the script of a page in plain text, else as a page.
    """
    answerer = _Answerer(request)
    try:
        return answerer.answer()
    except Exception as error:  # noqa: BLE001 - whoever asks is told
        log_failure(error)
        return answerer.failure(error)


def offers_of(view: View) -> Mapping[str, FileOffer]:
    """Return the files that a page offers, by their keys.

    Raises StoreError: NOT_ALLOWED where the reader may not have the page; or what they are made of cannot be read.
    """
    refuse_below(PAGE_ROLES.get(view.page, Role.VIEWER), view.actor)
    if view.page in PAGES:
        return body_of(view, PAGES[view.page]).files
    if view.page not in EDITING_FILES or view.loaded.agencies is not None:
        return {}
    return {offer.key: offer for offer in EDITING_FILES[view.page](view)}


class _Answerer:
    """Answers one request for a file."""

    def __init__(self, request: Request) -> None:
        self.request, self.asked = request, page_request(request.scope, request.path_params["page"])
        self.translator = translator(self.asked.language)
        self.is_script = PROGRESS in request.headers.get("accept", "")

    def answer(self) -> Response:
        """Return the file, how far it is, or why there is none."""
        _, headers = self.translator, self.request.headers
        if headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate":
            return self.sentence(refusal_text(Reason.FOREIGN_ORIGIN, _), FORBIDDEN)
        refuse_below(Role.VIEWER, self.asked.actor)
        view = open_view(self.asked)
        offers = {} if view.unknown_version or view.unknown_filters else offers_of(view)
        offer = offers.get(self.request.path_params["key"])
        if offer is None:
            return self.sentence(_("This file is not offered here, or no longer. Look for it on its page."), NOT_FOUND)
        refuse_below(offer.role, view.actor)
        if self.request.method == "HEAD":
            return _file_response(offer, b"")
        if offer.is_long:
            return self._made(view, offer)
        return Response(status_code=204) if self.is_script else self._send(offer, offer.work(view.actor)())

    def _made(self, view: View, offer: FileOffer) -> Response:
        """Return the file, which is made for all who see the same page, or for its reader alone; or how far it is."""
        _, actor, is_shared = self.translator, view.actor, view.page in READING
        key = view.loaded.key, view.key, offer.key, None if is_shared else (actor.name, actor.identity)
        job = JOBS.job(key, lambda: offer.make(offer.work(actor)), owner=actor.identity or actor.address)
        wait([job.file], QUICK_SECONDS)
        if not job.file.done():
            text = _("Your file is being made. Its download starts by itself.")
            if job.before:
                text = _.plural(
                    "{n} other is before you. Your file is made when it is your turn; you need not press anything.",
                    "{n} others are before you. Your file is made when it is your turn; you need not press anything.",
                    job.before,
                )
            return self.sentence(text, _ACCEPTED)
        if (error := job.file.exception()) is not None:
            return self.failure(error)
        if self.is_script:
            return Response(status_code=204)
        response = self._send(offer, job.file.result())
        if not is_shared:
            JOBS.forget(key)
        return response

    def failure(self, error: BaseException) -> Response:
        """Return why there is no file."""
        is_busy = isinstance(error, MakingError) and error.fault is MakingFault.QUEUE_FULL
        status = UNAVAILABLE if is_busy else 500
        if isinstance(error, StoreError):
            status = _STATUS.get(error.code, UNAVAILABLE)
        return self.sentence(failure_text(error, self.translator), status)

    def sentence(self, text: str, status: int) -> Response:
        """Return a sentence as a page with the way back, or as plain text to the script of a page."""
        later = {"Retry-After": str(LOOK_SECONDS)} if status in (_ACCEPTED, UNAVAILABLE) else {}
        if self.is_script:
            return PlainTextResponse(text, status, later)
        if status == _ACCEPTED:
            later = {"Refresh": str(LOOK_SECONDS)}
        page, query = self.asked.page, self.asked.query
        title = page_titles(self.translator).get(page)
        link = href(page, query) if title else "read/"
        if page in READING:
            link = f"read/{page}?{urlencode(query, doseq=True)}"
        to_root = "../" * (3 + self.request.path_params["key"].count("/"))
        way_back = html_of([element("a", title or "Cynnydd", href=link)], root=to_root)
        return small_page(self.request.scope, status, text, way_back, headers=later)

    def _send(self, offer: FileOffer, content: bytes) -> Response:
        """Return a file, after its export is recorded; where others read, too, it is not given otherwise."""
        actor = self.asked.actor
        if offer.version is not None:
            is_recorded = note_export(published.published_store(), offer.version, actor=actor, file=offer.name)
            if not is_recorded and AccessSettings.from_environment().access is not Access.LOCAL:
                raise StoreError(StoreErrorCode.NOT_RECORDED)
        return _file_response(offer, content)


def _file_response(offer: FileOffer, content: bytes) -> Response:
    quoted = quote(offer.name, safe="")
    name = f'filename="{offer.name}"' if quoted == offer.name else f"filename*=utf-8''{quoted}"
    headers = {"Content-Disposition": f"attachment; {name}", "Cache-Control": "no-store", POLICY_HEADER: NOTHING}
    return Response(content, headers=headers, media_type=offer.media_type)


def answer_page(request: Request) -> Response:
    """Answer a request for a page: its document, or to a page that is open, the HTML inside it."""
    written = read(page_request(request.scope, request.path_params.get("page") or HOME), root=PLAIN_ROOT)
    text = written.html if PART in request.headers.get("accept", "") else document_html(written, root=PLAIN_ROOT)
    tag = f'W/"{sha256(text.encode()).hexdigest()[:24]}"'
    headers = {**_PAGE_HEADERS, "ETag": tag, POLICY_HEADER: page_policy(text)}
    return unless_unchanged(request.headers, HTMLResponse(text, written.status, headers))


# The path is that of `components.document.document`; a HEAD request gets the same answer as a GET, without content.
FILE_ROUTES = (Route("/{base:path}read/files/{page}/{key:path}", answer_file),)
# The routes of plain pages and logos, at the root of the server or below its base path.
READ_ROUTES = (
    Route("/{base:path}page/logo-{digest}.png", answer_logo),
    Route("/{base:path}read", lambda request: RedirectResponse(f"{request.url.path}/", 308)),
    Route("/{base:path}read/", answer_page),
    Route("/{base:path}read/{page}", answer_page),
)


_HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}
# The feeds of a version with so many updates are made at once, in this process.
SMALL_UPDATES = 1_000
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
    except (MakingError, PaperError):
        return _later(_("This data feed could not be made. Try again in a minute; the server's log says why."))


def feed_of(name: str, loaded: published.LoadedTracker, language: Language) -> bytes:
    """Return the feed with a name such as `progress.csv`; tables have no language.

    Raises MakingError or PaperError where that of a large tracker cannot be made.
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
    of_settings, has_store, token = Settings().feed_token, not published.without_store(), None
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
FEED_ROUTES = (Route("/feeds/{name:path}", answer_feed),)
