"""Download a paper: made on demand, and recorded on the audit trail where its version is published."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from analysis.bounded_cache import MIB, BoundedCache
from components.downloads.office import office_on_papers
from components.identity.actor import actor_source, refuse_below
from components.making.buttons import FileButton, show_file_buttons
from components.making.press import Make
from components.making.request import Work
from components.published.published_version import published_store
from components.session.publisher_name import publisher_name
from components.session.view import View
from components.session.view_cache import IdentityKey
from model.actor import Actor, Role
from model.store_error import StoreError, StoreErrorCode
from reports.content.edition import Edition
from reports.file_names import file_name
from reports.registry import FORMATS, PaperType, paper_bytes
from store.exports import note_export

MAX_PAPER_BYTES = 32 * MIB
"""The memory of the papers that were made last: whoever wants one of them again, has it at once."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Download:
    """A paper to download.

    Attributes:
        label: that of its button.
        work: returns the work that makes it in another process; called at the press, without a session.
    """

    label: str
    file_name: str
    media_type: str
    work: Callable[[], Work]


def paper_download(edition: Edition, paper: PaperType, ending: str, *, label: str) -> Download:
    """Return the download of a paper of an edition, in the format with this ending."""
    name, media_type = file_name(edition, ending, paper=paper), FORMATS[paper][ending].media_type
    return Download(label, name, media_type, lambda: partial(paper_bytes, edition, paper, ending))


def offer_papers(view: View, downloads: Mapping[str, Download], *, number: int | None = None) -> None:
    """Show the download buttons of some papers, by their keys. What they need of the session is read here.

    They are of the version that the page shows, unless another is named.
    """
    actor = actor_source(publisher_name())
    version, agencies = view.loaded.version, view.loaded.agencies
    number = number or (None if version is None else version.number)

    def button(key: str, download: Download) -> FileButton:
        def build(make: Make) -> bytes:
            return build_paper(download, number=number, actor=_reader(actor(), agencies), make=make)

        return FileButton(download.label, download.file_name, download.media_type, build, key)

    show_file_buttons([button(key, download) for key, download in downloads.items()], view.translator)


def _reader(actor: Actor, agencies: frozenset[str] | None) -> Actor:
    """Return who asks for a paper. Raises StoreError(NOT_ALLOWED) where they see other agencies than the page did."""
    if actor.agencies != agencies:
        raise StoreError(StoreErrorCode.NOT_ALLOWED, role=Role.VIEWER.value)
    refuse_below(Role.VIEWER, actor)
    return actor


def build_paper(download: Download, *, number: int | None, actor: Actor, make: Make) -> bytes:
    """Return the paper as bytes, and record the export of its version; an unpublished workbook is not recorded."""
    content = _papers.value(IdentityKey(download), lambda: make(download.work()))
    if number is not None:
        note_export(published_store(), number, actor=actor, file=download.file_name)
    return content


def edition_of(view: View) -> Edition:
    """Return the edition of a view: tracker, selection, language, source, version. It needs no session."""
    version = view.loaded.version
    return Edition(
        tracker=view.tracker,
        selection=view.selection,
        language=view.translator.language,
        source=view.loaded.reading.source.name,
        version=None if version is None else version.number,
        published_at=None if version is None else version.published_at,
        today=view.today,
        made_on=view.visit_day,
        office=office_on_papers(view.loaded),
    )


_papers = BoundedCache(MAX_PAPER_BYTES)
