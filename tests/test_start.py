"""`start.py` from the user's side: run from another folder with the interpreter that runs the tests."""

import ast
import contextlib
import http.client
import io
import os
import re
import runpy
import shutil
import signal
import subprocess
import sys
from importlib.metadata import requires, version

import pytest
from packaging.requirements import Requirement

import start
from deploy.dependencies import LOCKS, NOT_AUDITED
from tests.support import checks
from tests.support.processes.forking import run_pytest, start_process
from tests.support.processes.free_port import free_port
from tests.support.source import ROOT, imports

pytestmark = pytest.mark.long


@pytest.fixture
def project(tmp_path):
    """Return a folder with start.py and requirement files that name nothing."""
    return copy_of_start(tmp_path)


def copy_of_start(folder):
    shutil.copy(ROOT / "start.py", folder)
    for name in (start.RUN_REQUIREMENTS, start.TEST_REQUIREMENTS):
        (folder / name).write_text("# nothing\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """Return such a folder with a virtual environment, and what start.py printed that made it: making one is slow.

    There was one already, whose Python did not run.
    """
    project, printed = copy_of_start(tmp_path_factory.mktemp("prepared")), io.StringIO()
    start.venv_python(project / ".venv").parent.mkdir(parents=True)
    with contextlib.redirect_stdout(printed):
        start_in(project)["prepare_environment"](project / ".venv", start.RUN_REQUIREMENTS)
    return project, printed.getvalue()


def start_in(project):
    """Return the functions of start.py, run from a folder."""
    module = runpy.run_path(str(project / "start.py"))
    assert module["ROOT"] == project
    return module


def run(project, *arguments, code=None, **settings):
    """Run start.py to its end in another process, from a folder that is not the project's."""
    command = [sys.executable, *(["-c", code] if code else [str(project / "start.py")]), *arguments]
    environment = {**os.environ, **settings}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=project.parent, env=environment)


# What it prints without installing anything


def test_help_names_all_three_ways_to_call_it(project):
    for arguments in (["--help"], ["test", "--help"]):
        done = run(project, *arguments)
        assert done.returncode == 0
        for usage in ("python3 start.py ", "python3 start.py FILE.xlsx", "python3 start.py test"):
            assert usage in done.stdout
    assert not (project / ".venv").exists()


