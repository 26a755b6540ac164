"""The packages of the dashboard: `python -m deploy.dependencies lock`, `audit` and `bill`.

Each command is a usual tool of the field, in an environment of its own; this file says with which options.
"""

import argparse
import json
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".venv" / "tools"
TOOLS = Path(__file__).parent / "tools.txt"
# The lock file of each file of requirements: every package with its version and the checksums of its files.
LOCKS = {"requirements.txt": "requirements.lock", "requirements-dev.txt": "requirements-dev.lock"}
DONE, VULNERABLE, NOT_AUDITED = 0, 1, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m deploy.dependencies", description=__doc__)
    parser.add_argument("command", choices=("lock", "audit", "bill"))
    parser.add_argument("--output", type=Path, default=Path("bill.json"), help="the file of the bill of materials")
    options = parser.parse_args(arguments)
    if options.command == "lock":
        return lock()
    return audit() if options.command == "audit" else bill(options.output)


def lock() -> int:
    """Write the lock files, for each system and Python that the dashboard runs on."""
    for requirements, locked in LOCKS.items():
        command = ["uv", "pip", "compile", requirements, "--output-file", locked, "--universal", "--generate-hashes"]
        command += ["--python-version", "3.11", "--no-annotate", "--emit-build-options", "--quiet"]
        command += ["--custom-compile-command", "python -m deploy.dependencies lock"]
        subprocess.run([tools_python(), "-m", *command], cwd=ROOT, check=True)
    return DONE


def audit() -> int:
    """Compare the packages of the dashboard with known vulnerabilities, and print what was found.

    Where the tool or its service cannot be reached, or knows nothing of a package, it says so, and the exit status is
    NOT_AUDITED.
    """
    command = ["pip_audit", "--disable-pip", "--require-hashes", "--requirement", "requirements.lock"]
    command += ["--format", "json", "--progress-spinner", "off", "--timeout", "15"]
    try:
        run = subprocess.run([tools_python(), "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
        packages = json.loads(run.stdout)["dependencies"]
    except (OSError, subprocess.CalledProcessError, ValueError, KeyError):
        print("The packages were not audited: the tool or the service of known vulnerabilities cannot be reached.")
        return NOT_AUDITED
    lines, status = audit_result(packages)
    print(*lines, sep="\n")
    return status


def audit_result(packages: Sequence[Mapping[str, Any]]) -> tuple[list[str], int]:
    """Return what an audit found, as lines, and its exit status.

    The tool takes a package of which its service knows nothing for one without vulnerabilities; here it counts as not
    audited.
    """
    skipped = [each["name"] for each in packages if "skip_reason" in each]
    found = [f"{each['name']} {each['version']}: {fault['id']}" for each in packages for fault in each.get("vulns", ())]
    audited = len(packages) - len(skipped)
    lines = [*found, f"{audited} of {len(packages)} packages were audited; {len(found)} vulnerabilities are known."]
    if skipped:
        lines.append(f"Of these the service knows nothing: {', '.join(skipped)}.")
    return lines, VULNERABLE if found else NOT_AUDITED if skipped else DONE


def bill(output: Path) -> int:
    """Write the bill of materials of the dashboard in the CycloneDX format."""
    command = ["cyclonedx_py", "requirements", "requirements.lock", "--pyproject", "pyproject.toml"]
    command += ["--output-reproducible", "--output-file", str(output.resolve())]
    subprocess.run([tools_python(), "-m", *command], cwd=ROOT, check=True)
    return DONE


def tools_python() -> Path:
    """Return the Python that has the tools, which are installed when they are first needed."""
    python = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp = FOLDER / "installed"
    if not stamp.exists() or stamp.read_bytes() != TOOLS.read_bytes():
        print(f"Installing the tools in {FOLDER} ...", file=sys.stderr, flush=True)
        venv.create(FOLDER, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", str(TOOLS)], check=True)
        stamp.write_bytes(TOOLS.read_bytes())
    return python


if __name__ == "__main__":
    sys.exit(main())
