"""Plain pages over HTTP, the first document of the platform, and the files that both need."""

import gzip
import hashlib
from functools import partial
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Router

from components.document import assets
from components.document.assets import (
    ASSET_ROUTES,
    PAGE_SCRIPT,
    PAGE_STYLES,
    WIDGET_STYLES,
    document_html,
    in_streamlit,
)
from components.document.file_answer import READ_ROUTES
from components.document.first_document import DocumentMiddleware, adapted_document
from components.document.read import PAGES, read
from components.session.view import PageRequest
from model.access import Actor, local_actor
from model.terms import Language
from tests.support.asgi import send_request

PLATFORM = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


def ask(url, **headers):
    return send_request(DocumentMiddleware(Router(READ_ROUTES)), url, headers={"Accept": "text/html", **headers})


def page_of(name, **query):
    return read(PageRequest(name, query, local_actor(""), Language.ENGLISH), root="../")


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/read/", 200, "1 of 18 recommendations is complete."),
        ("/base/read/themes", 200, "17 of 18 outstanding"),
        ("/read/recommendation?ref=99", 404, "There is no recommendation 99."),
        ("/read/meeting?occasion=never", 404, "There is no such occasion."),
        ("/read/themes?theme=never", 404, "The link asked for something this tracker does not have"),
        ("/read/overview?version=99", 404, "There is no version 99"),
        ("/read/nowhere", 404, "There is no such page"),
        ("/read/upload", 404, "There is no such page"),
        ("/read/%3Cscript%3E", 404, "There is no such page"),
        ("/read/overview?" + "theme=x&" * 2_000, 404, "The link asked for something this tracker does not have"),
    ],
)
def test_a_page_answers_with_the_right_status_and_a_way_on(path, status, sentence):
    response = ask(path)
    assert (response.status, sentence in response.text.replace("\u00a0", " ")) == (status, True)
    assert 'href="./' in response.text, "a way on"


def test_who_has_no_role_is_refused_in_words(monkeypatch):
    monkeypatch.setenv("CYNNYDD_ACCESS", "sign-in")
    monkeypatch.setattr("components.document.read.actor_of_scope", lambda _scope: Actor("Someone", None))
    response = ask("/read/overview", **{"Accept-Language": "cy"})
    assert (response.status, "18" in response.text.partition("<main")[2]) == (403, False)
    assert '<html lang="cy">' in response.text


def test_a_document_and_the_part_for_an_open_page_have_the_same_page():
    document, part = ask("/read/agencies"), ask("/read/agencies", Accept="text/x-page")
    assert part.text == page_of("agencies").html
    assert f'<div class="page">{part.text}</div>' in document.text
    assert document.text == document_html(page_of("agencies"), root="../")


def test_a_page_that_has_not_changed_is_not_sent_again_and_is_small_on_the_line():
    first = ask("/read/")
    assert len(gzip.compress(first.content)) < 25_000
    again = ask("/read/", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.content) == (304, b"")
    assert ask("/read/?lang=cy", **{"If-None-Match": first.headers["ETag"]}).status == 200


def test_a_page_is_private_and_only_scripts_of_the_dashboard_run():
    headers = ask("/read/").headers
    assert headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in headers["Vary"]
    assert "script-src 'self' blob: 'wasm-unsafe-eval' 'sha256-" in headers["Content-Security-Policy"]
    assert "form-action 'self'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("page", [name for name in PAGES if name != "recommendation"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_first_document_of_the_platform_has_the_page_already(page, language):
    headers = {"Accept": "text/html"}
    path = "/" if page == "overview" else f"/{page}"
    response = send_request(DocumentMiddleware(HTMLResponse(PLATFORM)), path, headers=headers, lang=language)
    document = response.text
    written = read(PageRequest(page, {"lang": [language]}, local_actor(""), Language(language)))
    assert f'<div class="page" id="first">{in_streamlit(written.html)}</div>' in document
    assert f'<html lang="{language}">' in document
    assert '<script type="module"' not in document, "the platform starts after the frame that shows the page"
    assert int(response.headers["Content-Length"]) == len(response.content)


def test_an_editing_page_is_the_platforms_with_our_menu_title_colours_and_address():
    response = send_request(DocumentMiddleware(HTMLResponse(PLATFORM)), "/upload", headers={"Accept": "text/html"})
    assert '<a href="upload" aria-current="page">Upload</a>' in response.text
    assert "<h1" not in response.text
    assert "html { background: #101816; }" in response.text
    assert 'BACKEND_BASE_URL: location.origin + "/"' in response.text
    assert 'HOST_CONFIG: {"allowedOrigins": ["none"], "useExternalAuthToken": false}' in response.text


@pytest.mark.parametrize(
    "response",
    [
        PlainTextResponse("Streamlit"),
        Response(gzip.compress(PLATFORM.encode()), headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}),
        HTMLResponse("Not here", status_code=404),
    ],
)
def test_every_other_response_passes_unchanged(response):
    answer = send_request(DocumentMiddleware(response), "/x", headers={"Accept": "text/html"})
    assert (answer.content, answer.status) == (response.body, response.status_code)


def test_a_document_that_lacks_a_replaced_part_is_an_error_that_names_it():
    with pytest.raises(ValueError, match="no <title>Streamlit</title>"):
        adapted_document(PLATFORM.replace("<title>Streamlit", "<title>Another"), Language.ENGLISH)


request = partial(send_request, Starlette(routes=ASSET_ROUTES))


# The checksum of `dist/idiomorph.min.js` in release 0.8.0.
IDIOMORPH_SHA512 = (
    "d0b8290c091fc14abf7f98aecdc03a102213eda0775e1b423ed2a3f870b7a76a"
    "2228fa92b4f31ba9db4f1e83cd3adef978d23dc219a25d03fc050fb3b87c8335"
)


def test_the_committed_package_has_the_pinned_checksum_and_its_licence():
    folder = Path(assets.__file__).parent
    library = (folder / "idiomorph.min.js").read_bytes()
    assert hashlib.sha512(library).hexdigest() == IDIOMORPH_SHA512
    assert (folder / "LICENSE-idiomorph").read_text(encoding="utf-8").startswith("Zero-Clause BSD")
    assert PAGE_SCRIPT.content.startswith(library)


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
