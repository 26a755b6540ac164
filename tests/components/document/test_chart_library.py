"""The committed library is the pinned release of the package that plotly is made for, with its licence."""

import hashlib
from functools import partial

from plotly.offline import get_plotlyjs_version
from starlette.applications import Starlette

from components.document.assets import ASSET_ROUTES, LIBRARY_NAME, LIBRARY_PATH, library
from components.document.pinned_package import PLOTLY
from tests.support.asgi import send_request

request = partial(send_request, Starlette(routes=ASSET_ROUTES))


def test_the_version_is_the_one_that_plotly_is_made_for():
    assert get_plotlyjs_version() == PLOTLY.version


def test_the_committed_file_has_the_pinned_checksum_which_is_in_its_name():
    assert hashlib.sha512(library()).hexdigest() == PLOTLY.file_sha512
    assert f"plotly-basic-{PLOTLY.version}-{PLOTLY.file_sha512[:12]}.min.js" == LIBRARY_NAME
    assert f"plotly.js (basic - minified) v{PLOTLY.version}".encode() in library()[:100]


def test_the_library_needs_no_evaluated_code():
    assert not any(words in library() for words in (b"new Function(", b" eval(", b"=eval("))


def test_the_licence_of_the_library_is_committed():
    assert PLOTLY.licence.read_text(encoding="utf-8").startswith("MIT License")


def test_a_browser_that_has_the_library_is_sent_no_content():
    response = request(f"/of/ours/{LIBRARY_PATH}")
    assert (response.status, response.content == library()) == (200, True)
    assert response.headers["Cache-Control"] == "public, immutable, max-age=31536000"
    assert response.headers["Content-Type"].startswith("text/javascript")
    again = request(f"/{LIBRARY_PATH}", headers={"If-None-Match": f'"other", W/"{LIBRARY_NAME}"'})
    assert (again.status, again.content) == (304, b"")


def test_a_library_of_another_release_is_not_found_and_not_cached():
    response = request("/chart-library/plotly-basic-1.0.0-0123456789ab.min.js")
    assert (response.status, response.headers["Cache-Control"]) == (404, "no-store")
