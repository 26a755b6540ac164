"""The icon font: it has every icon that the platform's scripts name, and is sent in place of the whole font."""

import re
from functools import partial

import pytest
from components.icon_font.font import NAMES_FILE, SOURCE_NAME, font_bytes, platform_static, possible_names
from components.icon_font.sending import IconFontMiddleware
from starlette.responses import PlainTextResponse

from tests.support.asgi import send_request
from tests.support.source import ROOT

NAMED = re.compile(r":material/([a-z0-9_]+)")
IN_NO_FONT = {"star_filled"}
"""A name in the platform's scripts that its whole font does not have either."""

request = partial(send_request, IconFontMiddleware(PlainTextResponse("platform")))


def test_the_installed_platform_has_the_font_that_ours_was_taken_from():
    assert (platform_static() / "media" / SOURCE_NAME).is_file()


def test_every_icon_that_the_platform_or_a_page_names_is_in_the_font():
    scripts = [*platform_static().glob("js/*.js"), *(ROOT / "components").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    named = {name for script in scripts for name in NAMED.findall(script.read_text(encoding="utf-8"))}
    assert named - IN_NO_FONT - set(NAMES_FILE.read_text(encoding="utf-8").split()) == set()
    assert {"expand_more", "keyboard_arrow_right", "upload"} <= named


def test_the_font_has_no_icon_that_the_platform_cannot_show():
    assert set(NAMES_FILE.read_text(encoding="utf-8").split()) - possible_names() == set()


@pytest.mark.parametrize("base", ["", "/recommendations/of/ours"])
def test_the_font_is_sent_in_place_of_the_platforms_for_a_day(base):
    response = request(f"{base}/static/media/{SOURCE_NAME}", headers={"Accept-Encoding": "gzip"})
    assert response.content == font_bytes()
    assert len(response.content) < 60_000
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    assert (response.headers["Content-Type"], response.headers["Content-Encoding"]) == ("font/woff2", None)


def test_a_browser_that_has_the_font_is_sent_no_content():
    url = f"/static/media/{SOURCE_NAME}"
    assert request(url, headers={"If-None-Match": request(url).headers["ETag"]}).status == 304


@pytest.mark.parametrize(
    "url", ["/", "/static/media/SourceSansVF.12345678.woff2", "/static/media/MaterialSymbols.woff2"]
)
def test_everything_else_is_left_to_the_platform(url):
    assert request(url).text == "platform"
