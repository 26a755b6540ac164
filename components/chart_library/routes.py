"""The route of the chart library: a file that a browser requests once and may cache for ever."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.chart_library.release import FILE_NAME, compressed_library, library
from components.serving.encoding import accepts_gzip, lasting_response

LIBRARY_PATH = f"chart-library/{FILE_NAME}"
"""The path of the library below the address of the dashboard."""


def answer_library(request: Request) -> Response:
    """Answer a request for the library; a name of another release is not found, so that no cache takes one for another.

    The committed file is compressed, so that answering costs no work.
    """
    if request.path_params["name"] != FILE_NAME:
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    compressed = accepts_gzip(request.headers)
    content = compressed_library() if compressed else library()
    return lasting_response(request.headers, content, name=FILE_NAME, method=request.method, compressed=compressed)


LIBRARY_ROUTES = (Route("/{base:path}chart-library/{name}", answer_library, methods=["GET"]),)
"""The routes of the library, at the root of the server or below the base path of its settings."""
