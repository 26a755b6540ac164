"""Two copies on one PostgreSQL behind nginx, as `deploy/` has them: readers go on where one is killed."""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from threading import Event
from urllib.parse import urlsplit

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidMessage, InvalidStatus

from model.access import Actor, Role
from store.store import Store
from store.uploads import store_upload
from tests.support.browser.serving import end, start, wait_until_it_answers
from tests.support.deploy.nginx import Proxy, nginx_in_front
from tests.support.processes.free_port import free_port
from tests.support.published_trackers import ADMINISTRATOR, candidate, rows
from tests.support.sign_in.reader import Reader
from tests.support.sign_in.signing_in import EDDA, VERA, SignInServers, provider_of

pytestmark = pytest.mark.nightly

# Longer than a reader waits for an answer.
PATIENCE_SECONDS = 180
MOST_CLIENTS = 60


@dataclass
class Copies:
    """Two copies behind a proxy, by their addresses, and the sign-in that leads to them."""

    servers: SignInServers
    proxy: Proxy
    processes: dict[str, BaseProcess]
    database: str

    @contextmanager
    def client(self, person, *, copy):
        """Yield a client that has signed in, and whom the proxy leads to a copy: it chooses by a cookie of its own."""
        for _attempt in range(MOST_CLIENTS):
            with self.servers.client(person) as client:
                if self.proxy.copy_of(client) == copy:
                    yield client
                    return
        raise AssertionError(f"of {MOST_CLIENTS} clients none was led to {copy}")


@pytest.fixture(scope="module")
def copies(tmp_path_factory, postgresql, nginx):
    """Yield two copies of a tracker with two versions."""
    folder = tmp_path_factory.mktemp("copies")
    database, port = postgresql.url(postgresql.new_database()), free_port()
    with closing(Store.open(database)) as store:
        for refs in (("1", "12"), ("1",)):
            store.publish(candidate(rows(*refs)), actor=ADMINISTRATOR, reason="A round.")
    address = f"https://localhost:{port}"
    with ExitStack() as running:
        provider = running.enter_context(provider_of(address, folder, CYNNYDD_TRUSTED_PROXIES="127.0.0.1"))
        processes = {}
        for _copy in range(2):
            process, own = start(database=database)
            running.callback(end, process)
            processes[urlsplit(own).netloc] = process
        for own, process in processes.items():
            wait_until_it_answers(process, f"http://{own}")
        ports = [urlsplit(f"//{own}").port for own in processes]
        proxy = running.enter_context(nginx_in_front(nginx, folder, port=port, copies=ports))
        yield Copies(SignInServers(address, provider, proxy.tls), proxy, processes, database)


@dataclass
class Visit:
    """Somebody who reads one page again and again until the end, and opens it anew where the connection is cut."""

    servers: SignInServers
    client: httpx.Client
    runs: int = 0
    cut: int = 0
    faults: list[int | str] = field(default_factory=list)
    ended: Event = field(default_factory=Event)

    def read(self):
        """Read until the end; what a reader would see as a fault is noted."""
        while not self.ended.is_set():
            try:
                with self.servers.websocket(self.client) as socket:
                    self._read_by(socket)
            except ConnectionClosed:
                self.cut += 1
            except InvalidStatus as refused:
                self.faults.append(refused.response.status_code)
            except InvalidMessage:
                continue  # nginx closes a connection whose busy client is late with its request; a page tries it again
            except (TimeoutError, httpx.HTTPError) as silent:
                self.faults.append(repr(silent))

    def _read_by(self, socket):
        reader = Reader(socket, page="recommendations")
        while not self.ended.is_set():
            status = self.client.get("/recommendations").status_code
            if status != 200 or "Signed in as Vera Viewer" not in reader.run().text:
                self.faults.append(status)
            self.runs += 1


def wait_for_runs(visits, readings, most):
    """Wait until each reader has read so many times more, or one has failed."""
    goals = [visit.runs + most for visit in visits]
    for _turn in range(PATIENCE_SECONDS * 20):
        if all(visit.runs >= goal for visit, goal in zip(visits, goals, strict=True)):
            return
        done, _others = wait(readings, timeout=0.05, return_when=FIRST_COMPLETED)
        for reading in done:
            reading.result()
    raise AssertionError([(visit.runs, visit.cut, visit.faults) for visit in visits])


def test_what_is_published_in_one_copy_shows_in_the_other_at_the_next_run(copies):
    one, other = copies.processes
    with (
        copies.client(EDDA, copy=one) as editor,
        copies.client(VERA, copy=other) as viewer,
        copies.servers.websocket(viewer) as seen,
        copies.servers.websocket(editor) as socket,
    ):
        reader = Reader(seen, page="recommendations").run()
        assert "1 recommendation" in reader.text
        versions = Reader(socket, page="versions").run()
        versions.run(versions.roll_back("The other one is missing."))
        assert "2 recommendations" in reader.run().text


def test_a_file_that_was_chosen_in_one_copy_is_offered_to_its_editor_in_the_other(copies):
    other = list(copies.processes)[1]
    identity = copies.servers.identity(EDDA)
    with closing(Store.open(copies.database)) as store:  # as the copy does in which the file was chosen
        editor = Actor("Edda Editor", Role.EDITOR, verified=True, identity=identity)
        store_upload(store, "a-token", "next.xlsx", b"of no matter", actor=editor)
        for token, found in (("a-token", True), ("another", False)):
            with copies.client(EDDA, copy=other) as client, copies.servers.websocket(client) as socket:
                page = Reader(socket, page="upload").run(query=f"file={token}")
                assert (page.widget("Go on with next\\.xlsx") is not None) == found


def test_whoever_uploads_too_late_reads_why_and_the_proxy_logs_no_name_that_opens_an_upload(copies):
    with copies.servers.client() as client:
        answer = client.put("/_stcore/upload_file/a/b", content=b"0" * 25 * 2**20)
    assert (answer.status_code, "Sign in first." in answer.text) == (401, True)
    assert copies.proxy.requests("PUT") == ["PUT /_stcore/upload_file/..."]


def test_the_numbers_of_a_copy_do_not_leave_by_the_proxy(copies):
    with copies.servers.client() as client:
        answer = client.get("/metrics")
    assert (answer.status_code, "X-Request-ID" in answer.headers) == (404, False)


def test_a_browser_stays_with_one_copy(copies):
    for own in copies.processes:
        with copies.client(VERA, copy=own) as client:
            assert {copies.proxy.copy_of(client) for _time in range(5)} == {own}


def test_the_readers_of_a_copy_that_is_killed_go_on_with_the_other_and_those_of_the_other_notice_nothing(copies):
    one, other = copies.processes
    with ThreadPoolExecutor() as threads, ExitStack() as clients:
        chosen = [one, other, one, other]
        visits = [Visit(copies.servers, clients.enter_context(copies.client(VERA, copy=each))) for each in chosen]
        readings = [threads.submit(visit.read) for visit in visits]
        try:
            wait_for_runs(visits, readings, 2)
            copies.processes[one].kill()
            wait_for_runs(visits, readings, 3)
        finally:
            for visit in visits:
                visit.ended.set()
            for reading in readings:
                reading.result()
        assert [visit.faults for visit in visits] == [[], [], [], []]
        assert [visit.cut for visit in visits] == [1, 0, 1, 0]
        assert {copies.proxy.copy_of(visit.client) for visit in visits} == {other}