def test_a_missing_file_is_reported_before_anything_is_installed(project):
    done = run(project, "tracker.xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"There is no file {project.parent / 'tracker.xlsx'}.\n"
    assert not (project / ".venv").exists()


def test_an_older_python_reads_the_file_and_is_refused():
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    with pytest.raises(start.StartError, match=r"^Cynnydd needs Python 3\.11 or newer; this is Python 3\.9\.$"):
        start.refuse_old_python((3, 9))
    start.refuse_old_python((3, 11))
    start.refuse_old_python((3, 15))


def test_it_needs_nothing_but_the_standard_library():
    assert {each.name.split(".")[0] for each in imports(ROOT / "start.py", ROOT)} <= set(sys.stdlib_module_names)


def test_without_venv_the_package_to_install_is_named(project):
    code = "import sys, runpy; sys.modules['ensurepip'] = None; "
    code += f"runpy.run_path({str(project / 'start.py')!r}, None, '__main__')"
    done = run(project, code=code)
    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr
    assert "Traceback" not in done.stderr


# The virtual environment


@pytest.mark.nightly
def test_an_installation_is_repeated_only_when_something_changed(prepared, capsys):
    project, printed = prepared
    prepare_environment, venv = start_in(project)["prepare_environment"], project / ".venv"
    assert re.fullmatch(r"Making .+ \(its Python does not run\) \.\.\.\nInstalling what .+ \.\.\.\n", printed)
    assert subprocess.run([start.venv_python(venv), "-c", "import pip"], check=False).returncode == 0

    prepare_environment(venv, start.RUN_REQUIREMENTS)
    assert capsys.readouterr().out == ""

    prepare_environment(venv, start.TEST_REQUIREMENTS)
    assert capsys.readouterr().out.startswith("Installing what the tests need")
    prepare_environment(venv, start.RUN_REQUIREMENTS)
    assert capsys.readouterr().out == ""

    (project / "requirements.lock").write_text("# changed\n", encoding="utf-8")
    prepare_environment(venv, start.RUN_REQUIREMENTS)
    assert capsys.readouterr().out.startswith("Installing what the dashboard needs")


@pytest.mark.nightly
def test_a_failed_installation_shows_pips_last_words_and_what_to_do(prepared):
    project, _ = prepared
    needed_file = "cynnydd-needs-this==1 --hash=sha256:" + "0" * 64 + "\n"
    (project / "requirements.lock").write_text(needed_file, encoding="utf-8")
    for _ in ("at first", "again"):
        done = run(project, "--no-browser", PIP_NO_INDEX="1")
        assert done.returncode == 1
        assert "No matching distribution found for cynnydd-needs-this==1" in done.stderr
        assert "HTTPS_PROXY" in done.stderr
        assert "Traceback" not in done.stderr
        assert "Making" not in done.stdout
        assert "Installing" in done.stdout


# The packages


def test_every_required_package_is_pinned_to_the_installed_version():
    pinned = pins("requirements.txt") | pins("requirements-dev.txt") | pins("constraints.txt")
    installed = {name: version(name) for name in needed({*pins("requirements.txt"), *pins("requirements-dev.txt")})}
    assert {name: pinned.get(name) for name in installed} == installed


@pytest.mark.parametrize(("requirements", "lock"), LOCKS.items())
def test_the_lock_has_each_package_at_its_version_with_checksums_and_no_other(requirements, lock):
    """When this fails, run `python -m deploy.dependencies lock`."""
    locked, wanted = pins(lock), pins("requirements.txt") | pins(requirements)
    known = {**pins("constraints.txt"), **wanted, "psycopg-binary": wanted["psycopg"]}
    assert {name: locked.get(name) for name in wanted} == wanted
    assert {name: known.get(name) for name in locked} == locked
    assert [name for name in needed(wanted) if name not in locked] == []
    entries = [entry for entry in entries_of(lock) if not entry.startswith("-")]
    assert [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry)] == []
    assert [entry for entry in entries if re.search(r"://|--index|--find", entry)] == []


def entries_of(file):
    """Return the lines of a requirement file without comments; continued lines are joined."""
    text = (ROOT / file).read_text(encoding="utf-8").replace("\\\n", " ")
    return [entry for line in text.splitlines() if (entry := line.partition("#")[0].strip())]


def pins(file):
    """Return the packages a requirement file names for this Python, with their versions."""
    entries = (entry.partition("--hash")[0].strip() for entry in entries_of(file) if not entry.startswith("-"))
    wanted = [Requirement(entry) for entry in entries]
    return {
        normal(requirement.name): str(requirement.specifier).removeprefix("==")
        for requirement in wanted
        if requirement.marker is None or requirement.marker.evaluate()
    }


def needed(names):
    """Return these packages and all that they bring with them here."""
    found, waiting = set(), [normal(name) for name in names]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            wanted = map(Requirement, requires(name) or ())
            waiting += [
                normal(requirement.name)
                for requirement in wanted
                if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
            ]
    return found


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


# The dashboard


def test_on_windows_the_environment_has_its_python_in_scripts(tmp_path):
    assert start.venv_python(tmp_path, windows=True) == tmp_path / "Scripts" / "python.exe"
    assert start.has_display(system="win32")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that asks a program to end")
