"""Plain pages: each page as a document of its own, at `/read/…`, without Streamlit and without a need for scripts."""

import gzip
from hashlib import sha256
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from components.chart_library.routes import LIBRARY_PATH
from components.document.assets import PAGE_SCRIPT, PAGE_STYLES, font_face, font_link
from components.document.page import PLAIN_ROOT, WrittenPage
from components.document.requests import page_request
from components.guard.content_policy import POLICY_HEADER, page_policy
from components.serving.encoding import accepts_gzip
from components.session.links import HOME

PART = "text/x-page"
"""What the script of a page accepts: the HTML inside the document."""
_VARY = "Accept, Accept-Language, Accept-Encoding, Cookie"


def document_html(written: WrittenPage, *, root: str) -> str:
    """Return a page as a whole HTML document; `root` is the way from it to the files that it needs."""
    return (
        f'<!doctype html><html lang="{written.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(written.title)}</title><link rel="icon" href="data:,">'
        f'<link rel="stylesheet" href="{root}{PAGE_STYLES.path}">{font_link(root)}<style>{font_face(root)}</style>'
        f'<link rel="modulepreload" href="{root}{PAGE_SCRIPT.path}">'
        f"{library_link(written, root)}</head>"
        f'<body class="plain"><div class="page">{written.html}</div>'
        f'<script type="module">import {{ begin }} from "{root}{PAGE_SCRIPT.path}"; begin();</script></body></html>'
    )


def library_link(written: WrittenPage, root: str) -> str:
    """Return the link that has the chart library fetched early, on a page that has a chart."""
    if 'class="chart"' not in written.html:
        return ""
    return f'<link data-library rel="preload" as="script" fetchpriority="low" href="{root}{LIBRARY_PATH}">'


def document_bytes(written: WrittenPage, *, root: str = "") -> bytes:
    """Return a page as a file that stands beside the folders of its script, its styles and the chart library."""
    return document_html(written, root=root).encode()


async def answer_page(request: Request) -> Response:
    """Answer a request for a page: its document, or to a page that is open, the HTML inside it."""
    written = await run_in_threadpool(_written, request)
    is_part = PART in request.headers.get("accept", "")
    text = written.html if is_part else document_html(written, root=PLAIN_ROOT)
    content = text.encode()
    tag = f'W/"{sha256(content).hexdigest()[:24]}"'
    headers = {"Cache-Control": "private, no-cache", "Vary": _VARY, "ETag": tag, POLICY_HEADER: page_policy(text)}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if accepts_gzip(request.headers):
        content, headers["Content-Encoding"] = gzip.compress(content, 5, mtime=0), "gzip"
    if request.method == "HEAD":
        headers["Content-Length"], content = str(len(content)), b""
    return Response(content, written.status, headers, media_type="text/html")


def answer_start(request: Request) -> Response:
    """Lead `/read` to the first page."""
    return RedirectResponse(f"{request.url.path}/", 308)


def _written(request: Request) -> WrittenPage:
    from components.document.read import read_any  # noqa: PLC0415 - the pages, which the server need not wait for

    page = request.path_params.get("page") or HOME
    return read_any(page_request(request.scope, page), root=PLAIN_ROOT)


READ_ROUTES = (
    Route("/{base:path}read", answer_start, methods=["GET"]),
    Route("/{base:path}read/", answer_page, methods=["GET"]),
    Route("/{base:path}read/{page}", answer_page, methods=["GET"]),
)
"""The routes of the plain pages, at the root of the server or below the base path of its settings."""
