"""An annotated copy of a workbook, whose cells with issues are marked; made on demand."""

from collections.abc import Callable, Sequence
from functools import partial
from operator import call
from pathlib import Path

from components.document.document import FileOffer
from components.document.files import file_link
from components.elements.html import HtmlNode, element, part
from components.reading.issues_list import checked_reading, is_merged, merged_workbook
from components.session.view import View
from loaders.annotate.annotated_copy import annotated_copy
from loaders.security.limits import Limits
from model.actor import Actor, Role
from model.issues.issue import Issue
from reports.registry import XLSX
from wording.catalogue import Translator
from wording.issues import page_remedy, with_status_names
from wording.issues.cell_notes import AUTHOR, RemedyFunction, cell_notes
from wording.labels.layouts import PAPER


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
