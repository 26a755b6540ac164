"""What serves pages: compressed files, pinned packages, a server that prepares first and ends last."""

import asyncio
import gzip
import hashlib
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from io import BytesIO
from tarfile import TarInfo
from tarfile import open as open_archive
from threading import Event
from types import SimpleNamespace

import pytest
import uvicorn
from plotly.offline import get_plotlyjs_version
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse

from components.chart_library.routes import FILE_NAME, LIBRARY_ROUTES, PLOTLY, library
from components.serving.compressed_static import CompressedStaticMiddleware
from components.serving.ending import PUBLISHING, PatientServer
from components.serving.pinned_package import DONE, REFUSED, PinnedPackage, fetch
from components.serving.preparation import PreparationMiddleware
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


request = partial(send_request, Starlette(routes=LIBRARY_ROUTES))


def test_a_dashboard_below_a_base_path_has_the_library_there():
    assert request(f"/recommendations/of/ours/chart-library/{FILE_NAME}").status == 200


def test_the_version_is_the_one_that_plotly_is_made_for():
    assert get_plotlyjs_version() == PLOTLY.version


def test_the_committed_file_has_the_pinned_checksum_which_is_in_its_name():
    assert hashlib.sha512(library()).hexdigest() == PLOTLY.file_sha512
    assert f"plotly-basic-{PLOTLY.version}-{PLOTLY.file_sha512[:12]}.min.js" == FILE_NAME
    assert f"plotly.js (basic - minified) v{PLOTLY.version}".encode() in library()[:100]


def test_the_library_needs_no_evaluated_code():
    assert not any(words in library() for words in (b"new Function(", b" eval(", b"=eval("))


def test_the_licence_of_the_library_is_committed():
    assert PLOTLY.licence.read_text(encoding="utf-8").startswith("MIT License")


@pytest.fixture
def pinned(tmp_path):
    """Return a pinned package whose file is `draw()`, in a project where nothing has been fetched."""
    written = BytesIO()
    with open_archive(fileobj=written, mode="w:gz") as archive:
        for name, text in (("package/library.js", b"draw()"), ("package/LICENSE", b"MIT License")):
            member = TarInfo(name)
            member.size = len(text)
            archive.addfile(member, BytesIO(text))
    (tmp_path / "package.tgz").write_bytes(written.getvalue())
    checksums = (hashlib.sha512(content).hexdigest() for content in (written.getvalue(), b"draw()"))
    package, file = checksums
    target, licence = tmp_path / "library.js.gz", tmp_path / "LICENSE"
    return PinnedPackage("library", "1.0.0", package, "package/library.js", file, target, licence)


@pytest.mark.parametrize("checksum", ["sha512", "file_sha512"])
def test_what_has_another_checksum_is_refused_and_nothing_is_written(pinned, checksum, tmp_path, capsys):
    assert fetch(replace(pinned, **{checksum: "0" * 128}), [str(tmp_path / "package.tgz")]) == REFUSED
    assert capsys.readouterr().err.startswith("This is not library 1.0.0: its checksum is another.")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package.tgz"]


def test_a_package_with_the_pinned_checksums_is_written_with_its_licence(pinned, tmp_path):
    assert fetch(pinned, [str(tmp_path / "package.tgz")]) == DONE
    assert gzip.decompress(pinned.target.read_bytes()) == b"draw()"
    assert pinned.licence.read_bytes() == b"MIT License"
    plain = replace(pinned, target=tmp_path / "library.js")
    assert fetch(plain, [str(tmp_path / "package.tgz")]) == DONE
    assert plain.target.read_bytes() == b"draw()"


@pytest.fixture
def module(monkeypatch):
    """A module whose preparation ends when the test lets it; `events` has what happened, in order."""
    module = SimpleNamespace(may_end=Event(), events=[])

    def prepare():
        module.may_end.wait(10)
        module.events.append("prepared")

    module.prepare, module.follow_store = prepare, lambda: None
    monkeypatch.setitem(sys.modules, "slow_module", module)
    return module


def pass_through(module, *scopes):
    """Send requests to the middleware at the same time; the first that is answered lets the preparation end."""

    async def application(scope, _receive, _send):
        module.events.append(scope.get("path", scope["type"]))
        module.may_end.set()

    async def receive():
        return {}

    async def send(_message):
        pass

    middleware = PreparationMiddleware(application, module="slow_module", prefixes=("/feeds/",))

    async def send_all():
        await asyncio.gather(*(middleware(scope, receive, send) for scope in scopes))

    with ThreadPoolExecutor(1) as executor:  # this thread may have the loop of a browser
        executor.submit(asyncio.run, send_all()).result()
    return module.events


def test_a_page_and_a_feed_wait_for_the_preparation_and_a_script_does_not(module):
    websocket = {"type": "websocket", "path": "/_stcore/stream"}
    page = {"type": "http", "path": "/themes", "headers": [(b"accept", b"text/html,*/*;q=0.8")]}
    feed, script = ({"type": "http", "path": path} for path in ("/feeds/progress.csv", "/static/js/index.js"))
    first, second, *rest = pass_through(module, websocket, feed, page, script)
    assert (first, second) == ("/static/js/index.js", "prepared")
    assert sorted(rest) == ["/_stcore/stream", "/feeds/progress.csv", "/themes"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_page_runs_though_the_preparation_has_failed(module):
    def fail():
        raise ImportError("nothing there")

    module.prepare = fail
    assert pass_through(module, {"type": "websocket", "path": "/_stcore/stream"}) == ["/_stcore/stream"]


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


def test_a_server_in_which_nothing_is_published_ends(server):
    server.handle_exit(signal.SIGTERM, None)
    assert ends(server)


def test_what_is_being_published_ends_first(server):
    with PUBLISHING.under_way():
        server.handle_exit(signal.SIGTERM, None)
        assert not ends(server, within=0.2)
    assert ends(server)


def test_what_takes_too_long_is_not_waited_for(server):
    server.grace_seconds = 0.05
    with PUBLISHING.under_way():
        server.handle_exit(signal.SIGTERM, None)
        assert ends(server)


@pytest.mark.parametrize("signals", [[signal.SIGINT], [signal.SIGTERM, signal.SIGTERM]], ids=["by hand", "twice"])
def test_whoever_insists_does_not_wait(server, signals):
    with PUBLISHING.under_way():
        for each in signals:
            server.handle_exit(each, None)
        assert server.should_exit
