"""The commands of the operator guide, copied from it and run: Debian, systemd and Docker are stood in for."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from components.guard.middleware import start_faults
from model.access import AccessSettings
from tests.support.deploy.deploy_files import DEPLOY, read_environment, read_unit, read_yaml
from tests.support.source import LAYERS, ROOT

GUIDE = (ROOT / "docs" / "operator-guide.md").read_text(encoding="utf-8")
STAND_IN = """#!/bin/sh
echo "$(basename "$0") $*" >> "{log}"
case "$*" in inspect*) echo "image@sha256:$(printf %s "$*" | sha256sum | cut -c1-64)" ;; esac
"""
PROGRAM = """#!/bin/sh
echo "python $*" >> "{log}"
case "$2" in store) cd "{root}" && exec "{python}" "$@" ;; esac
"""
PROGRAMS = ("apt-get", "useradd", "su", "python3", "systemctl", "nginx", "docker", "chown")


def commands(heading):
    """Return the code blocks of a section of the guide, one after the other."""
    section = re.split(r"^#+ ", GUIDE.partition(f"#### {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    blocks = re.findall(r"^( *)```\n(.*?)^ *```$", section, re.MULTILINE | re.DOTALL)
    return "\n".join(re.sub(f"^{indent}", "", block, flags=re.MULTILINE) for indent, block in blocks)


@pytest.fixture
def run(tmp_path):
    """Return a function that runs the commands of a section, and returns the folder and what was asked of programs."""
    project, programs, log = tmp_path / "cynnydd", tmp_path / "programs", tmp_path / "log"
    shutil.copytree(DEPLOY, project / "deploy", ignore=shutil.ignore_patterns("__pycache__"))
    (project / ".venv" / "bin").mkdir(parents=True)
    for folder in ("programs", "etc/systemd/system", "etc/nginx/conf.d"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("fullchain.pem", "privkey.pem"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    files = {programs / name: STAND_IN for name in PROGRAMS} | {project / ".venv" / "bin" / "python": PROGRAM}
    files[programs / "runuser"] = '#!/bin/sh\nshift 3\nexec "$@"\n'
    for path, text in files.items():
        path.write_text(text.format(log=log, root=ROOT, python=sys.executable), encoding="utf-8")
        path.chmod(0o755)

    def run(heading):
        script = commands(heading).replace("/path/of/", f"{tmp_path}/").replace("/etc/", f"{tmp_path}/etc/")
        script = script.replace("/opt/cynnydd", str(project))
        script = script.replace("postgresql:///cynnydd?host=/run/postgresql", f"sqlite:///{tmp_path}/published.db")
        environment = os.environ | {"PATH": f"{programs}:{os.environ['PATH']}"}
        done = subprocess.run(
            ["bash", "-euc", script],
            cwd=project,
            env=environment,
            input="the secret of this test\n",
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return tmp_path, log.read_text(encoding="utf-8").splitlines(), done.stdout

    return run


def complete(monkeypatch, settings, secrets):
    """Return whether a dashboard with these settings starts."""
    environment = read_environment(settings.read_text(encoding="utf-8").splitlines())
    environment |= {
        f"CYNNYDD_OIDC_{name.upper()}_FILE": str(secrets / name) for name in ("client_secret", "cookie_secret")
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    found = AccessSettings.from_environment()
    return found.host, start_faults("127.0.0.1", frozenset(), found)


def test_the_steps_are_twenty_at_most():
    steps = re.findall(
        r"^(\d+)\. ", GUIDE.partition("## For a team")[2].partition("#### With Windows")[0], re.MULTILINE
    )
    assert [int(each) for each in steps] == [*range(1, 6), *range(6, 10), *range(6, 12)]


def test_the_commands_for_systemd(run, monkeypatch):
    folder, asked, printed = run("With systemd")
    settings = folder / "etc" / "cynnydd"
    assert complete(monkeypatch, settings / "settings.env", settings) == ("cynnydd.office.example", [])
    assert {path.stat().st_mode & 0o777 for path in settings.iterdir()} == {0o600}
    assert {path.name for path in settings.iterdir()} == {
        *("settings.env", "client_secret", "cookie_secret", "certificate.pem", "certificate_key.pem")
    }
    proxy = [path.read_text(encoding="utf-8") for path in (folder / "etc" / "nginx").rglob("*.conf")]
    assert (len(proxy), [text for text in proxy if "cynnydd.example" in text]) == (3, [])
    assert next(each for each in asked if "compileall" in each).split()[4:] == sorted(LAYERS)
    units = {path.name for path in (folder / "etc" / "systemd" / "system").iterdir()}
    enabled = next(each for each in asked if each.startswith("systemctl enable")).split()[3:]
    assert {re.sub(r"@\d+$", "@.service", each) for each in enabled} <= units
    assert "you@office.example · administrator" in printed
    assert read_unit(DEPLOY / "cynnydd-backup.service")["User"] == read_unit(DEPLOY / "cynnydd@.service")["User"]


def test_the_commands_for_containers(run, monkeypatch):
    folder, asked, _printed = run("With containers")
    deploy = folder / "cynnydd" / "deploy"
    compose = read_yaml(deploy / "compose.yaml")
    assert {each["file"] for each in compose["secrets"].values()} == {f"secrets/{p.name}" for p in secrets_of(deploy)}
    assert {path.stat().st_mode & 0o777 for path in secrets_of(deploy)} == {0o600}
    assert complete(monkeypatch, deploy / "settings.env", deploy / "secrets") == ("cynnydd.office.example", [])
    images = read_environment((deploy / ".env").read_text(encoding="utf-8").splitlines())
    assert set(images) == set(re.findall(r"\$\{(\w+_IMAGE):-", (deploy / "compose.yaml").read_text(encoding="utf-8")))
    assert [each for each in images.values() if not re.fullmatch(r"image@sha256:[0-9a-f]{64}", each)] == []
    assert [each for each in asked if each.startswith("docker compose")] == [
        "docker compose up --detach --build --wait",
        "docker compose exec dashboard-1 .venv/bin/python -m store roles grant you@office.example administrator",
    ]


def secrets_of(deploy: Path) -> list[Path]:
    return sorted((deploy / "secrets").iterdir())
