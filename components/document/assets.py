"""What every page has around its HTML: its script, styles and font, and the HTML document."""

import gzip
import re
from asyncio import to_thread
from collections.abc import Mapping, Sequence
from functools import cache, partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import streamlit as st
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from components.elements import html_document

_FOLDER = Path(__file__).parent
_PLATFORM = Path(st.__file__).parent / "static"
# The path of the platform's font below the address of the dashboard.
_FONT_PATH = next(_PLATFORM.glob("static/media/SourceSansVF-Upright*.woff2")).relative_to(_PLATFORM).as_posix()
# The header `Cache-Control` of content whose address changes when it does.
FOR_EVER = "public, immutable, max-age=31536000"
_PLATFORM_FILE = re.compile(r"/static/(js|css)/[\w.-]+\.[\w-]{8}\.\1$", re.ASCII)
_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".png": "image/png"}
# The release of `plotly.js-basic-dist-min` that the Python package `plotly` is made for; a test compares the two.
PLOTLY_VERSION = "4.1.1"
PLOTLY_SHA512 = (
    "a2b67a3a054bad1a7cbd27c427d5d71acc04ccb8265b89ea1f58dad5c58944fa"
    "b0024c94d0672b338d9a0ef21c263acaf449865b2559deda4c9875db0abac868"
)
LIBRARY_NAME = f"plotly-basic-{PLOTLY_VERSION}-{PLOTLY_SHA512[:12]}.min.js"
# The path of the chart library below the address of the dashboard.
LIBRARY_PATH = f"chart-library/{LIBRARY_NAME}"
# Nothing of a page is painted before the script behind it is parsed: boxes and columns share the width of all.
WHOLE_FIRST = '<link rel="expect" href="#complete" blocking="render">'
# The way from a plain page to the root of the dashboard.
PLAIN_ROOT = "../"


class Asset(NamedTuple):
    """Files of this folder as one: the path below the address of the dashboard contains a digest of the content."""

    path: str
    content: bytes

    @classmethod
    def of_files(cls, *names: str) -> "Asset":
        """Return some files, one after the other."""
        content = b"\n".join((_FOLDER / name).read_bytes() for name in names)
        return cls(f"page/page-{short_digest(content)}{PurePosixPath(names[0]).suffix}", content)


def short_digest(content: bytes) -> str:
    """Return the digest of a content that stands in the name of its file."""
    return sha256(content).hexdigest()[:12]


PAGE_SCRIPT = Asset.of_files("idiomorph.min.js", "page.js")
PAGE_STYLES = Asset.of_files("page.css")
# The styles of Streamlit's own fields, on the pages that have some.
WIDGET_STYLES = Asset.of_files("widgets.css")
_ASSETS = {asset.path: asset.content for asset in (PAGE_SCRIPT, PAGE_STYLES, WIDGET_STYLES)}


def font_face(up: str) -> str:
    """Return the style that names the font of a page without the platform; `up` leads to the root of the server."""
    source = f'src:url("{up}{_FONT_PATH}") format("woff2")'
    return f'@font-face{{font-family:"Source Sans";font-weight:200 900;{source}}}'


def answer_asset(request: Request) -> Response:
    """Answer a request for a file. A file of another release is not found: no cache takes one for another."""
    path = "/".join(request.url.path.split("/")[-2:])
    content = library() if path == LIBRARY_PATH else _ASSETS.get(path)
    return not_found() if content is None else lasting_response(request.headers, content, name=PurePosixPath(path).name)


@cache
def library() -> bytes:
    """Return the chart library."""
    return gzip.decompress((_FOLDER / "plotly-basic.min.js.gz").read_bytes())


def not_found() -> Response:
    """Return that there is no such file, which no cache keeps."""
    return Response(status_code=404, headers={"Cache-Control": "no-store"})


