"""The public edition: whole links, nothing private, and the same bytes each time."""

import gzip
import json
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from starlette.responses import PlainTextResponse

from components.making import MakingError, MakingFault
from components.public_edition import serving
from components.public_edition.content import PRIVATE_COLUMNS, PublicOptions, names_in, person_names
from components.public_edition.edition import MANIFEST, edition_files, write_edition
from components.public_edition.serving import PublicMiddleware
from components.published import displayed_tracker, loaded_from
from loaders.command_line import OutputError
from model.settings import PublicPart
from model.tracker.reading import Reading, Source
from model.versions.version import Action
from tests.support.asgi import send_request
from tests.support.page_text import all_of, descendants, nodes_of
from tests.support.published_trackers import ADMINISTRATOR, candidate, rows, update
from tests.support.trackers import tracker_of

BLOCKS = {"div", "dl", "h2", "h3", "ol", "p", "table", "ul"}
PRIVATE = {
    field: f"private-{field.replace('_', '-')}"
    for columns in PRIVATE_COLUMNS.values()
    for _table, field in (column.split(".") for column in columns.split())
}


def loaded_of(tracker):
    source = Source("secret-file-name.xlsx", sha256(b"").hexdigest())
    reading = Reading(source, "canonical", {}, tracker.scale, (), ())
    return loaded_from(reading, tracker)


@pytest.fixture(scope="module")
def tracker():
    """A tracker of two reviews with the same refs, with every private column filled and hostile text."""
    keys = [{"review": review, "ref": ref} for review in ("One", "Two") for ref in ("1", "data", "3.1")]
    named = {"theme": "Data & care", "lead_agency": "Force", "lead_role": PRIVATE["lead_role"]}
    words = {"update": "Done by <script>alert(1)</script>.", "agency_status": "Amber"}
    words |= {field: PRIVATE[field] for field in ("rated_by", "evidence", "closure_reason")}
    rounds = (("June 2024", "Red"), ("September 2024", "Green"))
    decided = {field: PRIVATE[field] for field in ("reason", "evidence", "by")}
    return tracker_of(
        [{**key, **named, "title": f"Title {key['ref']} <b>"} for key in keys],
        [{**key, **words, "date": date, "status": status} for key in keys for date, status in rounds],
        monitoring=[{**keys[0], "with": PRIVATE["with"], "due": "October 2024"}],
        targets=[{**keys[0], "target": "December 2024", "reason": PRIVATE["reason"]}],
        decisions=[{**keys[0], **decided, "date": "September 2024", "decision": "Closed"}],
        reviews=[
            {"review": "One", "title": "First review", "notes": PRIVATE["notes"]},
            {"review": "Two", "title": "Second review"},
        ],
    )


@pytest.fixture(scope="module")
def files(tracker):
    return edition_files(loaded_of(tracker), PublicOptions(base="https://tracker.example", day=date(2024, 11, 5)))


def nodes_of_page(content):
    """Return the nodes of a page, every one of which is closed where it was opened."""
    return nodes_of(content.decode().partition(">")[2])


def links_of(nodes):
    return [each[1][name] for each in descendants(nodes) for name in ("href", "src") if each[1].get(name)]


def test_every_link_leads_to_a_file_of_the_edition_and_every_page_is_well_formed(files):
    missing = []
    for path in (path for path in files if path.endswith(".html")):
        nodes = nodes_of_page(files[path])
        ids = [each[1]["id"] for each in descendants(nodes) if "id" in each[1]]
        assert len(ids) == len(set(ids)), path
        inside = {tag: [each[0] for node in all_of(nodes, tag) for each in descendants(node[2:])] for tag in "ap"}
        assert ("a" in inside["a"], BLOCKS & {*inside["p"]}) == (False, set()), path
        assert len(all_of(nodes, "style")) == len(all_of(all_of(nodes, "head"), "style")), path
        for link in links_of(nodes):
            url = urlsplit(link)
            if url.scheme == "data" or (not url.path and url.fragment in ids):
                continue
            assert not url.scheme and not url.query, link
            target = normpath((PurePosixPath(path).parent / url.path).as_posix())
            missing += [] if target in files else [(path, link)]
    assert missing == []


def test_each_recommendation_has_its_address_in_both_languages(files):
    refs = {f"{language}{review}/{ref}/" for language in ("", "cy/") for review in ("one", "two") for ref in "1"}
    assert {path.removesuffix("index.html") for path in files} >= {*refs, "one/3-1/", "cy/two/3-1/"}
    assert b"Title 1 &lt;b&gt;" in files["one/1/index.html"]


