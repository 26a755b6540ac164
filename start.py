"""Set Cynnydd up and open it, or set it up and run every test, with only a Python interpreter.

Everything is installed into `.venv` next to this file and nowhere else; deleting that folder undoes it.
"""

from __future__ import annotations  # so that an older Python reads far enough to report its age

import argparse
import contextlib
import hashlib
import importlib.util
import os
import platform
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
HOST, PORT = "127.0.0.1", 8501
ANSWER_SECONDS, END_SECONDS, STOP_SECONDS = 60, 30, 3
# Files of packages with their checksums: what has another one is not installed. The second has those of the first.
RUN_REQUIREMENTS, TEST_REQUIREMENTS = "requirements.lock", "requirements-dev.lock"
# The file in an environment that exists while pip is at work, and afterwards if it was interrupted.
UNFINISHED = "installing"
USAGE = """\
  python3 start.py                   set up .venv and open the dashboard on the bundled tracker
  python3 start.py FILE.xlsx         the same on another workbook
  python3 start.py test [ARGUMENT]   set up .venv and run the tests, the long ones by --all; arguments go to pytest"""
NO_VENV = (
    "This Python cannot make virtual environments. On Debian: apt install python3-venv\n"
    "Elsewhere, install Python from its own installer, which brings venv along. Then run this again."
)
PIP_FAILED = """\
The packages could not be installed; the lines above are pip's own last words.
- Without a connection: run this once where there is one.
- Behind a proxy: set HTTPS_PROXY to its address; for a mirror or a certificate of your own see `pip config`.
- "No matching distribution": this Python may be too new; these packages are there for 3.11 to 3.15.
- "DO NOT MATCH THE HASHES": what was downloaded is not what was tested. Find out why before you install it."""


class StartError(Exception):
    """The command cannot be done: a sentence for the person at the terminal, and an exit status."""

    def __init__(self, sentence: str, *, status: int = 1) -> None:
        super().__init__(sentence)
        self.status = status


