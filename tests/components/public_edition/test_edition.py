"""The public edition: whole links, nothing private, and the same bytes each time."""

import gzip
import json
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from components.public_edition import edition as module
from components.public_edition.addresses import SiteMap
from components.public_edition.content import (
    PRIVATE_COLUMNS,
    PublicOptions,
    for_nobody,
    public_tracker,
)
from components.public_edition.edition import MANIFEST, edition_files
from components.public_edition.names import person_names
from components.public_edition.page import public_nodes
from components.published import load_workbook, loaded_from
from model.language import Language
from model.settings import BUNDLED_TRACKER, PublicPart
from model.tracker.reading import Reading, Source
from tests.support.trackers import tracker_of

VOID = {"br", "img", "input", "link", "meta"}
PRIVATE = {
    field: f"private-{field.replace('_', '-')}" for columns in PRIVATE_COLUMNS.values() for _table, field in columns
}


def loaded_of(tracker):
    source = Source("secret-file-name.xlsx", sha256(b"").hexdigest())
    reading = Reading(source, "canonical", {}, tracker.scale, (), ())
    return loaded_from(reading, tracker, original=for_nobody)


@pytest.fixture(scope="module")
def tracker():
    """A tracker of two reviews with the same refs, with every private column filled and hostile text."""
    both = [
        {
            "review": review,
            "ref": ref,
            "title": f"Title {ref} <b>",
            "theme": "Data & care",
            "lead_agency": "Force",
            "lead_role": PRIVATE["lead_role"],
        }
        for review in ("One", "Two")
        for ref in ("1", "data", "3.1")
    ]
    private = {
        "rated_by": PRIVATE["rated_by"],
        "evidence": PRIVATE["evidence"],
        "agency_status": "Amber",
        "closure_reason": PRIVATE["closure_reason"],
    }
    progress = [
        {
            "review": review,
            "ref": ref,
            "date": when,
            "status": status,
            "update": "Done by <script>alert(1)</script>.",
            **private,
        }
        for review in ("One", "Two")
        for ref in ("1", "data", "3.1")
        for when, status in (("June 2024", "Red"), ("September 2024", "Green"))
    ]
    of_first = {"review": "One", "ref": "1"}
    return tracker_of(
        both,
        progress,
        monitoring=[{**of_first, "with": PRIVATE["with"], "due": "October 2024"}],
        targets=[{**of_first, "target": "December 2024", "reason": PRIVATE["reason"]}],
        decisions=[
            {
                **of_first,
                "date": "September 2024",
                "decision": "Closed",
                "reason": PRIVATE["reason"],
                "evidence": PRIVATE["evidence"],
                "by": PRIVATE["by"],
            }
        ],
        reviews=[
            {"review": "One", "title": "First review", "notes": PRIVATE["notes"]},
            {"review": "Two", "title": "Second review"},
        ],
    )


@pytest.fixture(scope="module")
def files(tracker):
    return edition_files(loaded_of(tracker), PublicOptions(base="https://tracker.example", day=date(2024, 11, 5)))


class Links(HTMLParser):
    """Collects the links and the ids of a page, and whether its elements are closed in order."""

    def __init__(self):
        super().__init__()
        self.links, self.ids, self.open, self.faults = [], [], [], []

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        self.links += [named[name] for name in ("href", "src") if named.get(name)]
        self.ids += [named["id"]] if "id" in named else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def parsed(content):
    links = Links()
    links.feed(content.decode())
    return links


def pages(files):
    return {path: parsed(content) for path, content in files.items() if path.endswith(".html")}


def test_every_link_leads_to_a_file_of_the_edition_and_every_page_is_well_formed(files):
    missing = []
    for path, page in pages(files).items():
        assert page.faults == []
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.links:
            url = urlsplit(link)
            if url.scheme == "data" or (not url.path and url.fragment in page.ids):
                continue
            assert not url.scheme and not url.query, link
            target = normpath((PurePosixPath(path).parent / url.path).as_posix())
            missing += [] if target in files else [(path, link)]
    assert missing == []


def test_each_recommendation_has_its_address_in_both_languages(files):
    refs = {"one/1/", "one/ref-data/", "one/3-1/", "two/1/", "two/3-1/"}
    assert {path.removesuffix("index.html") for path in files} >= {"one/1/", "two/1/", "one/3-1/", "cy/one/1/"}
    assert len(refs) == 5
    assert b"Title 1 &lt;b&gt;" in files["one/1/index.html"]


def test_what_is_private_is_in_no_file_unless_it_is_chosen(tracker, files):
    everything = edition_files(loaded_of(tracker), PublicOptions(frozenset(PublicPart), day=date(2024, 11, 5)))
    secrets = {secret.encode() for secret in PRIVATE.values()}
    shown = {secret for secret in secrets if any(secret in content for content in everything.values())}
    assert shown == secrets - {b"private-agency-status", b"private-proposed-closure"}
    assert [(path, secret) for path, content in files.items() for secret in shown if secret in content] == []


def test_the_name_of_the_workbook_is_in_no_file(files):
    assert [path for path, content in files.items() if b"secret-file-name" in content] == []


def test_no_script_of_a_text_runs(files):
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


def test_a_page_differs_from_the_dashboards_in_what_needs_a_server_alone(tracker):
    """The words of the main part are those of the dashboard's page without its filter, actions, forms and files."""
    loaded = public_tracker(loaded_of(tracker), ())
    site = module._LanguageEdition(loaded, PublicOptions(day=date(2024, 11, 5)), Language.ENGLISH)
    for page in SiteMap(site._home).pages:
        view = site._view(page)
        shown = words(public_nodes(module.PAGES[page.page](view).body, lambda _link: "", {}))
        dashboards = words(module.PAGES[page.page](view).body)
        assert shown
        assert [word for word in shown if word not in dashboards] == []


def words(nodes):
    texts = []
    for node in nodes:
        if isinstance(node, str):
            texts.append(node)
        elif node is not None:
            texts += words(node[2:])
    return texts


def test_names_of_people_are_found_with_their_place():
    tracker = tracker_of(
        [
            {"review": "One", "ref": "1", "lead_role": "Ann Example"},
            {"review": "One", "ref": "2", "lead_role": "Detective Superintendent"},
        ],
        [
            {
                "review": "One",
                "ref": "1",
                "date": "June 2024",
                "update": "DCI Example wrote to ann@example.org about the Crown Prosecution Service. "
                "Rhys ap Gruffudd and J. O'Brien answered in March. No Body agreed, and no body will.",
            }
        ],
    )
    found = [(each.name, each.table, each.ref) for each in person_names(tracker)]
    assert found == [
        ("DCI Example", "progress", "1"),
        ("ann@example.org", "progress", "1"),
        ("Ann Example", "recommendations", "1"),
        ("Rhys ap Gruffudd", "progress", "1"),
        ("J. O'Brien", "progress", "1"),
    ]


def test_the_bundled_tracker_has_small_pages():
    files = edition_files(load_workbook(BUNDLED_TRACKER), PublicOptions())
    styles = next(len(gzip.compress(content)) for path, content in files.items() if path.endswith(".css"))
    largest = max(len(gzip.compress(content)) for path, content in files.items() if path.endswith(".html"))
    assert styles + largest < 60_000
    assert len(files["assets/search.js"]) <= 10_000
