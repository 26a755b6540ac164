"""The data feeds of a real server, which also serves the pages."""

import urllib.request
from urllib.error import HTTPError

import pytest

from tests.support.browser.serving import served

TOKEN = "of-this-test-alone-3f9"  # noqa: S105 - no password


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Return the address of a server with feeds, whose log must not have the token."""
    database = f"sqlite:///{(tmp_path_factory.mktemp('feeds') / 'published.db').as_posix()}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CYNNYDD_FEED_TOKEN", TOKEN)
        with served(database=database, unlogged=(TOKEN,)) as address:
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
