"""A provider that does not answer: who is signed in goes on, and nobody else is left without a word."""

import pytest

from tests.support.sign_in.reader import Reader
from tests.support.sign_in.signing_in import VERA, signing_in


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    with signing_in(tmp_path_factory.mktemp("provider-down")) as servers:
        yield servers


def test_while_the_provider_is_down_readers_go_on_and_the_others_read_why(servers):
    with servers.client(VERA) as reader, servers.websocket(reader) as socket, servers.client() as visitor:
        servers.stop_provider()
        assert "Signed in as Vera Viewer" in Reader(socket, page="recommendations").run().text
        page = visitor.get("/sign-in", follow_redirects=True)
        assert (page.status_code, "does not answer" in page.text) == (503, True)
        assert "Ni all neb fewngofnodi" in visitor.get(f"{page.url}?lang=cy").text
        assert reader.get("/sign-out").headers["location"] == "/"
        assert (reader.get("/").status_code, servers.websocket_status(reader)) == (401, 401)
