"""Files for the browser from packages of npm: their pinned releases, and the command that fetches one anew.

`python -m components.document.pinned_package plotly [PACKAGE.tgz]` writes the chart library; with `idiomorph` it writes
what changes a page in place.
"""

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


_FOLDER = Path(__file__).parent
PLOTLY = PinnedPackage(
    name="plotly.js-basic-dist-min",
    version="4.1.1",
    sha512=(
        "d68345f0f790c7686fff2eeda84556283dc91b09ff30610c43c98bf47530b1aa"
        "86f451b2fce539147507bf3a9bab13789a7c19188f5a6d3884efbe42e2492331"
    ),
    file="package/plotly-basic.min.js",
    file_sha512=(
        "a2b67a3a054bad1a7cbd27c427d5d71acc04ccb8265b89ea1f58dad5c58944fa"
        "b0024c94d0672b338d9a0ef21c263acaf449865b2559deda4c9875db0abac868"
    ),
    target=_FOLDER / "plotly-basic.min.js.gz",
    licence=_FOLDER / "LICENSE-plotly",
)
"""The release that the Python package `plotly` is made for; a test compares the two."""
IDIOMORPH = PinnedPackage(
    name="idiomorph",
    version="0.8.0",
    sha512=(
        "478ec904bfba8c70d0bdc9dba69214b575dcc62e61ebec2e0841195e7461525b"
        "6c8333c52b34e12f93ee1e9a4ff72a49bb2fbb59ac1c6354ec4810ff8906cc87"
    ),
    file="package/dist/idiomorph.min.js",
    file_sha512=(
        "d0b8290c091fc14abf7f98aecdc03a102213eda0775e1b423ed2a3f870b7a76a"
        "2228fa92b4f31ba9db4f1e83cd3adef978d23dc219a25d03fc050fb3b87c8335"
    ),
    target=_FOLDER / "idiomorph.min.js",
    licence=_FOLDER / "LICENSE-idiomorph",
)
"""What changes a page in place."""


def main(argv: Sequence[str] | None = None) -> int:
    """Fetch the pinned release of a package."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("name", choices=("plotly", "idiomorph"))
    parser.add_argument("package", nargs="?", type=Path, help="the package, where it is on this computer already")
    arguments = parser.parse_args(argv)
    return fetch(PLOTLY if arguments.name == "plotly" else IDIOMORPH, arguments.package)


def fetch(pinned: PinnedPackage, path: Path | None = None) -> int:
    """Write the file and its licence from a package; without one, npm downloads it from its own registry.

    A package or a file with another checksum than the pinned one is refused, and nothing is written.
    """
    package = path.read_bytes() if path else _download(pinned)
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


if __name__ == "__main__":
    sys.exit(main())
