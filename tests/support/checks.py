"""Run every check of the project, with the programs that its tests need: `python3 start.py test` does."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from start import ROOT, last_lines, process_environment, run_quietly

# The number of processes that run tests: one more than there are cores, because many tests wait for a browser.
WORKERS = str(min(4, (os.cpu_count() or 1) + 1))
CHECKS = {
    "ruff check": ("ruff", "check", "."),
    "ruff format": ("ruff", "format", "--check", "."),
    "mypy": ("mypy",),
    "pytest": ("pytest", "-n", WORKERS, "--dist", "loadfile", "--no-loadscope-reorder"),
}
# The check that runs in parallel with the others; its output is printed after theirs.
PARALLEL_CHECK = "mypy"
# Where Linux has files in memory.
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder with a name of its own is made in it
# The free memory that the files of the tests are put into: several times what they take.
FREE_BYTES_NEEDED = 4 << 30
NO_POSTGRESQL = (
    "Install it so that `initdb` is on the path: on Debian or Ubuntu apt install postgresql, on macOS brew install\n"
    "postgresql, on Windows its own installer. The tests start a database of their own and leave any other alone."
)
BROWSER_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
WINDOWS_PATHS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
MAC_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
POSTGRESQL_PATTERNS = (
    ("/", "usr/lib/postgresql/*/bin"),
    ("/", "usr/pgsql-*/bin"),
    ("/", "opt/homebrew/opt/postgresql*/bin"),
    ("/", "usr/local/opt/postgresql*/bin"),
    ("/", "Applications/Postgres.app/Contents/Versions/*/bin"),
    ("C:/", "Program Files/PostgreSQL/*/bin"),
)
# Folders of nginx that are not on the path of everybody.
NGINX_FOLDERS = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin")
UNPACKED_NGINX = ROOT / ".venv" / "nginx"
# Debian's setting for making a database cluster at installation, which the tests do not need: they start their own.
CLUSTER_SETTINGS = Path("/etc/postgresql-common/createcluster.conf")


def run_tests(python: Path, arguments: list[str]) -> int:
    """Run every check, print a line for each, and print at the end which passed and which were skipped."""
    browser = find_browser() or install_browser(python)
    postgresql = find_postgresql() or install_postgresql()
    lacks_nginx = "--all" in arguments and (find_nginx() or unpack_nginx()) is None
    with folder_in_memory() as folder:
        results = run_checks(python, arguments, CYNNYDD_CHROMIUM=browser, TMPDIR=folder)
        failed = [name for name, status in results if status]
    if browser is None:
        print("Skipped: the tests in a browser, for want of Chromium, Chrome or Edge.")
    if postgresql is None:
        print(f"Skipped: the tests on PostgreSQL. {NO_POSTGRESQL}")
    if lacks_nginx:
        print("Skipped: the tests of two copies behind nginx, for want of nginx.")
    print(summary_line(failed), flush=True)
    return 1 if failed else 0


@contextmanager
def folder_in_memory(parent: Path = MEMORY, *, free_bytes: int = FREE_BYTES_NEEDED) -> Iterator[str | None]:
    """Yield a folder for the files of the tests, and delete it afterwards; None where there is no memory for them.

    A commit to a database there takes a fiftieth of its time on a disk. Who sets TMPDIR wants the files there.
    """
    if "TMPDIR" in os.environ or not os.access(parent, os.W_OK) or shutil.disk_usage(parent).free < free_bytes:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="cynnydd-", dir=parent, ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # root's PostgreSQL runs as another user
        yield folder


def run_checks(python: Path, arguments: list[str], **settings: str | None) -> Iterator[tuple[str, int]]:
    """Yield the name of each check and its exit status; mypy runs in parallel, and its output is printed last.

    It keeps one core busy, and the tests leave one free now and then.
    """
    environment = process_environment(
        **settings, PYTHONDONTWRITEBYTECODE=""
    )  # else each process that a test starts compiles everything anew
    checks = {name: [str(python), "-m", *command] for name, command in CHECKS.items()}
    checks["pytest"] += arguments
    parallel = subprocess.Popen(
        checks.pop(PARALLEL_CHECK), cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    with parallel:
        for name, command in checks.items():
            print(f"{name} ...", flush=True)
            yield name, subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode
        print(f"{PARALLEL_CHECK} ...", flush=True)
        print(parallel.communicate()[0].decode("utf-8", "replace"), end="", flush=True)
        yield PARALLEL_CHECK, parallel.returncode


def summary_line(failed: list[str]) -> str:
    """Return the last line of a test run."""
    passed = ", ".join(name for name in CHECKS if name not in failed) or "nothing"
    return f"Failed: {', '.join(failed)}. Passed: {passed}." if failed else f"Passed: {passed}."


def find_browser() -> str | None:
    """Return the path of an installed Chromium, Chrome or Edge; CYNNYDD_CHROMIUM names one elsewhere."""
    folders = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    paths = [Path(folder, path) for folder in folders if folder for path in WINDOWS_PATHS]
    paths += [Path(path) for path in MAC_PATHS]
    candidates = [os.environ.get("CYNNYDD_CHROMIUM"), *map(shutil.which, BROWSER_COMMANDS)]
    return next(filter(None, [*candidates, *(str(path) for path in paths if path.is_file())]), None)


def install_browser(python: Path) -> str | None:
    """Install Chromium: by apt-get on Debian as root, elsewhere Playwright's; None if neither works."""
    print("Installing Chromium for the tests in a browser ...", flush=True)
    if may_use_apt():
        return find_browser() if install_packages("chromium", "fonts-liberation") else None
    if not try_command([str(python), "-m", "playwright", "install", "chromium"]):
        return None
    code = "from playwright.sync_api import sync_playwright as p; print(p().start().chromium.executable_path)"
    return run_quietly([str(python), "-c", code]).stdout.strip() or None


