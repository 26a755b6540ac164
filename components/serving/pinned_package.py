"""A file for the browser from a package of npm: its pinned release, and the command that fetches it anew."""

import argparse
import gzip
import hashlib
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

DONE, REFUSED = 0, 1
_LICENCE = "package/LICENSE"


@dataclass(frozen=True)
class PinnedPackage:
    """A release of a package, and the one file of it that is committed, with the licence beside it.

    The checksum of the package is the integrity that its registry publishes; `target` with the ending `.gz` is the
    file compressed.
    """

    name: str
    version: str
    sha512: str
    file: str
    file_sha512: str
    target: Path
    licence: Path


def fetch(pinned: PinnedPackage, argv: Sequence[str] | None = None) -> int:
    """Write the file and its licence from a package; without one, npm downloads it from its own registry.

    A package or a file with another checksum than the pinned one is refused, and nothing is written.
    """
    parser = argparse.ArgumentParser(description=f"Fetch the pinned release of {pinned.name}.")
    parser.add_argument("package", nargs="?", type=Path, help="the package, where it is on this computer already")
    arguments = parser.parse_args(argv)
    package = arguments.package.read_bytes() if arguments.package else _download(pinned)
    files = _unpack(package, pinned.file, _LICENCE) if _has_checksum(package, pinned.sha512) else {}
    if not files or not _has_checksum(files[pinned.file], pinned.file_sha512):
        fault = f"This is not {pinned.name} {pinned.version}: its checksum is another. Nothing was written."
        print(fault, file=sys.stderr)
        return REFUSED
    content = files[pinned.file]
    pinned.target.write_bytes(gzip.compress(content, 9, mtime=0) if pinned.target.suffix == ".gz" else content)
    pinned.licence.write_bytes(files[_LICENCE])
    print(f"{pinned.name} {pinned.version} was written to {pinned.target.parent}.")
    return DONE


def _download(pinned: PinnedPackage) -> bytes:
    """Return the package as npm downloads it, from the registry of its own configuration."""
    npm = shutil.which("npm") or "npm"
    with TemporaryDirectory() as folder:
        command = [npm, "pack", f"{pinned.name}@{pinned.version}", "--pack-destination", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - fixed words
        (package,) = Path(folder).glob("*.tgz")
        return package.read_bytes()


def _unpack(package: bytes, *names: str) -> dict[str, bytes]:
    with tarfile.open(fileobj=BytesIO(package), mode="r:gz") as archive:
        members = {name: archive.extractfile(name) for name in names}
        return {name: member.read() for name, member in members.items() if member}


def _has_checksum(content: bytes, sha512: str) -> bool:
    return hashlib.sha512(content).hexdigest() == sha512
