"""What Windows does not have is not needed to import the readers. Its limits are set when a process sets them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
FOLDERS = ("model", "loaders", "wording")
AS_WINDOWS = """
import sys, pkgutil, signal
from importlib import import_module
import babel.dates, ctypes.wintypes, openpyxl, rapidfuzz.fuzz, subprocess, tempfile, threading, xlsxwriter
for name in ("resource", "fcntl", "grp", "posix", "pwd", "termios"):
    sys.modules[name] = None
for name in ("SIGALRM", "SIGHUP", "SIGKILL", "SIGXCPU"):
    delattr(signal, name)
sys.platform = "win32"
for folder in ("model", "loaders", "wording"):
    package = import_module(folder)
    for module in pkgutil.walk_packages(package.__path__, folder + "."):
        print(import_module(module.name).__name__)
from loaders.worker.run import _TIMEOUT_EXIT_CODES
print(_TIMEOUT_EXIT_CODES)
"""


def test_the_readers_are_imported_where_there_is_nothing_of_posix():
    done = subprocess.run([sys.executable, "-c", AS_WINDOWS], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    *imported, out_of_time = done.stdout.split("\n")[:-1]
    files = [path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    modules = {".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in files}
    assert set(imported) == modules - set(FOLDERS)
    assert out_of_time == "{1816}"