def main(arguments: list[str]) -> int:
    """Run the command and return the exit status."""
    try:
        refuse_old_python(sys.version_info[:2])
        if arguments[:1] == ["test"] and arguments[1:] not in (["-h"], ["--help"]):
            python = prepare_environment(ROOT / ".venv", TEST_REQUIREMENTS)
            command = [str(python), "-m", "tests.support.checks", *arguments[1:]]
            return subprocess.run(command, check=False, cwd=ROOT, env=process_environment()).returncode
        options = parse_arguments(arguments)
        tracker = resolve_tracker(options.file) if options.file is not None else None
        python = prepare_environment(ROOT / ".venv", RUN_REQUIREMENTS)
        return serve(python, tracker, port=options.port, browser=options.browser)
    except StartError as error:
        print(error, file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        print("Broken off.", file=sys.stderr)
        return 130


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """Parse the command line of the dashboard. `test` is only mentioned in the help: pytest parses what follows it."""
    parser = argparse.ArgumentParser(
        prog="start.py", usage=f"\n{USAGE}", description="Cynnydd: where every recommendation stands."
    )
    parser.add_argument("file", nargs="?", metavar="FILE.xlsx", help="the workbook to open; without it the bundled one")
    parser.add_argument("--port", type=int, default=PORT, help=f"the port to listen on (default {PORT})")
    parser.add_argument("--no-browser", dest="browser", action="store_false", help="only print the address")
    return parser.parse_args(arguments)


def refuse_old_python(version: tuple[int, ...]) -> None:
    """Raise a StartError if Python is older than the code needs."""
    if version < OLDEST_PYTHON:
        wanted, found = (".".join(map(str, numbers)) for numbers in (OLDEST_PYTHON, version))
        raise StartError(f"Cynnydd needs Python {wanted} or newer; this is Python {found}.")


# The virtual environment


def prepare_environment(venv: Path, requirements: str) -> Path:
    """Return the Python of a virtual environment with everything that a requirement file names.

    Nothing is done if the stamp of the last installation still matches. An environment that cannot be trusted is made
    anew: a Python that does not run or is too old, a missing pip, an installation that was interrupted.
    """
    python = venv_python(venv)
    version, stamp = python_version(python), stamp_file(venv, requirements)
    if version and stamp.is_file() and stamp.read_text() == fingerprint(requirements, version):
        return python
    reason = environment_fault(venv, version)
    if reason:
        make_environment(venv, because=reason)
        version = python_version(python)
    install_requirements(venv, requirements, version)
    return python


def venv_python(venv: Path, *, windows: bool = os.name == "nt") -> Path:
    """Return the path of the Python of a virtual environment."""
    return venv / "Scripts" / "python.exe" if windows else venv / "bin" / "python"


def python_version(python: Path) -> str:
    """Return the version of an interpreter, or "" if it does not run."""
    command = [str(python), "-I", "-S", "-c", "import platform; print(platform.python_version())"]
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    return ""


def fingerprint(requirements: str, version: str) -> str:
    """Return a digest of what an installation depends on: the Python's version and the requirement file."""
    return hashlib.sha256(version.encode() + (ROOT / requirements).read_bytes()).hexdigest()


def stamp_file(venv: Path, requirements: str) -> Path:
    """Return the file with the fingerprint of the last complete installation of a requirement file."""
    return venv / f"installed-{requirements}"


def environment_fault(venv: Path, version: str) -> str:
    """Return why a virtual environment has to be made anew, or "" if it can be used."""
    if not venv.exists():
        return "there is none yet"
    if not version:
        return "its Python does not run"
    if tuple(map(int, version.split(".")[:2])) < OLDEST_PYTHON:
        return f"it has Python {version}"
    if (venv / UNFINISHED).exists():
        return "the last installation was broken off"
    return "it has no pip" if run_quietly([str(venv_python(venv)), "-m", "pip", "--version"]).returncode else ""


def make_environment(venv: Path, *, because: str) -> None:
    """Make an empty virtual environment with the Python that runs this file."""
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        raise StartError(NO_VENV)
    print(f"Making {venv} with Python {platform.python_version()} ({because}) ...", flush=True)
    interpreter = getattr(sys, "_base_executable", sys.executable)  # this may run in the folder that is to be emptied
    result = run_quietly([interpreter, "-m", "venv", "--clear", str(venv)])
    if result.returncode:
        explanation = NO_VENV if "ensurepip" in result.stdout else f"{venv} could not be made."
        raise StartError("\n".join([*last_lines(result.stdout), explanation]))


def install_requirements(venv: Path, requirements: str, version: str) -> None:
    """Install the packages of a requirement file, and write its stamp."""
    purpose = "the tests need" if requirements == TEST_REQUIREMENTS else "the dashboard needs"
    print(f"Installing what {purpose} (a minute or two the first time) ...", flush=True)
    for previous in (stamp_file(venv, RUN_REQUIREMENTS), stamp_file(venv, TEST_REQUIREMENTS)):
        previous.unlink(missing_ok=True)
    (venv / UNFINISHED).touch()
    command = [str(venv_python(venv)), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--require-hashes", "-r", str(ROOT / requirements)]
    pip = run_quietly(command)
    (venv / UNFINISHED).unlink()
    if pip.returncode:
        raise StartError("\n".join([*last_lines(pip.stdout), "", PIP_FAILED]))
    for done in {requirements, RUN_REQUIREMENTS}:
        stamp_file(venv, done).write_text(fingerprint(done, version))


def run_quietly(command: list[str], **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command without showing its output; stdout and stderr are returned as one text."""
    env, null, pipe, both = process_environment(**settings), subprocess.DEVNULL, subprocess.PIPE, subprocess.STDOUT
    return subprocess.run(
        command, check=False, env=env, stdin=null, stdout=pipe, stderr=both, encoding="utf-8", errors="replace"
    )


def last_lines(output: str, *, count: int = 12) -> list[str]:
    """Return the last lines of a command's output that are not blank."""
    return [line.rstrip() for line in output.splitlines() if line.strip()][-count:]


# The dashboard


def serve(python: Path, tracker: str | None, *, port: int, browser: bool) -> int:
    """Serve the dashboard until it is ended, and open a browser when it answers."""
    free = find_free_port(port)
    if free != port:
        print(f"Port {port} is taken: using {free}.")
    shown = tracker or os.environ.get("CYNNYDD_TRACKER") or "the bundled tracker"
    print(f"Opening the dashboard on {shown} ...", flush=True)
    command = [str(python), "dashboard.py"]
    log = os.environ.get("CYNNYDD_LOG", "text")  # for a person at a terminal
    settings = {"CYNNYDD_ADDRESS": HOST, "CYNNYDD_PORT": str(free), "CYNNYDD_TRACKER": tracker, "CYNNYDD_LOG": log}
    environment = process_environment(**settings, PYTHONDONTWRITEBYTECODE="")  # else each start compiles all modules
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    signal.signal(signal.SIGTERM, lambda *_: interrupt(server))
    try:
        announce(server, f"http://{HOST}:{free}", answered=wait_until_ready(server, free), browser=browser)
        return server.wait()
    except KeyboardInterrupt:
        wait_or_stop(server)
        print("Ended.", flush=True)
        return 0
    finally:
        wait_or_stop(server)


def announce(server: subprocess.Popen[bytes], address: str, *, answered: bool, browser: bool) -> None:
    """Print the address of the dashboard, and open a browser if that is wanted and possible."""
    if answered:
        print(f"Cynnydd is at {address} - Ctrl+C ends it.", flush=True)
        if browser and has_display():
            webbrowser.open(address)
    elif server.poll() is None:
        print(f"The dashboard has not answered for {ANSWER_SECONDS} seconds; it may yet come at {address}", flush=True)


def resolve_tracker(file: str) -> str:
    """Return the absolute path of a workbook; raise a StartError with status 2 if there is no such file."""
    path = Path(file).expanduser().resolve()
    if not path.is_file():
        raise StartError(f"There is no file {path}.", status=2)
    return str(path)


def process_environment(**settings: str | None) -> dict[str, str]:
    """Return the environment of a child process: UTF-8 everywhere, and the settings that are not None."""
    overrides = {name: value for name, value in settings.items() if value is not None}
    return {**os.environ, "PYTHONUTF8": "1", **overrides}


def find_free_port(wanted: int) -> int:
    """Return the wanted port, or the next one that no program listens on."""
    for port in range(wanted, min(wanted + 100, 65536)):
        with socket.socket() as trial:
            if os.name != "nt":  # on Windows this option would take a port from the program that has it
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((HOST, port))
            except OSError:
                continue
            return port
    raise StartError(f"No port from {wanted} on is free; choose another with --port.")


def wait_until_ready(server: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until the dashboard answers on its port; return False if it has ended or takes too long."""
    deadline = time.monotonic() + ANSWER_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=5):
            return True  # it listens when it is ready
        time.sleep(0.02)
    return False


def has_display(*, system: str = sys.platform) -> bool:
    """Return whether this machine can show a browser."""
    return system in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def interrupt(server: subprocess.Popen[bytes]) -> NoReturn:
    """Pass on the termination signal, which unlike Ctrl+C has reached only this process, and end as with Ctrl+C."""
    server.terminate()
    raise KeyboardInterrupt


def wait_or_stop(server: subprocess.Popen[bytes]) -> None:
    """Wait for a server that Ctrl+C has reached as well, and stop one that it has not."""
    for insist, seconds in ((server.terminate, END_SECONDS), (server.kill, STOP_SECONDS)):
        try:
            server.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            insist()
    server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
