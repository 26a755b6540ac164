"""The environment of the other frameworks, which the dashboard does not need: made when it is first used."""

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".venv" / "peers"
REQUIREMENTS = Path(__file__).parent / "requirements.txt"


def peers_python() -> Path:
    """Return the Python that has Dash and Panel; installing them takes a minute the first time."""
    python = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp = FOLDER / "installed"
    if not stamp.exists() or stamp.read_bytes() != REQUIREMENTS.read_bytes():
        print(f"Installing the other frameworks in {FOLDER} ...", file=sys.stderr, flush=True)
        venv.create(FOLDER, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", str(REQUIREMENTS)], check=True)
        stamp.write_bytes(REQUIREMENTS.read_bytes())
    return python
