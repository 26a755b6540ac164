"""Write a public edition into a folder: aside first, then renamed, so that nothing half-written is ever there."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

from components.public_edition.edition import MANIFEST
from loaders.command_line import OutputError

VERSIONS = "v"
"""The folder of earlier editions: the edition of version 3 is found under `v/3/` after another took its place."""


def refuse_other_files(folder: Path) -> None:
    """Raise OutputError where a folder has other files than those of an edition, before one is made."""
    _version_in(folder.resolve())


def write_edition(files: Mapping[str, bytes], folder: Path) -> None:
    """Write an edition; the edition of another version that was there is found under `v/` from then on.

    Raises OutputError: the folder has other files than those of an edition, or cannot be written. It is as before then.
    """
    folder = folder.resolve()
    earlier = _version_in(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise OutputError("not-writable", folder.name, error.strerror or str(error)) from error
    try:
        _write(files, aside, folder, earlier)
        _replace(folder, aside)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise OutputError("not-writable", folder.name, error.strerror or str(error)) from error


def _version_in(folder: Path) -> str | None:
    """Return the version of the edition in a folder, "" for one without a number; None where the folder is empty."""
    if folder.exists() and not folder.is_dir():
        raise OutputError("a-file", folder.name)
    if not folder.exists() or not any(folder.iterdir()):
        return None
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        number = manifest["version"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise OutputError("not-ours", folder.name) from error
    return "" if number is None else str(int(number))


def _write(files: Mapping[str, bytes], aside: Path, folder: Path, earlier: str | None) -> None:
    aside.chmod(0o755)
    for path, content in files.items():
        target = aside / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    if earlier is None:
        return
    if (folder / VERSIONS).is_dir():
        shutil.copytree(folder / VERSIONS, aside / VERSIONS)
    number = json.loads(files[MANIFEST])["version"]
    if earlier and earlier != str(number):
        shutil.copytree(folder, aside / VERSIONS / earlier, ignore=shutil.ignore_patterns(VERSIONS), dirs_exist_ok=True)


def _replace(folder: Path, aside: Path) -> None:
    """Put the new folder in the place of the old one, which stays where it was if that fails."""
    if not folder.exists():
        aside.rename(folder)
        return
    old = Path(mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent)) / "old"
    folder.rename(old)
    try:
        aside.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    finally:
        if folder.exists():
            shutil.rmtree(old.parent, ignore_errors=True)
