"""The route of the chart library: the file, compressed where that is accepted, for a browser to cache for ever."""

import gzip
from functools import partial

from starlette.applications import Starlette

from components.chart_library.routes import FILE_NAME, LIBRARY_PATH, LIBRARY_ROUTES, library
from tests.support.asgi import send_request

request = partial(send_request, Starlette(routes=LIBRARY_ROUTES))


def test_the_library_is_compressed_and_may_be_cached_for_ever():
    response = request(f"/{LIBRARY_PATH}", headers={"Accept-Encoding": "gzip, deflate, br"})
    assert response.status == 200
    assert gzip.decompress(response.content) == library()
    assert {name.lower(): value for name, value in response.headers.items()} == {
        "cache-control": "public, immutable, max-age=31536000",
        "etag": f'"{FILE_NAME}-gzip"',
        "vary": "Accept-Encoding",
        "x-content-type-options": "nosniff",
        "content-length": str(len(response.content)),
        "content-encoding": "gzip",
        "content-type": "text/javascript; charset=utf-8",
    }


def test_a_browser_that_has_the_library_is_sent_no_content():
    known = {"Accept-Encoding": "gzip", "If-None-Match": f'"{FILE_NAME}-gzip"'}
    response = request(f"/{LIBRARY_PATH}", headers=known)
    assert (response.status, response.content) == (304, b"")


def test_a_dashboard_below_a_base_path_has_the_library_there():
    assert request(f"/recommendations/of/ours/chart-library/{FILE_NAME}").status == 200
