"""The metrics: behind a token, in the text format of Prometheus, and true."""

import re
from functools import partial

import pytest
from starlette.applications import Starlette

from components.health import METRICS_ROUTES
from components.published import displayed_version
from tests.support.asgi import send_request

TOKEN = "of-this-test-alone-0123456789-0123456789"  # noqa: S105 - no password
HEADER = {"Authorization": f"Bearer {TOKEN}"}
LINE = re.compile(r'# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"\\]*"(,\w+="[^"\\]*")*\})? [0-9.e+-]+')


@pytest.fixture
def client(temporary_database, monkeypatch):
    """Return a function that asks for the metrics of a store with the bundled tracker."""
    monkeypatch.setenv("CYNNYDD_METRICS_TOKEN", TOKEN)
    displayed_version()
    return partial(send_request, Starlette(routes=METRICS_ROUTES), "/metrics")


def value(text, name):
    return next(float(line.split()[1]) for line in text.splitlines() if line.startswith(f"{name} "))


def test_without_a_token_in_the_settings_there_are_none(client, monkeypatch):
    monkeypatch.setenv("CYNNYDD_METRICS_TOKEN", " ")
    assert client(headers={"Authorization": "Bearer "}).status == 404


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}])
def test_a_request_without_the_token_is_refused(client, headers):
    assert client(headers=headers).status == 401
    assert client(token=TOKEN).status == 401, "an address is logged by others"


def test_each_line_is_of_the_format_and_each_number_has_a_meaning(client):
    answer = client(headers=HEADER)
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert [line for line in answer.text.splitlines() if not LINE.fullmatch(line)] == []
    assert "process_resident_memory_bytes" in answer.text
    names = set(re.findall(r"^(\w+)", answer.text, re.MULTILINE))
    assert names <= set(re.findall(r"# HELP (\w+)", answer.text))
    assert set(re.findall(r"# HELP (\w+)", answer.text)) == set(re.findall(r"# TYPE (\w+)", answer.text))


def test_the_database_is_ready_with_its_versions(client):
    text = client(headers=HEADER).text
    assert (value(text, "cynnydd_ready"), value(text, "cynnydd_publishes_total")) == (1, 1)


def test_a_database_that_is_lost_is_not_ready(client, monkeypatch, tmp_path):
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", f"sqlite:///{(tmp_path / 'none' / 'x.db').as_posix()}")
    answer = client(headers=HEADER)
    assert (answer.status, value(answer.text, "cynnydd_ready")) == (200, 0)
    assert "cynnydd_publishes_total" not in answer.text
