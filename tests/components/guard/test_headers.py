"""Each answer tells the browser to be strict, whatever it is."""

import base64
import hashlib
from pathlib import Path

import pytest
import streamlit as st
from starlette.responses import HTMLResponse, PlainTextResponse

from components.document.first_document import DocumentMiddleware
from components.guard.middleware import STRICT_HEADERS, GuardMiddleware, page_policy
from tests.support.asgi import send_request

LOCAL = {"Host": "localhost"}
DOCUMENT = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


def secure(application):
    """Return an application behind TLS."""

    async def behind_tls(scope, receive, send):
        await application({**scope, "scheme": "https"}, receive, send)

    return behind_tls


@pytest.mark.parametrize("headers", [LOCAL, {"Host": "attacker.example"}, LOCAL | {"Forwarded": "for=192.0.2.1"}])
@pytest.mark.parametrize("status", [200, 404, 500])
def test_each_answer_has_the_strict_headers_and_loads_nothing(headers, status):
    answer = send_request(GuardMiddleware(PlainTextResponse("answer", status)), "/read/files/a/a.csv", headers=headers)
    assert {name: answer.headers[name] for name in STRICT_HEADERS} == STRICT_HEADERS
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["Strict-Transport-Security"] is None


def test_a_header_of_the_answer_is_left_as_it_is():
    headers = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
    answer = send_request(GuardMiddleware(PlainTextResponse("answer", headers=headers)), "/", headers=LOCAL)
    assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert answer.headers.get_all("Referrer-Policy") == ["same-origin"]


@pytest.mark.parametrize(("own", "sent"), [(None, "no-store"), ("public, max-age=60", "public, max-age=60")])
def test_an_answer_without_a_rule_for_caches_is_stored_nowhere(own, sent):
    headers = {"Cache-Control": own} if own else {}
    answer = send_request(GuardMiddleware(PlainTextResponse("answer", headers=headers)), "/read/files/a", headers=LOCAL)
    assert answer.headers.get_all("Cache-Control") == [sent]


def test_behind_tls_a_browser_comes_back_by_tls_alone():
    answer = send_request(secure(GuardMiddleware(PlainTextResponse("answer"))), "/", headers=LOCAL)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_scripts_of_the_document_that_is_sent_run_by_their_digest(language):
    answer = send_request(
        GuardMiddleware(DocumentMiddleware(HTMLResponse(DOCUMENT))),
        "/",
        headers=LOCAL | {"Accept": "text/html"},
        lang=language,
    )
    scripts = [each.split("</script>")[0] for each in answer.text.split("<script>")[1:]]
    digests = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in scripts]
    policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    named = " ".join(f"'sha256-{digest}'" for digest in digests)
    assert policy["script-src"] == f"'self' blob: 'wasm-unsafe-eval' {named}"
    assert (policy["default-src"], policy["frame-ancestors"], policy["form-action"]) == ("'none'", "'none'", "'self'")


def test_only_scripts_in_the_document_have_a_digest():
    digest = base64.b64encode(hashlib.sha256(b" a() ").digest()).decode()
    text = '<script type="module" src="./a.js"></script><SCRIPT data-src="b"> a() </SCRIPT>'
    assert f"script-src 'self' blob: 'wasm-unsafe-eval' 'sha256-{digest}';" in page_policy(text)
