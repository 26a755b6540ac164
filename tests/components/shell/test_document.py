"""The HTML document around every page."""

import gzip
from pathlib import Path

import pytest
from components.shell.document import DocumentMiddleware, adapted_document
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from streamlit import file_util

from components.chart_library.routes import LIBRARY_PATH
from components.elements.html import HTML_MODULE
from model.language import Language
from tests.support.asgi import send_request

PLATFORM = '<html lang="en"><head><meta charset="UTF-8" /><title>Streamlit</title></head></html>'


def test_the_document_of_the_installed_platform_has_our_title_language_and_colours():
    document = Path(file_util.get_static_dir(), "index.html").read_text(encoding="utf-8")
    adapted = adapted_document(document, Language.WELSH)
    assert '<html lang="cy">' in adapted
    assert "<title>Cynnydd</title>" in adapted
    assert "html { background: #101816; }" in adapted
    assert 'BACKEND_BASE_URL: location.origin + "/"' in adapted
    assert 'HOST_CONFIG: {"allowedOrigins": ["none"], "useExternalAuthToken": false}' in adapted
    assert f'<link rel="modulepreload" href="/{HTML_MODULE.path}">' in adapted
    assert 'fetchpriority="low" href="./static/js/BidiComponent.' in adapted
    assert f'"base": "/", "library": "{LIBRARY_PATH}"' in adapted


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ({}, "en-GB,en;q=0.9", "en"),
        ({}, "cy-GB,cy;q=0.9,en;q=0.8", "cy"),
        ({"lang": "en"}, "cy", "en"),
        ({"lang": "cy"}, "en", "cy"),
        ({"lang": "fr"}, "en", "en"),
    ],
)
def test_the_document_has_the_language_of_the_url_or_else_of_the_browser(query, accepted, language):
    response = send_request(
        DocumentMiddleware(HTMLResponse(PLATFORM)), "/", headers={"Accept-Language": accepted}, **query
    )
    assert f'<html lang="{language}">' in response.text
    assert int(response.headers["Content-Length"]) == len(response.content)
    assert response.headers["Vary"] == "Accept-Language, Accept-Encoding"


def test_a_document_is_requested_without_compression_so_that_it_can_be_adapted():
    async def application(scope, receive, send):
        accepts_gzip = b"accept-encoding" in dict(scope["headers"])
        body = gzip.compress(PLATFORM.encode()) if accepts_gzip else PLATFORM.encode()
        headers = {"Content-Encoding": "gzip"} if accepts_gzip else {}
        await HTMLResponse(body, headers=headers)(scope, receive, send)

    headers = {"Accept": "text/html,*/*", "Accept-Encoding": "gzip"}
    response = send_request(DocumentMiddleware(application), "/themes", headers=headers)
    assert "<title>Cynnydd</title>" in gzip.decompress(response.content).decode()


def test_the_adapted_document_is_compressed_for_a_browser_that_accepts_it():
    plain, compressed = (
        send_request(DocumentMiddleware(HTMLResponse(PLATFORM)), "/", headers=headers)
        for headers in ({}, {"Accept-Encoding": "gzip"})
    )
    assert gzip.decompress(compressed.content) == plain.content
    assert (plain.headers["Content-Encoding"], compressed.headers["Content-Encoding"]) == (None, "gzip")
    assert int(compressed.headers["Content-Length"]) == len(compressed.content)


@pytest.mark.parametrize(
    "response",
    [
        PlainTextResponse("Streamlit"),
        Response(gzip.compress(PLATFORM.encode()), headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}),
        HTMLResponse("Not here", status_code=404),
    ],
)
def test_every_other_response_passes_unchanged(response):
    answer = send_request(DocumentMiddleware(response), "/x")
    assert answer.content == response.body
    assert answer.status == response.status_code


def test_a_document_that_lacks_a_replaced_part_is_an_error_that_names_it():
    with pytest.raises(ValueError, match="no <title>Streamlit</title>"):
        adapted_document(PLATFORM.replace("Streamlit", "Another"), Language.ENGLISH)
