"""A dashboard that people sign in to, asked over sockets: without a sign-in, as the wrong role, and afterwards."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from signal import SIGTERM

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.frames import Close

from model.access import Role
from model.versions.version import Action
from store.store import Store
from tests.support.browser.serving import SERVERS
from tests.support.page_text import unescaped
from tests.support.published_trackers import ADMINISTRATOR, candidate, rows
from tests.support.sign_in.reader import Reader
from tests.support.sign_in.signing_in import ADA, EDDA, NORA, VERA, signing_in

INSIDE = [
    *("/read/files/versions/original-1", "/_stcore/metrics", "/_stcore/host-config", "/_stcore/upload_file/a/b"),
    *("/component/a/b.js", "/_stcore/script-health-check", "/_stcore/agent/openapi.json", "/media"),
]
PAGES = ["/", "/recommendations?theme=Training", "/upload", "/versions", "/none"]
OPEN = ["/_stcore/health", "/livez", "/static/none.js"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sign-in")


@pytest.fixture(scope="module")
def store(folder):
    """Return the store of the dashboard, with two versions."""
    with closing(Store.open(f"sqlite:///{(folder / 'published.db').as_posix()}")) as store:
        for refs in ("1", "12"):
            store.publish(candidate(rows(*refs)), actor=ADMINISTRATOR, reason="A round.")
        yield store


@pytest.fixture(scope="module")
def servers(folder, store):
    with signing_in(folder) as servers:
        yield servers


def statuses(client, paths, *, method="GET"):
    return {path: client.request(method, path).status_code for path in paths}


@pytest.mark.parametrize("cookie", [None, "forged", "eyJhIjoxfQ.aaaa.bbbb"])
def test_without_a_sign_in_only_what_is_open_answers(servers, cookie):
    with servers.client() as client:
        if cookie:
            client.cookies.set("cynnydd_sign_in", cookie)
        assert statuses(client, [*INSIDE, *PAGES]) == dict.fromkeys([*INSIDE, *PAGES], 401)
        assert statuses(client, INSIDE, method="PUT") == dict.fromkeys(INSIDE, 401)
        assert 401 not in statuses(client, OPEN).values()
        assert servers.websocket_status(client) == 401


def test_the_sign_in_page_is_in_the_readers_language_and_leads_back(servers):
    with servers.client() as client:
        page = client.get("/recommendations?theme=Training&lang=cy")
        assert '<html lang="cy">' in page.text
        assert "Mewngofnodi</h1>" in page.text
        assert "default-src 'none'; style-src 'sha256-" in page.headers["Content-Security-Policy"]
        servers.next_is(VERA)
        arrived = client.get("/sign-in", follow_redirects=True)
        assert (arrived.status_code, arrived.url.raw_path) == (200, b"/recommendations?theme=Training&lang=cy")
        assert "cynnydd_next" not in client.cookies


@pytest.mark.parametrize("target", ["//evil.example", "/%5Cevil.example", "/sign-out"])
def test_a_sign_in_leads_to_no_other_place(servers, target):
    with servers.client() as client:
        client.cookies.set("cynnydd_next", target, domain="localhost.local")
        servers.next_is(VERA)
        arrived = client.get("/sign-in", follow_redirects=True)
        assert (arrived.url.host, arrived.url.path) == ("localhost", "/")


def test_whoever_has_no_role_is_shown_whom_to_ask(servers):
    with servers.client(NORA) as client:
        page = client.get("/")
        assert (page.status_code, servers.websocket_status(client)) == (403, 403)
        assert "Ask the office for one." in page.text
        assert f"<code>{servers.identity(NORA)}</code>" in page.text
        assert set(statuses(client, INSIDE).values()) == {403}


def test_a_viewer_reads_and_does_nothing_else(servers):
    with servers.client(VERA) as client, servers.websocket(client) as socket:
        reader = Reader(socket, page="overview").run()
        assert "Upload" not in reader.menu
        assert "Signed in as Vera Viewer, viewer." in reader.text
        assert statuses(client, ["/_stcore/metrics", "/_stcore/upload_file/a/b"]) == {
            "/_stcore/metrics": 403,
            "/_stcore/upload_file/a/b": 403,
        }
        assert "This page needs the role" in Reader(socket, page="upload").run().text
        versions = Reader(socket, page="versions").run()
        assert versions.widget("Publish this version again") is None
        access = Reader(socket, page="access").run()
        assert ("This page needs the role" in access.text, "Audit trail" in access.text) == (True, False)


def test_an_editor_whose_role_was_taken_away_publishes_nothing_and_the_attempt_is_one_line(servers, store):
    store.grant(servers.identity(NORA), Role.EDITOR, actor=ADMINISTRATOR)
    with servers.client(NORA) as client, servers.websocket(client) as socket:
        reader = Reader(socket, page="versions").run()
        press = reader.roll_back("Mine.")
        store.revoke(servers.identity(NORA), actor=ADMINISTRATOR)
        before = len(store.audit(actor=ADMINISTRATOR))
        assert "your role was taken away. Nothing was changed." in unescaped(reader.run(press).text)
        assert reader.widget("Publish this version again") is None
    lines = store.audit(actor=ADMINISTRATOR)
    assert (store.current(), len(lines)) == (2, before + 1)
    assert (lines[0].action, lines[0].reason, lines[0].who, lines[0].verified, lines[0].role) == (
        *(Action.NOT_ALLOWED, "roll-back"),
        *("Nora Nobody", True, ""),
    )
    assert lines[0].session


def test_an_editor_publishes_in_the_name_of_the_sign_in(servers, store):
    with servers.client(EDDA) as client, servers.websocket(client) as socket:
        reader = Reader(socket, page="versions").run()
        assert "It is published in your name: Edda Editor (signed in)." in reader.text
        reader.run(reader.roll_back("A mistake."))
        assert client.get("/_stcore/metrics").status_code == 403
    version = store.version(store.current())
    assert (version.brings_back, version.who, version.verified) == (1, "Edda Editor", True)


def test_a_sign_out_ends_every_websocket_here_and_the_session_at_the_provider(servers, store):
    current = store.current()
    with servers.client(EDDA) as client, servers.websocket(client) as socket, servers.websocket(client) as other:
        reader = Reader(socket, page="versions").run()
        press = reader.roll_back("Mine.")
        replayed = dict(client.cookies)
        ended = len(servers.ended())
        client.get("/sign-out", follow_redirects=True)
        assert "id_token_hint" in servers.ended()[ended]
        for each in (socket, other):
            with pytest.raises(ConnectionClosed) as closed:
                Reader(each, page="versions").run(press)
            assert closed.value.rcvd == Close(1008, "")
        assert [name for name in client.cookies if name.startswith("cynnydd_sign_in")] == []
        client.cookies.clear()
        client.cookies.update(replayed)
        assert (client.get("/").status_code, servers.websocket_status(client)) == (401, 401)
        assert set(statuses(client, INSIDE).values()) == {401}
    assert store.current() == current
    line, before = store.audit(actor=ADMINISTRATOR)[:2]
    assert (line.action, line.reason, line.who, line.verified) == (
        *(Action.NOT_ALLOWED, "after sign-out"),
        *("Edda Editor", True),
    )
    assert before.reason != "after sign-out", "a page that is only looked at is no attempt"


def test_another_website_signs_nobody_out(servers):
    with servers.client(VERA) as client:
        assert client.get("/sign-out", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
        assert client.get("/").status_code == 200


def test_a_file_is_for_whom_it_may_be_at_each_request_and_recorded_as_who_asks(servers, store):
    number = store.current()
    original, tracker = (f"/read/files/versions/{key}-{number}" for key in ("original", "tracker"))
    with servers.client(EDDA) as edda, servers.client(VERA) as vera:
        content = store.original(number, actor=ADMINISTRATOR)[1]
        assert (edda.get(original).content, vera.get(original).status_code) == (content, 403)
        newest = next(each for each in store.audit(actor=ADMINISTRATOR) if each.action is Action.EXPORT)
        assert (newest.who, newest.verified, newest.address) == ("Edda Editor", True, "127.0.0.1")
        assert edda.get(f"/media/{'0' * 56}.csv").status_code == 404
        vera.get("/sign-out", follow_redirects=True)
        refused = vera.get(f"{tracker}.xlsx", headers={"Accept": "text/x-progress"})
        assert (refused.status_code, refused.headers["content-type"]) == (401, "text/plain; charset=utf-8")


def test_an_upload_answers_only_whose_it_is(servers):
    with servers.client(ADA) as ada, servers.client(EDDA) as edda, servers.websocket(ada) as socket:
        upload = f"/_stcore/upload_file/{Reader(socket, page='upload').run().session}/f"
        headers = {"X-Xsrftoken": ada.cookies["_streamlit_xsrf"], "Origin": servers.address}
        content = {"f": ("a.csv", b"a")}
        assert ada.put(upload, files=content, headers=headers).status_code == 204
        headers = {"X-Xsrftoken": edda.cookies["_streamlit_xsrf"], "Origin": servers.address}
        assert edda.put(upload, files=content, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "claims",
    [{"iss": "http://evil.example"}, {"aud": "another"}, {"nonce": "another"}, {"exp": 1_000, "iat": 900}],
    ids=lambda claims: next(iter(claims)),
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(servers, claims):
    with servers.client({"subject": "vera", "claims": {**VERA["claims"], **claims}}) as client:
        assert (client.get("/").status_code, servers.websocket_status(client)) == (401, 401)


def test_a_token_with_another_signature_is_refused(servers):
    with servers.client(VERA, other_key=True) as client:
        assert client.get("/").status_code == 401


@pytest.mark.parametrize("answer", ["code=none&state=none", "error=access_denied"])
def test_whoever_comes_back_without_a_sign_in_reads_so_and_after_a_sign_out_does_not(servers, answer):
    with servers.client() as client:
        page = client.get(f"/oauth2callback?{answer}")
        assert (page.status_code, "could not be checked" in page.text) == (401, True)
        assert "Nid ydych wedi mewngofnodi" in client.get("/oauth2callback?lang=cy").text
        assert client.get("/oauth2callback").headers["location"] == "/"


def test_cookies_are_for_the_server_alone_and_for_this_site(servers):
    servers.next_is(VERA)
    with servers.client() as client:
        answer = client.get("/sign-in", follow_redirects=True).history[-1]
        cookies = [
            value for name, value in answer.headers.multi_items() if name == "set-cookie" and "cynnydd_sign_in" in value
        ]
        assert cookies
        assert [each for each in cookies if "HttpOnly" not in each or "SameSite=lax" not in each] == []


@pytest.mark.nightly
def test_whoever_publishes_is_answered_before_the_server_ends(tmp_path):
    database = tmp_path / "published.db"
    with closing(Store.open(f"sqlite:///{database.as_posix()}")) as store, ThreadPoolExecutor(1) as pool:
        for refs in ("1", "12"):
            store.publish(candidate(rows(*refs)), actor=ADMINISTRATOR, reason="A round.")
        with signing_in(tmp_path) as servers, servers.client(EDDA) as client, servers.websocket(client) as socket:
            reader, server = Reader(socket, page="versions").run(), SERVERS[f"http://127.0.0.1:{servers.port}"]
            with closing(sqlite3.connect(database, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                publishing = pool.submit(reader.run, reader.roll_back("A mistake."))
                time.sleep(1)
                server.terminate()
                time.sleep(0.5)
                assert (server.exitcode, publishing.done()) == (None, False)
                other.execute("ROLLBACK")
            assert "Version 1 is published again, as version 3" in publishing.result(60).text
            assert store.version(3).who == "Edda Editor"
            server.join(60)
        assert server.exitcode == -SIGTERM
