"""The answers to requests without the platform: plain pages, and the files that pages offer, made for who asks."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import wait
from hashlib import sha256
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from components.access import audit_files
from components.data_checks import translation_file
from components.document.assets import PLAIN_ROOT, document_html, unless_unchanged
from components.document.document import FORBIDDEN, NOT_FOUND, UNAVAILABLE, FileOffer
from components.document.read import PAGES, body_of, page_request, read
from components.downloads import annotated_files
from components.elements import element, html_of
from components.footer import answer_logo
from components.guard.middleware import NOTHING, POLICY_HEADER, page_policy
from components.guard.refusal import Reason, refusal_text
from components.identity import refuse_below
from components.making import JOBS, MakingError, MakingFault, log_failure
from components.published import published_store
from components.round.returns import round_files
from components.session.links import HOME, PAGE_ROLES, READING, href, page_titles
from components.session.view import View, open_view
from components.sign_in.entry import small_page
from components.upload.steps import upload_files
from components.versions import version_files
from model.access import Access, AccessSettings, Role
from model.tracker.reading import WorkbookError
from model.versions.version import StoreError, StoreErrorCode
from store.store import note_export
from wording.catalogue import Translator, label, translator
from wording.errors import paper_failure, store_fault
from wording.issues import issue_sentence


def failure_text(error: BaseException, _: Translator) -> str:
    """Return why there is no file, and what to do."""
    if isinstance(error, StoreError):
        return store_fault(error, _)
    if isinstance(error, WorkbookError):
        return issue_sentence(error, _)
    made = error if isinstance(error, MakingError) else MakingError(MakingFault.BROKE_OFF)
    if made.fault is MakingFault.PAPER:
        return paper_failure(made.reason, _)
    text = label("making-fault", made.fault, _, n=made.limit)
    if made.fault in (MakingFault.TOO_SLOW, MakingFault.TOO_MUCH_MEMORY):
        text = f"{text} {_('Choose fewer recommendations by the filter, and press again.')}"
    return text


# What the pages offer that are no documents. It is about the whole tracker.
EDITING_FILES: Mapping[str, Callable[[View], Iterable[FileOffer]]] = {
    "round": round_files,
    "upload": upload_files,
    "data-checks": lambda view: [*annotated_files(view), translation_file(view)],
    "versions": version_files,
    "access": audit_files,
}
# What the script of a page accepts: how far a file is, and not the file.
PROGRESS = "text/x-progress"
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
        if offer.note is not None:
            offer.note(actor)
        if offer.version is not None:
            is_recorded = note_export(published_store(), offer.version, actor=actor, file=offer.name)
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
    page = request.path_params.get("page") or HOME
    written = read(page_request(request.scope, page), root=PLAIN_ROOT)
    is_part = PART in request.headers.get("accept", "")
    text = written.html if is_part else document_html(written, root=PLAIN_ROOT)
    tag = f'W/"{sha256(text.encode()).hexdigest()[:24]}"'
    headers = {**_PAGE_HEADERS, "ETag": tag, POLICY_HEADER: page_policy(text)}
    return unless_unchanged(request.headers, HTMLResponse(text, written.status, headers))


# The path is that of `components.document.document`; a HEAD request gets the same answer as a GET, without content.
FILE_ROUTES = (Route("/{base:path}read/files/{page}/{key:path}", answer_file, methods=["GET"]),)
# The routes of plain pages and logos, at the root of the server or below its base path.
READ_ROUTES = (
    Route("/{base:path}page/logo-{digest}.png", answer_logo, methods=["GET"]),
    Route("/{base:path}read", lambda request: RedirectResponse(f"{request.url.path}/", 308), methods=["GET"]),
    Route("/{base:path}read/", answer_page, methods=["GET"]),
    Route("/{base:path}read/{page}", answer_page, methods=["GET"]),
)
