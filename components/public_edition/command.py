"""Write the website for the command line: of a published version or of a workbook."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from components.downloads import office_on_papers
from components.public_edition.content import PublicOptions, PublicPart, for_nobody, person_names, public_tracker
from components.public_edition.edition import edition_files
from components.public_edition.folder import write_edition
from components.published import loaded_from
from loaders.command_line import OutputError
from model.language import Language
from model.tracker.reading import Reading
from model.tracker.tracker import Tracker
from model.versions.version import Version

_MOST_NAMES = 30


@dataclass(frozen=True, slots=True)
class SiteRequest:
    """What the command line asks for.

    Attributes:
        out: the folder.
        parts: the private parts that are in it all the same.
        base: its address; "" where it is not known.
        accept_names: whether it is written though it has what looks like names of people.
    """

    out: Path
    parts: Sequence[str]
    base: str
    accept_names: bool


def write_site(reading: Reading, tracker: Tracker, version: Version | None, request: SiteRequest) -> None:
    """Write the website of a published version, or of a workbook without a version.

    Raises OutputError: the folder cannot be used, or names of people were found and not accepted (`names`).
    """
    loaded = loaded_from(reading, tracker, original=for_nobody, version=version)
    options = PublicOptions(
        frozenset(map(PublicPart, request.parts)),
        base=request.base,
        office=office_on_papers(loaded),
        day=date.today(),
    )
    found = person_names(public_tracker(loaded, options.parts).tracker)
    if found and not request.accept_names:
        places = [f"{each.name} ({each.table} {each.ref})" for each in found[:_MOST_NAMES]]
        raise OutputError("names", request.out.name, ", ".join(places) + ("…" if len(found) > _MOST_NAMES else ""))
    with ProcessPoolExecutor(len(Language), mp_context=get_context("spawn")) as pool:
        files = edition_files(loaded, options, run=pool.map)
    write_edition(files, request.out)