def test_the_dashboard_answers_and_ends_quietly(tmp_path):
    """The real dashboard, with the packages that run this test: nothing is installed here."""
    port = free_port()
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import start; from pathlib import Path; "
    code += f"sys.exit(start.serve(Path(sys.executable), None, port={port}, browser=False))"
    command = [sys.executable, "-c", code]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(2)]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/_stcore/health")
        answer = connection.getresponse().read()
        connection.close()
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=120)
    assert lines == [
        "Opening the dashboard on the bundled tracker ...\n",
        f"Cynnydd is at http://127.0.0.1:{port} - Ctrl+C ends it.\n",
    ]
    assert answer == b"ok"
    assert rest.endswith("Ended.\n")
    assert "Traceback" not in rest
    assert process.returncode == 0
    assert start.find_free_port(port) == port


# The tests


PYTHON = """#!/bin/sh
echo "$2 $3 $PYTHONDONTWRITEBYTECODE"
test "$2" != {fails}
"""


@pytest.mark.skipif(os.name == "nt", reason="The Python that stands in is a script of the shell")
@pytest.mark.parametrize("fails", ["mypy", "pytest", "ruff"])
def test_every_check_is_run_whichever_fails_with_its_output_below_its_name(tmp_path, capfd, fails):
    python = tmp_path / "python"
    python.write_text(PYTHON.format(fails=fails), encoding="utf-8")
    python.chmod(0o755)
    statuses = dict(checks.run_checks(python, ["tests/test_start.py"]))
    assert {name for name, status in statuses.items() if status} == {name for name in checks.CHECKS if fails in name}
    assert [line.strip() for line in capfd.readouterr().out.splitlines()] == [
        *("ruff check ...", "ruff check", "ruff format ...", "ruff format"),
        *("pytest ...", "pytest -n", "mypy ...", "mypy"),
    ]


@pytest.mark.skipif(os.name == "nt", reason="The program that stands in is a script of the shell")
def test_packages_are_installed_without_questions(tmp_path, monkeypatch):
    program = tmp_path / "apt-get"
    program.write_text('#!/bin/sh\ntest "$DEBIAN_FRONTEND $1" = "noninteractive install"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert checks.install_packages("chromium")


def test_the_files_of_the_tests_are_in_memory_while_they_run(tmp_path, monkeypatch):
    monkeypatch.delenv("TMPDIR", raising=False)
    with checks.folder_in_memory(tmp_path, free_bytes=1) as folder:
        assert [str(path) for path in tmp_path.iterdir()] == [folder]
    assert list(tmp_path.iterdir()) == []


def test_continuous_integration_runs_the_same_command_and_leaves_no_test_out():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert '\npython3 start.py test "$@" </dev/null\n' in script
    assert "export CYNNYDD_NO_SKIPS=1\n" in script
    assert f"audit || [ $? -eq {NOT_AUDITED} ]\n" in script


LEFT_OUT = """import pytest
def test_it(): pass
def test_other(): pytest.skip("no browser")
@pytest.mark.xfail
def test_expected(): assert 0
"""
NIGHTLY = "import pytest\ndef test_it(): pass\n@pytest.mark.nightly\ndef test_other(): assert 0"


@pytest.mark.parametrize(
    ("text", "arguments", "no_skips", "status"),
    [
        (LEFT_OUT, (), "1", 1),
        (LEFT_OUT, (), "0", 0),
        (NIGHTLY, (), "1", 0),
        (NIGHTLY, ("--all",), "1", 1),
        ("", (), "1", 5),
    ],
    ids=["skips", "skips are allowed", "nightly is left out", "nightly is run", "no test"],
)
def test_a_run_fails_where_a_test_is_left_out_that_should_be_run(tmp_path, text, arguments, no_skips, status):
    assert pytest_status(tmp_path, text, *arguments, no_skips=no_skips) == status


def pytest_status(folder, text, *arguments, no_skips):
    """Run one file of tests under the conftest of this project and return pytest's exit status."""
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    (folder / "test_small.py").write_text(text, encoding="utf-8")
    _process, connection = start_process(run_pytest, str(folder), no_skips, *arguments)
    return connection.recv()
