"""The platform's scripts and styles, sent compressed."""

import gzip

import pytest
from starlette.responses import PlainTextResponse

from components.serving.compressed_static import CompressedStaticMiddleware
from tests.support.asgi import send_request

SCRIPT = b"const answer = 42;\n" * 100
URL = "/static/js/index.DormvYxC.js"
TAKES_GZIP = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.fixture
def static(tmp_path):
    """A folder as the platform's, with one script and one picture."""
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "static" / "js" / "index.DormvYxC.js").write_bytes(SCRIPT)
    (tmp_path / "static" / "js" / "plain.js").write_bytes(SCRIPT)
    return tmp_path / "static"


@pytest.fixture
def application(static, tmp_path):
    """The middleware in front of an application that answers everything with the same text."""
    return CompressedStaticMiddleware(PlainTextResponse("platform"), folder=static, cache=tmp_path / "cache")


def test_a_script_is_sent_compressed_and_may_be_used_for_ever(application):
    answer = send_request(application, URL, headers=TAKES_GZIP)
    assert gzip.decompress(answer.content) == SCRIPT
    assert dict(answer.headers) == {
        "cache-control": "public, immutable, max-age=31536000",
        "etag": '"index.DormvYxC.js-gzip"',
        "vary": "Accept-Encoding",
        "x-content-type-options": "nosniff",
        "content-encoding": "gzip",
        "content-length": str(len(answer.content)),
        "content-type": "text/javascript; charset=utf-8",
    }


@pytest.mark.parametrize("tag", ['"index.DormvYxC.js-gzip"', '"other", W/"index.DormvYxC.js-gzip"'])
def test_a_browser_that_has_the_script_is_sent_no_content(application, tag):
    answer = send_request(application, URL, headers=TAKES_GZIP | {"If-None-Match": tag})
    assert (answer.status, answer.content) == (304, b"")
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "headers",
    [{}, {"Accept-Encoding": "br"}, {"Accept-Encoding": "gzip;q=0.0, *"}, TAKES_GZIP | {"Range": "bytes=0-9"}],
)
def test_without_gzip_and_for_a_range_the_platform_answers_and_caches_are_warned(application, headers):
    answer = send_request(application, URL, headers=headers)
    assert (answer.text, answer.headers["Vary"]) == ("platform", "Accept-Encoding")


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/static/js/plain.js",
        "/static/js/missing.DormvYxC.js",
        "/static/js/../js/index.DormvYxC.js",
        "/static/css/index.DormvYxC.css",
        "/other/static/js/index.DormvYxC.js",
    ],
)
def test_everything_else_is_left_to_the_platform(application, url):
    answer = send_request(application, url, headers=TAKES_GZIP)
    assert (answer.text, "Vary" in answer.headers) == ("platform", False)


@pytest.mark.parametrize("damaged", [b"", b"\x1f\x8b half", gzip.compress(b"another", mtime=0)])
def test_a_damaged_file_is_compressed_anew(static, tmp_path, damaged):
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / "index.DormvYxC.js.gz").write_bytes(damaged)
    assert gzip.decompress(send_request(_middleware(static, cache), URL, headers=TAKES_GZIP).content) == SCRIPT


def test_where_nothing_can_be_written_the_script_is_compressed_all_the_same(static, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    answer = send_request(_middleware(static, tmp_path / "file"), URL, headers=TAKES_GZIP)
    assert gzip.decompress(answer.content) == SCRIPT


def _middleware(static, cache):
    return CompressedStaticMiddleware(PlainTextResponse("platform"), folder=static, cache=cache)
