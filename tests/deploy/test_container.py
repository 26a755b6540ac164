"""The container and compose files: what they name exists, rights are small, and their settings are understood."""

import json
import re

import pytest

from components.health import READY
from model.access import AccessSettings
from model.settings import Settings
from tests.support.deploy.deploy_files import DEPLOY, read_environment, read_yaml
from tests.support.source import LAYERS, ROOT

CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", "")
COMPOSE = read_yaml(DEPLOY / "compose.yaml")
SERVICES = COMPOSE["services"]
EXAMPLE = read_environment((DEPLOY / "settings.example.env").read_text(encoding="utf-8").splitlines())


def instructions(name):
    return re.findall(rf"^{name} +(.+)$", CONTAINER, re.MULTILINE)


def test_the_container_has_each_layer_and_what_starts_the_dashboard_and_nothing_else():
    copied = {source for line in instructions("COPY") if "--from" not in line for source in line.split()[:-1]}
    files = {"requirements.lock", "dashboard.py", "LICENSE", ".streamlit/config.toml"}
    assert copied == {*LAYERS, *files, "data/tracker.xlsx", "data/template.xlsx"}
    assert [path for path in sorted(copied) if not (ROOT / path).exists()] == []


def test_the_container_runs_without_rights_and_asks_whether_it_is_ready():
    assert instructions("USER") == ["10001:10001"]
    (check,) = instructions("HEALTHCHECK")
    assert f"http://127.0.0.1:8501{READY}" in json.loads(check[check.index("[") :])[-1]
    assert [json.loads(line) for line in instructions("CMD")] == [[".venv/bin/python", "dashboard.py"]]


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_writes_nowhere_and_has_few_rights(name):
    service = SERVICES[name]
    limits = {part: service[part] for part in ("read_only", "cap_drop", "security_opt", "restart")}
    assert limits == {
        "read_only": True,
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
        "restart": "unless-stopped",
    }
    assert ("ports" in service) == (name == "proxy")


def test_the_services_are_a_proxy_two_copies_and_a_database_that_only_the_copies_reach():
    networks = {name: list(service["networks"]) for name, service in SERVICES.items()}
    assert networks == {
        "dashboard-1": ["front", "back"],
        "dashboard-2": ["front", "back"],
        "proxy": ["front"],
        "database": ["back"],
    }
    assert COMPOSE["networks"]["back"] == {"internal": True}


def test_each_secret_is_a_file_and_each_file_is_used():
    used = [each for service in SERVICES.values() for each in service["secrets"]]
    names = {each if isinstance(each, str) else each["source"] for each in used}
    assert names == set(COMPOSE["secrets"])
    assert all(secret["file"].startswith("secrets/") for secret in COMPOSE["secrets"].values())
    assert {"deploy/secrets/", "deploy/settings.env"} <= set((ROOT / ".gitignore").read_text().splitlines())


def test_each_file_that_a_service_names_exists():
    mounted = [volume.partition(":")[0] for volume in SERVICES["proxy"]["volumes"]]
    assert [path for path in mounted if not (DEPLOY / path).is_file()] == []
    for name in ("dashboard-1", "dashboard-2"):
        build = SERVICES[name]["build"]
        assert (DEPLOY / build["context"] / build["dockerfile"]).is_file()


@pytest.mark.parametrize("name", ["dashboard-1", "dashboard-2"])
def test_a_copy_understands_its_settings(monkeypatch, tmp_path, name):
    environment = EXAMPLE | SERVICES[name]["environment"]
    for variable, value in environment.items():
        if value.startswith("/run/secrets/"):
            secret = value.removeprefix("/run/secrets/")
            assert secret in SERVICES[name]["secrets"]
            (tmp_path / secret).write_text(f"what is in the file {secret} of this test\n", encoding="utf-8")
            environment[variable] = str(tmp_path / secret)
        monkeypatch.setenv(variable, environment[variable])
    found = AccessSettings.from_environment()
    assert found.faults == ()
    assert (found.host, found.is_encrypted, found.contact) == (
        "cynnydd.example",
        True,
        EXAMPLE["CYNNYDD_ACCESS_CONTACT"],
    )
    secrets = [f"what is in the file {name} of this test" for name in ("client_secret", "cookie_secret")]
    assert [found.client_secret, found.cookie_secret] == secrets
    assert found.proxies == (SERVICES["proxy"]["networks"]["front"]["ipv4_address"],)
    assert Settings.from_environment().database_url == environment["CYNNYDD_DATABASE_URL"]
