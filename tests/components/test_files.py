"""Each file has an address of its own: made for who asks, recorded when it is sent, and refused in words."""

from dataclasses import replace
from functools import partial
from html import unescape

import pytest

from components.document import file_answer
from components.document.document import FileOffer
from components.published import displayed_version
from components.session.links import READING
from model.access import Actor, Role
from model.dates import parse_date
from model.terms import Language
from model.versions.version import Action
from store.audit import MOST_BY_ONE
from tests.pages.uploads import canonical, uploaded
from tests.support.asgi import send_request
from tests.support.making import killed, text_file, until_removed
from tests.support.page_text import APPLICATION, downloaded, fetched, files, name_of, open_page
from tests.support.published_trackers import ADMINISTRATOR, REVIEW, candidate, month, rows, update
from tests.support.workbooks.canonical import RATED
from wording.catalogue import translator

SCRIPT = {"accept": "text/x-progress"}
VERA = Actor("Vera", Role.VIEWER, verified=True, address="192.0.2.7", identity="provider|vera")
EDDA = replace(VERA, name="Edda", role=Role.EDITOR, identity="provider|edda")


@pytest.fixture
def store(opened_store):
    """Return the store of a dashboard with one version."""
    displayed_version()
    return opened_store


@pytest.fixture
def exports(store):
    """Return a function that reads what was exported, by whom, the newest first."""

    def read():
        entries = store.audit(actor=ADMINISTRATOR)
        return [(each.who, each.version, each.details["file"]) for each in entries if each.action is Action.EXPORT]

    return read


@pytest.fixture
def signed_in(monkeypatch):
    """Return a function that returns the application of somebody whom the door has let in."""
    monkeypatch.setenv("CYNNYDD_OIDC_CLIENT_ID", "cynnydd")

    def as_reader(actor):
        async def application(scope, receive, send):
            await APPLICATION({**scope, "actor": actor}, receive, send)

        return application

    return as_reader


@pytest.fixture
def offered(monkeypatch):
    """Return a function that lets the page Reports offer a single file, made by some work."""

    def offer(work, **options):
        file = FileOffer("paper.txt", "paper.txt", "text/plain", lambda _actor: work, version=1, **options)
        monkeypatch.setattr(file_answer, "offers_of", lambda _view: {file.key: file})
        return "read/files/reports/paper.txt"

    return offer


def test_each_file_of_a_page_is_sent_and_recorded_a_single_time_for_who_asks(store, exports):
    activity = {"review": REVIEW, "ref": "1", "activity": "Meet.", "due": parse_date("June 2024")}
    tables = rows("1", progress=[update("1", at=month(2024, 6))], monitoring=[activity])
    store.publish(candidate(tables), actor=ADMINISTRATOR, reason="Small.")
    recorded = []
    for page in (*sorted(READING - {"present"}), "versions", "data-checks"):
        offers = [href for _label, href in files(open_page(page, **{"ref": "1"} if page == "recommendation" else {}))]
        paths = {href: href.partition("?")[0] for href in offers if "/list." not in href or page == "recommendations"}
        asked = [href for href, path in paths.items() if not path.endswith((".pdf", ".pptx"))]  # made like a .docx
        assert asked or page == "recommendation"
        sent = [fetched(href, cookie="cynnydd_publisher=Ann%20A.") for href in asked]
        assert {(each.status, each.headers["cache-control"]) for each in sent} <= {(200, "no-store")}, page
        names = [name_of(each) for each in sent]
        recorded += [("Ann A.", 2, name) for name in names if not name.startswith(("cynnydd-", "template"))]
        assert exports() == recorded[::-1], page


def test_a_file_is_of_the_version_that_its_page_showed(store):
    page = open_page("about")
    store.publish(candidate(rows("7")), actor=ADMINISTRATOR, reason="Meanwhile.")
    assert name_of(fetched(dict(files(page))["Tracker workbook"])) == "tracker-version-1.xlsx"


def test_a_viewer_has_what_is_for_viewers(store, signed_in, exports):
    assert store.current() == 1
    for address, status in (
        ("versions/tracker-1.xlsx", 200),
        ("versions/original-1", 403),
        ("data-checks/translation.xlsx", 200),
        ("round/calendar.ics", 403),
        ("access/audit.csv", 403),
        ("upload/marked.xlsx", 403),
        ("about/none.xlsx", 404),
        ("none/tracker.xlsx", 404),
        ("about/tracker.xlsx?version=9", 404),
        ("overview/list.csv?theme=none", 404),
        ("reports/paper.docx?paper=canonical", 404),
    ):
        answer = fetched(f"read/files/{address}", application=signed_in(VERA), accept="text/html")
        assert answer.status == status, address
        assert ("attachment" in answer.headers.get("content-disposition", "")) == (status == 200), address
        assert (b'href="../../../' in answer.content) == (status != 200), "the way back"
    assert exports() == [("Vera", 1, "tracker-version-1.xlsx")]


