"""The website at `/public/`: off unless it is turned on, open to anybody, compressed and with entity tags."""

import json
from contextlib import closing

import pytest
from starlette.responses import PlainTextResponse

from components.public_edition import serving
from components.public_edition.content import names_in
from components.public_edition.serving import PublicMiddleware
from components.published import displayed_tracker
from model.versions.version import Action
from store.store import Store
from tests.support.asgi import send_request
from tests.support.published_trackers import ADMINISTRATOR, candidate, rows, update

EDITIONS = {
    number: {
        "index.html": f"<p>version {number}</p>".encode(),
        "9/index.html": b"<p>nine</p>",
        "assets/site-1.css": b"p {}",
        "manifest.json": json.dumps({"version": number}).encode(),
    }
    for number in (1, 2)
}


def accept(store, number, *, parts=frozenset()):
    names = names_in(displayed_tracker(number), parts)
    details = {"names": " ".join(name.digest for name in names)}
    store.record(Action.PUBLIC, actor=ADMINISTRATOR, version=number, details=details)


def publish(store, *texts):
    progress = [update("1", update=text) for text in texts]
    return store.publish(candidate(rows("1", progress=progress)), actor=ADMINISTRATOR, reason="A round").version.number


@pytest.fixture
def store(temporary_database, monkeypatch):
    """A store with a version that somebody accepted; the website of a version is made from EDITIONS."""
    monkeypatch.setattr(serving, "_ASK_SECONDS", 0)
    monkeypatch.setattr(
        serving,
        "_files_of",
        lambda loaded, _parts: {
            path: serving._prepared(path, content) for path, content in EDITIONS[loaded.version.number].items()
        },
    )
    with closing(Store.open(temporary_database)) as opened:
        publish(opened, "Done.")
        accept(opened, 1)
        yield opened


def site(parts=frozenset()):
    return PublicMiddleware(PlainTextResponse("the dashboard"), parts=parts)


def test_without_the_setting_the_dashboard_answers(store):
    assert send_request(site(None), "/public/").text == "the dashboard"


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/public/", 200, "<p>version 1</p>"),
        ("/public/9/", 200, "<p>nine</p>"),
        ("/public/9/index.html", 200, "<p>nine</p>"),
        ("/public/v/1/", 200, "<p>version 1</p>"),
        ("/public/9", 308, ""),
        ("/public", 308, ""),
        ("/public/v/7/", 404, "There is no such website here, or not yet."),
        ("/public/../secrets", 404, "There is no such page."),
        ("/read/", 200, "the dashboard"),
    ],
)
def test_a_page_is_found_by_its_address(store, path, status, text):
    answer = send_request(site(), path)
    assert (answer.status, answer.text) == (status, text)


def test_a_new_version_takes_the_place_of_the_one_before_when_an_editor_has_read_its_names(store):
    application = site()
    assert "version 1" in send_request(application, "/public/").text
    publish(store, "Done.", "DCI Example asked why.")
    assert "version 1" in send_request(application, "/public/").text
    assert send_request(application, "/public/v/2/").status == 404
    accept(store, 2)
    assert "version 2" in send_request(application, "/public/v/2/").text
    assert "version 2" in send_request(application, "/public/").text


def test_nothing_is_shown_before_somebody_accepted_a_version(temporary_database):
    with closing(Store.open(temporary_database)) as opened:
        publish(opened, "Done.")
        answer = send_request(site(), "/public/")
    assert (answer.status, answer.text) == (404, "There is no such website here, or not yet.")


def test_a_file_is_compressed_and_has_an_entity_tag(store):
    application = site()
    answer = send_request(application, "/public/assets/site-1.css", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"].startswith("public, immutable")
    again = send_request(application, "/public/assets/site-1.css", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status, again.text) == (304, "")