def lasting_response(request: Headers, content: bytes, *, name: str) -> Response:
    """Return a script, style or picture, or that it is unchanged. Its name contains a digest of it.

    It is compressed at the first request alone: anew for each reader, that would take the processor from all others.
    """
    headers = {"Cache-Control": FOR_EVER, "ETag": f'"{name}"', "Vary": "Accept-Encoding"}
    if _takes_gzip(request):
        headers |= {"ETag": f'"{name}-gzip"', "Content-Encoding": "gzip"}
        content = _compressed(content)
    media_type = _MEDIA_TYPES[PurePosixPath(name).suffix]
    return unless_unchanged(request, Response(content, headers=headers, media_type=media_type))


def unless_unchanged(request: Headers, response: Response) -> Response:
    """Return a response, or that it is unchanged where whoever asks has its tag."""
    known = ",".join(request.getlist("if-none-match")).split(",")
    tag = response.headers["ETag"].removeprefix("W/")
    if {"*", tag}.isdisjoint(each.strip().removeprefix("W/") for each in known):
        return response
    of_content = ("content-length", "content-type", "content-encoding")
    headers = {name: value for name, value in response.headers.items() if name not in of_content}
    return Response(status_code=304, headers=headers)


def _takes_gzip(request: Headers) -> bool:
    """Return whether a request takes gzip; one for a range does not, as it is counted in the content as it is."""
    return "gzip" in request.get("accept-encoding", "") and "range" not in request


_compressed = cache(partial(gzip.compress, compresslevel=9, mtime=0))
_read = cache(Path.read_bytes)


class PlatformFilesMiddleware:
    """Answer requests for the platform's scripts and styles, which it sends as they are, compressed and to be kept.

    Everything else passes: other files, and a browser that takes no gzip.
    """

    def __init__(self, app: ASGIApp, *, folder: Path = _PLATFORM) -> None:
        """Serve the files of `folder`, by default the platform's."""
        self._app, self._folder = app, folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a script or a style; pass on any other."""
        is_file = scope["type"] == "http" and scope["method"] == "GET" and _takes_gzip(Headers(scope=scope))
        found = _PLATFORM_FILE.search(scope["path"]) if is_file else None
        file = self._folder / found[0].lstrip("/") if found else None
        answer = self._app
        if file is not None and file.is_file():
            content = await to_thread(_read, file)
            answer = await to_thread(lasting_response, Headers(scope=scope), content, name=file.name)
        await answer(scope, receive, send)


# The routes of the files, at the root of the server or below the base path of its settings.
ASSET_ROUTES = [Route(f"/{{base:path}}{folder}/{{name}}", answer_asset) for folder in ("page", "chart-library")]


class WrittenPage(NamedTuple):
    """A page as a host sends it: its HTML, title, language and status, and its query."""

    html: str
    title: str
    language: str
    status: int
    query: Mapping[str, Sequence[str]]


def in_streamlit(html: str) -> str:
    """Return the HTML of a page for Streamlit's document, which has a main element already."""
    return html.replace('<main id="main">', '<div class="main" id="main">', 1).replace("</main>", "</div>", 1)


def document_html(written: WrittenPage, *, root: str) -> str:
    """Return a page as a whole HTML document; `root` is the way from it to the files that it needs."""
    head = (
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{root}{PAGE_STYLES.path}">'
        f'<link rel="preload" as="font" type="font/woff2" crossorigin href="{root}{_FONT_PATH}">'
        f'<style>{font_face(root)}</style><link rel="modulepreload" href="{root}{PAGE_SCRIPT.path}">'
        f"{library_link(written, root)}{WHOLE_FIRST}"
    )
    script = f'import {{ begin }} from "{root}{PAGE_SCRIPT.path}"; begin();'
    body = f'<div class="page">{written.html}</div><script id="complete" type="module">{script}</script>'
    return html_document(written.language, written.title, head=head, body=f'<body class="plain">{body}</body>')


def library_link(written: WrittenPage, root: str) -> str:
    """Return the link that has the chart library fetched early, on a page that has a chart."""
    if 'class="chart"' not in written.html:
        return ""
    return f'<link data-library rel="preload" as="script" fetchpriority="low" href="{root}{LIBRARY_PATH}">'
