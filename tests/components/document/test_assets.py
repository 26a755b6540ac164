"""The script and the styles of pages: cached for ever under names of their content, and the pinned package in them."""

import hashlib
from functools import partial

import pytest
from starlette.applications import Starlette

from components.document.assets import (
    ASSET_ROUTES,
    PAGE_SCRIPT,
    PAGE_STYLES,
    WIDGET_STYLES,
    font_face,
    font_link,
    font_path,
)
from components.document.pinned_package import IDIOMORPH
from tests.support.asgi import send_request

request = partial(send_request, Starlette(routes=ASSET_ROUTES))


def test_the_committed_package_has_the_pinned_checksum_and_its_licence():
    assert hashlib.sha512(IDIOMORPH.target.read_bytes()).hexdigest() == IDIOMORPH.file_sha512
    assert IDIOMORPH.licence.read_text(encoding="utf-8").startswith("Zero-Clause BSD")
    assert PAGE_SCRIPT.content.startswith(IDIOMORPH.target.read_bytes())


@pytest.mark.parametrize(
    ("asset", "media_type"),
    [(PAGE_SCRIPT, "text/javascript"), (PAGE_STYLES, "text/css"), (WIDGET_STYLES, "text/css")],
    ids=lambda each: getattr(each, "ending", ""),
)
def test_a_file_is_named_by_its_content_and_cached_for_ever(asset, media_type):
    response = request(f"/of/ours/{asset.path}")
    assert response.content == asset.content
    assert response.headers["Content-Type"].startswith(media_type)
    assert response.headers["Cache-Control"] == "public, immutable, max-age=31536000"
    assert hashlib.sha256(asset.content).hexdigest()[:12] in asset.path
    assert request(f"/{asset.path}").content == asset.content


def test_a_file_of_another_release_is_not_found_and_not_cached():
    response = request("/page/page-0123456789ab.js")
    assert (response.status, response.headers["Cache-Control"]) == (404, "no-store")


def test_the_font_of_the_platform_is_found_and_fetched_early():
    assert str(font_path()).startswith("static/media/SourceSansVF-Upright")
    assert f'href="../{font_path()}"' in font_link("../")
    assert f'url("../{font_path()}")' in font_face("../")


def test_a_platform_without_that_font_has_none_fetched(monkeypatch):
    monkeypatch.setattr("components.document.assets.font_path", lambda: None)
    assert (font_face("./"), font_link("./")) == ("", "")
