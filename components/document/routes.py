"""The routes of the files that pages offer, at the root of the server or below the base path of its settings."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def answer_request(request: Request) -> Response:
    """Answer a request for a file, on a thread of the server."""
    from components.document.file_answer import answer_file  # noqa: PLC0415 - the pages, which no other request needs

    return answer_file(request)


FILE_ROUTES = (Route("/{base:path}read/files/{page}/{key:path}", answer_request, methods=["GET"]),)
"""The path is that of `components.document.files`; a HEAD request gets the same answer as a GET, without content."""