def test_what_is_private_is_in_no_file_unless_it_is_chosen(tracker, files):
    everything = edition_files(loaded_of(tracker), PublicOptions(frozenset(PublicPart), day=date(2024, 11, 5)))
    secrets = {secret.encode() for secret in PRIVATE.values()}
    shown = {secret for secret in secrets if any(secret in content for content in everything.values())}
    assert shown == secrets - {b"private-agency-status", b"private-proposed-closure"}
    hidden = {*shown, b"secret-file-name"}
    assert [(path, secret) for path, content in files.items() for secret in hidden if secret in content] == []
    assert [path for path, content in files.items() if path.endswith(".html") and b"<script>alert" in content] == []


def test_the_same_version_gives_the_same_bytes_on_another_day(tracker, files, monkeypatch):
    monkeypatch.setattr("components.session.view.today", lambda: date(2031, 1, 1))
    again = edition_files(loaded_of(tracker), PublicOptions(base="https://tracker.example", day=date(2024, 11, 5)))
    assert [path for path in files if again.get(path) != files[path]] == []
    assert set(again) == set(files)


def test_the_manifest_has_the_checksum_of_every_file(files):
    manifest = json.loads(files[MANIFEST])
    assert manifest["files"] == {
        path: sha256(content).hexdigest() for path, content in files.items() if path != MANIFEST
    }


def test_the_feed_names_what_moved_with_its_page(files):
    feed = ET.fromstring(files["feed.xml"])  # noqa: S314 - our own file
    atom = "{http://www.w3.org/2005/Atom}"
    titles = [entry.findtext(f"{atom}title") for entry in feed.findall(f"{atom}entry")]
    assert "1 Title 1 <b>: Red → Green (September 2024)" in titles
    links = {link.get("href") for link in feed.iter(f"{atom}link")}
    assert "https://tracker.example/one/1/index.html" in links


def test_names_of_people_are_found_with_their_place():
    words = (
        "DCI Example wrote to ann@example.org about the Crown Prosecution Service. Rhys ap Gruffudd and J. O'Brien "
        "answered in March. No Body agreed, and no body will. Mae Cyngor Sir Penfro wedi ateb."
    )
    roles = {"1": "Ann Example", "2": "Detective Superintendent"}
    tracker = tracker_of(
        [{"review": "One", "ref": ref, "lead_role": role} for ref, role in roles.items()],
        [{"review": "One", "ref": "1", "date": "June 2024", "update": words}],
    )
    found = [(each.table, each.name) for each in person_names(tracker) if each.ref == "1"]
    in_progress = [("progress", name) for name in ("DCI Example", "ann@example.org")]
    perhaps = [("recommendations", "Ann Example"), ("progress", "Rhys ap Gruffudd"), ("progress", "J. O'Brien")]
    assert found == [*in_progress, *perhaps]


def test_pages_are_small(files):
    styles = next(len(gzip.compress(content)) for path, content in files.items() if path.endswith(".css"))
    largest = max(len(gzip.compress(content)) for path, content in files.items() if path.endswith(".html"))
    assert styles + largest < 60_000
    assert [len(content) <= 10_000 for path, content in files.items() if "search" in path] == [True]


def test_a_long_list_goes_on_to_its_next_page_without_a_script():
    keys = [{"review": "One", "ref": str(number)} for number in range(1, 62)]
    long = tracker_of(
        [{**key, "title": "Title", "theme": "Care"} for key in keys],
        [{**keys[0], "date": "June 2024", "status": "Red", "update": "Done."}],
    )
    made = edition_files(loaded_of(long), PublicOptions(day=date(2024, 11, 5)))
    for folder in ("recommendations/", "theme/care/", "cy/theme/care/"):
        assert f"{folder}page-2/index.html" in {
            normpath(f"{folder}{link}") for link in links_of(nodes_of_page(made[f"{folder}index.html"]))
        }
        assert b"61" in made[f"{folder}page-2/index.html"]