def may_use_apt() -> bool:
    """Return whether Debian packages can be installed."""
    return is_debian() and os.name == "posix" and os.geteuid() == 0


def install_packages(*packages: str) -> bool:
    """Install Debian packages; the package lists are fetched only if the installation fails without."""
    settings = {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if not run_quietly(install, **settings).returncode:
        return True
    return try_command(["apt-get", "update"], **settings) and try_command(install, **settings)


def find_postgresql() -> str | None:
    """Return the folder of PostgreSQL's programs: the one on the path, or the newest that is installed."""
    on_path = shutil.which("initdb")
    found = [folder for root, pattern in POSTGRESQL_PATTERNS for folder in Path(root).glob(pattern)]
    found.sort(key=lambda folder: [int(digits) for digits in re.findall(r"\d+", str(folder))])  # 15 after 9.6
    candidates = [*found, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((str(each) for each in reversed(candidates) if shutil.which("postgres", path=str(each))), None)


def install_postgresql() -> str | None:
    """Install Debian's PostgreSQL if that is possible; None if it is not."""
    if not may_use_apt():
        return None
    print("Installing PostgreSQL for the tests of the database ...", flush=True)
    if not CLUSTER_SETTINGS.exists():  # an existing choice is respected
        CLUSTER_SETTINGS.parent.mkdir(parents=True, exist_ok=True)
        CLUSTER_SETTINGS.write_text("create_main_cluster = false\n", encoding="utf-8")
    return find_postgresql() if install_packages("postgresql") else None


def find_nginx() -> str | None:
    """Return the program of nginx: an installed one, or the one that was unpacked for the tests."""
    folders = [os.environ.get("PATH", ""), *NGINX_FOLDERS, str(UNPACKED_NGINX / "usr" / "sbin")]
    return shutil.which("nginx", path=os.pathsep.join(folders))


def unpack_nginx() -> str | None:
    """Unpack Debian's nginx beside the environment: to install it would start a server on this computer."""
    if not is_debian():
        return None
    print("Unpacking nginx for the tests of two copies ...", flush=True)
    UNPACKED_NGINX.mkdir(parents=True, exist_ok=True)
    download = ["env", "--chdir", str(UNPACKED_NGINX), "apt-get", "download", "nginx"]
    if run_quietly(download).returncode and not (try_command(["apt-get", "update"]) and try_command(download)):
        return None
    packages = [str(package) for package in UNPACKED_NGINX.glob("nginx_*.deb")]
    done = all(try_command(["dpkg-deb", "--extract", package, str(UNPACKED_NGINX)]) for package in packages)
    return find_nginx() if done else None


def is_debian() -> bool:
    """Return whether this is Debian itself: Ubuntu's package of the same name is a snap that tests cannot drive."""
    os_release = Path("/etc/os-release")
    return os_release.is_file() and "ID=debian" in os_release.read_text(encoding="utf-8").splitlines()


def try_command(command: list[str], **settings: str) -> bool:
    """Run a command quietly, print its last lines if it fails, and return whether it succeeded."""
    run = run_quietly(command, **settings)
    if run.returncode:
        print("\n".join([f"This failed: {' '.join(command)}", *last_lines(run.stdout, count=4)]), flush=True)
    return run.returncode == 0


if __name__ == "__main__":
    try:
        sys.exit(run_tests(Path(sys.executable), sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
