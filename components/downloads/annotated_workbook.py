"""Download an annotated copy of the current workbook, whose cells with issues are marked; built on demand."""

from collections.abc import Sequence
from operator import call
from pathlib import Path

from components.document.pieces import show
from components.elements.html import element, part
from components.identity.actor import actor_source
from components.making.buttons import FileButton, show_file_buttons
from components.making.request import Work
from components.reading.issues_list import checked_reading, is_merged, merged_workbook
from components.session.publisher_name import publisher_name
from components.session.view import View
from loaders.annotate.annotated_copy import annotated_copy
from loaders.security.limits import Limits
from model.issues.issue import Issue
from reports.registry import XLSX
from wording.catalogue import Translator
from wording.issues import page_remedy, with_status_names
from wording.issues.cell_notes import AUTHOR, RemedyFunction, cell_notes
from wording.labels.layouts import PAPER


def offer_annotated_copy(view: View) -> None:
    """Offer the copy where the workbook has issues; a paper has no cells to mark."""
    loaded = view.loaded
    _, reading = view.translator, checked_reading(loaded)
    issues = reading.issues
    actor = actor_source(publisher_name())
    if not issues or reading.layout == PAPER:
        return
    named = with_status_names(issues, view.scale, _)
    show_annotated_copy_button(
        lambda: build_annotated_copy(
            merged_workbook(loaded) if is_merged(loaded) else loaded.original(actor()), named, _
        ),
        f"{Path(reading.source.name).stem}-marked.xlsx",
        _("Download a copy with the cells marked"),
        _,
        key="workbook.marked",
    )
    note = _("A copy for reading: your original is kept. Charts and pictures are not in it.")
    show(part("workbook.marked.said", element("p", note, class_="muted")))


def show_annotated_copy_button(work: Work, file_name: str, label: str, _: Translator, *, key: str) -> None:
    """Show the button of an annotated copy. Its work has its own process, in which a workbook may be opened."""
    button = FileButton(label, file_name, XLSX, lambda make: make(work), key=key, make=call)
    show_file_buttons([button], _)


def build_annotated_copy(
    original: bytes, issues: Sequence[Issue], _: Translator, *, cure: RemedyFunction = page_remedy
) -> bytes:
    """Return the annotated copy as bytes. It runs without a session, so its arguments are all it needs."""
    notes = cell_notes(issues, _, remedy_of=cure)
    return annotated_copy(original, notes, author=AUTHOR, limits=Limits.from_environment())
