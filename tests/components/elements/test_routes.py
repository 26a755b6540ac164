"""The module that draws elements in the browser: requested a single time, for ever the same under its name."""

import gzip
import json
from functools import partial

import pytest
from components.elements.browser_module import BrowserModule
from components.elements.routes import ELEMENT_ROUTES
from starlette.applications import Starlette

from benchmarks.floor.element_content import content_of
from components.elements.html import HTML_MODULE
from tests.support.asgi import send_request

request = partial(send_request, Starlette(routes=ELEMENT_ROUTES))


@pytest.mark.parametrize("base", ["", "/recommendations/of/ours"])
def test_the_module_is_compressed_and_may_be_cached_for_ever(base):
    response = request(f"{base}/{HTML_MODULE.path}", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(response.content) == HTML_MODULE.content
    assert response.headers["Cache-Control"] == "public, immutable, max-age=31536000"
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"


def test_a_client_that_accepts_no_gzip_gets_the_plain_module():
    response = request(f"/{HTML_MODULE.path}")
    assert (response.content, response.headers["Content-Encoding"]) == (HTML_MODULE.content, None)


def test_a_browser_that_has_the_module_is_sent_no_content():
    tag = request(f"/{HTML_MODULE.path}").headers["ETag"]
    assert request(f"/{HTML_MODULE.path}", headers={"If-None-Match": tag}).status == 304


def test_a_module_of_another_release_is_not_found_and_not_cached():
    response = request("/elements/html-0123456789ab.js")
    assert (response.status, response.headers["Cache-Control"]) == (404, "no-store")


def test_the_module_begins_with_its_styles_and_another_style_gives_it_another_name():
    styles = 'a::after { content: "</script>`${x}"; }'
    module = BrowserModule("small", script="export default () => styles;", styles=styles)
    first, second, script = module.content.decode().split("\n")
    assert first == "const styles = new CSSStyleSheet();"
    assert json.loads(second.removeprefix("styles.replaceSync(").removesuffix(");")) == styles
    assert script == "export default () => styles;"
    assert module.path != BrowserModule("small", script=module.script, styles="").path


def test_an_element_has_its_content_as_an_attribute_that_no_text_can_leave():
    content = {"nodes": [["p", {"title": "it's"}, "<b> &amp; \"quoted\" 'twice' &#39; ŵ\n"]]}
    markup = HTML_MODULE.markup("cynnydd-nodes", content)
    assert markup.count("'") == 2
    assert markup.isascii()
    assert content_of(markup) == content


def test_the_name_of_an_element_ends_in_the_digest_of_its_module():
    digest = HTML_MODULE.path.removesuffix(".js").rpartition("-")[2]
    assert HTML_MODULE.markup("cynnydd-nodes", 1).startswith(f"<cynnydd-nodes-{digest} ")


def test_an_element_sends_the_address_of_the_module_and_not_its_content():
    assert HTML_MODULE.path in HTML_MODULE.component_script
    assert len(HTML_MODULE.component_script) < 250
