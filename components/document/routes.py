"""The routes of plain pages and of the files that pages offer, at the root of the server or below its base path."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route


def answer_request(request: Request) -> Response:
    """Answer a request for a file, on a thread of the server."""
    from components.document.file_answer import answer_file  # noqa: PLC0415 - the pages, which no other request needs

    return answer_file(request)


FILE_ROUTES = (Route("/{base:path}read/files/{page}/{key:path}", answer_request, methods=["GET"]),)
"""The path is that of `components.document.document`; a HEAD request gets the same answer as a GET, without content."""


def answer_page_request(request: Request) -> Response:
    """Answer a request for a plain page, on a thread of the server."""
    from components.document.file_answer import answer_page  # noqa: PLC0415 - the pages, which no other request needs

    return answer_page(request)


def answer_start(request: Request) -> Response:
    """Lead `/read` to the first page."""
    return RedirectResponse(f"{request.url.path}/", 308)


def answer_logo_request(request: Request) -> Response:
    """Answer a request for the logo of the office, on a thread of the server."""
    from components.subject import answer_logo  # noqa: PLC0415 - the pages, which no other request needs

    return answer_logo(request)


READ_ROUTES = (
    Route("/{base:path}page/logo-{digest}.png", answer_logo_request, methods=["GET"]),
    Route("/{base:path}read", answer_start, methods=["GET"]),
    Route("/{base:path}read/", answer_page_request, methods=["GET"]),
    Route("/{base:path}read/{page}", answer_page_request, methods=["GET"]),
)
