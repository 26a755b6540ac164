"""The files of deploy/: what they name exists, rights are small, and limits and settings are the dashboard's."""

import json
import re

import pytest

from components.guard.middleware import LARGEST_UPLOAD_MEBIBYTES, LONGEST_SECONDS, MOST_WEBSOCKETS, behind_proxies
from components.health import READY
from deploy.dependencies import NOT_AUDITED, VULNERABLE, audit_result
from model.access import AccessSettings
from model.settings import Settings
from tests.support.deploy.deploy_files import DEPLOY, read_directives, read_environment, read_unit, read_yaml
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


@pytest.fixture
def understood(monkeypatch, tmp_path):
    """Return a function that returns what a copy understands of its settings, where it has the example and secrets."""

    def understood(environment, secrets):
        for name in secrets:
            (tmp_path / name).write_text(f"what is in the file {name} of this test\n", encoding="utf-8")
        for name, value in (EXAMPLE | environment).items():
            monkeypatch.setenv(
                name, re.sub(r"^(/run/secrets|%d)/", f"{tmp_path.as_posix()}/", value).replace("%i", "8501")
            )
        found = AccessSettings.from_environment()
        read = [f"what is in the file {name} of this test" for name in ("client_secret", "cookie_secret")]
        assert (found.faults, [found.client_secret, found.cookie_secret]) == ((), read)
        return found

    return understood


@pytest.mark.parametrize("name", ["dashboard-1", "dashboard-2"])
def test_a_copy_understands_its_settings(understood, name):
    environment = SERVICES[name]["environment"]
    found, contact = understood(environment, SERVICES[name]["secrets"]), EXAMPLE["CYNNYDD_ACCESS_CONTACT"]
    assert (found.host, found.is_encrypted, found.contact) == ("cynnydd.example", True, contact)
    assert found.proxies == (SERVICES["proxy"]["networks"]["front"]["ipv4_address"],)
    assert Settings().database_url == environment["CYNNYDD_DATABASE_URL"]


UNIT = read_unit(DEPLOY / "cynnydd@.service")
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


def test_the_unit_starts_one_copy_at_each_port_on_this_computer_alone_and_not_again_where_a_door_is_open():
    folder = UNIT["WorkingDirectory"][0]
    assert UNIT["ExecStart"] == [f"{folder}/.venv/bin/python dashboard.py"]
    assert "CYNNYDD_PORT=%i" in UNIT["Environment"]
    assert "CYNNYDD_ADDRESS" not in str(UNIT)
    assert UNIT["RestartPreventExitStatus"] == ["3"]


def test_the_unit_understands_its_settings(understood):
    words = [word for line in UNIT["Environment"] for word in line.split()]
    found = understood(read_environment(words), {line.partition(":")[0] for line in UNIT["LoadCredential"]})
    assert found.proxies == ("127.0.0.1",)
    assert Settings().database_url == "postgresql:///cynnydd?host=/run/postgresql"


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


NGINX = read_directives(DEPLOY / "nginx" / "cynnydd.conf")
CADDY = read_directives(DEPLOY / "Caddyfile")
COPIES = {name: read_directives(DEPLOY / "nginx" / f"copies-{name}.conf") for name in ("in-compose", "on-one-server")}
ON_ONE_SERVER = ["127.0.0.1:8501", "127.0.0.1:8502"]


def values(directives, *start):
    """Return what follows the first words of each directive that begins with them."""
    return [words[len(start) :] for words in directives if words[: len(start)] == list(start)]


