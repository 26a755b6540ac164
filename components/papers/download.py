"""Download the chosen paper: built on demand, and recorded on the audit trail."""

from dataclasses import replace
from functools import partial

from components.downloads.office import show_logo_fault
from components.downloads.paper import Download, edition_of, offer_papers, paper_download
from components.elements.html import element, show
from components.making.program import prepare_making
from components.making.request import Work
from components.papers.choice import PaperChoice
from components.published.loaded_tracker import LoadedTracker
from components.published.published_version import published_store
from components.session.view import View
from components.session.view_cache import cached_by_view
from loaders.canonical import workbook_bytes
from loaders.security.limits import Limits
from loaders.worker.client import read_in_worker
from model.actor import SYSTEM, Role
from model.store_error import StoreError, StoreErrorCode
from reports.canonical_workbooks import tables_as_workbook
from reports.file_names import tracker_file_name
from reports.registry import XLSX, PaperType
from wording.labels.papers import format_name

MANY = 100
"""The number of recommendations from which a note says that a paper takes some seconds."""


def offer_chosen_paper(view: View, choice: PaperChoice) -> None:
    """Show the download button of the chosen paper, with notes on what it does."""
    _ = view.translator
    download = _canonical(view) if choice.is_canonical else _paper(view, choice)
    prepare_making()
    offer_papers(view, {"reports.download": download})
    notes = [_("It is made when you press the button, as {file}.", file=download.file_name)]
    if view.chosen.recommendation_count >= MANY:
        notes.append(_("With so many recommendations that takes some seconds; the button shows that it is at work."))
    if view.loaded.version is not None:
        notes.append(_("That it was made is noted on the audit trail."))
    show([element("p", " ".join(notes), class_="muted small")], key="reports.said")
    show_logo_fault(view)


@cached_by_view
def _paper(view: View, choice: PaperChoice) -> Download:
    _, paper = view.translator, PaperType(choice.paper)
    edition = replace(edition_of(view), language=choice.language, occasion=choice.occasion)
    label = _("Download: {format}", format=format_name(choice.ending, _))
    return paper_download(edition, paper, choice.ending, label=label)


@cached_by_view
def _canonical(view: View) -> Download:
    _, loaded = view.translator, view.loaded
    label, name = _("Download: {format}", format=format_name(".xlsx", _)), tracker_file_name(edition_of(view))
    return Download(label, name, XLSX, lambda: canonical_work(loaded))


def canonical_work(loaded: LoadedTracker) -> Work:
    """Return the work that makes a canonical workbook. What it needs is read again: a view lacks repeated rows."""
    if loaded.agencies is not None:
        raise StoreError(StoreErrorCode.NOT_ALLOWED, role=Role.VIEWER.value)
    if loaded.version is not None:
        reading, tables = published_store().load_tables(loaded.version.number)
        return partial(tables_as_workbook, tables, reading.scale)
    reading = read_in_worker(loaded.original(SYSTEM), name=loaded.reading.source.name, limits=Limits.from_environment())
    return partial(workbook_bytes, reading.rows, reading.scale)
