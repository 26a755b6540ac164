"""The route of the chart library: the file, compressed where that is accepted, for a browser to cache for ever."""

import gzip
from functools import partial

import pytest
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


@pytest.mark.parametrize("accepted", [None, "", "identity", "br", "gzip;q=0", "*; q=0.0, br"])
def test_a_client_that_accepts_no_gzip_gets_the_plain_file(accepted):
    response = request(f"/{LIBRARY_PATH}", headers={} if accepted is None else {"Accept-Encoding": accepted})
    assert response.content == library()
    assert response.headers["Content-Length"] == str(len(library()))
    assert response.headers["Content-Encoding"] is None
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["GZIP", "br;q=1, gzip;q=0.5", "*", "identity;q=0, *;q=0.1"])
def test_a_client_that_accepts_gzip_gets_the_compressed_file(accepted):
    assert request(f"/{LIBRARY_PATH}", headers={"Accept-Encoding": accepted}).headers["Content-Encoding"] == "gzip"


def test_a_head_is_answered_like_a_get_without_its_content():
    got, head = (
        request(f"/{LIBRARY_PATH}", method=method, headers={"Accept-Encoding": "gzip"}) for method in ("GET", "HEAD")
    )
    assert (head.status, head.content) == (200, b"")
    assert head.headers.items() == got.headers.items()


def test_a_browser_that_has_the_library_is_sent_no_content():
    known = {"Accept-Encoding": "gzip", "If-None-Match": f'"{FILE_NAME}-gzip"'}
    response = request(f"/{LIBRARY_PATH}", headers=known)
    assert (response.status, response.content) == (304, b"")


def test_a_name_of_another_release_is_not_found_and_not_cached():
    response = request("/chart-library/plotly-basic-4.0.0-0123456789ab.min.js")
    assert (response.status, response.headers["Cache-Control"]) == (404, "no-store")


def test_a_dashboard_below_a_base_path_has_the_library_there():
    assert request(f"/recommendations/of/ours/chart-library/{FILE_NAME}").status == 200
