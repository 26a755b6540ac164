"""Write the website for the command line: of a published version or of a workbook."""

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from components.downloads import office_on_papers
from components.public_edition.content import PublicOptions, for_nobody, names_in
from components.public_edition.edition import edition_files
from components.public_edition.folder import refuse_other_files, write_edition
from components.public_edition.names import PersonName, places_by_name
from components.published import loaded_from
from loaders.command_line import OutputError
from model.language import Language
from model.settings import PublicPart
from model.tracker.reading import Reading
from model.tracker.tracker import Tracker
from model.versions.version import Version


@dataclass(frozen=True, slots=True)
class SiteRequest:
    """What the command line asks for.

    Attributes:
        out: the folder.
        parts: the private parts that are in it all the same.
        base: its address; "" where it is not known.
        accept_names: whether it is written though it has what looks like names of people.
        accepted: the digests of those that were accepted before.
    """

    out: Path
    parts: Sequence[str]
    base: str
    accept_names: bool
    accepted: Collection[str] = ()


def write_site(reading: Reading, tracker: Tracker, version: Version | None, request: SiteRequest) -> list[str]:
    """Write the website of a published version, or of a workbook without a version.

    Return the digests of what looks like names of people that was accepted with this request.

    Raises OutputError: the folder cannot be used, or names of people were found and not accepted (`names`).
    """
    loaded = loaded_from(reading, tracker, original=for_nobody, version=version)
    options = PublicOptions(
        frozenset(map(PublicPart, request.parts)),
        base=request.base,
        office=office_on_papers(loaded),
        day=date.today(),
    )
    found = [each for each in names_in(loaded, options.parts) if each.digest not in request.accepted]
    if found and not request.accept_names:
        raise OutputError("names", request.out.name, "\n" + "\n".join(_lines(found)))
    refuse_other_files(request.out)
    with ProcessPoolExecutor(len(Language)) as pool:
        files = edition_files(loaded, options, run=pool.map)
    write_edition(files, request.out)
    return [each.digest for each in found]


def _lines(found: Sequence[PersonName]) -> Iterator[str]:
    for name, places in places_by_name(found).items():
        yield f"{name}: " + ", ".join(f"{each.table} {each.ref}" for each in places)
