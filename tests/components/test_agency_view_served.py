"""A viewer who is tied to agencies, over the protocol: no page, link, search or count has anything of the others."""

from contextlib import closing

import pytest

from components.session.links import PAGE_PARAMETERS
from model.access import Role
from store.store import Store
from tests.support.browser.actions import PAGES
from tests.support.published_trackers import ADMINISTRATOR, candidate, recommendation, rows, update
from tests.support.sign_in.reader import Reader
from tests.support.sign_in.signing_in import NORA, VERA, signing_in

MARK = "Zyxwvut"
OURS = recommendation("1", lead_agency="The force", theme="Training", title="Ours alone")
THEIRS = recommendation("7", lead_agency=f"Agency {MARK}", theme=f"Theme {MARK}", title=f"Title {MARK}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("agency")


@pytest.fixture(scope="module")
def store(folder):
    with closing(Store.open(f"sqlite:///{(folder / 'published.db').as_posix()}")) as store:
        yield store


@pytest.fixture(scope="module")
def servers(folder, store):
    """Run a dashboard whose tracker has a recommendation of each of two agencies, and a viewer who sees one."""
    progress = [update("1", update="Our words."), update("7", update=f"Words {MARK}.", evidence=MARK)]
    tables = rows(recommendations=[OURS, THEIRS], progress=progress)
    with signing_in(folder) as servers:
        store.publish(candidate(rows("7")), actor=ADMINISTRATOR, reason="Before.")
        store.publish(candidate(tables, name="tracker.xlsx"), actor=ADMINISTRATOR, reason="A round.")
        store.grant(servers.identity(NORA), Role.VIEWER, agencies=["The force"], actor=ADMINISTRATOR)
        yield servers


def queries():
    """Return addresses of every page that might name something of another agency."""
    plain = [(page, "") for page in PAGES]
    wanted = ["ref=7", f"q={MARK}", f"agency=agency-{MARK.lower()}", f"theme=theme-{MARK.lower()}", "version=1"]
    return plain + [(page, query) for page in ("recommendation", "recommendations", "overview") for query in wanted]


def test_no_page_sends_anything_of_another_agency(servers):
    assert "recommendation" in PAGE_PARAMETERS
    with servers.client(NORA) as client, servers.websocket(client) as socket:
        for page, query in queries():
            text = Reader(socket, page=page).run(query=query).text
            sent = text.replace(f"q={MARK}", "").replace(f'"q":["{MARK}"]', "")
            assert [words for words in (f"Title {MARK}", f"Words {MARK}", "Do 7.") if words in sent] == [], (
                page,
                query,
            )
            if not query:
                assert MARK not in sent, page


def test_a_paper_is_of_the_agencies_that_its_reader_sees_at_the_request(servers, store):
    address = "/read/files/recommendations/list.csv"
    store.grant(servers.identity(VERA), Role.VIEWER, actor=ADMINISTRATOR)
    with servers.client(VERA) as client:
        assert MARK in file_of(client, address)
        store.grant(servers.identity(VERA), Role.VIEWER, agencies=["The force"], actor=ADMINISTRATOR)
        listed = file_of(client, address)
        assert ("Ours alone" in listed, MARK in listed) == (True, False)
        assert client.get("/read/files/about/tracker.xlsx").status_code == 404


def file_of(client, address):
    """Return a file as text, after the pages that say how far it is."""
    answer = client.get(address)
    while answer.status_code == 202:
        answer = client.get(address)
    return answer.text


def test_what_is_about_the_whole_tracker_is_not_shown(servers):
    with servers.client(NORA) as client, servers.websocket(client) as socket:
        overview = Reader(socket, page="overview").run()
        assert "You see these agencies alone: The force." in overview.text
        assert [
            page for page in ("Versions", "Data checks", "Upload", "Round", "Access") if page in overview.menu
        ] == []
        for page in ("versions", "data-checks", "access"):
            assert "You see the recommendations of some agencies alone." in Reader(socket, page=page).run().text
        assert "Ours alone" in Reader(socket, page="recommendations").run().text
        reports = Reader(socket, page="reports").run(query="paper=canonical").text
        assert "The whole tracker in its own layout" not in reports
        assert "Tracker workbook" not in reports + Reader(socket, page="about").run().text