def test_an_export_that_cannot_be_recorded_is_refused(offered, signed_in, exports, monkeypatch):
    monkeypatch.setitem(MOST_BY_ONE, Action.EXPORT, 1)
    address = offered(partial(text_file, "made"))
    sent = [fetched(address, application=signed_in(each)) for each in (VERA, VERA, EDDA)]
    assert [each.status for each in sent] == [200, 503, 200]
    assert "you have had many files" in unescape(sent[1].text)
    assert [who for who, _version, _file in exports()] == ["Edda", "Vera"]
    monkeypatch.delenv("CYNNYDD_OIDC_CLIENT_ID")
    assert [fetched(address).status for _time in range(8)] == [200] * 8, "in local mode nobody else asks"


def test_while_a_file_is_made_the_answer_is_how_far_it_is(tmp_path, offered, exports):
    until = tmp_path / "until"
    until.touch()
    address = f"/{offered(partial(until_removed, str(until)))}?lang=cy"
    text = "Your file is being made. Its download starts by itself."
    welsh = translator(Language.WELSH)(text)
    script = file_answer_of(address, **SCRIPT)
    assert (script.status, script.text, script.headers["retry-after"]) == (202, welsh, "1")
    page = file_answer_of(address, accept="text/html")
    assert (page.status, page.headers["refresh"]) == (202, "1")
    assert (welsh in unescape(page.text), '<html lang="cy">' in page.text) == (True, True)
    assert exports() == []
    until.unlink()
    assert fetched(address[1:], **SCRIPT).status == 204
    assert exports() == []
    assert file_answer_of(address).content == b"made"
    assert exports() == [("", 1, "paper.txt")]


def test_a_file_is_made_a_single_time_for_all_who_see_the_same_page(offered, exports):
    made = []

    def make(work):
        made.append(work())
        return made[-1]

    address = offered(partial(text_file, "made a single time"), make=make)
    assert [fetched(address, cookie=f"cynnydd_publisher={name}").text for name in "AB"] == ["made a single time"] * 2
    assert (made, [who for who, _version, _file in exports()]) == ([b"made a single time"], ["B", "A"])


@pytest.mark.parametrize("language", Language)
def test_the_reason_for_no_file_is_in_the_language_of_the_page(language, offered, exports):
    address = f"{offered(killed)}?lang={language.value}"
    _ = translator(language)
    sentence = _(
        "Your file was not finished: making it broke off. Press again. If it breaks off again, tell whoever runs the "
        "dashboard, who finds the cause in its log."
    )
    script, page = fetched(address, **SCRIPT), fetched(address, accept="text/html")
    assert (script.status, script.text) == (500, sentence)
    assert page.status == 500
    assert f"<h1>{sentence}</h1>" in unescape(page.text)
    assert f'href="../../../read/reports?lang={language.value}"' in page.text
    assert exports() == []


def test_another_website_has_no_file_made(offered):
    address = offered(partial(text_file, "made"), is_long=False)
    assert fetched(address, **{"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}).status == 403
    assert fetched(address, **{"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}).status == 200


def test_head_has_a_file_neither_made_nor_recorded(offered, exports):
    answer = file_answer_of(f"/{offered(killed)}", method="HEAD")
    assert (answer.status, answer.content, exports()) == (200, b"", [])
    assert 'filename="paper.txt"' in answer.headers["content-disposition"]


def test_the_whole_trail_is_downloaded(store):
    store.publish(candidate(rows("7")), actor=ADMINISTRATOR, reason="Theirs.")
    lines = downloaded(open_page("access"), "Download the whole audit trail (CSV)").decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + store.count_audit(actor=ADMINISTRATOR)


def test_the_files_of_an_upload_are_for_who_uploaded_it_while_the_page_is_open(store, tmp_path, request):
    store.publish(candidate(rows("7")), actor=ADMINISTRATOR, reason="Another.")
    app = uploaded(canonical(tmp_path), "clean.xlsx")
    changes = dict(files(app))["Download every change (CSV)"]
    assert b"new recommendation,1," in fetched(changes).content
    app = uploaded(canonical(tmp_path, progress=[{**RATED, "Date": "soon"}]), "next.xlsx")
    marked = dict(files(app))["Download a copy of your workbook with the cells marked"]
    assert name_of(fetched(marked)) == "next-marked.xlsx"
    assert fetched(marked.partition("?")[0]).status == 404
    signed_in = request.getfixturevalue("signed_in")
    assert fetched(marked, application=signed_in(EDDA)).status == 404


def file_answer_of(url, *, method="GET", **headers):
    """Return one answer of an address."""
    return send_request(APPLICATION, url, method=method, headers=headers)
