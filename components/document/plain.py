"""Plain pages: each page as a document of its own, at `/read/…`, without Streamlit and without a need for scripts."""

import gzip
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from components.document.read import read_any
from components.document.requests import page_request
from components.document.written import PLAIN_ROOT, document_html
from components.guard.content_policy import POLICY_HEADER, page_policy
from components.serving.encoding import accepts_gzip
from components.session.links import HOME

PART = "text/x-page"
"""What the script of a page accepts: the HTML inside the document."""
_VARY = "Accept, Accept-Language, Accept-Encoding, Cookie"


def answer_page(request: Request) -> Response:
    """Answer a request for a page: its document, or to a page that is open, the HTML inside it."""
    page = request.path_params.get("page") or HOME
    written = read_any(page_request(request.scope, page), root=PLAIN_ROOT)
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
