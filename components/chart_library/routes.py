"""The chart library: its pinned release, and the route by which a browser requests it once."""

import gzip
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.serving.compressed_static import accepts_gzip, lasting_response
from components.serving.pinned_package import PinnedPackage

_FOLDER = Path(__file__).parent
PLOTLY = PinnedPackage(
    name="plotly.js-basic-dist-min",
    version="4.1.1",
    sha512=(
        "d68345f0f790c7686fff2eeda84556283dc91b09ff30610c43c98bf47530b1aa"
        "86f451b2fce539147507bf3a9bab13789a7c19188f5a6d3884efbe42e2492331"
    ),
    file="package/plotly-basic.min.js",
    file_sha512=(
        "a2b67a3a054bad1a7cbd27c427d5d71acc04ccb8265b89ea1f58dad5c58944fa"
        "b0024c94d0672b338d9a0ef21c263acaf449865b2559deda4c9875db0abac868"
    ),
    target=_FOLDER / "plotly-basic.min.js.gz",
    licence=_FOLDER / "LICENSE",
)
"""The release that the Python package `plotly` is made for; a test compares the two."""
TRACE_TYPES = frozenset({"bar", "pie", "scatter"})
"""The types of traces in this release; it would draw any other as points, without a word."""
FILE_NAME = f"plotly-basic-{PLOTLY.version}-{PLOTLY.file_sha512[:12]}.min.js"
"""The name under which a browser may cache the file for ever: another file has another name."""


def library() -> bytes:
    """Return the library, for the rare client that accepts no compression."""
    return gzip.decompress(_compressed_library())


@cache
def _compressed_library() -> bytes:
    """Return the library, compressed with gzip."""
    return PLOTLY.target.read_bytes()


LIBRARY_PATH = f"chart-library/{FILE_NAME}"
"""The path of the library below the address of the dashboard."""


def answer_library(request: Request) -> Response:
    """Answer a request for the library; a name of another release is not found, so that no cache takes one for another.

    The committed file is compressed, so that answering costs no work.
    """
    if request.path_params["name"] != FILE_NAME:
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    compressed = accepts_gzip(request.headers)
    content = _compressed_library() if compressed else library()
    return lasting_response(request.headers, content, name=FILE_NAME, method=request.method, compressed=compressed)


LIBRARY_ROUTES = (Route("/{base:path}chart-library/{name}", answer_library, methods=["GET"]),)
"""The routes of the library, at the root of the server or below the base path of its settings."""
