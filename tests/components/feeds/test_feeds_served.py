"""The data feeds and the metrics of a real server, which also serves the pages."""

import urllib.request
from urllib.error import HTTPError

import pytest

from tests.support.browser.serving import served

TOKEN = "of-this-test-alone-3f9"  # noqa: S105 - no password
METRICS_TOKEN = "of-this-test-alone-" + "7" * 32


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Return the address of a server with feeds, whose log must not have the token."""
    database = f"sqlite:///{(tmp_path_factory.mktemp('feeds') / 'published.db').as_posix()}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CYNNYDD_FEED_TOKEN", TOKEN)
        patch.setenv("CYNNYDD_METRICS_TOKEN", METRICS_TOKEN)
        with served(database=database, unlogged=(TOKEN, METRICS_TOKEN, "progress.csv")) as address:
            yield address


def answer(address, *, method="GET", **headers):
    request = urllib.request.Request(address, method=method, headers=headers)  # noqa: S310 - our own address
    try:
        with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310 - our own address
            return response.status, response.headers, response.read()
    except HTTPError as refused:
        return refused.code, refused.headers, refused.read()


def test_feeds_are_served_only_with_the_token(address):
    assert answer(f"{address}/feeds/progress.csv")[0] == 401
    status, headers, content = answer(f"{address}/feeds/progress.csv?token={TOKEN}")
    assert (status, headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert content.startswith(b"\xef\xbb\xbfreview,ref,")
    known = {"Authorization": f"Bearer {TOKEN}", "If-None-Match": headers["ETag"]}
    assert answer(f"{address}/feeds/progress.csv", **known)[::2] == (304, b"")
    assert answer(f"{address}/feeds/progress.csv?token={TOKEN}", method="HEAD")[::2] == (200, b"")
    assert answer(f"{address}/feeds/none?token={TOKEN}")[0] == 404


def test_the_pages_are_served_by_the_same_server(address):
    status, headers, content = answer(f"{address}/recommendations")
    assert (status, headers["Content-Type"].partition(";")[0]) == (200, "text/html")
    assert b"<html" in content


def test_the_metrics_count_what_was_answered_and_each_answer_has_an_id(address):
    _status, headers, _content = answer(f"{address}/feeds/progress.csv")
    assert len(headers["X-Request-ID"]) == 16
    status, _headers, content = answer(f"{address}/metrics", Authorization=f"Bearer {METRICS_TOKEN}")
    lines = content.decode().splitlines()
    assert (status, "cynnydd_ready 1" in lines, "cynnydd_publishes_total 1" in lines) == (200, True, True)
    refused = next(line for line in lines if line.startswith('cynnydd_requests_total{kind="feed",status="401"}'))
    assert int(refused.split()[-1]) >= 1
    assert answer(f"{address}/metrics")[0] == 401
