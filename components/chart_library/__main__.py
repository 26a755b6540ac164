"""Fetch the pinned release of the chart library: `python -m components.chart_library [PACKAGE.tgz]`."""

import argparse
import gzip
import hashlib
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from components.chart_library.release import (
    COMPRESSED_FILE,
    FILE_SHA512,
    LICENCE_FILE,
    PACKAGE,
    PACKAGE_SHA512,
    VERSION,
)

_LIBRARY, _LICENCE = "package/plotly-basic.min.js", "package/LICENSE"
DONE, REFUSED = 0, 1


def main(argv: Sequence[str] | None = None) -> int:
    """Write the library and its licence from a package; without one, npm downloads it from its own registry.

    A package or a file with another checksum than the pinned one is refused, and nothing is written.
    """
    parser = argparse.ArgumentParser(prog="python -m components.chart_library", description=__doc__)
    parser.add_argument("package", nargs="?", type=Path, help="the package, where it is on this computer already")
    arguments = parser.parse_args(argv)
    package = arguments.package.read_bytes() if arguments.package else _download()
    files = _unpack(package) if _has_checksum(package, PACKAGE_SHA512) else {}
    if not files or not _has_checksum(files[_LIBRARY], FILE_SHA512):
        print(f"This is not {PACKAGE} {VERSION}: its checksum is another. Nothing was written.", file=sys.stderr)
        return REFUSED
    COMPRESSED_FILE.write_bytes(gzip.compress(files[_LIBRARY], 9, mtime=0))
    LICENCE_FILE.write_bytes(files[_LICENCE])
    print(f"{PACKAGE} {VERSION} was written to {COMPRESSED_FILE.parent}.")
    return DONE


def _download() -> bytes:
    """Return the package as npm downloads it, from the registry of its own configuration."""
    npm = shutil.which("npm") or "npm"
    with TemporaryDirectory() as folder:
        command = [npm, "pack", f"{PACKAGE}@{VERSION}", "--pack-destination", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - fixed words
        (package,) = Path(folder).glob("*.tgz")
        return package.read_bytes()


def _unpack(package: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=BytesIO(package), mode="r:gz") as archive:
        members = {name: archive.extractfile(name) for name in (_LIBRARY, _LICENCE)}
        return {name: member.read() for name, member in members.items() if member}


def _has_checksum(content: bytes, sha512: str) -> bool:
    return hashlib.sha512(content).hexdigest() == sha512


if __name__ == "__main__":
    sys.exit(main())
