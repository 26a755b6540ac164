"""Run a provider and a dashboard that people sign in to, and sign in as a program does."""

import os
import ssl
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import httpx
from websockets.exceptions import InvalidMessage, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests.support.browser.serving import answers, end, served
from tests.support.processes.forking import start_process
from tests.support.processes.free_port import free_port
from tests.support.processes.waiting import wait_until
from tests.support.sign_in.provider import CLIENT, CLIENT_SECRET, run_provider

MOST_ATTEMPTS = 10
Person = dict[str, Any]
VERA: Person = {"subject": "vera", "claims": {"name": "Vera Viewer", "roles": ["Cynnydd.Viewer"]}}
EDDA: Person = {"subject": "edda", "claims": {"name": "Edda Editor", "roles": ["Cynnydd.Editor"]}}
ADA: Person = {"subject": "ada", "claims": {"name": "Ada Administrator", "roles": ["Cynnydd.Administrator"]}}
NORA: Person = {"subject": "nora", "claims": {"name": "Nora Nobody"}}


@dataclass(frozen=True)
class SignInServers:
    """A dashboard and its provider, by their addresses; over TLS, what its certificate is checked with."""

    address: str
    provider: str
    tls: ssl.SSLContext | None = None

    @property
    def port(self):
        return urlsplit(self.address).port

    def next_is(self, person, **state):
        """Let the provider sign somebody in the next time."""
        httpx.put(f"{self.provider}/control", json={**person, **state}, timeout=60)

    def ended(self):
        """Return what the provider was sent for each session that it ended."""
        return httpx.get(f"{self.provider}/control", timeout=60).json()["ended"]

    @contextmanager
    def client(self, person=None, **state):
        """Yield a client that has signed in, or one that has not."""
        with httpx.Client(
            base_url=self.address, headers={"Accept": "text/html"}, timeout=60, verify=self.tls or True
        ) as client:
            if person is not None:
                self.next_is(person, **state)
                client.get("/sign-in", follow_redirects=True)
            yield client

    def identity(self, person):
        """Return how the store names a person."""
        return f"{self.provider}|{person['subject']}"

    def websocket(self, client, *, origin=None):
        """Open a websocket with the cookies of a client; raises InvalidStatus where it is refused.

        A busy client is late with its request, and a proxy then closes the connection: it tries again, as a page does.
        """
        for _attempt in range(MOST_ATTEMPTS):
            with suppress(InvalidMessage):
                return self._connect(client, origin=origin)
        raise AssertionError("no websocket opens")

    def _connect(self, client, *, origin):
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.cookies.jar)
        token = client.cookies.get("_streamlit_xsrf", "")
        return connect(
            f"{'wss' if self.tls else 'ws'}://localhost:{self.port}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit"), *([Subprotocol(token)] if token else [])],
            origin=Origin(origin or self.address),
            additional_headers={"Cookie": cookies} if cookies else {},
            max_size=None,
            open_timeout=60,
            ssl=self.tls,
        )

    def websocket_status(self, client):
        """Return the status of the answer to a websocket; 101 where it opens."""
        try:
            with self.websocket(client):
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code


@contextmanager
def signing_in(folder, **settings):
    """Run a provider and a dashboard with its own database; yield both."""
    port = free_port()
    address = f"http://localhost:{port}"
    database = f"sqlite:///{(folder / 'published.db').as_posix()}"
    with ExitStack() as running:
        provider, environment = running.enter_context(_running_provider(address, folder, settings))
        with patch.dict(os.environ, environment):  # no longer: another server that is started meanwhile has no sign-in
            running.enter_context(served(database=database, port=port, tracebacks=True))
        yield SignInServers(address, provider)


@contextmanager
def provider_of(address, folder, **settings):
    """Run a provider, with the settings in the environment by which a dashboard at an address knows it."""
    with _running_provider(address, folder, settings) as (provider, environment), patch.dict(os.environ, environment):
        yield provider


@contextmanager
def _running_provider(address, folder, settings):
    """Run a provider; yield its address, and the settings by which a dashboard at an address knows it."""
    port = free_port()
    provider = f"http://localhost:{port}"
    (folder / "secret").write_text(CLIENT_SECRET, encoding="utf-8")
    environment = {
        "CYNNYDD_OIDC_METADATA_URL": f"{provider}/.well-known/openid-configuration",
        "CYNNYDD_OIDC_CLIENT_ID": CLIENT,
        "CYNNYDD_OIDC_CLIENT_SECRET_FILE": str(folder / "secret"),
        "CYNNYDD_OIDC_REDIRECT_URI": f"{address}/oauth2callback",
        "CYNNYDD_OIDC_COOKIE_SECRET": "a key of this test alone, and long enough",
        "CYNNYDD_ACCESS_CONTACT": "the office",
        **settings,
    }
    process, _connection = start_process(run_provider, port)
    try:
        wait_until(lambda: answers(f"{provider}/control"), alive=process.is_alive)
        yield provider, environment
    finally:
        end(process)
