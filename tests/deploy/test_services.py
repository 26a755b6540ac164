"""The systemd unit and the Windows task: they start what exists, with settings that are understood."""

import re

import pytest

from model.access import AccessSettings
from model.settings import Settings
from tests.support.deploy.deploy_files import DEPLOY, read_environment, read_unit
from tests.support.source import ROOT

UNIT = read_unit(DEPLOY / "cynnydd@.service")
EXAMPLE = read_environment((DEPLOY / "settings.example.env").read_text(encoding="utf-8").splitlines())
LEFT_OUT = {"secrets", "__pycache__"}
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file() and path.parent.name not in LEFT_OUT)
SANDBOX = {
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
    "RestrictNamespaces": "yes",
    "SystemCallFilter": "@system-service",
    "UMask": "0077",
}


def test_the_unit_is_in_a_sandbox():
    assert {name: UNIT[name] for name in SANDBOX} == {name: [value] for name, value in SANDBOX.items()}
    assert "ReadWritePaths" not in UNIT


def test_the_unit_starts_one_copy_at_each_port_on_this_computer_alone():
    folder = UNIT["WorkingDirectory"][0]
    assert UNIT["ExecStart"] == [f"{folder}/.venv/bin/python dashboard.py"]
    assert "CYNNYDD_PORT=%i" in UNIT["Environment"]
    assert "CYNNYDD_ADDRESS" not in str(UNIT)


def test_the_unit_does_not_try_again_where_a_setting_leaves_a_door_open():
    assert UNIT["RestartPreventExitStatus"] == ["3"]


def test_the_unit_understands_its_settings(monkeypatch, tmp_path):
    credentials = {line.partition(":")[0] for line in UNIT["LoadCredential"]}
    for name in credentials:
        (tmp_path / name).write_text(f"what is in the file {name} of this test\n", encoding="utf-8")
    words = [word for line in UNIT["Environment"] for word in line.split()]
    environment = EXAMPLE | {
        name: value.replace("%d", str(tmp_path)).replace("%i", "8501")
        for name, value in read_environment(words).items()
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    found = AccessSettings.from_environment()
    assert (found.faults, found.proxies) == ((), ("127.0.0.1",))
    secrets = [f"what is in the file {name} of this test" for name in ("client_secret", "cookie_secret")]
    assert [found.client_secret, found.cookie_secret] == secrets
    assert Settings.from_environment().database_url == "postgresql:///cynnydd?host=/run/postgresql"


def test_the_task_of_windows_starts_the_dashboard_on_this_computer_alone():
    script = (DEPLOY / "windows-task.ps1").read_text(encoding="utf-8")
    assert "$env:CYNNYDD_PORT = $Port\n" in script and "\\python.exe dashboard.py\n" in script
    assert "CYNNYDD_ADDRESS" not in script
    assert script.count("{") == script.count("}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_setting_that_a_file_names_is_in_the_operator_guide(path):
    guide = (ROOT / "docs" / "operator-guide.md").read_text(encoding="utf-8")
    names = set(re.findall(r"\bCYNNYDD_[A-Z_]+\b", path.read_text(encoding="utf-8")))
    assert {name for name in names if f"`{name}`" not in guide} == set()
