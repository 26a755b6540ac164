"""A server that others can reach, or that has a door open, does not start."""

import os
import subprocess
import sys

import pytest

from components.guard.middleware import PLATFORM_SETTINGS, start_faults
from model.access import AccessSettings
from model.settings import ADDRESS
from tests.support.source import ROOT

PATIENCE_SECONDS = 60


def started_with(monkeypatch, **options):
    """Let the settings of the platform be others."""
    import streamlit as st  # noqa: PLC0415

    values = {"server.maxUploadSize": 10} | dict(PLATFORM_SETTINGS) | options
    monkeypatch.setattr(st, "get_option", values.__getitem__)


def test_the_project_as_it_is_starts():
    assert start_faults(ADDRESS, frozenset({"cynnydd.example"})) == []


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.0.0.9"])
def test_an_address_of_this_computer_alone_is_allowed(address):
    assert start_faults(address, frozenset()) == []


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.5", "cynnydd.example", ""])  # noqa: S104
def test_an_address_that_others_can_reach_is_refused(address):
    assert start_faults(address, frozenset()) == [
        f"CYNNYDD_ADDRESS is {address}, which others can reach. Nobody has to sign in to Cynnydd, so that they could "
        "publish. Set CYNNYDD_ADDRESS to 127.0.0.1, configure a sign-in as the "
        "operator guide describes, or allow reading alone with CYNNYDD_ALLOW_ANONYMOUS=readers."
    ]


@pytest.mark.parametrize("access", [{"anonymous_readers": True}, {"redirect_uri": "https://c.example/oauth2callback"}])
def test_others_may_reach_what_they_can_only_read_or_sign_in_to(access):
    for faults in ((), ("A fault.",)):
        assert start_faults("0.0.0.0", frozenset(), AccessSettings(**access, faults=faults)) == [*faults]  # noqa: S104


@pytest.mark.parametrize("name", PLATFORM_SETTINGS)
def test_each_door_is_looked_at(monkeypatch, name):
    started_with(monkeypatch, **{name: "open"})
    assert start_faults(ADDRESS, frozenset()) == [
        f"{name} is 'open'. Set it to {PLATFORM_SETTINGS[name]!r}: it is a door that stays closed."
    ]


def test_larger_uploads_and_what_is_no_name_are_refused(monkeypatch):
    started_with(monkeypatch, **{"server.maxUploadSize": 31})
    assert start_faults(ADDRESS, frozenset({"https://b.example", "a.example:443", "c.example", "*"})) == [
        "server.maxUploadSize is 31. Set it to 30 or less.",
        *(
            f"CYNNYDD_HOSTS has “{name}”. Give names alone, such as cynnydd.example, without https://, port or path."
            for name in ("*", "a.example:443", "https://b.example")
        ),
    ]


def served_in(folder, **settings):
    """Start the server in a folder whose settings of the platform are those of the project and one more."""
    environment = os.environ | {"CYNNYDD_DATABASE_URL": f"sqlite:///{(folder / 'none.db').as_posix()}"} | settings
    return subprocess.run(
        [sys.executable, str(ROOT / "dashboard.py")],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def test_the_server_names_what_is_wrong_and_ends(tmp_path):
    config = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    (tmp_path / ".streamlit").mkdir()
    changed = config.replace("enableStaticServing = false", "enableStaticServing = true")
    (tmp_path / ".streamlit" / "config.toml").write_text(changed, encoding="utf-8")
    done = served_in(tmp_path, CYNNYDD_ADDRESS="0.0.0.0")  # noqa: S104
    assert done.returncode == 3
    for name in ("server.enableStaticServing is True", "CYNNYDD_ADDRESS is 0.0.0.0"):
        assert f"Cynnydd does not start: {name}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "none.db").exists(), "nothing is prepared for a server that does not start"


def test_a_port_is_a_number(tmp_path):
    done = served_in(tmp_path, CYNNYDD_PORT="none")
    assert (done.returncode, done.stderr) == (1, "CYNNYDD_PORT is “none”. Give the number of a port, such as 8501.\n")
