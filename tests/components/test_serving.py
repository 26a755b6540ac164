"""What serves pages: the chart library, pinned packages, and a server that ends last."""

import gzip
import hashlib
import signal
import time
from functools import partial

import pytest
import uvicorn
from plotly.offline import get_plotlyjs_version
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse

from components.document.assets import (
    ASSET_ROUTES,
    FOR_EVER,
    LIBRARY_NAME,
    PLOTLY_SHA512,
    PLOTLY_VERSION,
    PlatformFilesMiddleware,
    library,
)
from components.graceful_end import PUBLISHING, PatientServer
from tests.support.asgi import send_request

request = partial(send_request, Starlette(routes=ASSET_ROUTES))


def test_a_dashboard_below_a_base_path_has_the_library_there():
    response = request(f"/recommendations/of/ours/chart-library/{LIBRARY_NAME}")
    assert (response.status, response.content == library()) == (200, True)
    assert response.headers["Cache-Control"] == "public, immutable, max-age=31536000"
    again = request(f"/chart-library/{LIBRARY_NAME}", headers={"If-None-Match": f'"other", W/"{LIBRARY_NAME}"'})
    assert (again.status, again.content) == (304, b"")


def test_the_committed_file_has_the_pinned_checksum_which_is_in_its_name_and_the_version_of_plotly():
    assert get_plotlyjs_version() == PLOTLY_VERSION
    assert hashlib.sha512(library()).hexdigest() == PLOTLY_SHA512
    assert f"plotly-basic-{PLOTLY_VERSION}-{PLOTLY_SHA512[:12]}.min.js" == LIBRARY_NAME
    assert f"plotly.js (basic - minified) v{PLOTLY_VERSION}".encode() in library()[:100]


SCRIPT = b"const answer = 42;\n" * 100
TAKES_GZIP = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.fixture
def platform(tmp_path):
    """The middleware before an application that answers everything with one text, and a folder as the platform's."""
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "static" / "js" / "index.DormvYxC.js").write_bytes(SCRIPT)
    (tmp_path / "static" / "js" / "plain.js").write_bytes(SCRIPT)
    return partial(send_request, PlatformFilesMiddleware(PlainTextResponse("platform"), folder=tmp_path))


def test_a_script_of_the_platform_is_sent_compressed_and_may_be_used_for_ever(platform):
    answer = platform("/of/ours/static/js/index.DormvYxC.js", headers=TAKES_GZIP)
    assert gzip.decompress(answer.content) == SCRIPT
    assert (answer.headers["Cache-Control"], answer.headers["Vary"]) == (FOR_EVER, "Accept-Encoding")
    again = platform("/static/js/index.DormvYxC.js", headers=TAKES_GZIP | {"If-None-Match": answer.headers["ETag"]})
    assert (again.status, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("url", "headers"),
    [
        ("/", TAKES_GZIP),
        ("/static/js/plain.js", TAKES_GZIP),
        ("/static/js/missing.DormvYxC.js", TAKES_GZIP),
        ("/static/js/../js/index.DormvYxC.js", TAKES_GZIP),
        ("/static/js/index.DormvYxC.js", {}),
        ("/static/js/index.DormvYxC.js", TAKES_GZIP | {"Range": "bytes=0-9"}),
    ],
)
def test_everything_else_is_left_to_the_platform(platform, url, headers):
    assert platform(url, headers=headers).text == "platform"


@pytest.fixture
def server():
    made = PatientServer(uvicorn.Config(lambda: None))
    made.answer_seconds = 0.0
    return made


def ends(server, *, within=60.0):
    until = time.monotonic() + within
    while not server.should_exit and time.monotonic() < until:
        time.sleep(0.005)
    return server.should_exit


def test_what_is_being_published_ends_first(server):
    with PUBLISHING.under_way():
        server.handle_exit(signal.SIGTERM, None)
        assert not ends(server, within=0.2)
    assert ends(server)


@pytest.mark.parametrize(
    ("signals", "grace"),
    [([signal.SIGINT], 60), ([signal.SIGTERM, signal.SIGTERM], 60), ([signal.SIGTERM], 0.05)],
    ids=["by hand", "twice", "after too long"],
)
def test_whoever_insists_or_waits_too_long_does_not_wait(server, signals, grace):
    server.grace_seconds = grace
    with PUBLISHING.under_way():
        for each in signals:
            server.handle_exit(each, None)
        assert ends(server)
