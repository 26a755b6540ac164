"""A server that others can reach, or that has a door open, does not start."""

import os
import subprocess
import sys

import pytest
from streamlit.web.server.app_discovery import discover_asgi_app

from components.guard.start import CLOSED_DOORS, start_faults
from model.access import AccessSettings
from tests.support.source import ROOT

PATIENCE_SECONDS = 60


def started_with(monkeypatch, **options):
    """Let the settings of the platform be others."""
    import streamlit as st  # noqa: PLC0415

    values = {"server.address": "127.0.0.1", "server.maxUploadSize": 10} | dict(CLOSED_DOORS) | options
    monkeypatch.setattr(st, "get_option", values.__getitem__)


def test_the_project_as_it_is_starts():
    assert start_faults(frozenset({"cynnydd.example"})) == []


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.0.0.9"])
def test_an_address_of_this_computer_alone_is_allowed(monkeypatch, address):
    started_with(monkeypatch, **{"server.address": address})
    assert start_faults(frozenset()) == []


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.5", "cynnydd.example", "", None])  # noqa: S104
def test_an_address_that_others_can_reach_is_refused(monkeypatch, address):
    started_with(monkeypatch, **{"server.address": address})
    assert start_faults(frozenset()) == [
        f"server.address is {address or 'not set, which means every address'}, which others can reach. Nobody has to "
        "sign in to Cynnydd, so that they could publish. Set server.address to 127.0.0.1, configure a sign-in as the "
        "operator guide describes, or allow reading alone with CYNNYDD_ALLOW_ANONYMOUS=readers."
    ]


@pytest.mark.parametrize("access", [{"anonymous_readers": True}, {"redirect_uri": "https://c.example/oauth2callback"}])
def test_others_may_reach_what_they_can_only_read_or_sign_in_to(monkeypatch, access):
    started_with(monkeypatch, **{"server.address": "0.0.0.0"})  # noqa: S104
    assert start_faults(frozenset(), AccessSettings(**access)) == []
    assert start_faults(frozenset(), AccessSettings(**access, faults=("A fault.",))) == ["A fault."]


@pytest.mark.parametrize("name", CLOSED_DOORS)
def test_each_door_is_looked_at(monkeypatch, name):
    started_with(monkeypatch, **{name: "open"})
    assert start_faults(frozenset()) == [
        f"{name} is 'open'. Set it to {CLOSED_DOORS[name]!r}: it is a door that stays closed."
    ]


def test_larger_uploads_and_what_is_no_name_are_refused(monkeypatch):
    started_with(monkeypatch, **{"server.maxUploadSize": 31})
    assert start_faults(frozenset({"https://b.example", "a.example:443", "c.example", "*"})) == [
        "server.maxUploadSize is 31. Set it to 30 or less.",
        *(
            f"CYNNYDD_HOSTS has “{name}”. Give names alone, such as cynnydd.example, without https://, port or path."
            for name in ("*", "a.example:443", "https://b.example")
        ),
    ]


def test_the_platform_recognises_the_application():
    """Else it would run dashboard.py for each session, without any middleware."""
    found = discover_asgi_app(ROOT / "dashboard.py")
    assert (found.is_asgi_app, found.import_string) == (True, "dashboard:app")


@pytest.mark.parametrize("option", ["--server.address=0.0.0.0", "--server.enableStaticServing=true"])
def test_the_server_names_what_is_wrong_and_ends(option, tmp_path):
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port=0", option]
    environment = os.environ | {"CYNNYDD_DATABASE_URL": f"sqlite:///{(tmp_path / 'none.db').as_posix()}"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False
    )
    name, _, value = option.removeprefix("--").partition("=")
    assert done.returncode == 3
    assert f"Cynnydd does not start:\n- {name} is {value.capitalize()}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "none.db").exists(), "nothing is prepared for a server that does not start"