@pytest.mark.parametrize(
    ("directives", "words", "expected"),
    [
        (NGINX, "client_max_body_size", [[f"{LARGEST_UPLOAD_MEBIBYTES}m"]]),
        (NGINX, "client_body_timeout", [[f"{LONGEST_SECONDS:.0f}s"]]),
        (NGINX, "proxy_request_buffering", [["off"]]),
        (NGINX, "proxy_buffering", [["off"]]),
        (NGINX, "client_header_timeout", [["10s"]] * 2),
        (NGINX, "error_log", [["/var/log/nginx/error.log", "emerg"]] * 2),
        (NGINX, "userid", [["on"]]),
        (NGINX, "userid_flags", [["secure", "httponly", "samesite=lax"]]),
        (CADDY, "max_size", [[f"{LARGEST_UPLOAD_MEBIBYTES}MiB"]]),
        (CADDY, "health_uri", [[READY]]),
        (CADDY, "lb_policy", [["cookie", "cynnydd_copy"]]),
        (CADDY, "reverse_proxy", [ON_ONE_SERVER]),
        (CADDY, "read_header", [["10s"]]),
        (CADDY, "fail_duration", []),
        (CADDY, "max_fails", []),
        (CADDY, "request>uri", [["delete"]]),
        (CADDY, "request>headers", [["delete"]]),
        *((copies, "hash", [["$uid_got$uid_set", "consistent"]]) for copies in COPIES.values()),
    ],
)
def test_a_proxy_has_the_limits_of_the_dashboard_logs_no_query_and_leads_a_browser_to_one_copy(
    directives, words, expected
):
    assert values(directives, words) == expected


def test_the_copies_are_where_they_listen():
    addresses = {name: [words[0] for words in values(copies, "server")] for name, copies in COPIES.items()}
    in_compose = [SERVICES[f"dashboard-{number}"]["networks"]["front"]["ipv4_address"] for number in (1, 2)]
    assert addresses == {"in-compose": [f"{each}:8501" for each in in_compose], "on-one-server": ON_ONE_SERVER}


def test_no_visitor_puts_a_copy_out_of_use_by_requests_that_fail():
    servers = [words[1:] for copies in COPIES.values() for words in values(copies, "server")]
    assert servers == [["max_fails=0"]] * 4


def trusted_proxies():
    """Return each proxy with the setting of the copies behind it."""
    unit = read_unit(DEPLOY / "cynnydd@.service")["Environment"]
    on_one_server = next(line for line in unit if "TRUSTED_PROXIES" in line).partition("=")[2]
    in_compose = SERVICES["dashboard-1"]["environment"]["CYNNYDD_TRUSTED_PROXIES"]
    return [("127.0.0.1", on_one_server), (SERVICES["proxy"]["networks"]["front"]["ipv4_address"], in_compose)]


@pytest.mark.parametrize(("proxy", "trusted"), trusted_proxies())
def test_the_dashboard_believes_nginx_about_who_asks(proxy, trusted):
    variables = {"$http_host": "cynnydd.example", "$remote_addr": "10.9.8.7", "$scheme": "https", '""': ""}
    sent = {name: variables.get(value, "") for name, value in values(NGINX, "proxy_set_header")}
    headers = [(name.lower().encode(), value.encode()) for name, value in sent.items() if value]
    scope = {"type": "http", "scheme": "http", "client": (proxy, 5_000), "headers": headers}
    found = behind_proxies(scope, (trusted,))
    assert (found["client"][0], found["scheme"]) == ("10.9.8.7", "https")


def test_no_log_has_what_follows_a_question_mark():
    logged = " ".join(" ".join(words) for words in NGINX if words[0].startswith("'"))
    assert "$cynnydd_address" in logged
    assert ["default", "$uri"] in NGINX
    assert [
        name for name in ("$request_uri", "$args", "$query_string", "$http_referer", "$request ") if name in logged
    ] == []


def test_nginx_has_more_room_for_an_address_than_the_dashboard():
    assert int(values(NGINX, "limit_conn", "cynnydd_addresses")[0][0]) > MOST_WEBSOCKETS


SAFE = {"name": "safe", "version": "1.0", "vulns": []}
UNKNOWN = {"name": "unknown", "skip_reason": "Dependency not found"}
HOLED = {"name": "holed", "version": "2.0", "vulns": [{"id": "CVE-2026-1"}, {"id": "CVE-2026-2"}]}


def test_each_vulnerability_is_named():
    assert audit_result([SAFE, HOLED, UNKNOWN]) == (
        [
            "holed 2.0: CVE-2026-1",
            "holed 2.0: CVE-2026-2",
            "2 of 3 packages were audited; 2 vulnerabilities are known.",
            "Of these the service knows nothing: unknown.",
        ],
        VULNERABLE,
    )


def test_a_package_of_which_nothing_is_known_is_not_audited():
    lines, status = audit_result([SAFE, UNKNOWN])
    assert (lines[0], status) == ("1 of 2 packages were audited; 0 vulnerabilities are known.", NOT_AUDITED)