def small_edition(number, text="page"):
    return {"index.html": text.encode(), "9/index.html": b"9", MANIFEST: json.dumps({"version": number}).encode()}


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_an_edition_is_written_and_the_one_before_stays_under_its_version(tmp_path):
    folder = tmp_path / "site"
    for number in (1, 2, 2, 3):
        write_edition(small_edition(number, f"version {number}"), folder)
    found = tree(folder)
    assert found["index.html"] == "version 3"
    assert (found["v/1/index.html"], found["v/2/index.html"]) == ("version 1", "version 2")
    assert not any(name.startswith(("v/3", "v/2/v")) for name in found)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda folder: (folder.mkdir(), (folder / "letter.txt").write_text("mine")), "not-ours"),
        (lambda folder: (folder.mkdir(), (folder / MANIFEST).write_text("no json")), "not-ours"),
        (lambda folder: folder.write_text("a file"), "a-file"),
    ],
)
def test_a_folder_with_other_files_is_refused_and_stays(tmp_path, make, code):
    folder = tmp_path / "site"
    make(folder)
    before = tree(tmp_path)
    with pytest.raises(OutputError) as error:
        write_edition(small_edition(1), folder)
    assert error.value.code == code
    assert tree(tmp_path) == before


def test_nothing_is_left_and_the_edition_before_stays_where_a_file_cannot_be_written(tmp_path):
    folder = tmp_path / "site"
    write_edition(small_edition(1), folder)
    before = tree(tmp_path)
    with pytest.raises(OutputError):
        write_edition({**small_edition(2), "9/index.html/impossible": b""}, folder)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("failures", [1, 2])
@pytest.mark.parametrize("fault", [OSError("full"), KeyboardInterrupt()], ids=["error", "ctrl-c"])
def test_the_edition_before_is_never_deleted_where_the_new_one_cannot_take_its_place(
    tmp_path, monkeypatch, failures, fault
):
    folder, rename, left = tmp_path / "site", Path.rename, [fault] * failures
    write_edition(small_edition(1), folder)
    before = tree(folder)

    def renamed(path, target):
        if path != folder and left:
            raise left.pop()
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", renamed)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        write_edition(small_edition(2), folder)
    monkeypatch.undo()
    (place,) = [folder] if failures == 1 else tmp_path.glob(".site-*/old")
    assert tree(place) == before
    assert [*tmp_path.iterdir()] == [folder if failures == 1 else place.parent]


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
def store(opened_store, monkeypatch):
    """A store with a version that somebody accepted; the website of a version is made from EDITIONS."""
    monkeypatch.setattr(serving, "_ASK_SECONDS", 0)
    monkeypatch.setattr(
        serving,
        "_files_of",
        lambda loaded, _parts: {
            path: serving._prepared(path, content) for path, content in EDITIONS[loaded.version.number].items()
        },
    )
    publish(opened_store, "Done.")
    accept(opened_store, 1)
    return opened_store


def site(parts=frozenset()):
    return PublicMiddleware(PlainTextResponse("the dashboard"), parts=parts)


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
    assert send_request(site(None), path).text == "the dashboard", "without the setting"


def test_a_new_version_takes_the_place_of_the_one_before_when_an_editor_has_read_its_names(store):
    application = site()
    assert "version 1" in send_request(application, "/public/").text
    publish(store, "Done.", "DCI Example asked why.")
    assert "version 1" in send_request(application, "/public/").text
    assert send_request(application, "/public/v/2/").status == 404
    accept(store, 2)
    assert "version 2" in send_request(application, "/public/v/2/").text
    assert "version 2" in send_request(application, "/public/").text


def test_no_version_that_could_not_be_made_is_made_again_for_each_request_however_many_are_wanted(store, monkeypatch):
    tried, numbers = [], range(1, 7)

    def fail(loaded, _parts):
        tried.append(loaded.version.number)
        raise MakingError(MakingFault.TOO_SLOW)

    monkeypatch.setattr(serving, "_files_of", fail)
    for number in numbers[1:]:
        publish(store, *(f"Update {n}." for n in numbers[:number]))
        accept(store, number)
    application = site()
    for number in (*numbers, *numbers):
        assert send_request(application, f"/public/v/{number}/").status == 503
    assert tried == [*numbers]


def test_nothing_is_shown_before_somebody_accepted_a_version(opened_store):
    publish(opened_store, "Done.")
    answer = send_request(site(), "/public/")
    assert (answer.status, answer.text) == (404, "There is no such website here, or not yet.")


def test_a_file_is_compressed_may_be_cached_for_ever_and_has_an_entity_tag(store):
    application = site()
    answer = send_request(application, "/public/assets/site-1.css", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"].startswith("public, immutable")
    again = send_request(application, "/public/assets/site-1.css", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status, again.text) == (304, "")
