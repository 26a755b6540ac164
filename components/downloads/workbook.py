"""A version as the tracker workbook, the blank template, and copies of a workbook with its issues marked."""

from collections.abc import Callable, Sequence
from functools import partial
from operator import call
from pathlib import Path

from components.document.document import FileOffer, file_link
from components.elements.html import HtmlNode, element, part
from components.making.request import Work
from components.published.loaded_tracker import LoadedTracker
from components.published.published_version import published_store
from components.reading.issues_list import checked_reading, is_merged, merged_workbook
from components.session.view import View
from loaders.annotate.annotated_copy import annotated_copy
from loaders.canonical import workbook_bytes
from loaders.security.limits import Limits
from loaders.worker.client import read_in_worker
from model.actor import SYSTEM, Actor, Role
from model.issues.issue import Issue
from model.store_error import StoreError, StoreErrorCode
from reports.canonical_workbooks import tables_as_workbook
from reports.file_names import tracker_file_name
from reports.registry import XLSX
from wording.catalogue import Translator
from wording.issues import page_remedy, with_status_names
from wording.issues.cell_notes import AUTHOR, RemedyFunction, cell_notes
from wording.labels.layouts import PAPER

TEMPLATE = Path(__file__).resolve().parents[2] / "data" / "template.xlsx"


def tracker_workbook_link(
    view: View, *, number: int | None = None, label: str, primary: bool = False
) -> HtmlNode | None:
    """Return the link to a version as the tracker workbook, by default that of the page.

    Whoever sees some agencies alone has none.
    """
    if view.loaded.agencies is not None:
        return None
    return file_link(view, tracker_workbook(view, number=number), label, primary=primary)


def tracker_workbook(view: View, *, number: int | None = None) -> FileOffer:
    """Return the offer of a version as the tracker workbook; without a store, of what is shown."""
    loaded, shown = view.loaded, view.loaded.version
    number = number or (None if shown is None else shown.number)
    name = tracker_file_name(number)
    return FileOffer("tracker.xlsx", name, XLSX, lambda _actor: tracker_work(loaded, number), version=number)


def tracker_work(loaded: LoadedTracker, number: int | None) -> Work:
    """Return the work that makes the workbook. What it needs is read again: a view lacks repeated rows."""
    if loaded.agencies is not None:
        raise StoreError(StoreErrorCode.NOT_ALLOWED, role=Role.VIEWER.value)
    if number is not None:
        reading, tables = published_store().load_tables(number)
        return partial(tables_as_workbook, tables, reading.scale)
    reading = read_in_worker(loaded.original(SYSTEM), name=loaded.reading.source.name, limits=Limits.from_environment())
    return partial(workbook_bytes, reading.rows, reading.scale)


def template_link(view: View) -> HtmlNode:
    """Return the link to the blank template."""
    offer = FileOffer("template.xlsx", TEMPLATE.name, XLSX, lambda _actor: TEMPLATE.read_bytes, is_long=False)
    return file_link(view, offer, view.translator("Download the blank template"))


def annotated_part(view: View) -> HtmlNode | None:
    """Return the link to the annotated copy of the workbook, with what it leaves out; None where there is none."""
    _, offers = view.translator, annotated_files(view)
    if not offers or not view.may(Role.EDITOR):
        return None
    note = _("A copy for reading: your original is kept. Charts and pictures are not in it.")
    link = file_link(view, offers[0], _("Download a copy with the cells marked"))
    return part("workbook.marked", link, element("p", note, class_="muted"))


def annotated_files(view: View) -> list[FileOffer]:
    """Return the offer of the copy where the workbook has issues; a paper has no cells to mark."""
    loaded, reading = view.loaded, checked_reading(view.loaded)
    if not reading.issues or reading.layout == PAPER:
        return []

    def original(actor: Actor) -> bytes:
        return merged_workbook(loaded) if is_merged(loaded) else loaded.original(actor)

    named = with_status_names(reading.issues, view.scale, view.translator)
    name = f"{Path(reading.source.name).stem}-marked.xlsx"
    return [annotated_file("marked.xlsx", name, original, named, view.translator)]


def annotated_file(
    key: str,
    name: str,
    original: Callable[[Actor], bytes],
    issues: Sequence[Issue],
    _: Translator,
    *,
    cure: RemedyFunction = page_remedy,
) -> FileOffer:
    """Return the offer of an annotated copy, to editors. Its work has a process of its own."""

    def work(actor: Actor) -> Callable[[], bytes]:
        return partial(build_annotated_copy, original(actor), issues, _, cure=cure)

    return FileOffer(key, name, XLSX, work, make=call, role=Role.EDITOR)


def build_annotated_copy(
    original: bytes, issues: Sequence[Issue], _: Translator, *, cure: RemedyFunction = page_remedy
) -> bytes:
    """Return the annotated copy as bytes."""
    notes = cell_notes(issues, _, remedy_of=cure)
    return annotated_copy(original, notes, author=AUTHOR, limits=Limits.from_environment())
