"""The website at `/public/`: off unless it is turned on, open to anybody, compressed and with entity tags."""

import json

import httpx
import pytest
from starlette.responses import PlainTextResponse

from components.public_edition import serving
from components.public_edition.serving import PublicMiddleware
from tests.support.asgi import run_on_thread, send_request

EDITIONS = {
    number: {
        "index.html": f"<p>version {number}</p>".encode(),
        "9/index.html": b"<p>nine</p>",
        "assets/site-1.css": b"p {}",
        "manifest.json": json.dumps({"version": number}).encode(),
    }
    for number in (1, 2)
}


@pytest.fixture
def current(monkeypatch):
    """The number of the current version, which a test may change; the website of a version is made from EDITIONS."""
    state = {"number": 1}
    monkeypatch.setattr(serving, "_ASK_SECONDS", 0)
    monkeypatch.setattr(serving, "_current_number", lambda: state["number"])
    monkeypatch.setattr(
        serving,
        "_files_of",
        lambda number, _parts: {
            path: serving._prepared(path, content) for path, content in EDITIONS.get(number, {}).items()
        },
    )
    return state


def site(parts=frozenset()):
    return PublicMiddleware(PlainTextResponse("the dashboard"), parts=parts)


def test_without_the_setting_the_dashboard_answers(current):
    assert send_request(site(None), "/public/").text == "the dashboard"


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/public/", 200, "<p>version 1</p>"),
        ("/public/9/", 200, "<p>nine</p>"),
        ("/public/9/index.html", 200, "<p>nine</p>"),
        ("/public/v/2/", 200, "<p>version 2</p>"),
        ("/public/9", 308, ""),
        ("/public", 308, ""),
        ("/public/v/7/", 404, "There is no such page."),
        ("/public/../secrets", 404, "There is no such page."),
        ("/read/", 200, "the dashboard"),
    ],
)
def test_a_page_is_found_by_its_address(current, path, status, text):
    answer = send_request(site(), path)
    assert (answer.status, answer.text) == (status, text)


def test_a_new_version_takes_the_place_of_the_one_before(current):
    application = site()
    assert "version 1" in send_request(application, "/public/").text
    current["number"] = 2

    async def texts():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(application), base_url="http://test") as client:
            for _attempt in range(200):
                yield (await client.get("/public/")).text

    async def last():
        return await anext(text async for text in texts() if "version 2" in text)

    assert run_on_thread(last()) == "<p>version 2</p>"


def test_a_file_may_be_cached_for_ever_and_has_an_entity_tag(current):
    application = site()
    answer = send_request(application, "/public/assets/site-1.css")
    assert answer.headers["cache-control"].startswith("public, immutable")
    again = send_request(application, "/public/assets/site-1.css", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status, again.text) == (304, "")
