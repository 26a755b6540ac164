"""Write the website into a folder: aside first, then renamed, so that nothing half-written is ever there."""

import json
import shutil
from collections.abc import Collection, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from components.downloads import office_on_papers
from components.public_edition.content import PublicOptions, names_in, places_by_name
from components.public_edition.edition import MANIFEST, edition_files
from components.published import LoadedTracker
from loaders.command_line import OutputError
from model.terms import Language

# The folder of earlier editions: the edition of version 3 is found under `v/3/` after another took its place.
VERSIONS = "v"


def write_site(
    loaded: LoadedTracker, out: Path, options: PublicOptions, *, accepted: Collection[str], accept_names: bool
) -> list[str]:
    """Write the website of a published version, or of a workbook without a version, judged today.

    Return the digests of what looks like names of people and was not `accepted` before.

    Raises OutputError: the folder cannot be used, or there are such names and they are not accepted now (`names`).
    """
    options = replace(options, office=office_on_papers(loaded), day=date.today())
    found = [each for each in names_in(loaded, options.parts) if each.digest not in accepted]
    if found and not accept_names:
        by_name = places_by_name(found).items()
        lines = [f"{name}: {', '.join(f'{each.table} {each.ref}' for each in places)}" for name, places in by_name]
        raise OutputError("names", file=out.name, reason="\n" + "\n".join(lines))
    _version_in(out.resolve())  # refused before it is made
    with ProcessPoolExecutor(len(Language)) as pool:
        files = edition_files(loaded, options, run=pool.map)
    write_edition(files, out)
    return [each.digest for each in found]


def write_edition(files: Mapping[str, bytes], folder: Path) -> None:
    """Write an edition; the edition of another version that was there is found under `v/` from then on.

    Raises OutputError: the folder has other files than those of an edition, or cannot be written. It is as before then.
    """
    folder = folder.resolve()
    earlier = _version_in(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        new, old = aside / "new", aside / "old"
        try:
            _write(files, new, folder, earlier)
            _replace(folder, new, old)
        finally:
            if folder.exists() or not old.exists():  # the edition before stays where it could not be put back
                shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise OutputError("not-writable", file=folder.name, reason=error.strerror or str(error)) from error


def _version_in(folder: Path) -> str | None:
    """Return the version of the edition in a folder, "" for one without a number; None where the folder is empty."""
    if folder.exists() and not folder.is_dir():
        raise OutputError("a-file", file=folder.name)
    if not folder.exists() or not any(folder.iterdir()):
        return None
    try:
        number = json.loads((folder / MANIFEST).read_bytes())["version"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise OutputError("not-ours", file=folder.name) from error
    return "" if number is None else str(int(number))


def _write(files: Mapping[str, bytes], new: Path, folder: Path, earlier: str | None) -> None:
    for path, content in files.items():
        target = new / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    if (folder / VERSIONS).is_dir():
        shutil.copytree(folder / VERSIONS, new / VERSIONS)
    if earlier and earlier != str(json.loads(files[MANIFEST])["version"]):
        shutil.copytree(folder, new / VERSIONS / earlier, ignore=shutil.ignore_patterns(VERSIONS), dirs_exist_ok=True)


def _replace(folder: Path, new: Path, old: Path) -> None:
    """Put the new folder in the place of the old one, which stays where it was if that fails."""
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:  # Ctrl+C as well
        if old.exists():
            old.rename(folder)
        raise
